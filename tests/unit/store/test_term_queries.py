import pytest
from sqlalchemy import Connection

from desktop_scanner.core import row_terms
from desktop_scanner.store import matching, term_queries
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH


@pytest.mark.parametrize(
    "text",
    [
        "status:failed,done",
        "kind:dns",
        "verdict:parked",
        "http:404,5xx",
        "pages:>3",
        "time:>5s",
        "email:yes",
        "email:info@",
        "phone:>1",
        "tech:wordpress",
        "tech:=wordpress,php",
        "tech:any",
        "cms:wordpress",
        "lang:de,none",
        "country:de",
        "social:linkedin",
        "org:bakery",
        "tracker:google",
        "domain:bike",
        "tld:de",
    ],
)
async def test_each_term_is_answered_by_an_index_alone(store: Store, text: str) -> None:
    await samples.started(store, samples.targets(2))

    def plans(connection: Connection) -> list[str]:
        scope = matching.scope_of(connection, BATCH)
        assert scope is not None
        [term] = row_terms.parse(text).where.terms
        queries = term_queries.queries(connection, scope, term)
        compiled = [query.compile(connection, compile_kwargs={"literal_binds": True}) for query in queries]
        return [str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}").all()) for one in compiled]

    for plan in await store._read(plans):
        assert "USING COVERING INDEX" in plan
        assert "SCAN" not in plan
