import asyncio
from collections.abc import Sequence

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.results import DomainResult
from desktop_scanner.engine.site import front_door
from desktop_scanner.engine.site.front_door import FrontDoor
from tests.servers.sites import Reply, Site, page, redirect
from tests.unit.engine.scans import bench, scanned

_ROBOTS = Reply("User-agent: *\nDisallow: /x", type="text/plain")
_SITE: Site = {"/": page("Here"), "/robots.txt": _ROBOTS}


@pytest.mark.parametrize(
    ("host", "doors"),
    [
        ("a.test", ["https://a.test/", "https://www.a.test/", "http://a.test/", "http://www.a.test/"]),
        ("www.a.test", ["https://www.a.test/", "https://a.test/", "http://www.a.test/", "http://a.test/"]),
        ("localhost", ["https://localhost/", "http://localhost/"]),
        ("192.0.2.1", ["https://192.0.2.1/", "http://192.0.2.1/"]),
        ("2001:db8::1", ["https://[2001:db8::1]/", "http://[2001:db8::1]/"]),
    ],
)
def test_https_comes_before_http_and_the_spelling_given_before_the_other(host: str, doors: Sequence[str]) -> None:
    assert list(front_door.doors_of(host)) == list(doors)


async def test_the_first_request_at_each_origin_is_its_robots_txt() -> None:
    async with bench({"a.test": _SITE, "www.a.test": _SITE}, max_pages=1) as made:
        await made.scan("a.test")
    by_origin: dict[str, list[str]] = {}
    for entry in made.server.log:
        by_origin.setdefault(f"{entry.scheme}://{entry.host}", []).append(entry.path)
    assert [paths[:2] for paths in by_origin.values()] == [["/robots.txt", "/"]] * 4


@pytest.mark.parametrize(
    ("closed", "final_url"),
    [
        ([], "https://a.test/"),
        (["https://a.test"], "https://www.a.test/"),
        (["https://a.test", "https://www.a.test"], "http://a.test/"),
        (["https://a.test", "https://www.a.test", "http://a.test"], "http://www.a.test/"),
    ],
)
async def test_closed_doors_lead_to_the_next_one(closed: list[str], final_url: str) -> None:
    result = await scanned({"a.test": _SITE, "www.a.test": _SITE}, closed=closed)
    assert (result.status, result.final_url) == ("completed", final_url)
    refused = [f"{door.url[:-1]}" for door in result.doors if door.failure and door.failure.kind == "connect_refused"]
    assert refused == closed


@pytest.mark.parametrize("status", [404, 429, 500, 503])
async def test_any_answer_ends_the_search(status: int) -> None:
    broken: Site = {"*": Reply(status=status)}
    result = await scanned({"https://a.test": broken, "http://a.test": _SITE, "www.a.test": _SITE}, retries=0)
    assert (result.status, result.http_status) == ("failed", status)
    assert [door.status for door in result.doors] == [status, 200, 200, 200]


async def test_a_faulty_redirect_ends_the_search_too() -> None:
    result = await scanned({"https://a.test": {"*": redirect("")}, "http://a.test": _SITE, "www.a.test": _SITE})
    assert result.failure is not None
    assert (result.failure.kind, result.http_status) == (FailureKind.HTTP_PROTOCOL, 301)


async def test_the_failure_told_is_that_of_the_door_that_came_furthest() -> None:
    closed = ["https://a.test", "http://a.test", "http://www.a.test"]
    async with bench({"a.test": _SITE}, closed=closed) as made:
        result = await made.scan("a.test")  # www.a.test is missing on the certificate
    assert result.failure is not None
    assert (result.failure.kind, result.failure.attempts) == (FailureKind.TLS_HOSTNAME, 1)
    assert result.tls is not None
    assert result.tls.verified is False
    assert made.server.log == []


async def test_a_door_that_broke_off_came_further_than_one_that_refused() -> None:
    resets: Site = {"*": Reply(resets=True)}
    result = await scanned({"www.a.test": resets}, host="a.test", closed=["https://a.test", "http://a.test"], retries=0)
    assert result.failure is not None
    assert (result.failure.kind, "www.a.test:443" in result.failure.message) == (FailureKind.CONNECT_RESET, True)


