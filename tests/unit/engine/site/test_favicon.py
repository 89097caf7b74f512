import pytest

from desktop_scanner.core.results import DomainResult
from desktop_scanner.engine.site import favicon
from desktop_scanner.extract.page_facts import icon_hash
from tests.servers.sites import Reply, Site, redirect
from tests.unit.engine.scans import bench

ICON = b"\x00\x00\x01\x00icon"
HASH = icon_hash.of(ICON)
IMAGE = Reply(ICON, type="image/x-icon")


def front(head: str = "") -> Reply:
    return Reply(f"<html lang=en><title>A</title>{head}<p>{'Enough words to be a page of somebody. ' * 9}")


async def scan(site: Site, **more: Site) -> tuple[DomainResult, list[str]]:
    async with bench({"a.test": site, **{f"{name}.test": each for name, each in more.items()}}, favicon=True) as made:
        return await made.scan("a.test"), made.server.asked()


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ("", "/favicon.ico"),
        ('<link rel="icon" href="/img/i.png#x">', "/img/i.png"),
        ('<link rel="icon" href="https://cdn.test/i.png">', "/favicon.ico"),
    ],
)
async def test_the_icon_of_the_site_is_asked_for_once(head: str, path: str) -> None:
    result, asked = await scan({"/": front(head), path: IMAGE}, cdn={"/i.png": IMAGE})
    assert result.favicon_hash == HASH
    assert asked.count(f"https://a.test{path}") == 1
    assert not [url for url in asked if "cdn.test" in url]


async def test_an_icon_that_stands_in_the_page_needs_no_request() -> None:
    result, asked = await scan({"/": front('<link rel="icon" href="data:image/x-icon;base64,aWNvbg==">')})
    assert result.favicon_hash == icon_hash.of(b"icon")
    assert "https://a.test/favicon.ico" not in asked


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=404),
        Reply("<p>Not found", type="text/html; charset=utf-8"),
        Reply(b"", type="image/png"),
        Reply(b"x" * (favicon.MAX_BYTES + 1), type="image/png"),
        redirect("https://other.test/i.ico"),
        redirect("/favicon.ico"),
    ],
)
async def test_what_is_no_icon_has_no_hash_and_harms_nothing(reply: Reply) -> None:
    result, _ = await scan({"/": front(), "/favicon.ico": reply}, other={"/i.ico": IMAGE})
    assert (result.status, result.favicon_hash) == ("completed", None)


async def test_redirects_within_the_site_are_followed() -> None:
    site: Site = {"/": front(), "/favicon.ico": redirect("https://www.a.test/i.ico"), "/i.ico": IMAGE}
    assert (await scan(site, **{"www.a": site}))[0].favicon_hash == HASH


async def test_an_icon_that_robots_may_not_read_is_left_alone() -> None:
    robots = Reply("User-agent: *\nDisallow: /favicon.ico", type="text/plain")
    result, asked = await scan({"/": front(), "/robots.txt": robots, "/favicon.ico": IMAGE})
    assert result.favicon_hash is None
    assert "https://a.test/favicon.ico" not in asked


async def test_without_the_option_or_on_another_site_nothing_is_asked() -> None:
    async with bench({"a.test": {"/": front(), "/favicon.ico": IMAGE}}, favicon=False) as made:
        assert (await made.scan("a.test")).favicon_hash is None
    result, asked = await scan({"/": redirect("https://b.test/")}, b={"/": front(), "/favicon.ico": IMAGE})
    assert result.favicon_hash is None
    assert "https://b.test/favicon.ico" not in asked


async def test_a_domain_whose_bytes_are_used_up_is_asked_for_no_icon() -> None:
    site: Site = {"/": front(), "/favicon.ico": IMAGE, "/robots.txt": Reply("#" * 20_000, type="text/plain")}
    async with bench({"a.test": site}, favicon=True, max_domain_bytes=20_200) as made:
        assert (await made.scan("a.test")).favicon_hash is None
        assert "https://a.test/favicon.ico" not in made.server.asked()


async def test_a_site_that_has_just_failed_to_answer_is_not_asked_for_more() -> None:
    home = Reply(f"<title>A</title><a href=/contact>Contact</a><p>{'Enough words to be a page. ' * 9}")
    site: Site = {"/": home, "/contact": Reply(status=503), "/favicon.ico": IMAGE}
    async with bench({"a.test": site}, favicon=True, retries=0) as made:
        assert (await made.scan("a.test")).favicon_hash is None
        assert "https://a.test/favicon.ico" not in made.server.asked()
