"""Reading what readers wrote under an article: labels, stance, acts and leads, never events."""
