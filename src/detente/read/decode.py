"""Bytes to text: byte order marks, declared encodings, UTF-8, then detection.

Order: a byte order mark; UTF-16 and UTF-32 without one, by their zero bytes; UTF-8 where the bytes
are valid and hold more than ASCII (nothing else looks like it by chance); what the server or the
page declares; resiliparse's detection. A page that declares a Western encoding although most of its
letters would be accented ones is taken to declare wrongly. Whatever was not certain is a warning.
"""

import codecs
import re
from typing import NamedTuple

from resiliparse.parse.encoding import detect_encoding

from detente.model.errors import BinaryInput, EncodingError
from detente.read.limits import MEGABYTE

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"RIFF", "a RIFF image, sound or video file"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"PAR1", "a Parquet file"),
)
_MENDS = {
    "PDF": "save it as text first, for example with pdftotext",
    "archive": "unpack it first",
    "office": "save it as plain text or HTML first",
    "database": "export it as JSON or XML first",
}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{1,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{1,40})""",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE)
# What browsers do: these names mean their Windows supersets.
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_WESTERN = {"cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1254", "cp1257"}
_SAMPLE = MEGABYTE


class Decoded(NamedTuple):
    """Text, the codec that made it, and what was doubtful about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, origin: str, media_type: str | None = None) -> Decoded:
    """Decode a page's bytes.

    Args:
        data: The bytes of the page.
        origin: Names the page in messages.
        media_type: As a server stated it; its charset counts as a declaration.

    Raises:
        BinaryInput: The bytes are an image, an archive or another file that is no text.
        EncodingError: No encoding that was tried fits.
    """
    marked = _by_mark(data, origin)
    if marked is not None:
        return marked
    refuse_magic(data, origin)
    wide = _wide_without_mark(data)
    if wide is not None:
        return Decoded(data.decode(wide, "replace"), wide, (f"encoding guessed: {wide}",))
    data, dropped = _without_nuls(data, origin)
    found = _by_declaration_or_guess(data, declared_encoding(data, media_type), origin)
    if not dropped:
        return found
    return found._replace(warnings=(*found.warnings, f"{dropped} NUL bytes left out"))


def _by_mark(data: bytes, origin: str) -> Decoded | None:
    """Text whose first bytes are a byte order mark."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(codec), codec)
            except UnicodeDecodeError:
                text = data.decode(codec, "replace")
            bad = text.count("\ufffd")
            if bad > max(3, len(text) // 100):
                raise EncodingError(
                    origin,
                    f"starts as {codec} but does not go on so",
                    "save the page again as UTF-8",
                ) from None
            return Decoded(text, codec, (f"{bad} bytes that are no {codec} were replaced",))
    return None


def refuse_magic(data: bytes, origin: str) -> None:
    """Refuse files that are known by their first bytes to be no text.

    Raises:
        BinaryInput: Names what it is, and how to get text out of it.
    """
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if kind is None and data[4:8] == b"ftyp":
        kind = "a video file"
    if kind is None:
        return
    mend = next((mend for word, mend in _MENDS.items() if word in kind), "give the page itself")
    raise BinaryInput(origin, f"this is {kind}, not a page, whatever its name says", mend)


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, known by where its zero bytes stand."""
    sample = data[:4000]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    quarter = len(sample) / 4
    zeros = [sample[start::4].count(0) / quarter for start in range(4)]
    if min(zeros[1:]) > 0.6 and zeros[0] < 0.2:
        return "utf-32-le"
    if min(zeros[:3]) > 0.6 and zeros[3] < 0.2:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    # Spaces, digits and mark-up have a zero half in every script: a tenth is enough.
    if odd > 0.1 and even < odd / 10:
        return "utf-16-le"
    if even > 0.1 and odd < even / 10:
        return "utf-16-be"
    return None


