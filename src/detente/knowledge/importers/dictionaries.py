"""Actor and agent dictionaries of PETRARCH and TABARI.

    PHRASE_WORDS_ [CODE]  # note          an actor; a last underscore only forbids stemming
    +SYNONYM_                             another name of it
    <tab>[CODE 100115-141231]             a code for some time; also <141231 and >141231
    PHRASE {PLURAL} [~CODE]               a role noun; {} has no plural, none a regular
    !PERSON! = MAN, WOMAN                 words that stand for !PERSON! in agents

Real files have notes after # or ;, damaged lines, dates of six or eight digits, several codes on
one line and codes without an entry: each such line is told with its number, and reading goes on.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from detente.knowledge.importers.agents import Macros, agent
from detente.knowledge.importers.codes import Decoded, decode
from detente.knowledge.importers.items import (
    Given,
    GivenActor,
    GivenName,
    Line,
    Unread,
    name_problem,
)
from detente.knowledge.importers.phrases import phrase, written_names
from detente.knowledge.registry import days

_NOTE = re.compile(r"(?:(?<=\])|(?<=\s)|^)\s*[#;].*|<!--.*?(?:-->|$)")
_CODES = re.compile(r"\[([^\[\]]*)\]")
_DATED = re.compile(
    r"(?P<code>[^\s<>]+)\s*(?:(?P<sign>[<>])\s*(?P<day>\d+)|(?P<since>\d+)\s*-\s*(?P<until>\d+))?"
)
_OFFICE = "GOV"
_FORMER = "ELI"


@dataclass(frozen=True, slots=True)
class _Dated:
    """A code and when it holds."""

    meant: Decoded
    since: str | None
    until: str | None


@dataclass(slots=True)
class _Entry:
    """An actor in the making."""

    line: int
    phrases: list[str]
    codes: list[_Dated] = field(default_factory=list)
    problems: list[Unread] = field(default_factory=list)


def read_dictionary(lines: Iterable[Line | Unread], countries: Collection[str]) -> Iterator[Given]:
    """Actors and role nouns of a dictionary, and the lines that could not be taken.

    Args:
        lines: the file's lines with their numbers.
        countries: ISO 3166 alpha-3 codes that the registry knows.
    """
    reader = _Reader(countries)
    for line in lines:
        if isinstance(line, Unread):
            yield line
        else:
            yield from reader.take(*line)
    yield from reader.finished()


class _Reader:
    """Reads line by line; holds the entry that later lines may still add to."""

    def __init__(self, countries: Collection[str]) -> None:
        self._countries = countries
        self._macros: Macros = {}
        self._entry: _Entry | None = None

    def take(self, number: int, text: str) -> Iterator[Given]:
        """What is complete once this line is read."""
        line = _NOTE.sub("", text)
        if not line.strip():
            return
        codes = _CODES.findall(line)
        words = _CODES.sub(" ", line)
        if macro := re.fullmatch(r"\s*(!\w+!)\s*=\s*(.+?)\s*", line):
            self._macros[macro[1]] = tuple(part.strip() for part in macro[2].split(","))
        elif re.search(r"[\[\]]", words) or "\ufffd" in line:
            yield from self._damaged(number, line)
        elif any("~" in code for code in codes):
            yield from self.finished()
            yield from agent(number, words, codes, self._macros)
        elif words.lstrip().startswith("+"):
            yield from self._synonym(number, words.strip()[1:], codes)
        elif not words.strip():
            yield from self._codes(number, codes)
        else:
            yield from self.finished()
            self._entry = _Entry(number, [words.strip()])
            yield from self._codes(number, codes)

    def finished(self) -> Iterator[Given]:
        """The entry that was open."""
        entry, self._entry = self._entry, None
        if entry is not None:
            yield from _finish(entry)

    def _damaged(self, number: int, line: str) -> Iterator[Given]:
        """A line that cannot be read; what follows an unreadable entry must not join the last."""
        if not line[:1].isspace() and not line.startswith("+"):
            yield from self.finished()
        yield Unread(number, f"damaged line {line.strip()[:60]!r}")

    def _synonym(self, number: int, words: str, codes: list[str]) -> Iterator[Given]:
        if self._entry is None:
            yield Unread(number, f"synonym {words.strip()[:60]!r} without an entry before it")
        elif "+" in words:
            yield Unread(number, f"damaged line {words.strip()[:60]!r}: two synonyms in one")
        else:
            self._entry.phrases.append(words)
            yield from self._codes(number, codes)

    def _codes(self, number: int, codes: list[str]) -> Iterator[Given]:
        for content in codes:
            if self._entry is None:
                yield Unread(number, f"code [{content[:60]}] without an entry before it")
                continue
            dated, problem = _dated(content, self._countries)
            if dated is not None:
                self._entry.codes.append(dated)
            else:
                self._entry.problems.append(Unread(number, problem, partly=True))


def _dated(content: str, countries: Collection[str]) -> tuple[_Dated | None, str]:
    match = _DATED.fullmatch(content.strip())
    if match is None:
        return (
            None,
            f"code [{content[:60]}] is not written as CODE, CODE <day, CODE >day, CODE day-day",
        )
    given = {
        "since": match["since"] or (match["day"] if match["sign"] == ">" else None),
        "until": match["until"] or (match["day"] if match["sign"] == "<" else None),
    }
    dates = {end: _iso(digits) for end, digits in given.items() if digits}
    if None in dates.values():
        return None, f"code [{content[:60]}] holds a date that is none"
    since, until = dates.get("since"), dates.get("until")
    if since and until and since > until:
        return None, f"code [{content[:60]}] ends before it begins"
    meant = decode(match["code"], countries)
    return (None, meant.problem) if meant.problem else (_Dated(meant, since, until), "")


def _iso(digits: str) -> str | None:
    """YYMMDD or YYYYMMDD as an ISO date; years up to 30 are of this century, as in PETRARCH."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= 30 else "19") + digits
    if len(digits) != 8:
        return None
    iso = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return iso if days(iso) is not None else None


