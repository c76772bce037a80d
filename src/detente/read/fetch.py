"""Gets a page from the web because the user named its address: nothing else is ever fetched."""

import http.client
import time
import urllib.error
import urllib.request
from typing import Protocol
from urllib.parse import urlsplit

from detente.model.errors import InputError, MissingInput
from detente.model.page import Capture
from detente.read.capture import capture, check_size
from detente.read.limits import FETCH_SECONDS, MAX_BYTES

_AGENT = "detente (a reader for single pages, started by a person)"
_CHUNK = 1 << 16


class Fetcher(Protocol):
    """Gets one address."""

    def fetch(self, address: str) -> Capture:
        """The bytes at an address, unaltered.

        Raises:
            InputError: They cannot be had; names the address and the mend.
        """
        ...


def is_address(source: str) -> bool:
    """Whether a source is a web address."""
    return source.lower().startswith(("http://", "https://"))


class WebFetcher:
    """Gets addresses over HTTP and HTTPS, within a size and a time.

    Args:
        seconds: For the whole download.
        limit: Bytes at most.
    """

    def __init__(self, *, seconds: float = FETCH_SECONDS, limit: int = MAX_BYTES) -> None:
        self._seconds = seconds
        self._limit = limit

    def fetch(self, address: str) -> Capture:
        """The bytes at an address; redirects are followed, but only to web addresses.

        Raises:
            MissingInput: No such page, host or address.
            TooLarge: More bytes than the limit.
            InputError: The server fails, or takes too long.
        """
        if not urlsplit(address).hostname:
            raise MissingInput(address, "this address names no host", "check its spelling")
        headers = {"User-Agent": _AGENT}
        request = urllib.request.Request(address, headers=headers)  # noqa: S310 - only web addresses
        try:
            with urllib.request.build_opener(_WebOnly).open(
                request, timeout=self._seconds
            ) as response:
                data = self._read(response, address)
                kind = response.headers.get("Content-Type")
        except urllib.error.HTTPError as error:
            error.close()
            raise MissingInput(
                address,
                f"the server answers {error.code}",
                "open it in a browser and save the page",
            ) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = str(getattr(error, "reason", "") or error or type(error).__name__)
            raise InputError(
                address,
                f"cannot be fetched ({' '.join(reason.split())[:120]})",
                "check the address and the network, or save the page to a file",
            ) from error
        return capture(data, address, kind)

    def _read(self, response: http.client.HTTPResponse, address: str) -> bytes:
        """The whole answer, within size and time."""
        until = time.monotonic() + self._seconds
        chunks: list[bytes] = []
        size = 0
        while chunk := response.read1(_CHUNK):
            size += len(chunk)
            if size > self._limit:
                check_size(MAX_BYTES + 1, address)
            if time.monotonic() > until:
                raise InputError(
                    address,
                    f"takes longer than {self._seconds:g} seconds",
                    "save the page to a file first",
                )
            chunks.append(chunk)
        return b"".join(chunks)


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows no redirect to a file, an FTP server or anything else that is no web page."""

    def redirect_request(self, *args: object) -> urllib.request.Request | None:
        """The next request, only for web addresses."""
        target = str(args[-1])
        if not is_address(target):
            raise urllib.error.URLError("it leads to an address that is no web page")
        # The arguments are urllib's own, passed on as they came.
        return super().redirect_request(*args)  # type: ignore[arg-type]
