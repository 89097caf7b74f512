import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_scanner.core import results as r
from desktop_scanner.core.failures import Attempt, Failure, FailureKind, Stage
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.core.targets import Target
from desktop_scanner.store.database import Store
from tests.unit.store import samples
from tests.unit.store.samples import BATCH

TEXT = st.text(max_size=12)
MAYBE = st.none() | TEXT
COUNT = st.integers(0, 2**40)
UNIT = st.floats(0, 1)
INSTANT = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 -- hypothesis takes naive ends
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def _some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=3).map(tuple)


FAILURE = st.builds(
    Failure,
    kind=st.sampled_from(FailureKind),
    stage=st.sampled_from(Stage),
    message=TEXT,
    hint=TEXT,
    attempts=COUNT,
    retryable=st.booleans(),
    timeline=_some(
        st.builds(
            Attempt,
            at=INSTANT,
            stage=st.sampled_from(Stage),
            kind=st.none() | st.sampled_from(FailureKind),
            elapsed_ms=COUNT,
        )
    ),
)
FAILED = st.none() | FAILURE
EVIDENCE = _some(st.builds(r.Evidence, TEXT, TEXT, TEXT))
KINDS = st.sampled_from(["role", "personal", "free"])
TYPES = st.sampled_from([None, "mobile", "uan"])
EMAIL = st.builds(
    r.Email,
    value=TEXT,
    kind=KINDS,
    placeholder=st.booleans(),
    own_domain=st.booleans(),
    confidence=UNIT,
    evidence=EVIDENCE,
)
PHONE = st.builds(
    r.Phone,
    value=TEXT,
    display=TEXT,
    region=MAYBE,
    type=TYPES,
    is_fax=st.booleans(),
    confidence=UNIT,
    evidence=EVIDENCE,
)
TECHNOLOGY = st.builds(
    r.Technology, name=TEXT, version=MAYBE, categories=_some(TEXT), confidence=COUNT, evidence=EVIDENCE
)
TLS = st.builds(
    r.TlsFacts,
    issuer=MAYBE,
    subject=MAYBE,
    san=_some(TEXT),
    not_after=st.none() | INSTANT,
    protocol=MAYBE,
    verified=st.booleans(),
    failure=FAILED,
)
PAGE = st.builds(
    r.Page,
    url=TEXT,
    status=st.none() | COUNT,
    title=MAYBE,
    bytes=st.none() | COUNT,
    elapsed_ms=COUNT,
    kind=TEXT,
    failure=FAILED,
    words=st.none() | COUNT,
    links_internal=st.none() | COUNT,
    links_external=st.none() | COUNT,
    images=st.none() | COUNT,
    forms=st.none() | COUNT,
    scripts=st.none() | COUNT,
)
FRONT_PAGE = st.builds(
    r.FrontPage,
    canonical=MAYBE,
    open_graph=st.dictionaries(TEXT, TEXT, max_size=2),
    headings=_some(st.builds(r.Heading, level=st.integers(1, 6), text=TEXT)),
    hreflang=_some(st.builds(r.Alternate, lang=TEXT, url=TEXT)),
    feeds=_some(st.builds(r.Feed, url=TEXT, title=MAYBE)),
    language_detected=MAYBE,
    language_plausible=st.none() | st.booleans(),
    double_encoded=st.booleans(),
)
RESULT = st.builds(
    DomainResult,
    domain=st.just("a.com"),
    domain_display=TEXT,
    input=TEXT,
    columns=st.dictionaries(TEXT, TEXT, max_size=2),
    status=st.sampled_from([DomainStatus.COMPLETED, DomainStatus.FAILED, DomainStatus.CANCELLED]),
    verdict=st.none() | st.sampled_from(Verdict),
    failure=FAILED,
    verdict_evidence=EVIDENCE,
    doors=_some(st.builds(r.Door, url=TEXT, status=st.none() | COUNT, leads_to=MAYBE, failure=FAILED)),
    started_at=st.none() | INSTANT,
    finished_at=st.none() | INSTANT,
    elapsed_ms=st.none() | COUNT,
    final_url=MAYBE,
    http_status=st.none() | COUNT,
    redirects=_some(st.builds(r.Redirect, TEXT, COUNT)),
    ip_addresses=_some(TEXT),
    tls=st.none() | TLS,
    dns=st.builds(r.DnsFacts, _some(TEXT), _some(TEXT)),
    security=st.dictionaries(TEXT, JSON, max_size=2),
    title=MAYBE,
    description=MAYBE,
    language=MAYBE,
    charset=MAYBE,
    favicon_url=MAYBE,
    favicon_hash=st.none() | st.integers(-(2**31), 2**31 - 1),
    logo_url=MAYBE,
    logo_reason=MAYBE,
    page_facts=st.none() | FRONT_PAGE,
    emails=_some(EMAIL),
    phones=_some(PHONE),
    social=_some(st.builds(r.SocialProfile, network=TEXT, url=TEXT, handle=MAYBE, evidence=EVIDENCE)),
    addresses=_some(st.builds(r.Address, value=TEXT, country=MAYBE, evidence=EVIDENCE)),
    technologies=_some(TECHNOLOGY),
    trackers=_some(st.builds(r.Tracker, kind=TEXT, id=TEXT, evidence=EVIDENCE)),
    organization=st.none() | st.dictionaries(TEXT | st.just("name"), JSON, max_size=2),
    security_headers=st.dictionaries(TEXT, TEXT, max_size=2),
    custom=st.dictionaries(TEXT, st.lists(TEXT, max_size=2), max_size=2),
    robots=st.none() | st.builds(r.RobotsFacts, found=st.booleans(), crawl_delay_s=st.none() | UNIT),
    sitemaps=_some(st.builds(r.SitemapFacts, TEXT, COUNT)),
    pages=_some(PAGE),
)


