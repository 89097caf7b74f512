"""Keep what domains may share as facts (icon, certificate, address), and the counts of each page.

Revision ID: m004
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op
from publicsuffixlist import PublicSuffixList

revision = "m004"
down_revision = "m003"

_COUNTS = ("words", "links_internal", "links_external", "images", "forms", "scripts")
_ROWS = 1_000


def upgrade() -> None:
    """Add the columns, and the facts of results that are there already."""
    for name in _COUNTS:
        op.add_column("page", sa.Column(name, sa.Integer()))
    _add_facts()


def _add_facts() -> None:
    connection = op.get_bind()
    fact = sa.table("fact", *map(sa.column, ("target_id", "attempt", "kind", "normalised", "value", "detail")))
    told = sa.text(
        "SELECT target.id, target.attempt, detail.body FROM detail JOIN target ON target.id = detail.target_id"
        " WHERE target.id > :after AND (body LIKE '%\"ip_addresses\"%' OR body LIKE '%\"tls\"%')"
        " ORDER BY target.id LIMIT :rows"
    )
    suffixes = PublicSuffixList()
    after = 0
    while rows := connection.execute(told, {"after": after, "rows": _ROWS}).all():
        facts = [
            {"target_id": row.id, "attempt": row.attempt, "kind": kind, "normalised": value, "value": value}
            for row in rows
            for kind, value in _facts_of(json.loads(row.body), suffixes)
        ]
        if facts:
            connection.execute(sa.insert(fact), [{**values, "detail": "{}"} for values in facts])
        after = rows[-1].id


def _facts_of(detail: dict[str, Any], suffixes: PublicSuffixList) -> list[tuple[str, str]]:
    addresses = detail.get("ip_addresses") or ()
    names = [name.removeprefix("*.").rstrip(".").lower() for name in (detail.get("tls") or {}).get("san") or ()]
    owned = dict.fromkeys(
        name if name[-1].isdigit() or ":" in name else suffixes.privatesuffix(name) or name for name in names if name
    )
    return [*(("ip", address) for address in addresses), *(("certificate", name) for name in owned)]
