"""The main job on the sample sites, as anyone sees it: the real engine, the real store, each site's expected end."""

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.demo import sites
from desktop_scanner.demo.sites import Site
from desktop_scanner.demo.thread import RunningDemo, start_in_thread
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace

SITES = sites.load()
SINGLE = ("verdict", "http_status", "final_url", "title", "charset")

Scan = tuple[BatchInfo, dict[str, DomainResult]]


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scan]:
    with start_in_thread() as demo:
        yield asyncio.run(scanned(demo, tmp_path_factory.mktemp("demo") / "scans.db"))


async def scanned(demo: RunningDemo, database: Path) -> Scan:
    options = ScanOptions(connect_to=demo.connect_to, ca_file=str(demo.ca_file), workers=1, all_pages=True)
    targets = lists.read_text("\n".join(site.display for site in demo.sites))
    async with await Workspace.open(database) as workspace:
        batch = await workspace.batches.create(targets, options, name="Sample sites")
        await workspace.batches.start(batch.id, given=options)
        await workspace.batches.wait(batch.id)
        results = {domain: await workspace.history.result_of(batch.id, domain) for domain in demo.domains}
        return await workspace.history.find("latest"), results


@pytest.fixture(params=SITES, ids=lambda site: site.domain)
def site(request: pytest.FixtureRequest) -> Site:
    declared: Site = request.param
    return declared


@pytest.fixture
def result(site: Site, scan: Scan) -> DomainResult:
    return scan[1][site.domain]


def values(result: DomainResult) -> set[str]:
    """Return everything that the scan took for a way to reach the owner."""
    social = {f"{profile.network}/{(profile.handle or '').lstrip('@')}".lower() for profile in result.social}
    return {email.value for email in result.emails} | {phone.value for phone in result.phones} | social


def missing(expected: Iterable[str], found: set[str]) -> set[str]:
    return set(expected) - found


def test_the_batch_ends_with_some_of_its_domains_failed(scan: Scan) -> None:
    failed = sum(site.expect.failure is not None for site in SITES)
    assert scan[0].state is BatchState.PARTIAL
    assert scan[0].counts == {"completed": len(SITES) - failed, "failed": failed}


def test_a_site_ends_as_it_is_expected_to(site: Site, result: DomainResult) -> None:
    kind = result.failure.kind if result.failure else None
    assert (result.status, kind) == (site.expect.status, site.expect.failure), result.failure


def test_what_is_known_of_a_site_is_what_its_pages_say(site: Site, result: DomainResult) -> None:
    declared = {name: getattr(site.expect, name) for name in SINGLE if getattr(site.expect, name) is not None}
    assert {name: getattr(result, name) for name in declared} == declared


def test_the_redirects_to_the_front_page_are_counted(site: Site, result: DomainResult) -> None:
    if site.expect.redirects is not None:
        assert len(result.redirects) == site.expect.redirects


def test_the_language_is_found(site: Site, result: DomainResult) -> None:
    if site.expect.language is not None:
        assert (result.language or "").partition("-")[0] == site.expect.language


def test_the_owner_s_name_is_found(site: Site, result: DomainResult) -> None:
    if site.expect.organization is not None:
        assert (result.organization or {}).get("name") == site.expect.organization


def test_ways_to_reach_the_owner_are_found(site: Site, result: DomainResult) -> None:
    expected = (*site.expect.emails, *site.expect.phones, *site.expect.social)
    assert missing(expected, values(result)) == set()


def test_nothing_else_is_taken_for_a_way_to_reach_the_owner(site: Site, result: DomainResult) -> None:
    assert values(result).isdisjoint(site.expect.absent)
    assert not [value for value in values(result) if "@" in value and not value.endswith((site.display, "example.com"))]


def test_technologies_are_found_with_their_versions(site: Site, result: DomainResult) -> None:
    found = {technology.name for technology in result.technologies}
    found |= {f"{technology.name} {technology.version}" for technology in result.technologies}
    assert missing(site.expect.technologies, found) == set()


def test_trackers_are_found(site: Site, result: DomainResult) -> None:
    assert missing(site.expect.trackers, {tracker.id for tracker in result.trackers}) == set()


def test_the_pages_are_read(site: Site, result: DomainResult) -> None:
    assert sum(page.status == 200 for page in result.pages) >= site.expect.pages
