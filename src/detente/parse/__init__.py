"""Text to trees: sentences, tokens, tags, dependencies and lemmas, and a filter that saves work."""
