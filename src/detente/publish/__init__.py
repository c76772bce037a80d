"""Writing what was linked: graphs, tables and plots."""
