"""From bytes to pages: capture, encoding, format, article, thread, pseudonyms."""

from detente.read.pseudonyms import Pseudonyms
from detente.read.reader import Row, failure, read, read_bytes, read_one, rows_of
from detente.read.sources import expand

__all__ = ["Pseudonyms", "Row", "expand", "failure", "read", "read_bytes", "read_one", "rows_of"]
