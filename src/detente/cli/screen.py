"""What a person sees: page text made harmless for a terminal, and Rich consoles."""

import re
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

# Escape sequences could move the cursor or retitle the window, and direction overrides could make
# a file name read as another: neither has a place in what a page makes us print. The marks that
# Arabic and Hebrew text needs (U+200E, U+200F) stay.
_HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    """Return the text with control characters shown as the replacement sign."""
    return _HARMFUL.sub("�", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return the text harmless and on one line."""
    return harmless(" ".join(text.split()))


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 page, 2 pages, 1 copy, 2 copies."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def say(message: str) -> None:
    """Write one line for a person to standard error."""
    sys.stderr.write(one_line(message) + "\n")
    sys.stderr.flush()


def console(*, stderr: bool = False, file: TextIO | None = None) -> "Console":
    """Return a Rich console; NO_COLOR, a pipe and a file turn its colours off."""
    # Rich takes 50 ms to load; `detente --help` and JSON output go without it.
    from rich.console import Console

    return Console(stderr=stderr, file=file, highlight=False, markup=False, emoji=False)
