"""A second coder behind the same seam: a language model behind an endpoint that the user names."""
