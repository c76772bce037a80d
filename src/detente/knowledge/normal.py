"""The form of text in which names are compared, with a way back to the original offsets.

Letters are lower-cased and lose their accents, everything that is no letter or digit becomes a
space, and apostrophes, ayn and hamza inside a word fall out ("Hay’at" and "Hayat" become one).
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

REMEMBERED = 20_000
"""Names whose keys are kept; the same ones are asked for again and again."""

_MARKS = "'‘’ʼʿʾ`´"
_INNER = re.compile(
    # Begins with the characters that fall out, as `re` passes quickly over all others.
    rf"[{_MARKS}.(& ](?:(?<=\w[{_MARKS}])(?:(?=\w)(?![sS]\b)|(?=\s))|(?<![\w{_MARKS}][{_MARKS}])"
    rf"(?<=[{_MARKS}])(?=\w)|(?<=\b[A-Z]\.[A-Z]\.)(?=[ -]\w)|(?<=\w \()(?=[A-Z])"
    r"|(?<=\w &)(?= \w)|(?<=\w & )(?=\w))"
)
"""What falls out: marks inside a word, before one ("al-ʿIzza") and after one ("Workers’ Party"),
the last stop of initials ("U.S. Army"), a bracket inside a name ("Party (Maoist)") and an ampersand
between words ("Research & Analysis")."""
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b|(?<=s)['’](?=\s)")
_ARTICLE = re.compile(r"\b(?:al|el|ul|an|ar|as|ash|ad|az|at)[ -](?=\w)")


class _Table(dict[int, int]):
    """One character to one character, worked out when a character is first met."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        plain = unicodedata.normalize("NFKD", char)[0].lower()
        value = ord(plain) if plain.isalnum() and len(plain) == 1 else 32
        self[code] = value
        return value


_TABLE = _Table({ord("ı"): ord("i"), ord("ø"): ord("o"), ord("ł"): ord("l"), ord("đ"): ord("d")})


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text and where its characters stood."""

    text: str
    _cuts: tuple[int, ...]
    """Offsets in `text` before which a character of the original fell out."""

    def original(self, offset: int) -> int:
        """The offset in the original text of the character at `offset`."""
        return offset + bisect_right(self._cuts, offset) if self._cuts else offset

    def original_end(self, offset: int) -> int:
        """The end in the original text of a span that ends before `offset`."""
        return self.original(offset - 1) + 1


def normalise(text: str) -> Normal:
    """`text` in the form in which names are compared."""
    cuts = []
    pieces = []
    last = 0
    for dropped, match in enumerate(_INNER.finditer(text)):
        at = match.start()
        cuts.append(at - dropped)
        pieces.append(text[last:at])
        last = at + 1
    pieces.append(text[last:])
    return Normal("".join(pieces).translate(_TABLE), tuple(cuts))


@lru_cache(maxsize=REMEMBERED)
def name_key(name: str) -> str:
    """A name's normalised form with single spaces."""
    return " ".join(normalise(name).text.split())


@lru_cache(maxsize=REMEMBERED)
def name_keys(name: str) -> tuple[str, ...]:
    """All keys under which a name is looked for: spellings of the Arabic article included."""
    key = name_key(name)
    keys = [key]
    match = re.search(r"(?<![a-z])al (?=[a-z])", key)
    if match:
        keys.extend(re.sub(r"(?<![a-z])al (?=[a-z])", f"{form} ", key) for form in ("el", "ul"))
        keys.append(re.sub(r"(?<![a-z])al (?=[a-z])", "al", key))
        keys.append(re.sub(r"(?<![a-z])al (?=[a-z])", _sun_letter, key))
    elif "’" in name or "'" in name:
        keys.append(" ".join(name.translate(_TABLE).split()))
    if " and " in key:
        keys.append(key.replace(" and ", " "))  # as "&" is written in this form
    if _POSSESSIVE.search(name):
        keys.append(name_key(_POSSESSIVE.sub("s", name)))
    return tuple(dict.fromkeys(keys))


def _sun_letter(match: re.Match[str]) -> str:
    following = match.string[match.end() :]
    if following.startswith(("sh", "th")):
        return f"a{following[:2]} "
    return f"a{following[0]} " if following[0] in "tdrznsl" else match.group()


def bare_key(key: str) -> str:
    """A key without Arabic articles, for comparing short forms."""
    return _ARTICLE.sub("", key)
