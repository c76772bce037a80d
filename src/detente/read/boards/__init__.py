"""Exports of comment systems: Disqus, Isso, Remark42, Coral."""
