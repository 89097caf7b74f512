"""Keep lists of domains under a name.

Revision ID: m007
"""

import sqlalchemy as sa
from alembic import op

revision = "m007"
down_revision = "m006"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of the lists and of their domains."""
    op.create_table(
        "saved_list",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_saved_list"),
    )
    op.create_table(
        "saved_list_domain",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("list_id", _KEY, nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_list_domain"),
        sa.ForeignKeyConstraint(
            ["list_id"], ["saved_list.id"], name="fk_saved_list_domain_list_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_saved_list_domain_list_id", "saved_list_domain", ["list_id"])
