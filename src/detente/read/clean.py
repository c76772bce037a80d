"""Text normalisation: done once, before any offset is taken, and never again.

What changes: Unicode form C; every kind of space becomes one blank; controls, bidirectional marks,
zero-width spaces, soft hyphens and byte order marks go; lone surrogates become U+FFFD. What stays:
every letter and mark, curly quotes and U+02BC as written, the zero-width joiners that Persian
spelling and emoji need.
"""

import re
import unicodedata

_DROPPED = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_ANY_SPACE = re.compile(r"\s+")
_EDGES = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{2,}")


def normalise(text: str) -> str:
    """Text without invisible marks, in Unicode form C, with line feeds; spaces are kept."""
    text = _LINE_ENDS.sub("\n", text)
    text = _DROPPED.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Normalised text on one line, every run of white space one blank."""
    return _ANY_SPACE.sub(" ", normalise(text)).strip()


def paragraphs(text: str) -> str:
    """Normalised text whose line breaks are kept, blank lines as one, spaces collapsed."""
    text = _EDGES.sub("\n", _SPACES.sub(" ", normalise(text)))
    return _BLANK_LINES.sub("\n\n", text).strip()
