"""Incidents over many reports, agreements and relations through time: pure functions over acts."""
