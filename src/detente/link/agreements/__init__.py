"""Agreements over many pages, and what later acts made of their promises."""
