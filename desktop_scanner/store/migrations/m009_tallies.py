"""Keep for each target what the overview counts it by, and for each batch the counts, by triggers.

Revision ID: m009
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "m009"
down_revision = "m008"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ROWS = 500
_ADD = """
    INSERT INTO tally (batch_key, kind, value, domains)
        SELECT new.batch_key, substr(told.value, 1, instr(told.value, ':') - 1),
            substr(told.value, instr(told.value, ':') + 1), 1
        FROM json_each(new.traits) AS told WHERE true
        ON CONFLICT (batch_key, kind, value) DO UPDATE SET domains = domains + 1;
"""
_TAKE = """
    UPDATE tally SET domains = domains - 1 WHERE batch_key = old.batch_key
        AND (kind, value) IN (
            SELECT substr(told.value, 1, instr(told.value, ':') - 1), substr(told.value, instr(told.value, ':') + 1)
            FROM json_each(old.traits) AS told
        );
"""
# None for new targets, which have no traits yet: the mere presence of such a trigger costs SQLite 15 µs a row.
_TRIGGERS = (
    ("tally_update", "UPDATE OF traits", "old.traits <> new.traits"),
    ("tally_delete", "DELETE", "old.traits <> '[]'"),
)
_SQLITE = tuple(
    f"CREATE TRIGGER {name} AFTER {when} ON target WHEN {is_meant} BEGIN {done} END"
    for (name, when, is_meant), done in zip(_TRIGGERS, (_TAKE + _ADD, _TAKE), strict=True)
)
_POSTGRESQL = (
    """
    CREATE FUNCTION keep_tally() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE tally SET domains = domains - 1 FROM jsonb_array_elements_text(old.traits::jsonb) AS told
        WHERE batch_key = old.batch_key AND kind = split_part(told, ':', 1)
            AND tally.value = substr(told, strpos(told, ':') + 1);
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO tally AS known (batch_key, kind, value, domains)
                SELECT new.batch_key, split_part(told, ':', 1), substr(told, strpos(told, ':') + 1), 1
                FROM jsonb_array_elements_text(new.traits::jsonb) AS told ORDER BY told
                ON CONFLICT (batch_key, kind, value) DO UPDATE SET domains = known.domains + 1;
        END IF;
        RETURN NULL;
    END $$
    """,
    *(
        f"CREATE TRIGGER {name} AFTER {when} ON target FOR EACH ROW WHEN ({is_meant}) EXECUTE FUNCTION keep_tally()"
        for name, when, is_meant in _TRIGGERS
    ),
)


def upgrade() -> None:
    """Add the column and the table, and count what is there already."""
    op.add_column("target", sa.Column("traits", sa.Text(), server_default="[]", nullable=False))
    op.create_table(
        "tally",
        sa.Column("batch_key", _KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("domains", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("batch_key", "kind", "value", name="pk_tally"),
        sa.ForeignKeyConstraint(["batch_key"], ["batch.key"], name="fk_tally_batch_key", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)  # as it stands: a colon is no parameter here
    _fill_in(connection)


def _fill_in(connection: sa.Connection) -> None:
    told = sa.text(
        "SELECT target.id, status, verdict, emails, phones, finished_at, body FROM target"
        " JOIN detail ON detail.target_id = target.id WHERE target.id > :after ORDER BY target.id LIMIT :rows"
    )
    put = sa.text("UPDATE target SET traits = :traits WHERE id = :id")
    after = 0
    while rows := connection.execute(told, {"after": after, "rows": _ROWS}).all():
        facts = _facts(connection, [row.id for row in rows])
        traits = ((row.id, list(dict.fromkeys(_traits(row, facts.get(row.id, ()))))) for row in rows)
        values = [{"id": row_id, "traits": json.dumps(found, ensure_ascii=False)} for row_id, found in traits if found]
        if values:
            connection.execute(put, values)
        after = rows[-1].id


def _facts(connection: sa.Connection, ids: list[int]) -> dict[int, list[Any]]:
    """Return the facts of the targets that an overview counts, without those that are marked as wrong."""
    query = sa.text(
        "SELECT fact.target_id, fact.kind, fact.value, fact.detail FROM fact"
        " JOIN target ON target.id = fact.target_id"
        " WHERE fact.target_id BETWEEN :first AND :last AND fact.kind IN ('technology', 'social', 'address')"
        " AND NOT EXISTS (SELECT 1 FROM mark WHERE mark.kind = fact.kind AND mark.normalised = fact.normalised"
        " AND mark.domain IN ('', target.domain)) ORDER BY fact.id"
    )
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query, {"first": ids[0], "last": ids[-1]}):
        found.setdefault(row.target_id, []).append(row)
    return found


def _traits(row: Any, facts: Any) -> Iterator[str]:
    if row.verdict:
        yield f"verdict:{row.verdict}"
    spoken = (json.loads(row.body).get("language") or "").replace("_", "-").partition("-")[0].strip().lower()
    if spoken:
        yield f"language:{spoken}"
    for fact in facts:
        if fact.kind == "address" and (country := json.loads(fact.detail).get("country")):
            yield f"country:{country.upper()}"
        yield f"technology:{fact.value}" if fact.kind == "technology" else f"contact:{fact.kind}"
    for kind, count in (("email", row.emails), ("phone", row.phones)):
        if count:
            yield f"contact:{kind}"
    if row.finished_at is not None and row.status in ("completed", "failed"):
        yield f"second:{row.finished_at // 1000}"
