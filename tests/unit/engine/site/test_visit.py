from itertools import count

import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.results import Redirect
from desktop_scanner.engine.site.visit import Trail, Visit
from tests.servers.sites import Reply, Script, Site, page, redirect
from tests.unit.engine.scans import bench


async def visit(sites: dict[str, Site], *, max_redirects: int = 10) -> tuple[Visit, list[str]]:
    async with bench(sites, retries=0, max_redirects=max_redirects) as made:
        found = await made.visitor.follow(made.visitor.trail("https://a.test/"), "Reading")
    return found, made.server.asked()


async def test_redirects_are_followed_to_the_page_and_told() -> None:
    site: Site = {"/": redirect("de/?x=1#top"), "/de/?x=1": redirect("//www.a.test/", 307)}
    found, _ = await visit({"a.test": site, "www.a.test": {"/": page("Here")}})
    assert (found.url, found.answer.status, found.failure) == ("https://www.a.test/", 200, None)
    assert found.redirects == (Redirect("https://a.test/", 301), Redirect("https://a.test/de/?x=1", 307))


async def test_each_new_origin_is_asked_for_its_robots_txt_first() -> None:
    _, asked = await visit({"a.test": {"/": redirect("http://b.test/")}, "b.test": {"/": page("There")}})
    assert asked == ["https://a.test/robots.txt", "https://a.test/", "http://b.test/robots.txt", "http://b.test/"]


async def test_a_page_that_robots_txt_forbids_is_not_asked() -> None:
    closed = Reply("User-agent: *\nDisallow: /", type="text/plain")
    found, asked = await visit({"a.test": {"/": redirect("https://b.test/")}, "b.test": {"/robots.txt": closed}})
    assert found.failure is not None
    assert (found.failure.kind, found.url) == (FailureKind.ROBOTS_DISALLOWED, "https://b.test/")
    assert "https://b.test/" not in asked


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/", "redirect_loop"),
        ("/one", "redirect_loop"),
        ("http://127.0.0.1:1/", "redirect_blocked"),
        ("http://[::1]:1/", "redirect_blocked"),
        ("http://[::ffff:127.0.0.1]:1/", "redirect_blocked"),
        ("", "http_protocol"),
        ("javascript:alert(1)", "http_protocol"),
        ("http://a.test:99999/", "http_protocol"),
    ],
)
async def test_a_faulty_redirect_is_told_for_what_it_is(target: str, kind: str) -> None:
    found, _ = await visit({"a.test": {"/": redirect(target), "/one": redirect("/")}})
    assert found.failure is not None
    assert found.failure.kind == kind
    assert [attempt.kind for attempt in found.failure.timeline] == [kind] * found.failure.attempts


async def test_too_many_redirects_end_the_visit() -> None:
    site: dict[str, Script] = {"/": redirect("/0"), **{f"/{n}": redirect(f"/{n + 1}") for n in range(20)}}
    found, asked = await visit({"a.test": site}, max_redirects=3)
    assert found.failure is not None
    assert (found.failure.kind, len(found.redirects)) == (FailureKind.TOO_MANY_REDIRECTS, 4)
    assert len(asked) == 1 + 4


async def test_no_redirects_allowed_means_none_is_followed() -> None:
    found, asked = await visit({"a.test": {"/": redirect("/x"), "/x": page("X")}}, max_redirects=0)
    assert found.failure is not None
    assert (found.failure.kind, "https://a.test/x" in asked) == (FailureKind.TOO_MANY_REDIRECTS, False)


async def test_a_page_that_sets_a_cookie_first_is_reached() -> None:
    welcome = Reply(status=302, headers=(("Location", "/"), ("Set-Cookie", "seen=1; Path=/")))
    found, _ = await visit({"a.test": {"/": [welcome, page("Here")]}})
    assert (found.answer.status, found.failure) == (200, None)


@pytest.mark.parametrize("robots", [True, False])
async def test_a_page_that_checks_for_cookies_at_another_address_is_reached(*, robots: bool) -> None:
    check = Reply(status=302, headers=(("Location", "/check"), ("Set-Cookie", "seen=1; Path=/")))
    site: dict[str, Site] = {"a.test": {"/": [check, page("Here")], "/check": redirect("/", 302)}}
    async with bench(site, retries=0, robots=robots) as made:
        result = await made.scan("a.test")
    assert (result.status, result.title, len(result.redirects)) == ("completed", "Here", 2)


async def test_a_page_that_gives_a_new_cookie_each_time_is_a_loop() -> None:
    welcomes = [Reply(status=302, headers=(("Location", "/"), ("Set-Cookie", f"n={n}"))) for n in range(9)]
    found, asked = await visit({"a.test": {"/": welcomes}})
    assert found.failure is not None
    assert (found.failure.kind, len(asked)) == (FailureKind.REDIRECT_LOOP, 1 + 3)


async def test_a_redirect_that_may_not_be_followed_is_told_and_left_alone() -> None:
    async with bench({"a.test": {"/": redirect("https://b.test/")}}) as made:
        trail = made.visitor.trail("https://a.test/")
        found = await made.visitor.follow(trail, "Reading", may_follow=lambda url: "b.test" not in url)
    assert (found.leads_to, found.failure) == ("https://b.test/", None)
    assert not made.server.asked("b.test")


async def test_the_failure_of_a_robots_txt_keeps_what_its_answer_showed() -> None:
    found, asked = await visit({"a.test": {"*": Reply(status=503, headers=(("CF-Mitigated", "challenge"),))}})
    assert found.failure is not None
    assert (found.failure.kind, found.answer.status) == (FailureKind.BOT_WALL, 503)
    assert found.answer.wall is not None
    assert asked == ["https://a.test/robots.txt"]


def test_a_trail_returns_with_other_cookies_and_not_with_the_same() -> None:
    cookies = [b""]
    trail = Trail("https://a.test/", 10, lambda _: cookies[0])
    trail.ask()
    cookies[0] = b"a=1"
    assert trail.step(302, "https://a.test/") is None
    trail.ask()
    fault = trail.step(302, "https://a.test/")
    assert fault is not None
    assert fault.kind is FailureKind.REDIRECT_LOOP


def test_a_trail_ends_at_a_site_that_sets_another_cookie_each_time() -> None:
    numbers = count()
    trail = Trail("https://a.test/", 10, lambda _: b"%d" % next(numbers))
    faults = [trail.step(302, trail.ask()) for _ in range(3)]
    assert [fault and fault.kind for fault in faults] == [None, None, FailureKind.REDIRECT_LOOP]
