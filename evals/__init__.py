"""Scores of the development sets, and the floors under which they may not fall."""
