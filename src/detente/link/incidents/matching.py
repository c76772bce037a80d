"""Whether two reports tell the same happening: a weight with the reasons behind it.

Each feature of a pair has a level (same day, next day …), each level a weight in log-odds; their
sum tells how likely the two are one. This is the model of Fellegi and Sunter (A theory for record
linkage, JASA 1969) in the form that a person can read: `linking/weights.csv`.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from rapidfuzz import fuzz

from detente.knowledge.normal import name_key
from detente.knowledge.tables import data_folder, read_table
from detente.link.incidents.blocking import type_groups, window
from detente.model.casebook import Harm, Party, Report
from detente.model.days import is_qualified
from detente.model.record import NEW_ACTOR

LEVELS: dict[str, tuple[str, ...]] = {
    "start": ("all",),
    "type": ("same_mode", "same", "other_mode", "kin", "other"),
    "day": ("same", "overlap", "next", "stated_next", "near", "apart", "fresh", "open"),
    "place": ("same", "near", "inside", "region", "apart", "named", "open"),
    "parties": ("same", "shared", "part", "kind", "apart", "open"),
    "names": ("shared", "apart", "open"),
    "harm": ("both", "same", "near", "apart", "open"),
    "words": ("same", "close", "some", "few"),
    "page": ("copy", "other"),
}
"""Features and their levels; docs/incidents.md tells what each means."""
SCALE = 1000
"""Weights are kept as whole thousandths, so that sums do not depend on their order."""
NEAR_KM = 25.0
NEW_PLACE = "new-place:"
FRESH = 1
"""Days by which a report without a date is published after the other's day as a rule."""
SPELT = 88
"""Likeness (0 to 100) from which two spellings are one name with a slip."""
_EARTH_KM = 6371.0
_LARGE = frozenset({"country", "continent", "area", "region"})


@dataclass(frozen=True, slots=True)
class Match:
    """How far two reports are likely one happening."""

    weight: int
    """Thousandths of log-odds; above 0 they likelier are one."""
    levels: tuple[tuple[str, str, int], ...]
    """Feature, level, and what it adds in thousandths."""

    @property
    def probability(self) -> float:
        """The same as a probability, 0 to 1."""
        return 1 / (1 + math.exp(-self.weight / SCALE))


@cache
def weights() -> dict[tuple[str, str], int]:
    """Weight of each level in thousandths of log-odds, from `linking/weights.csv`.

    Raises:
        KnowledgeError: A row is wrong or missing; file and line are named.
    """
    return _column("weight")


@cache
def expected() -> dict[tuple[str, str], int]:
    """What a person would write for each level, to which the fit of the weights is pulled.

    Raises:
        KnowledgeError: A row is wrong or missing; file and line are named.
    """
    return _column("expected")


def _column(name: str) -> dict[tuple[str, str], int]:
    """One column of numbers of the table, in thousandths."""
    columns = ("feature", "level", "weight", "expected")
    rows = read_table(data_folder("linking", "weights.csv"), columns)
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        feature = row.one_of("feature", LEVELS)
        level = row.one_of("level", LEVELS[feature])
        try:
            found[feature, level] = round(float(row[name]) * SCALE)
        except ValueError as error:
            raise row.fail(f"{name} is {row[name]!r}, no number") from error
    for feature, levels in LEVELS.items():
        for level in levels:
            if (feature, level) not in found:
                raise rows[-1].fail(f"no row for {feature},{level}")
    return found


def match(a: Report, b: Report, *, copy: bool = False) -> Match:
    """Return how far two reports are likely one happening; the order of the two does not matter.

    Args:
        a: One report.
        b: The other.
        copy: Whether their pages are near copies.
    """
    table = weights()
    told = tuple(
        (feature, level, table[feature, level]) for feature, level in levels(a, b, copy=copy)
    )
    return Match(sum(weight for _, _, weight in told), told)


def levels(a: Report, b: Report, *, copy: bool = False) -> Iterator[tuple[str, str]]:
    """Yield each feature of a pair with its level."""
    yield "start", "all"
    yield "type", _type(a, b)
    yield "day", _day(a, b)
    yield "place", _place(a, b)
    yield "parties", _parties(a, b)
    yield "names", _names(a, b)
    yield "harm", _harm(a, b)
    yield "words", _words(a.sentence, b.sentence)
    yield "page", "copy" if copy else "other"


def _type(a: Report, b: Report) -> str:
    if a.type == b.type:
        if a.mode == b.mode:
            return "same_mode" if a.mode else "same"
        return "other_mode" if a.mode and b.mode else "same"
    kin = b.type in type_groups()[a.type][1] or a.type in type_groups()[b.type][1]
    return "kin" if kin else "other"


def _day(a: Report, b: Report) -> str:
    if a.first is None or b.first is None:
        return _open_day(a, b)
    first, second = window(a), window(b)
    if first is None or second is None:
        return "open"
    gap = (max(first[0], second[0]) - min(first[1], second[1])).days
    exact = _is_exact(a, first) and _is_exact(b, second)
    if gap == 1:
        stated = exact and a.date_basis == b.date_basis == "stated"
        return "stated_next" if stated else "next"
    if gap > 0:
        return "near" if gap == 2 else "apart"
    return "same" if exact else "overlap"


