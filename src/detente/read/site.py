"""Which site a page belongs to: pseudonyms are keyed by it, and none is joined across sites."""

import re
from urllib.parse import urlsplit

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[^/]+/(.+)", re.DOTALL)
_PREFIXES = ("www.", "m.", "amp.", "mobile.")


def site_of(url: str | None, outlet: str | None, document: str) -> str:
    """What stands for a page's site: its host, else its outlet, else the document alone.

    A page that names neither is a site of its own: whether two such pages have the same readers
    is not known, and joining them could join two sites. `--outlet` settles it.

    Args:
        url: Address that the page states.
        outlet: Who published.
        document: The document's id, `sha256:` and the hash of its bytes.
    """
    host = _host(url) if url else ""
    if host:
        return host
    name = " ".join((outlet or "").split()).casefold()
    return f"outlet:{name}" if name else document


def _host(url: str) -> str:
    """The host of an address, of the archived one for the Wayback Machine's; without `www.`."""
    archived = _ARCHIVED.match(url)
    if archived is not None:
        inner = archived.group(1)
        url = inner if "//" in inner else f"http://{inner}"
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:  # an address with broken brackets
        return ""
    for prefix in _PREFIXES:
        if host.startswith(prefix) and host.count(".") > 1:
            return host.removeprefix(prefix)
    return host
