"""When a pledge ends: its agreement broke down, it was promised anew, or its last day came."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from detente.link.agreements.accord import Accord
from detente.link.agreements.pledges import Over, Pledge, last_day
from detente.link.agreements.rules import PledgeKind, pledge_kinds
from detente.model.record import ProvisionKind

_Key = tuple[tuple[str, ...], ProvisionKind, str | None]


def with_ends(accords: Iterable[Accord]) -> Iterator[Accord]:
    """Accords whose pledges know when they ended.

    What lasts ends with the first told breakdown of the agreement since it was promised, and a
    truce "until" a day ends with that day.
    Any pledge ends on the day before the same parties promise the same, for the same place, in a
    later agreement: what is done from then on is done under that one.
    """
    every = list(accords)
    anew = _days_of_promise(every)
    for accord in every:
        ended = (
            _with_end(pledge, accord, anew.get((accord.parties, pledge.kind, pledge.place), ()))
            for pledge in accord.provisions
        )
        yield replace(accord, provisions=tuple(ended))


def _days_of_promise(accords: Iterable[Accord]) -> Mapping[_Key, list[tuple[date, str]]]:
    """Day and agreement of each promise that the same parties made of a kind, sorted."""
    found: defaultdict[_Key, list[tuple[date, str]]] = defaultdict(list)
    for accord in accords:
        for pledge in accord.provisions:
            if pledge.first is not None:
                key = (accord.parties, pledge.kind, pledge.place)
                found[key].append((pledge.first, accord.id))
    return {key: sorted(days) for key, days in found.items()}


def _with_end(pledge: Pledge, accord: Accord, anew: Iterable[tuple[date, str]]) -> Pledge:
    ends = list(_ends(pledge, accord, pledge_kinds()[pledge.kind]))
    start = pledge.last
    if start is not None:
        later = (day for day, other in anew if other != accord.id and day > start)
        day = next(later, None)
        if day is not None:
            ends.append((day - timedelta(days=1), "renewed"))
    if not ends:
        return pledge
    until, over = min(ends)
    return replace(pledge, until=until, over=over)


def _ends(pledge: Pledge, accord: Accord, kind: PledgeKind) -> Iterator[tuple[date, Over]]:
    breakdown = accord.breakdown_from(pledge.first)
    if kind.lasting and breakdown and breakdown.last:
        yield breakdown.last, "broken"
    day = last_day(pledge.deadline) if kind.ends and pledge.deadline else None
    if day is not None:
        yield day, "expired"
