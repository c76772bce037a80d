"""Split blocks of text into sentences by rule: abbreviations, initials, quotes, list numbers.

Every full stop, question or exclamation mark (with the quotes and brackets closing after it) is
a candidate; the words on its two sides decide. Time is linear in the text whatever stands in it:
each candidate looks at no more than a fixed window on either side.

It was measured against nupunkt 0.8 with the same abbreviations (docs/model-card.md): better on
every set, and one dependency less.
"""

import re
from collections.abc import Iterator, Sequence

from detente.model.text import BlockSpan, SentenceSpan
from detente.parse.wordlists import word_lists

DATELINE = re.compile(
    r"[A-Z][A-Z'’.-]+(?:[ /][A-Z][A-Z'’.-]+){0,3}"
    r"(?:, [A-Z]?[\w.’' ]{1,25}){0,2}(?: ?\([A-Z][\w ]{1,20}\))? ?(?:--|[-–—]) (?=\S)"
)
"""Place, day and agency before a report ("OSLO, 14 March - "): no part of its first sentence."""

WINDOW = 60
"""Characters looked at on either side of a candidate."""

_WORDS = word_lists("abbreviations")
TITLES = _WORDS["titles"]
BEFORE_NUMBERS = _WORDS["numbers"]
MONTHS = _WORDS["months"]
ENDINGS = _WORDS["endings"]
STARTERS = _WORDS["starters"]
_ABBREVIATED = ENDINGS | BEFORE_NUMBERS | TITLES

SAYING = re.compile(
    r"(?:[A-Z][\w'’-]*\s+){1,3}"
    r"(?:said|says|asked|asks|added|adds|told|wrote|writes|shouted|declared|replied|cried|tweeted)\b"
)

_CANDIDATE = re.compile(
    # Possessive throughout: a run of marks is read once, and always matches.
    r"(?P<mark>[.!?…]++[.!?…\"'”’»)\]]*+(?:\[\d{1,3}\])*+)(?P<gap>\s*+)"
    r"|[。！？؟۔]++[\"”»)]*+\s*+"
    r"|(?P<line>\n)\s*+"
)
_CAPITALISED = re.compile(r"[\"“]?[A-Z][a-z]")
_BEFORE = re.compile(r"[\w.'’&-]*\Z")
_NEXT = re.compile(r"[\"'“‘«(\[¿¡*#—–-]*\s?(?P<word>[\w'’-]+)?")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)\]]+\Z")


def split_sentences(text: str, blocks: Sequence[BlockSpan]) -> list[SentenceSpan]:
    """Return the sentences of every block, in order, without the white space around them.

    No sentence crosses a block; a headline without a final stop is a sentence of its own.
    Together the sentences cover all that is not white space in the blocks.
    """
    sentences: list[SentenceSpan] = []
    for index, block in enumerate(blocks):
        first = block.start
        dateline = DATELINE.match(text, block.start, min(block.end, block.start + WINDOW))
        if dateline is not None:
            _add(sentences, text, block.start, dateline.end(), index)
            first = dateline.end()
        for cut in _cuts(text, first, block.end):
            _add(sentences, text, first, cut, index)
            first = cut
        _add(sentences, text, first, block.end, index)
    return sentences


def _add(sentences: list[SentenceSpan], text: str, start: int, end: int, block: int) -> None:
    """Append the span trimmed of white space, if anything is left of it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(SentenceSpan(start, end, block))


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets at which a new sentence begins within the block."""
    first = start
    width = _longest_line(text, start, end)
    for found in _CANDIDATE.finditer(text, start, end):
        if found.end() >= end:
            continue
        if found.group("mark") is not None:
            breaks = "\n" in (found.group("gap") or "") and _breaks(text, start, found, end, width)
            cut = breaks or _ends(text, first, found, end)
        elif found.group("line") is not None:
            cut = _breaks(text, start, found, end, width)
        else:
            cut = True
        if cut:
            yield found.end()
            first = found.end()


def _longest_line(text: str, start: int, end: int) -> int:
    """Return the length of the longest line of the block, in characters."""
    longest, at = 0, start
    while at < end:
        newline = text.find("\n", at, end)
        stop = end if newline < 0 else newline
        longest = max(longest, stop - at)
        at = stop + 1
    return longest


def _breaks(text: str, start: int, found: re.Match[str], end: int, width: int) -> bool:
    """Tell whether a line break ends a sentence: an empty line does, one after a full line wraps.

    A line was filled if the next word would not have fitted into the longest line of the block.
    """
    if "\n" in found.group() and re.search(r"\n\s*\n", found.group()):
        return True
    line = found.start() - max(
        start, text.rfind("\n", max(start, found.start() - width - 1), found.start()) + 1
    )
    following = text[found.end() : min(end, found.end() + WINDOW)]
    word = following.split(None, 1)[0] if following.strip() else ""
    return line + 1 + len(word) <= width and not word[:1].islower()


def _ends(text: str, first: int, found: re.Match[str], end: int) -> bool:
    """Decide whether a sentence that began at `first` ends at this candidate."""
    mark, at, after = found.group("mark"), found.start(), found.end()
    following = text[after : min(end, after + WINDOW)]
    ahead = _NEXT.match(following)
    word = (ahead.group("word") if ahead else "") or ""
    before_match = _BEFORE.search(text[max(first, at - WINDOW) : at])
    before = before_match.group() if before_match else ""
    if not _may_start(following, word):
        return bool(found.group("gap")) and _careless(before, word, mark)
    if not found.group("gap") and not (_CAPITALISED.match(following) and _glued(before, word)):
        return False
    if "!" in mark or "?" in mark:
        return not (mark[-1] in "\"'”’" and SAYING.match(following))
    if len(mark) > 1 and mark[0] == mark[1]:
        return True
    if at - first < 8 and _ENUMERATOR.match(text[first : at + 1].strip()):
        return False
    return _stop_ends(before, word, mark)


def _may_start(following: str, word: str) -> bool:
    """Tell whether a sentence may start so: with no small letter, or behind an opening quote."""
    if not word:
        return following[:1] not in ",;:)"
    return not word[0].islower() or following[:1] in '"“«'


def _careless(before: str, word: str, mark: str) -> bool:
    """Tell whether a sentence ends here although the next begins small, as in comments."""
    plain = before.isalpha() and before.islower() and len(before) > 2 and before not in _ABBREVIATED
    return plain and bool(word) and mark[-1] in ".!?" and not mark.startswith("..")


def _glued(before: str, word: str) -> bool:
    """Tell whether a stop without white space after it can end a sentence."""
    plain = len(before) > 2 and before.isalpha() and before.islower()
    return plain and len(word) > 1 and word.isalpha()


def _stop_ends(before: str, word: str, mark: str) -> bool:
    """Decide about a single full stop between the words `before` and `word`."""
    low = before.lower().lstrip(".'’")
    starter, number = word.lower() in STARTERS, word[:1].isdigit()
    if low in TITLES or (low in BEFORE_NUMBERS and number):
        return False
    if low in MONTHS and before[:1].isupper():
        return not number
    if low in ENDINGS or (len(mark) == 1 and "." in before and _initials(before)):
        return starter or (low in {"etc", "al"} and not number)
    initial = len(before) == 1 and before.isalpha() and before.isupper()
    return not initial or (starter and before != "I")


def _initials(word: str) -> bool:
    """Tell whether the word is letters with stops between them (U.S, the last one cut off)."""
    return all(len(part) == 1 for part in word.split(".") if part)
