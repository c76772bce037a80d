"""Over many documents: one coder, or one in each of several local processes."""
