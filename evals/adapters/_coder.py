"""The coder that the adapters share, so that language and knowledge load once."""

from functools import cache

from detente import Coder


@cache
def shared_coder() -> Coder:
    """Return the coder as it ships."""
    return Coder()
