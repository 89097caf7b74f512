"""Keep how long after the domain's start each page was asked for.

Revision ID: m007
"""

import sqlalchemy as sa
from alembic import op

revision = "m007"
down_revision = "m006"


def upgrade() -> None:
    """Add the column; of pages read before, nobody knows."""
    op.add_column("page", sa.Column("offset_ms", sa.BigInteger()))
