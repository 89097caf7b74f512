"""Keep what a table shows and sorts of results, tags of single domains, and indexes for what had none.

Revision ID: m010
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "m010"
down_revision = "m009"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ROWS = 1_000
_NETWORKS = ("facebook", "instagram", "linkedin", "x", "youtube", "tiktok", "pinterest", "github")
_DETAIL = ("final_url", "description", "language", "favicon_url", "logo_url")


def upgrade() -> None:
    """Make the tables and indexes, and the cells of results that are there already."""
    for name in ("started_at", "finished_at"):
        op.create_index(f"ix_target_batch_key_{name}", "target", ["batch_key", name])
    _make_table("cell", "name", "text", "sort_key")
    op.create_index("ix_cell_batch_key_name_sort_key_target_id", "cell", ["batch_key", "name", "sort_key", "target_id"])
    _make_table("tag", "folded", "tag")
    op.create_index("ix_tag_batch_key_folded_target_id", "tag", ["batch_key", "folded", "target_id"])
    _add_cells()


def _make_table(table: str, key: str, *texts: str) -> None:
    op.create_table(
        table,
        sa.Column("target_id", _KEY, nullable=False, autoincrement=False),
        sa.Column(key, sa.Text(), nullable=False),
        sa.Column("batch_key", _KEY, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.PrimaryKeyConstraint("target_id", key, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=f"fk_{table}_target_id_target", ondelete="CASCADE"),
    )


def _add_cells() -> None:
    connection = op.get_bind()
    cell = sa.table("cell", *map(sa.column, ("target_id", "batch_key", "name", "text", "sort_key")))
    told = sa.text(
        "SELECT target.id, target.batch_key, target.failure_message, detail.body FROM target"
        " JOIN detail ON detail.target_id = target.id WHERE target.id > :after ORDER BY target.id LIMIT :rows"
    )
    after = 0
    while rows := connection.execute(told, {"after": after, "rows": _ROWS}).all():
        facts = _facts(connection, after, rows[-1].id)
        cells = [
            {"target_id": row.id, "batch_key": row.batch_key, "name": name, "text": text, "sort_key": _folded(text)}
            for row in rows
            for name, text in _cells(row, facts[row.id])
        ]
        if cells:
            connection.execute(sa.insert(cell), cells)
        after = rows[-1].id


def _facts(connection: sa.Connection, after: int, last: int) -> Mapping[int, Mapping[str, list[str]]]:
    """Return the values of what was found and is not marked as wrong, by target and column."""
    told = sa.text(
        "SELECT fact.target_id, fact.kind, fact.value, fact.detail FROM fact JOIN target ON target.id = fact.target_id"
        " WHERE fact.target_id > :after AND fact.target_id <= :last AND NOT EXISTS (SELECT 1 FROM mark"
        " WHERE mark.kind = fact.kind AND mark.normalised = fact.normalised AND mark.domain IN ('', target.domain))"
        " ORDER BY fact.id"
    )
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(told, {"after": after, "last": last}):
        if column := _column(row.kind, json.loads(row.detail)):
            found[row.target_id][column].append(row.value)
    return found


def _column(kind: str, detail: dict[str, Any]) -> str | None:
    match kind:
        case "email":
            return None if detail.get("placeholder") else "email_addresses"
        case "phone":
            return "faxes" if detail.get("is_fax") else "phone_numbers"
        case "social":
            return str(detail["network"]) if detail.get("network") in _NETWORKS else "other_social"
        case "technology":
            return "cms" if "CMS" in detail.get("categories", ()) else None
        case "custom":
            return f"rule:{detail.get('rule')}"
    return {"address": "addresses", "organization": "organization"}.get(kind)


def _cells(row: Any, found: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    detail = json.loads(row.body)
    values = {name: [detail.get(name)] for name in _DETAIL}
    for name, some in {"failure_message": [row.failure_message], **values, **found}.items():
        if text := _text(some):
            yield name, text


def _text(values: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(line for value in values if value and (line := " ".join(value.split()))))


def _folded(text: str) -> str:
    first = text.partition("\n")[0].strip()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", first).casefold())[:80]