def _is_exact(report: Report, days: tuple[date, date]) -> bool:
    """Whether one day is told, and not one about which it was ("about 3 May")."""
    return days[0] == days[1] and not is_qualified(report.edtf)


def _open_day(a: Report, b: Report) -> str:
    """Where one has no date of its own, its publication bounds it."""
    first, second = window(a), window(b)
    if first is None or second is None:
        return "open"
    gap = (max(first[0], second[0]) - min(first[1], second[1])).days
    if gap > 0:
        return "near" if gap <= 2 else "apart"
    late = abs((_latest(a) - _latest(b)).days)
    return "fresh" if late <= FRESH else "open"


def _latest(report: Report) -> date:
    """The last day told, else the day of publication: what has no date is news of these days."""
    return report.last or report.published or date.max


def _place(a: Report, b: Report) -> str:
    if a.place is None or b.place is None or not (_is_known(a) and _is_known(b)):
        return "named" if _is_spelt_alike(a.place_name, b.place_name) else "open"
    if a.place == b.place:
        return "region" if a.place_kind in _LARGE else "same"
    if a.country and b.country and a.country != b.country:
        return "apart"
    large = [r for r in (a, b) if r.place_kind in _LARGE]
    if large:
        inside = any(r.admin1 is None for r in large) or a.admin1 == b.admin1
        return "inside" if inside else "apart"
    distance = kilometres(a, b)
    return "near" if distance is not None and distance <= NEAR_KM else "apart"


def _is_known(report: Report) -> bool:
    """Whether the place is one of the index: what only its name tells may lie anywhere."""
    return not (report.place or "").startswith(NEW_PLACE)


def _is_spelt_alike(a: str | None, b: str | None) -> bool:
    return bool(a and b) and fuzz.ratio(name_key(a or ""), name_key(b or "")) >= SPELT


def kilometres(a: Report, b: Report) -> float | None:
    """Return the distance of two reports' places along the ground; None without coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    part = math.sin((lat2 - lat1) / 2) ** 2
    part += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(part))


def _parties(a: Report, b: Report) -> str:
    """How the actors and recipients of both, taken together, agree.

    Who did it to whom is left out: of a clash either side may be told as the attacker.
    """
    ours, theirs = _entities(a), _entities(b)
    if not ours or not theirs:
        return "open"
    shared = ours & theirs
    if ours == theirs:
        return "same"
    if len(shared) >= 2:
        return "shared"
    if shared:
        return "part" if ours - theirs and theirs - ours else "shared"
    return "kind" if _kinds(a) & _kinds(b) else "apart"


def _entities(report: Report) -> frozenset[str]:
    """Who is named; "civilians", "gunmen" and "officials" may be anybody, and tell nothing."""
    people = (*report.actors, *report.recipients)
    return frozenset(p.entity for p in people if p.entity and not _is_anybody(p))


def _is_anybody(party: Party) -> bool:
    return party.entity == party.sector or (
        party.sector == "CVL" and party.entity == f"{party.country}-CVL"
    )


def _names(a: Report, b: Report) -> str:
    """Names of people and groups that no list knows: who is killed is told by all."""
    ours, theirs = _unknown(a), _unknown(b)
    if not ours or not theirs:
        return "open"
    alike = any(fuzz.token_set_ratio(x, y) >= SPELT for x in ours for y in theirs)
    return "shared" if alike else "apart"


def _unknown(report: Report) -> list[str]:
    people = (*report.actors, *report.recipients)
    names = (name_key(p.text) for p in people if not p.entity or p.entity.startswith(NEW_ACTOR))
    return [name for name in names if " " in name]


def _kinds(report: Report) -> set[tuple[str | None, str | None]]:
    """Country and sector of each side: "the army" and "government forces" are alike in both."""
    people = (*report.actors, *report.recipients)
    return {_kind(p) for p in people if p.entity and not _is_anybody(p)}


def _kind(party: Party) -> tuple[str | None, str | None]:
    return party.country, "GOV" if party.sector in {"GOV", "MIL", "COP"} else party.sector


def _harm(a: Report, b: Report) -> str:
    """The tolls of the dead, else those of the wounded; "both" where each is told alike."""
    killed, injured = _toll(a.killed, b.killed), _toll(a.injured, b.injured)
    if killed == injured == "same":
        return "both"
    return injured if killed == "open" else killed


def _toll(a: Harm | None, b: Harm | None) -> str:
    return _counts(a, b) if a and b else "open"


def _counts(a: Harm, b: Harm) -> str:
    first, second = a.low if a.low is not None else a.high, b.low if b.low is not None else b.high
    if first is None or second is None:
        return "open"
    if first == second:
        return "same"
    low, high = sorted((first, second))
    return "near" if high - low <= 1 or high <= 1.5 * low else "apart"


def _words(a: str, b: str) -> str:
    likeness = fuzz.token_set_ratio(a, b)
    if likeness >= 92:
        return "same"
    return "close" if likeness >= 65 else ("some" if likeness >= 48 else "few")
