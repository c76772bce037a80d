"""Pages, reports, copies, links and incidents, and the words to search."""

import sqlalchemy as sa
from alembic import op

from detente.store.words import MAKE

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "bands",
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("key", "document"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blocks",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("report", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("key", "report"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("first", sa.String(length=10), nullable=True),
        sa.Column("last", sa.String(length=10), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("killed_low", sa.BigInteger(), nullable=True),
        sa.Column("killed_high", sa.BigInteger(), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "incidents_counts",
        "incidents",
        ["standing", "origins", "agreed", "first", "last"],
        unique=False,
    )
    op.create_index(op.f("ix_incidents_first"), "incidents", ["first"], unique=False)
    op.create_table(
        "pages",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("address", sa.String(length=64), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("taken", sa.String(length=32), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("original", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("document"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_pages_original"), "pages", ["original"], unique=False)
    op.create_index(op.f("ix_pages_published"), "pages", ["published"], unique=False)
    op.create_index(op.f("ix_pages_address"), "pages", ["address"], unique=False)
    op.create_table(
        "copies",
        sa.Column("a", sa.String(length=64), nullable=False),
        sa.Column("b", sa.String(length=64), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"],
            ["pages.document"],
        ),
        sa.ForeignKeyConstraint(
            ["b"],
            ["pages.document"],
        ),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_copies_b"), "copies", ["b"], unique=False)
    op.create_table(
        "deeds",
        sa.Column("incident", sa.String(length=32), nullable=False),
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=False),
        sa.Column("last", sa.String(length=10), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("quad", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("direction", sa.String(length=4), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("joint", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=True),
        sa.Column("provisions", sa.Text(), nullable=True),
        sa.Column("killed", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incidents.id"],
        ),
        sa.PrimaryKeyConstraint("incident", "a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("deeds_pair", "deeds", ["a", "b"], unique=False)
    op.create_table(
        "players",
        sa.Column("incident", sa.String(length=32), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incidents.id"],
        ),
        sa.PrimaryKeyConstraint("incident", "entity", "role"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_players_entity"), "players", ["entity"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("handle", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=True),
        sa.Column("last", sa.String(length=10), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("incident", sa.String(length=32), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["pages.document"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_reports_document"), "reports", ["document"], unique=False)
    op.create_index(op.f("ix_reports_first"), "reports", ["first"], unique=False)
    op.create_index(op.f("ix_reports_handle"), "reports", ["handle"], unique=False)
    op.create_index(op.f("ix_reports_incident"), "reports", ["incident"], unique=False)
    op.create_index(op.f("ix_reports_place"), "reports", ["place"], unique=False)
    op.create_index("reports_counts", "reports", ["type", "state"], unique=False)
    op.create_index("reports_point", "reports", ["lat", "lon"], unique=False)
    op.create_table(
        "signatures",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["pages.document"],
        ),
        sa.PrimaryKeyConstraint("document"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "verdicts",
        sa.Column("judgement", sa.String(length=32), nullable=False),
        sa.Column("a", sa.String(length=64), nullable=False),
        sa.Column("b", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgement"],
            ["judgements.id"],
        ),
        sa.PrimaryKeyConstraint("judgement", "a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_verdicts_a"), "verdicts", ["a"], unique=False)
    op.create_index(op.f("ix_verdicts_b"), "verdicts", ["b"], unique=False)
    op.create_index(op.f("ix_verdicts_judgement"), "verdicts", ["judgement"], unique=False)
    op.create_table(
        "links",
        sa.Column("a", sa.String(length=64), nullable=False),
        sa.Column("b", sa.String(length=64), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["a"],
            ["reports.id"],
        ),
        sa.ForeignKeyConstraint(
            ["b"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_links_b"), "links", ["b"], unique=False)
    op.create_table(
        "parties",
        sa.Column("report", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("report", "role", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_parties_entity"), "parties", ["entity"], unique=False)
    for statement in MAKE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Drop them; the next program that opens the casebook makes them again from the sources."""
    op.execute("DROP TABLE report_words")
    op.execute("DROP TABLE page_words")
    op.execute("DELETE FROM settings WHERE name = 'derived'")
    op.drop_index(op.f("ix_parties_entity"), table_name="parties")
    op.drop_table("parties")
    op.drop_index(op.f("ix_links_b"), table_name="links")
    op.drop_table("links")
    op.drop_index(op.f("ix_verdicts_judgement"), table_name="verdicts")
    op.drop_index(op.f("ix_verdicts_b"), table_name="verdicts")
    op.drop_index(op.f("ix_verdicts_a"), table_name="verdicts")
    op.drop_table("verdicts")
    op.drop_table("signatures")
    op.drop_index("reports_point", table_name="reports")
    op.drop_index("reports_counts", table_name="reports")
    op.drop_index(op.f("ix_reports_place"), table_name="reports")
    op.drop_index(op.f("ix_reports_incident"), table_name="reports")
    op.drop_index(op.f("ix_reports_handle"), table_name="reports")
    op.drop_index(op.f("ix_reports_first"), table_name="reports")
    op.drop_index(op.f("ix_reports_document"), table_name="reports")
    op.drop_table("reports")
    op.drop_index(op.f("ix_players_entity"), table_name="players")
    op.drop_table("players")
    op.drop_index("deeds_pair", table_name="deeds")
    op.drop_table("deeds")
    op.drop_index(op.f("ix_copies_b"), table_name="copies")
    op.drop_table("copies")
    op.drop_index(op.f("ix_pages_address"), table_name="pages")
    op.drop_index(op.f("ix_pages_published"), table_name="pages")
    op.drop_index(op.f("ix_pages_original"), table_name="pages")
    op.drop_table("pages")
    op.drop_index(op.f("ix_incidents_first"), table_name="incidents")
    op.drop_index("incidents_counts", table_name="incidents")
    op.drop_table("incidents")
    op.drop_table("blocks")
    op.drop_table("bands")