async def _stored(store: Store, batch_id: str, result: DomainResult) -> DomainResult | None:
    its_target = Target(
        domain=result.domain,
        domain_display=result.domain_display,
        host=result.domain,
        input=result.input,
        columns=result.columns,
    )
    await samples.started(store, [its_target], batch_id)
    [one] = await store.claim(batch_id, 1)
    await store.put(one, result)
    return await store.result(one.id)


def test_any_result_comes_back_equal(tmp_path: Path) -> None:
    with asyncio.Runner() as runner:
        store = runner.run(Store.open(tmp_path / "scanner.db"))
        names = (str(number) for number in range(10_000))

        @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(RESULT)
        def comes_back_equal(result: DomainResult) -> None:
            assert runner.run(_stored(store, next(names), result)) == result

        try:
            comes_back_equal()
        finally:
            runner.run(store.close())


async def test_a_result_in_which_every_field_says_something_comes_back_equal(store: Store) -> None:
    rich = samples.rich(samples.claimed("site-000.com"))
    blank = samples.completed(samples.claimed("site-000.com"))
    unsaid = [name for name in rich.__struct_fields__ if getattr(rich, name) == getattr(blank, name)]
    assert set(unsaid) <= {
        "schema",
        "domain",
        "domain_display",
        "input",
        "columns",
        "tags",
        "status",
        "verdict",
        "failure",
        "marked",
    }
    assert await _stored(store, BATCH, rich) == rich


@pytest.mark.parametrize("status", [DomainStatus.PENDING, DomainStatus.RUNNING])
async def test_a_target_that_was_not_scanned_yet_has_a_result_too(store: Store, status: DomainStatus) -> None:
    await samples.started(store, samples.targets(1))
    if status is DomainStatus.RUNNING:
        await store.claim(BATCH, 1)
    result = await store.result(1)
    assert result
    assert (result.status, result.domain) == (status, "site-000.com")
    assert (result.input, result.columns) == ("HTTPS://www.site-000.com/", {"account": "SITE-000.COM"})
    assert (result.started_at is not None) == (status is DomainStatus.RUNNING)


async def test_text_that_no_database_can_hold_is_made_harmless(store: Store) -> None:
    broken = "bad \ud800 text"
    result = samples.completed(
        samples.claimed("site-000.com"),
        title=broken,
        description=broken,
        organization={broken: [broken, 1]},
        pages=(r.Page(url=broken),),
        emails=(r.Email(value=broken, kind="role", confidence=1, evidence=(r.Evidence(broken, "text", broken),)),),
    )
    stored = cast("DomainResult", await _stored(store, BATCH, result))
    assert stored.title == stored.description == stored.emails[0].evidence[0].snippet == "bad ? text"
    assert stored.organization == {"bad ? text": ["bad ? text", 1]}
