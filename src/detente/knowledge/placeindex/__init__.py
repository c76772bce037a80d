"""The place index: every place of the gazetteers by name, in one SQLite file that is made once."""

from detente.knowledge.placeindex.cache import open_default
from detente.knowledge.placeindex.store import PlaceIndex, PlaceRow, kilometres

__all__ = ["PlaceIndex", "PlaceRow", "kilometres", "open_default"]
