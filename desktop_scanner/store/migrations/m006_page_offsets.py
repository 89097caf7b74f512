"""Keep how long after the domain's start each page was asked for.

Revision ID: m006
"""

import sqlalchemy as sa
from alembic import op

revision = "m006"
down_revision = "m005"


def upgrade() -> None:
    """Add the column; of pages read before, nobody knows."""
    op.add_column("page", sa.Column("offset_ms", sa.BigInteger()))
