"""From bytes to pages: capture, encoding, format, article, thread, pseudonyms."""

from detente.read.pseudonyms import Pseudonyms
from detente.read.reader import failure, read, read_bytes
from detente.read.sources import expand

__all__ = ["Pseudonyms", "expand", "failure", "read", "read_bytes"]