async def test_of_equal_failures_the_first_doors_is_told() -> None:
    closed = [f"{scheme}://{host}" for scheme in ("https", "http") for host in ("a.test", "www.a.test")]
    result = await scanned({"a.test": _SITE}, closed=closed)
    assert result.failure is not None
    assert "a.test:443" in result.failure.message
    assert (result.status, result.pages, len(result.doors)) == ("failed", (), 4)


async def test_attempts_count_the_tries_of_the_failing_request() -> None:
    resets: Site = {"*": Reply(resets=True)}
    async with bench({"a.test": resets, "www.a.test": resets}, retries=1) as made:
        result = await made.scan("a.test")
    assert result.failure is not None
    assert (result.failure.kind, result.failure.attempts) == (FailureKind.CONNECT_RESET, 2)
    assert made.server.asked() == [f"{door.url}robots.txt" for door in result.doors for _ in range(2)]


async def test_the_other_doors_are_asked_once_and_change_nothing() -> None:
    busy: Site = {"*": Reply(status=503)}
    async with bench({"https://a.test": _SITE, "http://a.test": busy, "www.a.test": {"*": Reply(resets=True)}}) as made:
        result = await made.scan("a.test")
    assert (result.status, result.verdict) == ("completed", "ok")
    assert sorted(made.server.asked()[-3:]) == [
        "http://a.test/robots.txt",
        "http://www.a.test/robots.txt",
        "https://www.a.test/robots.txt",
    ]
    assert {door.url: (door.status, door.failure and door.failure.attempts) for door in result.doors} == {
        "https://a.test/": (200, None),
        "https://www.a.test/": (None, 1),
        "http://a.test/": (503, 1),
        "http://www.a.test/": (None, 1),
    }


async def test_doors_tell_where_they_lead_without_a_second_question() -> None:
    to_www: Site = {"*": redirect("https://www.a.test/")}
    same_path: Site = {"/robots.txt": redirect("https://www.a.test/robots.txt"), "/": redirect("https://www.a.test/")}
    async with bench({"https://a.test": to_www, "http://a.test": same_path, "www.a.test": _SITE}) as made:
        result = await made.scan("a.test")
    assert [(door.status, door.leads_to) for door in result.doors] == [
        (301, "https://www.a.test/"),
        (200, None),
        (301, "https://www.a.test/"),
        (200, None),
    ]
    assert made.server.asked().count("https://www.a.test/") == 2  # once for the robots.txt that led there
    assert "http://a.test/" not in made.server.asked()


async def test_a_forbidden_door_is_told_and_not_entered() -> None:
    forbidden: Site = {"/robots.txt": Reply("User-agent: *\nDisallow: /", type="text/plain"), "/": page("Secret")}
    async with bench({"a.test": forbidden}) as made:
        result = await made.scan("a.test")
    assert result.failure is not None
    assert result.failure.kind is FailureKind.ROBOTS_DISALLOWED
    assert [door.failure and door.failure.kind for door in result.doors if door.status == 200] == [
        "robots_disallowed"
    ] * 2
    assert set(made.server.asked("a.test")) == {"https://a.test/robots.txt", "http://a.test/robots.txt"}


async def test_with_robots_off_the_front_page_itself_is_asked() -> None:
    async with bench({"a.test": _SITE}, robots=False, max_pages=1, closed=["https://a.test"]) as made:
        result = await made.scan("a.test")
    assert (result.final_url, result.robots) == ("http://a.test/", None)
    assert made.server.asked("a.test") == ["http://a.test/"]


async def test_when_time_is_over_before_any_door_answered_that_is_the_failure() -> None:
    result = await slow_domain(Reply(waits_for=asyncio.Event()))
    assert result.failure is not None
    assert (result.failure.kind, result.failure.stage) == (FailureKind.DOMAIN_TIMEOUT, "engine")


async def test_when_time_is_over_at_a_later_door_the_real_failure_is_told() -> None:
    async with bench({"www.a.test": {"*": Reply(waits_for=asyncio.Event())}}, domain_timeout_s=0.5) as made:
        search = await FrontDoor(made.session, made.robots, "a.test").find()
    assert search.failure is not None
    assert search.failure.kind is FailureKind.TLS_HOSTNAME


async def slow_domain(reply: Reply) -> DomainResult:
    return await scanned({"a.test": {"*": reply}, "www.a.test": {"*": reply}}, domain_timeout_s=0.5)
