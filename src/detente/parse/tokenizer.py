"""Cut a sentence into tokens: Universal Dependencies' English habits, with names of the region kept whole.

UD English (EWT, GUM) splits clitics (do + n't, Turkey + 's), most hyphens (HTS + - + linked) and
currency signs. Names written with an apostrophe or with an article prefix would be torn by those
rules, and a torn name wrecks the parse, so two rules go before: a letter-apostrophe-letter inside a
word is part of the word unless what follows is an English clitic, and a particle such as al-, el-
or -ul- holds on to its neighbours. Training text is cut by the same rules (see training/conllu.py).

Every chunk between white space is cut on its own, in time linear in its length, and cached.
"""

import re
from functools import lru_cache

APOSTROPHES = "'’‘ʼʿʾ`´"
"""Signs that stand for an apostrophe, hamza or ayn inside a word (U+0027, 2019, 2018, 02BC, 02BF, 02BE, 0060, 00B4)."""

LONGEST_CHUNK = 200
"""Characters; a longer run without white space is no language and is cut blindly at this length."""

_PARTICLES = frozenset(
    "al el ul ud ur us ut as ash an ar at ad adh az ath il bin ibn bint abu abd umm e i oul ould ait bou deir dayr dair tell "
    "tel tal ras beit bayt kafr jabal jebel khan ain ayn bab wadi nahr shar qal hajj o".split()
)
_JOINED_AFTER = frozenset("al el ul ud ur us ut as ash an ar at ad adh az ath il e i oul abad pur stan".split())
_PREFIXES = frozenset(
    "a anti ante arch auto bi bio co com contra counter cross cyber de di dis e eco electro en ex extra femto fore geo giga hemi hetero "
    "homo hydro hyper infra inter intra iso kilo macro mal mega meta micro mid mini mis mono multi nano neo neuro non omni ortho paleo "
    "para pan per peri photo poly post pre preter pro proto pseudo psycho quasi re retro semi socio sub super supra sur tele trans "
    "tri twi ultra un uni vice x".split()
)
_WHOLE = frozenset(
    "u.s. u.k. u.n. e.u. u.a.e. u.s.a. u.s.s.r. d.c. a.m. p.m. i.e. e.g. a.k.a. ph.d. mr. mrs. ms. dr. prof. st. gen. col. "
    "lt. maj. capt. sgt. cpl. brig. adm. cmdr. gov. sen. rep. pres. rev. hon. jr. sr. inc. ltd. co. corp. bros. vs. etc. "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mt. ft. ave. blvd. dept. est. approx. no. nos. vol. art. "
    "fig. al. ca. messrs. mmes. supt. insp. det. amb. atty. asst. cf. p. pp. v. viz. c.".split()
)
_CASED_ONLY = frozenset({"no.", "mar.", "art.", "co.", "gen.", "st.", "rep.", "sen.", "est.", "hon.", "det.", "fig.", "p.", "v.", "c."})
_SPLIT_WORDS = {
    "cannot": (3,), "gonna": (3,), "gotta": (3,), "wanna": (3,), "lemme": (3,), "gimme": (3,), "dont": (2,), "doesnt": (4,),
    "didnt": (3,), "cant": (2,), "wont": (2,), "isnt": (2,), "wasnt": (3,), "arent": (3,), "couldnt": (5,), "wouldnt": (5,),
    "shouldnt": (6,), "hasnt": (3,), "havent": (4,), "hadnt": (3,), "'tis": (2,), "'twas": (2,), "dunno": (2, 3),
}  # fmt: skip

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|co\.uk|html?|docx?|pdf)(?:/\S*)?|@\w+",
    re.IGNORECASE,
)
_OPENING = re.compile(r"``|''|([.=_*+~#<>!?|-])\1+|[\"'“”‘’«»„‚`´\[\](){}<>$£€¥₹₽#*=~%,;:!?…•·|/\\^—–―&+_¿¡§°†‡■●▪►-]")
_CLOSING = re.compile(r"(?:``|''|(?<![.=_*+~#<>|-])([.=_*+~#<>|-])\1+|[.!?]*[!?][!?]*|[\"'“”‘’«»„‚`´\[\](){}<>$£€¥₹₽#*=~%,;:!?…•·|/\\^—–―&+_°†‡■●▪►.-])\Z")
_CLITIC = re.compile(r"(?<=\w)(?:[nN]['’‘ʼ][tT]|['’‘ʼ´`](?:[sS]|[rR][eE]|[vV][eE]|[lL][lL]))\Z")
_SHORT_CLITIC = re.compile(r"(?<![A-Za-z])(?:(?:I|i)(?P<m>['’‘ʼ][mM])|(?i:i|you|he|she|it|we|they|who|there|that|what|how|where)(?P<d>['’‘ʼ][dD]))\Z")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?\Z")
_FACE = re.compile(r"[:;=8][-o']?[)(DPp/|\]\[]+\Z|[(][:;]\Z|\^_+\^\Z|<3\Z")
_NUMBER = re.compile(r"[+-]?\d[\d.,:/]*\d\Z|\d\Z")
_DIGITS_HYPHENS = re.compile(r"\d+(?:-\d+){2,}\Z|\d{3}-\d{4}\Z")
_UNIT = re.compile(
    r"(?<=\d)(?:am|pm|a\.m\.|p\.m\.|km|kms|kg|kgs|mm|cm|m|ft|mph|kph|kmh|km/h|lbs?|oz|mg|g|gb|mb|tb|kb|ghz|mhz|hz|kw|mw|gw|hrs?|mins?|secs?|"
    r"bn|tn|mn|yrs?|°c|°f|%)\Z",
    re.IGNORECASE,
)
_INFIX = re.compile(r"\.{2,}|…|-{2,}|[—–―]|(?<=[^\W\d_])[,;:!?\"“”()\[\]+=*](?=[^\W\d_])|(?<=[^\W\d_])/(?=[^\W\d_])|(?<=\d)[xX×](?=\d)|(?<=[)\]\"”])(?=\w)|(?<=\w)(?=[(\[“])")


