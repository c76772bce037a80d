"""Reports of one happening, linked: copies, pairs, clusters, origins; page by page."""
