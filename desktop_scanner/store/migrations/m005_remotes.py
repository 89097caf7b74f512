"""Keep the servers that batches can be sent to.

Revision ID: m005
"""

import sqlalchemy as sa
from alembic import op

revision = "m005"
down_revision = "m004"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "remote",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("base_url", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text()),
        sa.Column("ca_file", sa.Text()),
        sa.Column("proxy", sa.Text()),
        sa.Column("poll_ms", sa.BigInteger(), nullable=False),
        sa.Column("allows_plain_http", sa.Integer(), nullable=False),
        sa.Column("is_default", sa.Integer(), nullable=False),
        sa.Column("server", sa.Text()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_remote"),
        sa.UniqueConstraint("name", name="uq_remote_name"),
    )
