"""Cut a sentence into tokens: UD English's habits, with names of the region kept whole.

UD English (EWT, GUM) splits clitics (do + n't, Turkey + 's), most hyphens (HTS + - + linked) and
currency signs. Names written with an apostrophe or with an article prefix would be torn by those
rules, and a torn name wrecks the parse, so two rules go before: an apostrophe between letters is
part of the word unless what follows is an English clitic, and a particle such as al-, el- or -ul-
holds on to its neighbour. Training text is cut by the same rules (training/conllu.py).

Every chunk between white space is cut on its own, in time linear in its length, and cached.
"""

import re
from functools import lru_cache
from itertools import pairwise

from detente.parse.wordlists import word_lists

LONGEST_CHUNK = 200
"""Characters; a longer run without white space is no language and is cut blindly every so many."""

_WORDS = word_lists("tokens")
_PARTICLES, _JOINED_AFTER = _WORDS["particles"], _WORDS["joined"]
_PREFIXES, _SYLLABLES = _WORDS["prefixes"], _WORDS["syllables"]
_WHOLE, _CASED_ONLY = _WORDS["whole"] | _WORDS["cased"], _WORDS["cased"]
_SPLIT_WORDS = {word.replace("|", ""): word.split("|") for word in _WORDS["split"]}

_CHUNK = re.compile(r"\S+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|co\.uk|html?|docx?|pdf)(?:/\S*)?"
    r"|@\w+",
    re.IGNORECASE,
)
_SIGNS = r"\"'“”‘’«»„`´\[\](){}<>$£€¥₹₽#*=~%,;:!?…•·|/\\^—–―&+_°†‡■●▪►-"
_OPENING = re.compile(rf"``|''|([.=_*+~#<>!?|-])\1+|[‚¿¡§{_SIGNS}]")
_CLOSING = re.compile(
    rf"(?:``|''|(?<![.=_*+~#<>|-])([.=_*+~#<>|-])\1+|[.!?]*[!?][!?]*|[.{_SIGNS}])\Z"
)
_CLITIC = re.compile(r"(?<=\w)(?:[nN]['’‘ʼ][tT]|['’‘ʼ´`](?:[sS]|[rR][eE]|[vV][eE]|[lL][lL]))\Z")
_SHORT_CLITIC = re.compile(
    r"(?:i(?=['’‘ʼ]m)|i|you|he|she|it|we|they|who|there|that|what|how|where)(?P<part>['’‘ʼ][md])\Z",
    re.IGNORECASE,
)
_AFTER_APOSTROPHE = frozenset(
    {"s", "re", "ve", "ll", "d", "m", "n", "em", "til", "cause", "bout", "tis", "twas"}
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?\Z")
_FACE = re.compile(r"[:;=8][-o']?[)(DPp/|\]\[]+\Z|[(][:;]\Z|\^_+\^\Z|<3\Z")
_NUMBER = re.compile(r"[+-]?\d[\d.,:/]*\d\Z|\d\Z")
_DIGITS_HYPHENS = re.compile(r"\d+(?:-\d+){2,}\Z|\d{3}-\d{4}\Z")
_UNIT = re.compile(
    r"(?<=\d)(?:am|pm|a\.m\.|p\.m\.|km|kms|kg|kgs|mm|cm|m|ft|mph|kph|kmh|km/h|lbs?|oz|mg|g|gb|mb|tb"
    r"|kb|ghz|mhz|hz|kw|mw|gw|hrs?|mins?|secs?|bn|tn|mn|yrs?|°c|°f|%)\Z",
    re.IGNORECASE,
)
_LETTER = r"[^\W\d_]"
_INFIX = re.compile(
    rf"\.{{2,}}|…|-{{2,}}|[—–―]|(?<={_LETTER})[,;:!?\"“”()\[\]+=*](?={_LETTER})"
    rf"|(?<={_LETTER})/(?={_LETTER})|(?<=\d)[xX×](?=\d)|(?<=[)\]\"”])(?=\w)|(?<=\w)(?=[(\[“])"
)

Spans = list[tuple[int, int]]


def token_spans(text: str, start: int, end: int) -> Spans:
    """Return the offsets into `text` of the tokens between `start` and `end`, in order.

    Tokens hold no white space, do not overlap and together cover every other character.
    """
    spans: Spans = []
    add = spans.append
    for found in _CHUNK.finditer(text, start, end):
        offset = found.start()
        chunk = found.group()
        if len(chunk) > LONGEST_CHUNK:
            edges = [*range(offset, found.end(), LONGEST_CHUNK), found.end()]
            spans.extend(pairwise(edges))
            continue
        for first, last in _cut(chunk):
            add((offset + first, offset + last))
    return spans


@lru_cache(maxsize=100_000)
def _cut(chunk: str) -> tuple[tuple[int, int], ...]:
    """Cut one chunk without white space; offsets are relative to the chunk."""
    if chunk.isalpha() and chunk.lower() not in _SPLIT_WORDS:
        return ((0, len(chunk)),)
    spans: Spans = []
    first, last = 0, len(chunk)
    while first < last and not _kept(chunk[first:last]):
        found = _OPENING.match(chunk, first, last)
        if not found or _is_leading_part(chunk, first, last, found.end()):
            break
        spans.append((first, found.end()))
        first = found.end()
    last, back = _cut_end(chunk, first)
    if first < last:
        spans.extend((first + a, first + b) for a, b in _inside(chunk[first:last]))
    spans.extend(reversed(back))
    return tuple(spans)


def _cut_end(chunk: str, first: int) -> tuple[int, Spans]:
    """Cut punctuation, clitics and units off the end; return where the rest ends, and the cuts."""
    back: Spans = []
    last = len(chunk)
    while first < last:
        word = chunk[first:last]
        if _kept(word):
            break
        closing = _CLOSING.search(word, max(0, len(word) - 40)) or _UNIT.search(word)
        at = closing.start() if closing else _clitic(word)
        if at is None:
            break
        back.append((first + at, last))
        last = first + at
    return last, back


def _kept(word: str) -> bool:
    """Tell whether the word stays whole, although links, initials and numbers hold punctuation."""
    if word.isalpha():
        return word.lower() not in _SPLIT_WORDS
    if word[-1] == ".":
        lower = word.lower()
        if lower in _WHOLE:
            return lower not in _CASED_ONLY or word[0].isupper()
        return bool(_INITIALS.match(word)) and (word[0].isupper() or len(word) > 2)
    if _FACE.match(word):
        return True
    if _NUMBER.match(word):
        return "/" not in word.strip("0123456789/")
    return word[-1] not in ",;:!?)\"'" and bool(_LINK.fullmatch(word))


def _is_leading_part(chunk: str, first: int, last: int, after: int) -> bool:
    """Tell whether what looks like opening punctuation belongs to the word: 's, '90s, -5."""
    sign, rest = chunk[first:after], chunk[after:last]
    if not rest:
        return False
    if sign in "'’‘`´":
        decade = rest[0].isdigit() and rest[-1] == "s"
        return decade or rest.lower() in _AFTER_APOSTROPHE
    return sign in "-+" and first == 0 and rest.isdigit()


def _clitic(word: str) -> int | None:
    """Return where an English clitic at the end of the word begins; Sa'd holds none."""
    found = _CLITIC.search(word)
    if found:
        return found.start()
    short = _SHORT_CLITIC.match(word) if len(word) < 9 else None
    return short.start("part") if short else None


def _inside(word: str) -> Spans:
    """Cut a word without outer punctuation at its infixes and at most of its hyphens."""
    parts = _SPLIT_WORDS.get(word.lower().replace("’", "'"))
    if parts:
        edges = [0]
        for part in parts:
            edges.append(edges[-1] + len(part))
        return list(pairwise(edges))
    if _kept(word) or word.isalnum():
        return [(0, len(word))]
    spans: Spans = []
    at = 0
    for found in _INFIX.finditer(word):
        if found.start() < at:
            continue
        if at < found.start():
            spans.extend(_hyphens(word, at, found.start()))
        if found.end() > found.start():
            spans.append(found.span())
        at = found.end()
    if at < len(word):
        spans.extend(_hyphens(word, at, len(word)))
    return spans


def _hyphens(word: str, first: int, last: int) -> Spans:
    """Cut word[first:last] at hyphens, except after prefixes and around the particles of names."""
    segment = word[first:last]
    if "-" not in segment or _DIGITS_HYPHENS.match(segment):
        return [(first, last)]
    spans: Spans = []
    begin = at = first
    for left, right in pairwise(segment.split("-")):
        at += len(left)
        if left and right and not _joined(left, right):
            spans += [(begin, at), (at, at + 1)]
            begin = at + 1
        at += 1
    spans.append((begin, last))
    return spans


def _joined(left: str, right: str) -> bool:
    """Tell whether a hyphen between these two pieces keeps them in one token."""
    low, high = left.lower(), right.lower()
    if low in _PREFIXES and not (left[0].isupper() and right[:1].isupper() and len(left) < 3):
        return True
    if low in _PARTICLES and (right[:1].isupper() or (low in {"al", "el", "ul"} and right[2:])):
        return True
    if not (left[:1].isupper() and right.islower()):
        return False
    if high in _JOINED_AFTER:
        return len(left) > 2
    return left[1:].islower() and len(left) <= 5 and high in _SYLLABLES
