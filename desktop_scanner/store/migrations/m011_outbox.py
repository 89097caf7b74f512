"""Keep what is to be done at servers, how batches of here and there belong together, and where they disagree.

Revision ID: m011
"""

import sqlalchemy as sa
from alembic import op

revision = "m011"
down_revision = "m010"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    _make_links()
    _make_outbox()
    _make_conflicts()


def _make_links() -> None:
    op.create_table(
        "remote_link",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("remote", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("is_ours", sa.Integer()),
        sa.Column("remote_id", sa.Text()),
        sa.Column("status_cursor", sa.Text()),
        sa.Column("pull_cursor", sa.Text()),
        sa.Column("push_cursor", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("push_target", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("state", sa.Text()),
        sa.Column("word", sa.Text(), nullable=False, server_default=""),
        sa.Column("total", sa.BigInteger()),
        sa.Column("completed", sa.BigInteger()),
        sa.Column("failed", sa.BigInteger()),
        sa.Column("progress", sa.Float()),
        sa.Column("moved_at", sa.BigInteger()),
        sa.Column("told_at", sa.BigInteger()),
        sa.Column("verdict", sa.Text()),
        sa.Column("sentence", sa.Text(), nullable=False, server_default=""),
        sa.Column("stall_s", sa.Float(), nullable=False, server_default="600"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_remote_link"),
        sa.UniqueConstraint("batch_id", "remote", name="uq_remote_link_batch_id_remote"),
        sa.UniqueConstraint("remote", "remote_id", name="uq_remote_link_remote_remote_id"),
    )


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("remote", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("next_try_at", sa.BigInteger()),
        sa.Column("last_error", sa.Text()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("kind", "remote", "batch_id", name="uq_outbox_kind_remote_batch_id"),
    )


def _make_conflicts() -> None:
    op.create_table(
        "remote_conflict",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("batch_id", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("remote", sa.Text(), nullable=False),
        sa.Column("mine_at", sa.BigInteger()),
        sa.Column("theirs_at", sa.BigInteger()),
        sa.Column("winner", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.Column("is_resolved", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_remote_conflict"),
        sa.UniqueConstraint("batch_id", "domain", "remote", name="uq_remote_conflict_batch_id_domain_remote"),
    )
