"""A person's judgements on incidents: merged, split, and taken back; they survive recoding.

A judgement names reports by their page and the words that made them, so that it finds them again
when a new codebook has coded the page anew. It is never changed: taking it back is a judgement too.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, or_, select

from detente.link.incidents.settling import incident_mates, settle
from detente.model.errors import StoreError
from detente.store import log
from detente.store.anchors import Anchor, anchor_of, found_again
from detente.store.projecting import load_reports
from detente.store.tables import canonical, judgements, reports, verdicts

Verdict = Literal["same", "different", "revoked"]


def merge(connection: Connection, ids: Sequence[str], *, who: str, reason: str) -> str:
    """Judge that incidents are one happening; return the judgement's id.

    Args:
        connection: From `database.writing`.
        ids: Two or more incidents.
        who: The person's code.
        reason: Why.

    Raises:
        StoreError: There is no such incident, or only one was named.
    """
    members = [members_of(connection, name) for name in dict.fromkeys(ids)]
    if len(members) < 2:
        raise StoreError("a merge needs two incidents; name another one")
    left, right = members[0], [r for rest in members[1:] for r in rest]
    return _judge(connection, "same", left, right, who=who, reason=reason)


def split(connection: Connection, name: str, out: Sequence[str], *, who: str, reason: str) -> str:
    """Judge that some reports of an incident tell another happening; return the judgement's id.

    Args:
        connection: From `database.writing`.
        name: The incident.
        out: Reports of it that belong elsewhere.
        who: The person's code.
        reason: Why.

    Raises:
        StoreError: There is no such incident, a report is not in it, or none would stay.
    """
    members = members_of(connection, name)
    strange = [report for report in out if report not in members]
    if strange:
        raise StoreError(f"{strange[0]}: no report of {name}; `detente incidents show` lists them")
    rest = [report for report in members if report not in set(out)]
    if not out or not rest:
        raise StoreError(f"{name}: a split leaves reports on both sides; name some, not all")
    return _judge(connection, "different", sorted(set(out)), rest, who=who, reason=reason)


def revoke(connection: Connection, judgement: str, *, who: str, reason: str) -> str:
    """Take a judgement back; return the id of that judgement.

    Raises:
        StoreError: There is no such judgement, or it was taken back before.
    """
    known = connection.execute(
        select(judgements.c.verdict).where(judgements.c.id == judgement)
    ).scalar()
    if known is None or known == "revoked":
        raise StoreError(
            f"{judgement}: no such judgement; `detente incidents judgements` lists them"
        )
    again = select(judgements.c.id).where(judgements.c.revokes == judgement)
    if connection.execute(again).first() is not None:
        raise StoreError(f"{judgement}: it was taken back before")
    pairs = connection.execute(
        select(verdicts.c.a, verdicts.c.b).where(verdicts.c.judgement == judgement)
    ).all()
    row = _row("revoked", "[]", "[]", who, reason, revokes=judgement)
    kept = log.keep(connection, judgements, row)
    log.append(connection, "revoke", rows=[kept], who=who, judgement=judgement)
    concerned = {name for pair in pairs for name in pair}
    concerned |= incident_mates(connection, sorted(concerned))
    connection.execute(delete(verdicts).where(verdicts.c.judgement == judgement))
    settle(connection, concerned)
    return str(row["id"])


def members_of(connection: Connection, name: str) -> list[str]:
    """Return the reports of an incident, sorted.

    Raises:
        StoreError: There is no such incident.
    """
    rows = connection.execute(select(reports.c.id).where(reports.c.incident == name))
    found = sorted(rows.scalars())
    if not found:
        raise StoreError(f"{name}: no such incident; `detente incidents list` shows them")
    return found


def _judge(
    connection: Connection,
    verdict: Verdict,
    left: Sequence[str],
    right: Sequence[str],
    *,
    who: str,
    reason: str,
) -> str:
    both = [canonical([astuple(a) for a in _anchors(connection, side)]) for side in (left, right)]
    row = _row(verdict, both[0], both[1], who, reason)
    kept = log.keep(connection, judgements, row)
    action = "merge" if verdict == "same" else "split"
    log.append(connection, action, rows=[kept], who=who, judgement=row["id"])
    _expand(connection, row)
    settle(connection, {*left, *right})
    return str(row["id"])


def _row(
    verdict: Verdict, left: str, right: str, who: str, reason: str, revokes: str | None = None
) -> dict[str, Any]:
    return {
        "id": f"j-{secrets.token_hex(6)}",
        "at": log.now(),
        "who": who,
        "verdict": verdict,
        "left": left,
        "right": right,
        "reason": reason,
        "revokes": revokes,
    }


def _anchors(connection: Connection, ids: Sequence[str]) -> list[Anchor]:
    found = load_reports(connection, ids)
    missing = set(ids) - {report.id for report in found}
    if missing:
        raise StoreError(f"{min(missing)}: no such report")
    return [anchor_of(r) for r in found]


def resolve_judgements(connection: Connection, document: str) -> set[str]:
    """Find the reports of a page's judgements again, after the page was coded anew, came or went.

    A report that is gone is taken to be the one whose trigger overlaps the old one's; where there
    is none the judgement rests until there is, and holds for the others that it names.

    Returns:
        All reports that these judgements tie or keep apart, now or before.
    """
    concerned: set[str] = set()
    named = or_(judgements.c.left.contains(document), judgements.c.right.contains(document))
    rows = connection.execute(select(judgements).where(named)).mappings().all()
    revoked = _revoked(connection)
    for row in rows:
        if row["verdict"] != "revoked" and row["id"] not in revoked:
            concerned |= _verdict_reports(connection, row["id"])
            connection.execute(delete(verdicts).where(verdicts.c.judgement == row["id"]))
            _expand(connection, dict(row))
            concerned |= _verdict_reports(connection, row["id"])
    return concerned


def _verdict_reports(connection: Connection, judgement: str) -> set[str]:
    pairs = select(verdicts.c.a, verdicts.c.b).where(verdicts.c.judgement == judgement)
    return {name for pair in connection.execute(pairs) for name in pair}


def _revoked(connection: Connection) -> set[str]:
    rows = connection.execute(select(judgements.c.revokes).where(judgements.c.revokes.is_not(None)))
    return set(rows.scalars())


def _expand(connection: Connection, row: Mapping[str, Any]) -> None:
    """Write a judgement as pairs of the reports that it names now."""
    left, right = (_present(connection, json.loads(row[side])) for side in ("left", "right"))
    if row["verdict"] == "same":
        together = [*left, *right]
        pairs = {_pair(together[0], other) for other in together[1:]} if together else set()
    else:
        pairs = {_pair(a, b) for a in left for b in right}
    told = [
        {"judgement": row["id"], "a": a, "b": b, "verdict": row["verdict"]}
        for a, b in sorted(pairs)
        if a != b
    ]
    if told:
        connection.execute(insert(verdicts), told)


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _present(connection: Connection, anchors: Sequence[Sequence[Any]]) -> list[str]:
    """The reports that some anchors mean now."""
    found: list[str] = []
    for name, document, start, end in anchors:
        rows = connection.execute(
            select(reports.c.id).where(reports.c.document == document)
        ).scalars()
        meant = found_again(load_reports(connection, list(rows)), name, start, end)
        if meant:
            found.append(meant.id)
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A merge or split, and whether it still holds."""

    id: str
    at: str
    who: str
    verdict: str
    left: tuple[str, ...]
    """Reports as they were called then."""
    right: tuple[str, ...]
    reason: str
    revoked_by: str | None


def all_judgements(connection: Connection) -> list[Judgement]:
    """Return all merges and splits, the first one first."""
    rows = connection.execute(select(judgements).order_by(judgements.c.at, judgements.c.id)).all()
    revoked = {row.revokes: row.who for row in rows if row.revokes}
    return [
        Judgement(
            row.id,
            row.at,
            row.who,
            row.verdict,
            tuple(anchor[0] for anchor in json.loads(row.left)),
            tuple(anchor[0] for anchor in json.loads(row.right)),
            row.reason,
            revoked.get(row.id),
        )
        for row in rows
        if row.verdict != "revoked"
    ]
