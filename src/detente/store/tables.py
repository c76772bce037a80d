"""The tables of a casebook, in two kinds.

**Sources** are only ever added to, and every row's hash stands in the log: captures, sightings,
runs, versions of records, codings, states and judgements of persons, the log itself.

**Derived** tables follow from the sources and can be made again at any time (`detente verify` does
so and compares): pages, reports and their parties, search words, near copies, links, incidents.

Days are ISO text, so that both databases sort and compare them alike; JSON is text for the same
reason, written in one way (`canonical`).
"""

import json
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    column,
    table,
)

metadata = MetaData()


def canonical(value: Any) -> str:
    """Return a value as JSON, written in the one way that is hashed and compared."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


captures = Table(
    "captures",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 of the bytes as they were taken
    Column("packed", LargeBinary, nullable=False),  # zlib; empty once purged
    Column("size", BigInteger, nullable=False),  # bytes as taken
)
"""Captured bytes, never altered."""

runs = Table(
    "runs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("command", String(32), nullable=False),
    Column("version", String(32), nullable=False),  # of Detente
    Column("codebook", String(64), nullable=False),  # hash of all knowledge files
    Column("options", Text, nullable=False),  # JSON
)
"""Each run that wrote something: with what it coded."""

sightings = Table(
    "sightings",
    metadata,
    Column("capture", String(64), ForeignKey("captures.id"), primary_key=True),
    Column("origin", Text, primary_key=True),  # path or address as given
    Column("at", String(32), nullable=False),
    Column("run", String(32), ForeignKey("runs.id"), nullable=False),
    Column("media_type", Text),  # as a server stated it
    Column("row", Boolean, nullable=False),  # a row of a file of many, not a whole input
)
"""Where and when a capture was met."""

versions = Table(
    "versions",
    metadata,
    Column("document", String(64), primary_key=True),  # the capture's hash
    Column("number", Integer, primary_key=True),  # 1, 2 …
    Column("at", String(32), nullable=False),
    Column("run", String(32), ForeignKey("runs.id"), nullable=False),
    Column("coded_with", String(64), nullable=False),  # hash of version, codebook and options
    Column("published", Text),  # as the caller stated them
    Column("outlet", Text),
    Column("record", Text, nullable=False),  # JSON, schema detente/1
)
"""Records as they were coded; the highest number is what holds now."""

log = Table(
    "log",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("who", String(64), nullable=False),  # "detente", or a person's code
    Column("action", String(32), nullable=False),
    Column("details", Text, nullable=False),  # JSON, with the hashes of the rows written
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)
"""Every change: each entry holds the hash of the one before it."""

codings = Table(
    "codings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("who", String(64), nullable=False),
    Column("report", String(64), nullable=False, index=True),
    Column("document", String(64), nullable=False, index=True),
    Column("start", Integer, nullable=False),  # the trigger's span: it finds the event again
    Column("end", Integer, nullable=False),
    Column("kind", String(16), nullable=False),  # correction, second
    Column("field", String(32), nullable=False),
    Column("value", Text, nullable=False),  # JSON
    Column("reason", Text, nullable=False),
    Column("revokes", String(32), nullable=True),
)
"""What persons say of single fields of events."""

states = Table(
    "states",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("who", String(64), nullable=False),
    Column("report", String(64), nullable=False, index=True),
    Column("document", String(64), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
)
"""Review states that persons gave to events."""

judgements = Table(
    "judgements",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("who", String(64), nullable=False),
    Column("verdict", String(16), nullable=False),  # same, different, revoked
    Column("left", Text, nullable=False),  # JSON: report, document and trigger's span of each
    Column("right", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("revokes", String(32), nullable=True),
)
"""Whether reports tell the same happening, as a person judged: all of both sides, or none of the
left with any of the right."""

settings = Table(
    "settings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the program notes for itself: with which rules the derived tables were made."""

pages = Table(
    "pages",
    metadata,
    Column("document", String(64), primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),  # its row in page_words
    Column("version", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("url", Text),
    Column("address", String(64), index=True),  # hash of the url: an index holds no long text
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Text, index=True),
    Column("taken", String(32), nullable=False),  # when first stored
    Column("superseded", Boolean, nullable=False),  # a later edition stands under its address
    Column("original", String(64), nullable=False, index=True),  # smallest of its near copies
)