def _finish(entry: _Entry) -> Iterator[Given]:
    """The actor of an entry, or why there is none; synonyms that are no names are told."""
    chief = phrase(entry.phrases[0])
    if not entry.codes:
        told = entry.problems[0].why if entry.problems else "no code"
        yield Unread(entry.line, f"{chief[:60]!r}: {told}")
        return
    yield from entry.problems
    sectors = {code.meant.sector for code in entry.codes}
    if {_OFFICE, _FORMER} <= sectors:
        yield Unread(
            entry.line,
            "a person's terms of office (government by date, then former official): "
            "persons are not taken",
        )
        return
    code = _steady(entry.codes)
    if any(other.meant != code.meant for other in entry.codes):
        yield Unread(entry.line, f"{chief[:60]!r}: of several codes by date one is kept", True)
    names = []
    for given in entry.phrases:
        for text in written_names(given):
            problem = name_problem(text) or _odd(text)
            if problem:
                yield Unread(entry.line, problem, partly=True)
            else:
                names.append(GivenName(text, code.since, code.until))
    if names:
        yield GivenActor(entry.line, tuple(names), code.meant.country, code.meant.sector)
    else:
        yield Unread(entry.line, f"{chief[:60]!r}: no name is left")


def _odd(text: str) -> str | None:
    return f"{text!r} holds a sign that no name has" if re.search(r"[#+!{}~=<>|\\]", text) else None


def _steady(codes: list[_Dated]) -> _Dated:
    """What the code without dates means, else the latest; held over the time of all codes."""
    kept = max(codes, key=lambda c: (not (c.since or c.until), c.until or "9999", c.since or ""))
    since = None if any(c.since is None for c in codes) else min(c.since or "" for c in codes)
    until = None if any(c.until is None for c in codes) else max(c.until or "" for c in codes)
    return _Dated(kept.meant, since, until)
