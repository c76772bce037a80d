"""The place index: every place of the gazetteers by name, in one SQLite file that is made once."""

from detente.knowledge.placeindex.cache import open_default
from detente.knowledge.placeindex.layers import index_with
from detente.knowledge.placeindex.store import PlaceIndex, PlaceRow, kilometres

__all__ = ["PlaceIndex", "PlaceRow", "index_with", "kilometres", "open_default"]