reports = Table(
    "reports",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),  # its row in report_words
    Column("handle", String(32), nullable=False, index=True),  # id of the incident it would name
    Column("document", String(64), ForeignKey("pages.document"), nullable=False, index=True),
    Column("event", Text, nullable=False),
    Column("type", String(16), nullable=False),
    Column("mode", Text),
    Column("status", String(16), nullable=False),
    Column("first", String(10), index=True),
    Column("last", String(10)),
    Column("place", Text, index=True),
    Column("place_name", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("confidence", Float, nullable=False),
    Column("state", String(16), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("incident", String(32), index=True),  # null where it tells no happening
    Column("body", Text, nullable=False),  # JSON: the whole report
)
Index("reports_point", reports.c.lat, reports.c.lon)
Index("reports_counts", reports.c.type, reports.c.state)

parties = Table(
    "parties",
    metadata,
    Column("report", String(64), ForeignKey("reports.id"), primary_key=True),
    Column("role", String(10), primary_key=True),  # actor, recipient
    Column("position", Integer, primary_key=True),
    Column("entity", Text, index=True),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,  # one tree, where its key is all that finds it
)

signatures = Table(
    "signatures",
    metadata,
    Column("document", String(64), ForeignKey("pages.document"), primary_key=True),
    Column("hashes", LargeBinary, nullable=False),
    sqlite_with_rowid=False,  # one tree, where its key is all that finds it
)
"""MinHash of each page's text."""

bands = Table(
    "bands",
    metadata,
    Column("key", String(24), primary_key=True),  # number of the band and its hash
    Column("document", String(64), primary_key=True),
    sqlite_with_rowid=False,  # one tree, where its key is all that finds it
)
"""Parts of signatures: pages that share one are compared. No index but the key: a page's own rows
are found by its signature, and thirty-two rows a page are the bulk of what is written."""

copies = Table(
    "copies",
    metadata,
    Column("a", String(64), ForeignKey("pages.document"), primary_key=True),
    Column("b", String(64), ForeignKey("pages.document"), primary_key=True, index=True),
    Column("likeness", Float, nullable=False),
    sqlite_with_rowid=False,  # one tree, where its key is all that finds it
)
"""Pairs of pages whose texts are nearly the same, a < b."""

blocks = Table(
    "blocks",
    metadata,
    Column("key", Text, primary_key=True),
    Column("report", String(64), primary_key=True),
    sqlite_with_rowid=False,  # one tree, where its key is all that finds it
)

links = Table(
    "links",
    metadata,
    Column("a", String(64), ForeignKey("reports.id"), primary_key=True),
    Column("b", String(64), ForeignKey("reports.id"), primary_key=True, index=True),
    Column("weight", Integer, nullable=False),  # thousandths of log-odds
    sqlite_with_rowid=False,  # one tree, where its key is all that finds it
)
"""Pairs of reports that likelier tell the same happening than not, a < b."""

verdicts = Table(
    "verdicts",
    metadata,
    Column("judgement", String(32), ForeignKey("judgements.id"), primary_key=True, index=True),
    Column("a", String(64), primary_key=True, index=True),
    Column("b", String(64), primary_key=True, index=True),
    Column("verdict", String(16), nullable=False),
    sqlite_with_rowid=False,  # one tree, where its key is all that finds it
)
"""Judgements that hold now, in pairs of reports as they are now, a < b."""

incidents = Table(
    "incidents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("type", String(16), nullable=False),
    Column("mode", Text),
    Column("first", String(10), index=True),
    Column("last", String(10)),
    Column("place", Text),
    Column("place_name", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("killed_low", BigInteger),
    Column("killed_high", BigInteger),
    Column("standing", String(16), nullable=False),
    Column("origins", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("agreed", Boolean, nullable=False),  # whether it carries an agreement
    Column("body", Text, nullable=False),  # JSON: the whole incident
)

Index(
    "incidents_counts",
    incidents.c.standing,
    incidents.c.origins,
    incidents.c.agreed,
    incidents.c.first,
    incidents.c.last,
)

players = Table(
    "players",
    metadata,
    Column("incident", String(32), ForeignKey("incidents.id"), primary_key=True),
    Column("entity", Text, primary_key=True, index=True),
    Column("role", String(10), primary_key=True),
    sqlite_with_rowid=False,  # one tree, where its key is all that finds it
)
"""Actors of incidents."""

page_words = table("page_words", column("number"), column("title"), column("text"))
"""Words of the pages for searching: FTS5 in SQLite (`number` is its rowid), tsvector else."""
report_words = table("report_words", column("number"), column("sentence"))
"""Words of the sentences that tell events."""

deeds = Table(
    "deeds",
    metadata,
    Column("incident", String(32), ForeignKey("incidents.id"), primary_key=True),
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("first", String(10), nullable=False),
    Column("last", String(10), nullable=False),
    Column("type", String(16), nullable=False),
    Column("mode", Text),
    Column("quad", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("direction", String(4), nullable=False),
    Column("weight", Float, nullable=False),
    Column("joint", Boolean, nullable=False),
    Column("stage", String(16)),
    Column("provisions", Text),  # kinds, parted by a blank
    Column("killed", BigInteger),
    sqlite_with_rowid=False,  # one tree, where its key is all that finds it
)
"""What incidents are for each pair of actors, a < b."""
Index("deeds_pair", deeds.c.a, deeds.c.b)

SOURCES = (captures, runs, sightings, versions, codings, states, judgements)
"""Tables whose rows the log vouches for."""
DERIVED = (
    pages, reports, parties, signatures, bands, copies, blocks, links, verdicts, incidents, players,
    deeds,
)  # fmt: skip
"""Tables that follow from the sources; in an order in which rows may be added."""
