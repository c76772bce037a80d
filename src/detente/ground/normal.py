"""Names in a text are compared in the form of the knowledge's names (`knowledge/normal.py`)."""

from detente.knowledge.normal import Normal, bare_key, name_key, name_keys, normalise

__all__ = ["Normal", "bare_key", "name_key", "name_keys", "normalise"]
