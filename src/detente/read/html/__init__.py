"""HTML: a guard against hostile nesting, the thread by its mark-up, then the article."""
