"""Make the first schema: batches, targets, results as rows of facts with evidence.

Revision ID: m001
"""

import sqlalchemy as sa
from alembic import op

revision = "m001"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SORTED = ("status", "http_status", "pages", "title_key", "emails", "phones", "technologies_key", "elapsed_ms")


def upgrade() -> None:
    """Make the tables."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA application_id = 1146307377")
    _make_batch()
    _make_target()
    _make_results()
    _make_counters()


def _make_batch() -> None:
    op.create_table(
        "batch",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("requested", sa.Text()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger()),
        sa.Column("finished_at", sa.BigInteger()),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("pending", sa.Integer(), server_default="0", nullable=False),
        sa.Column("running", sa.Integer(), server_default="0", nullable=False),
        sa.Column("completed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cancelled", sa.Integer(), server_default="0", nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_batch"),
        sa.UniqueConstraint("id", name="uq_batch_id"),
    )


def _make_target() -> None:
    op.create_table(
        "target",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("batch_key", _KEY, nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("domain_display", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("failure_kind", sa.Text()),
        sa.Column("failure_message", sa.Text()),
        sa.Column("http_status", sa.Integer()),
        sa.Column("title", sa.Text()),
        sa.Column("pages", sa.Integer(), server_default="0", nullable=False),
        sa.Column("emails", sa.Integer(), server_default="0", nullable=False),
        sa.Column("phones", sa.Integer(), server_default="0", nullable=False),
        sa.Column("technologies", sa.Text(), server_default="", nullable=False),
        sa.Column("elapsed_ms", sa.BigInteger()),
        sa.Column("started_at", sa.BigInteger()),
        sa.Column("finished_at", sa.BigInteger()),
        sa.Column("title_key", sa.Text()),
        sa.Column("technologies_key", sa.Text()),
        sa.Column("name_search", sa.Text(), nullable=False),
        sa.Column("found_search", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_target"),
        sa.UniqueConstraint("batch_key", "domain", name="uq_target_batch_key_domain"),
        sa.ForeignKeyConstraint(["batch_key"], ["batch.key"], name="fk_target_batch_key", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    for column in _SORTED:
        op.create_index(f"ix_target_batch_key_{column}", "target", ["batch_key", column])
    op.create_index("ix_target_seq", "target", ["seq"])


def _make_results() -> None:
    op.create_table(
        "detail",
        sa.Column("target_id", _KEY, autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("target_id", name="pk_detail"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_detail_target_id", ondelete="CASCADE"),
    )
    op.create_table(
        "page",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("target_id", _KEY, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("title", sa.Text()),
        sa.Column("bytes", sa.BigInteger()),
        sa.Column("elapsed_ms", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_page"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_page_target_id", ondelete="CASCADE"),
    )
    op.create_index("ix_page_target_id", "page", ["target_id"])
    op.create_table(
        "fact",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("target_id", _KEY, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("normalised", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fact"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_fact_target_id", ondelete="CASCADE"),
    )
    op.create_index("ix_fact_target_id", "fact", ["target_id"])
    op.create_table(
        "evidence",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("fact_id", _KEY, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("snippet", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name="fk_evidence_fact_id", ondelete="CASCADE"),
    )
    op.create_index("ix_evidence_fact_id", "evidence", ["fact_id"])


def _make_counters() -> None:
    counter = op.create_table(
        "counter",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.create_table(
        "property",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_property"),
    )
    op.bulk_insert(counter, [{"name": "changes", "value": 0}])
