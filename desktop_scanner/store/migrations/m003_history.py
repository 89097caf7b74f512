"""Add what a history needs: notes, tags, deletion, schedules, suppression, and a search over all batches.

The search is SQLite's FTS5 over what was found, kept by triggers; on PostgreSQL a generated tsvector, where accents
count.

Revision ID: m003
"""

import sqlalchemy as sa
from alembic import op

revision = "m003"
down_revision = "m002"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SQLITE = (
    """
    CREATE VIRTUAL TABLE target_fts USING fts5(
        found_search, content='target', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    "INSERT INTO target_fts (target_fts) VALUES ('rebuild')",
    """
    CREATE TRIGGER target_fts_update AFTER UPDATE OF found_search ON target
    WHEN old.found_search <> new.found_search BEGIN
        INSERT INTO target_fts (target_fts, rowid, found_search)
            SELECT 'delete', old.id, old.found_search WHERE old.found_search <> '';
        INSERT INTO target_fts (rowid, found_search)
            SELECT new.id, new.found_search WHERE new.found_search <> '';
    END
    """,
    """
    CREATE TRIGGER target_fts_delete AFTER DELETE ON target WHEN old.found_search <> '' BEGIN
        INSERT INTO target_fts (target_fts, rowid, found_search) VALUES ('delete', old.id, old.found_search);
    END
    """,
)
_POSTGRESQL = (
    # Left to itself, its parser takes an address or a host name for one word.
    """
    ALTER TABLE target ADD COLUMN found_tsv tsvector GENERATED ALWAYS AS
        (to_tsvector('simple', regexp_replace(found_search, '[^[:alnum:]]+', ' ', 'g'))) STORED
    """,
    "CREATE INDEX ix_target_found_tsv ON target USING gin (found_tsv)",
)


def upgrade() -> None:
    """Add the columns, tables, indexes and the search."""
    op.add_column("batch", sa.Column("note", sa.Text(), server_default="", nullable=False))
    op.add_column("batch", sa.Column("tags", sa.Text(), server_default="[]", nullable=False))
    op.add_column("batch", sa.Column("predecessor", sa.Text()))
    op.add_column("batch", sa.Column("deleted_at", sa.BigInteger()))
    op.create_index("ix_target_batch_key_failure_kind", "target", ["batch_key", "failure_kind"])
    op.create_index("ix_target_domain", "target", ["domain"])
    _make_schedule()
    _make_suppression()
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _make_schedule() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("every", sa.Text(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
        sa.UniqueConstraint("batch_id", name="uq_schedule_batch_id"),
    )


def _make_suppression() -> None:
    op.create_table(
        "suppression",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("normalised", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_suppression"),
        sa.UniqueConstraint("kind", "normalised", name="uq_suppression_kind_normalised"),
    )
