"""Split blocks of text into sentences by rule: abbreviations, initials, quotes, list numbers.

Every full stop, question or exclamation mark (with the quotes and brackets that close after it) is a
candidate; the words on its two sides decide. Time is linear in the text whatever stands in it: each
candidate looks at no more than a fixed window on either side.

Measured against nupunkt 0.8 on GUM news and others in docs/model-card.md: better on all, and no
dependency.
"""

import re
from collections.abc import Iterator, Sequence

from detente.model.text import BlockSpan, SentenceSpan

WINDOW = 60
"""Characters looked at on either side of a candidate."""

TITLES = frozenset(
    "mr mrs ms mx messrs mmes dr prof gen lt ltc col maj capt cpt sgt ssgt cpl pvt pfc brig adm radm vadm cmdr cdr comdr gov sen sens rep reps "
    "pres rev fr hon amb supt insp det sgts gens lts cols st ste sr mt ft vs viz cf e.g i.e sheikh sh pvt ofc "
    "mme mlle lieut maj-gen lt-gen lt-col brig-gen atty a.k.a c.f ca approx hrh h.e m.v m.s u.s.s s.s".split()
)
"""What follows these belongs to the same sentence."""

BEFORE_NUMBERS = frozenset("no nos vol art arts fig figs sec sect p pp ch par para ver op ed eds chap eq est circa".split())
"""The same, where a number follows."""

MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun".split())
ENDINGS = frozenset("inc ltd co corp bros jr sr etc al esq ave blvd rd dept univ assn govt intl u.s u.k u.n e.u u.a.e u.s.a d.c a.m p.m am pm "
                    "ph.d b.sc m.sc m.a b.a m.d mass calif fla conn ariz mich tenn ala ill pa va ky md ore wash colo minn wis okla "
                    "kan neb nev dak".split())  # fmt: skip
"""These may end a sentence or stand inside one: only a word that starts sentences ends it here."""

STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my in on at by for from with after before since "
    "during while when where as if although though but and or so yet however also there here what who how why no not both all some "
    "many most several other others another one two three four five six seven eight nine ten among according despite under over "
    "between meanwhile earlier later last next then now today yesterday tomorrow because until unless once even still only each "
    "every more such nevertheless moreover furthermore to of police officials authorities witnesses residents".split()
)

SAYING = re.compile(r"(?:[A-Z][\w'’-]*\s+){1,3}(?:said|says|asked|asks|added|adds|told|wrote|writes|shouted|declared|replied|cried|tweeted)\b")

_CANDIDATE = re.compile(
    r"(?P<mark>[.!?…]+[.!?…\"'”’»)\]]*(?:\[\d{1,3}\])*)(?P<gap>\s+|(?=[\"“]?[A-Z][a-z]))|[。！？؟۔]+[\"”»)]*(?P<wide>\s*)|(?P<line>\n)\s*"
)
_BEFORE = re.compile(r"[\w.'’&-]*\Z")
_NEXT = re.compile(r"[\"'“‘«(\[¿¡*#—–-]*\s?(?P<word>[\w'’-]+)?")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)\]]+\Z")


def split_sentences(text: str, blocks: Sequence[BlockSpan]) -> list[SentenceSpan]:
    """Return the sentences of every block, in order, without the white space around them.

    No sentence crosses a block; a headline or caption without a final stop is a sentence of its own.
    Together the sentences cover all that is not white space in the blocks.
    """
    sentences: list[SentenceSpan] = []
    for index, block in enumerate(blocks):
        first = block.start
        for cut in _cuts(text, block.start, block.end):
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
    """Tell whether a line break ends a sentence: an empty line does; one after a full line only wraps.

    A line was filled if the next word would not have fitted into the longest line of the block.
    """
    if "\n" in found.group() and re.search(r"\n\s*\n", found.group()):
        return True
    line = found.start() - max(start, text.rfind("\n", max(start, found.start() - width - 1), found.start()) + 1)
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
    if not found.group("gap") and not _glued(before, word):
        return False
    if "!" in mark or "?" in mark:
        return not (mark[-1] in "\"'”’" and SAYING.match(following))
    if len(mark) > 1 and mark[0] == mark[1]:
        return True
    if _ENUMERATOR.match(text[first : at + 1].strip()[:8]) and at - first < 8:
        return False
    return _stop_ends(before, word, mark)


def _may_start(following: str, word: str) -> bool:
    """Tell whether a sentence may start so: with a capital, a digit, a quote or a bracket before one, or no letter at all."""
    if not word:
        return following[:1] not in ",;:)"
    return not word[0].islower() or following[:1] in "\"“«"


def _careless(before: str, word: str, mark: str) -> bool:
    """Tell whether a sentence ends here although the next begins small, as in comments and messages."""
    plain = before.isalpha() and before.islower() and before not in ENDINGS | BEFORE_NUMBERS | TITLES
    return plain and len(before) > 2 and bool(word) and mark[-1] in ".!?" and not mark.startswith("..")


def _glued(before: str, word: str) -> bool:
    """Tell whether a stop without white space after it can end a sentence: a plain word, then a capitalised one."""
    return len(before) > 2 and before.isalpha() and before.islower() and len(word) > 1 and word.isalpha()


def _stop_ends(before: str, word: str, mark: str) -> bool:
    """Decide about a single full stop between the words `before` and `word`."""
    low = before.lower().lstrip(".'’")
    starter = word.lower() in STARTERS
    if low in TITLES:
        return False
    if low in BEFORE_NUMBERS and word[:1].isdigit():
        return False
    if low in MONTHS and before[:1].isupper():
        return not word[:1].isdigit()
    if low in ENDINGS or (len(mark) == 1 and "." in before and _initials(before)):
        return starter or (low in {"etc", "al"} and not word[:1].isdigit())
    if len(before) == 1 and before.isalpha() and before.isupper():
        return starter and before != "I"
    return True


def _initials(word: str) -> bool:
    """Tell whether the word is letters each followed by a stop, the last stop cut off: U.S, Y.P.G."""
    return all(len(part) == 1 for part in word.split(".") if part)