def _without_nuls(data: bytes, origin: str) -> tuple[bytes, int]:
    """Bytes without stray NULs, and how many there were.

    Raises:
        BinaryInput: So many control bytes that this is no text.
    """
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, bytes([*range(9), *range(14, 27)])))
    if controls > max(8, len(sample) // 20):
        raise BinaryInput(
            origin, "too many control bytes for a text", "give the page as HTML or plain text"
        )
    nuls = data.count(0)
    return (data.replace(b"\x00", b""), nuls) if nuls else (data, 0)


def declared_encoding(data: bytes, media_type: str | None = None) -> str | None:
    """The Python codec that the server or the page's head names; None without a known one."""
    names: list[str] = []
    if media_type and (found := _CHARSET.search(media_type)):
        names.append(found.group(1))
    if inside := _DECLARED.search(data[:4096]):
        names.append((inside.group(1) or inside.group(2)).decode("ascii"))
    for name in names:
        codec = _codec(name)
        if codec is not None:
            return codec
    return None


def _codec(name: str) -> str | None:
    """A known text codec of that name, browsers' supersets applied."""
    try:
        info = codecs.lookup(name.lower())
    except LookupError:
        return None
    if not getattr(info, "_is_text_encoding", True):
        return None
    return _SUPERSETS.get(info.name, info.name)


def _by_declaration_or_guess(data: bytes, declared: str | None, origin: str) -> Decoded:
    """Text of bytes in some 8-bit or multi-byte encoding without a mark."""
    if declared is not None and declared.startswith(("iso2022", "hz", "utf-7")):
        return Decoded(data.decode(declared, "replace"), declared)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared, origin)
    if declared in {None, "utf-8", "cp1252"} or data.isascii():
        return Decoded(text, "utf-8")
    return Decoded(text, "utf-8", (f"the page declares {declared} but is UTF-8",))


def _not_utf8(data: bytes, declared: str | None, origin: str) -> Decoded:
    """Text of bytes that are not valid UTF-8."""
    damaged = _damaged_utf8(data)
    if damaged is not None:
        return damaged
    if declared not in {None, "utf-8", "utf-16", "utf-16-le", "utf-16-be"}:
        text = _strict(data, declared)
        if text is not None and not _wrongly_western(text, declared):
            return Decoded(text, declared or "")
    guess = _codec(detect_encoding(data[:_SAMPLE]) or "") or "cp1252"
    for codec in (guess, "cp1252"):
        text = _strict(data, codec)
        if text is not None:
            against = f" (the page declares {declared})" if declared else ""
            return Decoded(text, codec, (f"encoding guessed: {codec}{against}",))
    text = data.decode(guess, "replace")
    if text.count("\ufffd") > max(3, len(text) // 50):
        raise EncodingError(
            origin, "the bytes fit no encoding that was tried", "save the page as UTF-8"
        )
    return Decoded(text, guess, (f"encoding guessed: {guess}; some bytes were replaced",))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with few bad bytes: cut in the middle of a letter, or pasted together."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(len(match) for match in re.findall(r"[^\x00-\x7f\ufffd]+", text))
    if bad <= good // 10:
        return Decoded(text, "utf-8", (f"{bad} bytes that are no UTF-8 were replaced",))
    return None


def _strict(data: bytes, codec: str | None) -> str | None:
    """The bytes in that codec; None where they do not fit it."""
    try:
        return data.decode(codec or "utf-8")
    except (UnicodeDecodeError, LookupError):
        return None


def _wrongly_western(text: str, declared: str | None) -> bool:
    """Whether a Western declaration makes words mostly of accented letters: then it is wrong."""
    if declared not in _WESTERN:
        return False
    sample = re.sub(r"<[^<>]*>", " ", text[:_SAMPLE])
    runs = re.findall(r"[^\W\d_]{3,}", sample)
    letters = sum(len(run) for run in runs)
    accented = sum(1 for run in runs for letter in run if not letter.isascii())
    return letters > 0 and accented > 0.3 * letters
