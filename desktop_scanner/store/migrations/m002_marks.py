"""Add marks on values that are wrong, and an index by which a value is found in all batches.

Revision ID: m002
"""

import sqlalchemy as sa
from alembic import op

revision = "m002"
down_revision = "m001"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table and the index."""
    op.create_index("ix_fact_kind_normalised", "fact", ["kind", "normalised"])
    op.create_table(
        "mark",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("normalised", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
        sa.UniqueConstraint("kind", "normalised", "domain", name="uq_mark_kind_normalised_domain"),
    )