def token_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the offsets into `text` of the tokens between `start` and `end`, in order.

    Tokens hold no white space, do not overlap and together cover every other character.
    """
    spans: list[tuple[int, int]] = []
    add = spans.append
    for found in _CHUNK.finditer(text, start, end):
        offset = found.start()
        chunk = found.group()
        if len(chunk) > LONGEST_CHUNK:
            for at in range(0, len(chunk), LONGEST_CHUNK):
                add((offset + at, offset + min(at + LONGEST_CHUNK, len(chunk))))
            continue
        for first, last in _cut(chunk):
            add((offset + first, offset + last))
    return spans


_CHUNK = re.compile(r"\S+")


@lru_cache(maxsize=100_000)
def _cut(chunk: str) -> tuple[tuple[int, int], ...]:
    """Cut one chunk without white space; offsets are relative to the chunk."""
    if chunk.isalpha() and chunk.lower() not in _SPLIT_WORDS:
        return ((0, len(chunk)),)
    front: list[tuple[int, int]] = []
    back: list[tuple[int, int]] = []
    first, last = 0, len(chunk)
    while first < last and not _kept(chunk[first:last]):
        found = _OPENING.match(chunk, first, last)
        if not found or _is_leading_part(chunk, first, last, found.end()):
            break
        front.append((first, found.end()))
        first = found.end()
    while first < last:
        word = chunk[first:last]
        if _kept(word):
            break
        closing = _CLOSING.search(word, max(0, len(word) - 40)) or _clitic(word) or _UNIT.search(word)
        if not closing or closing.end() == closing.start():
            break
        back.append((first + closing.start(), last))
        last = first + closing.start()
    if first < last:
        front.extend((first + a, first + b) for a, b in _inside(chunk[first:last]))
    front.extend(reversed(back))
    return tuple(front)


def _kept(word: str) -> bool:
    """Tell whether the word stays whole although it holds punctuation: links, initials, abbreviations, numbers."""
    if word.isalpha():
        return word.lower() not in _SPLIT_WORDS
    if word[-1] == ".":
        lower = word.lower()
        if lower in _WHOLE:
            return lower not in _CASED_ONLY or word[0].isupper()
        return bool(_INITIALS.match(word)) and (word[0].isupper() or len(word) > 2)
    if _FACE.match(word):
        return True
    return bool(_NUMBER.match(word)) and "/" not in word.strip("0123456789/") or (bool(_LINK.fullmatch(word)) and word[-1] not in ",;:!?)\"'")


def _is_leading_part(word: str, first: int, last: int, after: int) -> bool:
    """Tell whether what looks like opening punctuation belongs to the word: 's, -5, #1 stays split, 'n."""
    sign = word[first:after]
    rest = word[after:last]
    if not rest:
        return False
    if sign in "'’‘`´":
        return rest.lower() in {"s", "re", "ve", "ll", "d", "m", "n", "em", "til", "cause", "bout", "tis", "twas"} or (
            rest[0].isdigit() and rest[-1] == "s"
        )
    return sign in "-+" and rest[0].isdigit() and first == 0 and rest.isdigit()


def _clitic(word: str) -> re.Match[str] | None:
    """Find an English clitic at the end of the word, but not the end of a name such as Sa'd."""
    found = _CLITIC.search(word)
    if found:
        return found
    short = _SHORT_CLITIC.match(word) if len(word) < 9 else None
    if short is None:
        return None
    return re.compile(r"['’‘ʼ][mMdD]\Z").search(word)


