import asyncio

import pytest

from desktop_scanner.engine.site.robots import Rules
from tests.servers.sites import Reply, Script, Site, redirect
from tests.unit.engine.scans import bench

_NO_X = Reply("User-agent: *\nDisallow: /x\nCrawl-delay: 2", type="text/plain")
_WWW = {"/robots.txt": _NO_X}


async def rules(script: Script, **others: Site) -> tuple[Rules, list[str]]:
    sites = {"a.test": {"/robots.txt": script}, **{name.replace("_", "."): site for name, site in others.items()}}
    async with bench(sites, retries=0) as made:
        found = await made.robots.rules_for("https://a.test/page")
    return found, made.server.asked()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 304, 300])
async def test_a_missing_robots_txt_allows_everything(status: int) -> None:
    found, _ = await rules(Reply(status=status))
    assert (found.found, found.allows("https://a.test/x")) == (False, True)


@pytest.mark.parametrize(
    ("status", "kind"), [(500, "http_server_error"), (503, "http_server_error"), (429, "rate_limited")]
)
async def test_a_robots_txt_that_cannot_be_read_allows_nothing(status: int, kind: str) -> None:
    found, _ = await rules(Reply(status=status))
    assert found.failure is not None
    assert (found.failure.kind, found.allows("https://a.test/")) == (kind, False)
    assert "robots.txt cannot be read" in found.failure.message


async def test_a_connection_that_breaks_allows_nothing() -> None:
    found, _ = await rules(Reply(resets=True))
    assert found.failure is not None
    assert found.failure.kind == "connect_reset"


async def test_a_page_in_its_place_is_no_robots_txt() -> None:
    found, _ = await rules(Reply("<!doctype html>User-agent: *\nDisallow: /"))
    assert (found.found, found.allows("https://a.test/")) == (False, True)


async def test_each_origin_is_asked_once_also_at_the_same_time() -> None:
    async with bench({"a.test": {"/robots.txt": _NO_X}}) as made:
        asked = (made.robots.rules_for(f"https://a.test/{name}") for name in ("x", "y", "z"))
        found = await asyncio.gather(*asked)
    assert [one.allows("https://a.test/x") for one in found] == [False] * 3
    assert made.server.asked() == ["https://a.test/robots.txt"]


async def test_the_pace_asked_for_is_kept() -> None:
    slow = Reply("User-agent: *\nCrawl-delay: 0.4", type="text/plain")
    async with bench({"a.test": {"/robots.txt": slow}}) as made:
        await made.robots.rules_for("https://a.test/")
        await made.visitor.follow(made.visitor.trail("https://a.test/x"), "Reading")
        await made.visitor.follow(made.visitor.trail("https://a.test/y"), "Reading")
    _, second, third = made.server.starts("a.test")
    assert third - second >= 0.38


async def test_a_redirect_to_another_robots_txt_takes_over_its_rules() -> None:
    found, asked = await rules(redirect("https://www.a.test/robots.txt"), www_a_test=_WWW)
    assert (found.found, found.allows("https://a.test/x"), found.allows("https://a.test/")) == (True, False, True)
    assert asked == ["https://a.test/robots.txt", "https://www.a.test/robots.txt"]


async def test_a_redirect_to_another_origins_page_asks_its_robots_txt_first() -> None:
    others: Site = {**_WWW, "/home": Reply("hello")}
    found, asked = await rules(redirect("https://www.a.test/home"), www_a_test=others)
    assert found.allows("https://a.test/x")
    assert asked == ["https://a.test/robots.txt", "https://www.a.test/robots.txt", "https://www.a.test/home"]


async def test_a_redirect_to_what_another_origin_forbids_is_not_followed() -> None:
    found, asked = await rules(redirect("https://www.a.test/x"), www_a_test=_WWW)
    assert found.allows("https://a.test/x")
    assert asked == ["https://a.test/robots.txt", "https://www.a.test/robots.txt"]


@pytest.mark.parametrize("target", ["/robots.txt", "", "ftp://a.test/", "http://[", "http://127.0.0.1:1/robots.txt"])
async def test_a_faulty_redirect_is_like_a_missing_robots_txt(target: str) -> None:
    found, _ = await rules(redirect(target))
    assert (found.failure, found.allows("https://a.test/x")) == (None, True)


async def test_redirects_in_a_ring_of_origins_end() -> None:
    found, asked = await rules(
        redirect("https://www.a.test/robots.txt"), www_a_test={"/robots.txt": redirect("https://a.test/robots.txt")}
    )
    assert found.allows("https://a.test/x")
    assert len(asked) == 2


async def test_more_redirects_than_five_are_too_many() -> None:
    chain: dict[str, Script] = {f"/{n}": redirect(f"/{n + 1}") for n in range(10)}
    async with bench({"a.test": {"/robots.txt": redirect("/0"), **chain}}) as made:
        found = await made.robots.rules_for("https://a.test/")
    assert (found.found, len(made.server.log)) == (False, 6)


async def test_with_robots_off_nothing_is_asked() -> None:
    async with bench({"a.test": {}}, robots=False) as made:
        found = await made.robots.rules_for("https://a.test/x")
    assert (found.allows("https://a.test/x"), made.server.asked()) == (True, [])


async def test_of_a_robots_txt_beyond_the_limit_the_beginning_holds() -> None:
    text = "User-agent: *\nDisallow: /x\n" + "# padding\n" * 700_000
    found, _ = await rules(Reply(text, type="text/plain"))
    assert (found.found, found.allows("https://a.test/x"), found.allows("https://a.test/y")) == (True, False, True)
