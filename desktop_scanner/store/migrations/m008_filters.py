"""Add what filters ask for: a row's language, the facet of a fact, and the indexes that answer them alone.

Revision ID: m008
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "m008"
down_revision = "m007"

_ROWS = 1_000
_LANGUAGES = (
    "SELECT target_id AS id, body AS text FROM detail"
    " WHERE target_id > :after AND body LIKE '%\"language\"%' ORDER BY target_id LIMIT :rows"
)
_FACETS = (
    "SELECT id, kind, normalised, detail AS text FROM fact"
    " WHERE id > :after AND kind IN ('social', 'address', 'technology') ORDER BY id LIMIT :rows"
)


def upgrade() -> None:
    """Add the columns, fill them from what is there, then make the indexes."""
    op.add_column("target", sa.Column("language", sa.Text()))
    op.add_column("fact", sa.Column("facet", sa.Text()))
    _fill(_LANGUAGES, "UPDATE target SET language = :value WHERE id = :id", _language)
    _fill(_FACETS, "UPDATE fact SET facet = :value WHERE id = :id", _facet)
    op.create_index("ix_target_batch_key_verdict", "target", ["batch_key", "verdict"])
    op.create_index("ix_target_batch_key_language", "target", ["batch_key", "language"])
    op.drop_index("ix_fact_kind_normalised", "fact")
    op.create_index("ix_fact_kind_normalised_target_id", "fact", ["kind", "normalised", "target_id"])
    some = sa.text("facet IS NOT NULL")
    op.create_index(
        "ix_fact_kind_facet_target_id",
        "fact",
        ["kind", "facet", "target_id"],
        sqlite_where=some,
        postgresql_where=some,
    )


def _fill(query: str, statement: str, value_of: Any) -> None:
    connection = op.get_bind()
    after = 0
    while rows := connection.execute(sa.text(query), {"after": after, "rows": _ROWS}).all():
        values = [{"id": row.id, "value": value} for row in rows if (value := value_of(row, json.loads(row.text)))]
        if values:
            connection.execute(sa.text(statement), values)
        after = rows[-1].id


def _language(_row: Any, detail: dict[str, Any]) -> str | None:
    return detail.get("language")


def _facet(row: Any, detail: dict[str, Any]) -> str | None:
    if row.kind == "technology":
        return str(row.normalised) if "CMS" in detail.get("categories", ()) else None
    value = detail.get("network" if row.kind == "social" else "country")
    return str(value).casefold() if value else None
