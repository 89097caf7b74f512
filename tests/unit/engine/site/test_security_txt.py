from datetime import timedelta

import pytest

from desktop_scanner.core import clock
from desktop_scanner.core.security import SecurityTxt
from desktop_scanner.engine.site import security_txt
from tests.servers.sites import NOT_FOUND, Reply, Script, Site, redirect
from tests.unit.engine.scans import bench

PATH = "/.well-known/security.txt"
UNTIL = clock.now() + timedelta(days=200)
TEXT = Reply(f"Contact: mailto:security@a.test\nExpires: {UNTIL:%Y-%m-%dT%H:%M:%SZ}\n", type="text/plain")


async def read(script: Script, *, robots: Script = NOT_FOUND, **others: Site) -> tuple[SecurityTxt | None, list[str]]:
    sites: dict[str, Site] = {"a.test": {PATH: script, "/robots.txt": robots}}
    sites |= {name.replace("_", "."): site for name, site in others.items()}
    async with bench(sites, security_txt=True) as made:
        found = await security_txt.read(made.session, made.robots, "https://a.test/start?x=1")
        return found, made.server.asked()


async def test_the_file_is_read_at_its_place_by_one_request() -> None:
    found, asked = await read(TEXT)
    assert found is not None
    assert (found.found, found.contacts) == (True, ("mailto:security@a.test",))
    assert asked == ["https://a.test/robots.txt", f"https://a.test{PATH}"]


@pytest.mark.parametrize("reply", [NOT_FOUND, Reply(status=403), Reply("<p>Contact: us"), Reply(status=204)])
async def test_where_it_is_not_there_is_none(reply: Reply) -> None:
    found, _ = await read(reply)
    assert found == SecurityTxt(found=False, url=f"https://a.test{PATH}")


@pytest.mark.parametrize("reply", [Reply(status=500), Reply(status=429)])
async def test_without_a_proper_answer_nothing_is_known_and_nothing_is_asked_again(reply: Reply) -> None:
    found, asked = await read(reply)
    assert (found, asked.count(f"https://a.test{PATH}")) == (None, 1)


async def test_robots_txt_is_kept_to() -> None:
    found, asked = await read(TEXT, robots=Reply("User-agent: *\nDisallow: /.well-known/", type="text/plain"))
    assert (found, asked) == (None, ["https://a.test/robots.txt"])


async def test_redirects_within_the_site_are_followed() -> None:
    found, asked = await read(redirect(f"https://www.a.test{PATH}"), www_a_test={PATH: TEXT})
    assert found is not None
    assert (found.found, found.url) == (True, f"https://www.a.test{PATH}")
    assert "https://www.a.test/robots.txt" in asked


async def test_another_site_is_not_asked() -> None:
    found, asked = await read(redirect("https://b.test/security.txt"), b_test={"/security.txt": TEXT})
    assert found is not None
    assert (found.found, "https://b.test/security.txt" in found.problems[0]) == (False, True)
    assert not any("b.test" in url for url in asked)


async def test_a_circle_of_redirects_ends() -> None:
    found, asked = await read(redirect(PATH))
    assert (found, len(asked)) == (None, 5)


async def test_a_large_file_is_read_at_its_beginning() -> None:
    body = TEXT.body if isinstance(TEXT.body, bytes) else TEXT.body.encode()
    found, _ = await read(Reply(body + b"# more\n" * 100_000, type="text/plain"))
    assert found is not None
    assert found.found


async def test_it_is_not_asked_for_where_that_is_not_wanted() -> None:
    async with bench({"a.test": {PATH: TEXT}}, security_txt=False) as made:
        assert await security_txt.read(made.session, made.robots, "https://a.test/") is None
        assert made.server.asked() == []