def _inside(word: str) -> list[tuple[int, int]]:
    """Cut a word without outer punctuation at its infixes and at most of its hyphens."""
    cuts = _SPLIT_WORDS.get(word.lower().replace("’", "'"))
    if cuts:
        edges = [0, *cuts, len(word)]
        return list(zip(edges, edges[1:], strict=False))
    if _kept(word) or word.isalnum():
        return [(0, len(word))]
    parts: list[tuple[int, int]] = []
    at = 0
    for found in _INFIX.finditer(word):
        if found.start() < at:
            continue
        if at < found.start():
            parts.extend(_hyphens(word, at, found.start()))
        if found.end() > found.start():
            parts.append((found.start(), found.end()))
        at = found.end()
    if at < len(word):
        parts.extend(_hyphens(word, at, len(word)))
    return parts


def _hyphens(word: str, first: int, last: int) -> list[tuple[int, int]]:
    """Cut word[first:last] at hyphens, except after prefixes and around the particles of names."""
    segment = word[first:last]
    if "-" not in segment or _DIGITS_HYPHENS.match(segment):
        return [(first, last)]
    pieces = segment.split("-")
    spans: list[tuple[int, int]] = []
    begin, at = first, first
    for index, piece in enumerate(pieces[:-1]):
        at += len(piece)
        if not (_joined(piece, pieces[index + 1])) and piece and pieces[index + 1]:
            spans.append((begin, at))
            spans.append((at, at + 1))
            begin = at + 1
        at += 1
    spans.append((begin, last))
    return spans


def _joined(left: str, right: str) -> bool:
    """Tell whether a hyphen between these two pieces keeps them in one token."""
    low, high = left.lower(), right.lower()
    if low in _PREFIXES and not (left[0].isupper() and right[:1].isupper() and len(left) < 3):
        return True
    if low in _PARTICLES and (right[:1].isupper() or (low in {"al", "el", "ul"} and len(right) > 2)):
        return True
    if high in _JOINED_AFTER and left[:1].isupper() and right.islower() and len(left) > 2:
        return True
    # Chinese and Korean given names: Chi-wai, Jong-un.
    return left[:1].isupper() and left[1:].islower() and right.islower() and len(left) <= 5 and len(right) <= 5 and high in _SYLLABLES


_SYLLABLES = frozenset(
    "un il in hee jae woo hyun hye ho jin jun jung ki min sik soo suk sung won wook yeon young eun wai chung ching ying "
    "ming kit fai keung man wah yan yee lam ling wing kwong shek ping kai kok nam hwan hak dong tae sang kyung hoon seok".split()
)
