"""Agreements of a project and what became of them, derived from its incidents when asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from detente.link.agreements.accord import Accord
from detente.link.agreements.compliance import Observation, PledgeStatus, observe_all, status_on
from detente.link.agreements.joining import accords
from detente.link.incidents.loading import all_acts
from detente.run.relating import known_until


@dataclass(frozen=True, slots=True)
class Commitment:
    """An agreement with what became of its pledges by a day."""

    accord: Accord
    statuses: tuple[PledgeStatus, ...]
    """In the order of the agreement's provisions."""
    observations: tuple[Observation, ...]


def commitments(
    connection: Connection, day: date | None = None, parties: Iterable[str] = ()
) -> list[Commitment]:
    """Return the agreements made by a day, with what became of their pledges by then.

    Args:
        connection: From `database.reading`.
        day: By default the last day that is known.
        parties: Ids of which one is a party; all agreements where none is named.
    """
    end = day or known_until(connection) or date.max
    wanted = set(parties)
    acts = list(all_acts(connection))
    found = [
        accord
        for accord in accords(acts)
        if (accord.first is None or accord.first <= end)
        and (not wanted or wanted & set(accord.parties))
    ]
    observed = observe_all(found, acts)
    return [
        Commitment(
            accord,
            tuple(status_on(pledge, observed[accord.id], end) for pledge in accord.provisions),
            observed[accord.id],
        )
        for accord in found
    ]
