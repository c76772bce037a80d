"""A record comes into the casebook, changes or goes: what follows from it is brought up to date.

All within one writing transaction. What is looked at is bounded by the page's own candidates: its
near copies, the reports of the same days, places and actors, and the incidents that these are in.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sqlalchemy import Connection, delete, insert, or_, select, update

from detente.link.incidents.blocking import keys, wanted
from detente.link.incidents.copies import add_copies, drop_bands, settle_originals
from detente.link.incidents.judging import resolve_judgements
from detente.link.incidents.matching import match
from detente.link.incidents.settling import forget_incidents, incident_mates, settle
from detente.model.casebook import Report
from detente.model.record import Record
from detente.store.projecting import (
    add_page,
    add_reports,
    address_hash,
    drop_page,
    drop_reports,
    load_reports,
    plain_hash,
)
from detente.store.tables import blocks, copies, links, pages, reports, signatures, verdicts

_PART = 400
"""Keys that one statement asks for."""


def take(connection: Connection, record: Record, *, version: int, taken: str) -> None:
    """Let a record stand in the casebook in place of what its page had before.

    Args:
        connection: From `database.writing`.
        record: What holds now.
        version: Its number.
        taken: When the page was first stored.
    """
    name = plain_hash(record.document)
    left = _address_of(connection, name)
    affected = _drop(connection, name)
    add_page(connection, record, version=version, taken=taken)
    found = add_reports(connection, record)
    moved = set(add_copies(connection, name, record.document.text).documents)
    for address in {left, _address_of(connection, name)}:
        moved |= _settle_editions(connection, address)
    affected |= resolve_judgements(connection, name)
    _link(connection, name, found)
    affected |= {report.id for report in found}
    affected |= _reports_of(connection, moved - {name})
    settle(connection, affected)


def drop(connection: Connection, document: str) -> None:
    """Take a page and all that follows from it out of the casebook."""
    address = _address_of(connection, document)
    affected = _drop(connection, document)
    affected |= resolve_judgements(connection, document)
    moved = _settle_editions(connection, address)
    affected |= _reports_of(connection, moved)
    settle(connection, affected)


def _address_of(connection: Connection, document: str) -> str | None:
    return connection.execute(select(pages.c.url).where(pages.c.document == document)).scalar()


def _drop(connection: Connection, document: str) -> set[str]:
    """Take out what stands for a page; return the reports of others that this concerns."""
    own = connection.execute(select(reports.c.id).where(reports.c.document == document))
    ids = list(own.scalars())
    there = connection.execute(select(pages.c.number).where(pages.c.document == document)).first()
    if there is None:
        return set()
    concerned = incident_mates(connection, ids)
    pairs = connection.execute(
        select(links.c.a, links.c.b).where(or_(links.c.a.in_(ids), links.c.b.in_(ids)))
    )
    concerned |= set(chain.from_iterable(pairs))
    forget_incidents(connection, ids)
    connection.execute(delete(links).where(or_(links.c.a.in_(ids), links.c.b.in_(ids))))
    connection.execute(delete(verdicts).where(or_(verdicts.c.a.in_(ids), verdicts.c.b.in_(ids))))
    for report in load_reports(connection, ids):
        for part in _parts(keys(report)):
            connection.execute(
                delete(blocks).where(blocks.c.key.in_(part), blocks.c.report == report.id)
            )
    drop_reports(connection, document)
    concerned |= _drop_copies(connection, document)
    drop_page(connection, document)
    return concerned - set(ids)


def _drop_copies(connection: Connection, document: str) -> set[str]:
    """Forget a page among the copies; return the reports whose page has another original now."""
    pair = or_(copies.c.a == document, copies.c.b == document)
    rows = connection.execute(select(copies.c.a, copies.c.b).where(pair))
    others = set(chain.from_iterable(rows)) - {document}
    connection.execute(delete(copies).where(pair))
    drop_bands(connection, document)
    connection.execute(delete(signatures).where(signatures.c.document == document))
    return _reports_of(connection, settle_originals(connection, others).documents)


def _settle_editions(connection: Connection, address: str | None) -> set[str]:
    """Mark all but the latest page under an address as superseded; return those that changed."""
    if not address:
        return set()
    rows = connection.execute(
        select(pages.c.document, pages.c.published, pages.c.taken, pages.c.superseded).where(
            pages.c.address == address_hash(address)
        )
    ).all()
    latest = max(((r.published or "", r.taken, r.document) for r in rows), default=None)
    changed = {r.document for r in rows if latest and r.superseded == (r.document == latest[2])}
    for document in sorted(changed):
        connection.execute(
            update(pages)
            .where(pages.c.document == document)
            .values(superseded=document != (latest or ("", "", ""))[2])
        )
    return changed


def _reports_of(connection: Connection, documents: Iterable[str]) -> set[str]:
    """Ids of the reports of pages."""
    wanted_pages = sorted(documents)
    if not wanted_pages:
        return set()
    rows = connection.execute(select(reports.c.id).where(reports.c.document.in_(wanted_pages)))
    return set(rows.scalars())


def _link(connection: Connection, document: str, found: Sequence[Report]) -> None:
    """Compare new reports with those of the same days, and keep the pairs that match."""
    asked = {report.id: wanted(report) for report in found}
    standing = _standing(connection, sorted(set(chain.from_iterable(asked.values()))))
    rows = [{"key": key, "report": report.id} for report in found for key in keys(report)]
    if rows:
        connection.execute(insert(blocks), rows)
    others = {
        r.id: r
        for r in load_reports(connection, sorted(set(chain.from_iterable(standing.values()))))
    }
    near = _copies_of(connection, document) if others else set()
    pairs = []
    for report in found:
        for other in sorted({o for key in asked[report.id] for o in standing.get(key, ())}):
            copy = others[other].document.removeprefix("sha256:") in near
            weight = match(report, others[other], copy=copy).weight
            if weight > 0:
                a, b = sorted((report.id, other))
                pairs.append({"a": a, "b": b, "weight": weight})
    if pairs:
        connection.execute(insert(links), pairs)


def _standing(connection: Connection, asked: Sequence[str]) -> dict[str, list[str]]:
    """Reports of other pages under the keys that are asked for."""
    found: dict[str, list[str]] = {}
    for part in _parts(asked):
        rows = connection.execute(
            select(blocks.c.key, blocks.c.report).where(blocks.c.key.in_(part))
        )
        for key, report in rows:
            found.setdefault(key, []).append(report)
    return found


def _copies_of(connection: Connection, document: str) -> set[str]:
    """Pages that are near copies of a page."""
    pair = or_(copies.c.a == document, copies.c.b == document)
    return set(chain.from_iterable(connection.execute(select(copies.c.a, copies.c.b).where(pair))))


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _PART):
        yield names[start : start + _PART]
