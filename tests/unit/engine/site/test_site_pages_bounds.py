from tests.servers.sites import NOT_FOUND, Reply, Site, page, redirect
from tests.unit.engine.site.test_site_pages import LINKS, SITE, paths, scan
from tests.unit.engine.site.test_sitemaps import index, urlset


async def test_patterns_keep_pages_out_and_the_front_page_in() -> None:
    result, asked = await scan(SITE, include=("/*t",), exclude=("/about",), max_pages=50)
    assert paths(result) == ["/", "/contact"]
    assert "/about" not in asked


async def test_a_redirect_into_what_is_excluded_is_not_followed() -> None:
    site: Site = {
        "/": page("Front", "/contact"),
        "/contact": redirect("/shop/contact"),
        "/shop/contact": page("Contact"),
    }
    result, asked = await scan(site, exclude=("/shop/*",))
    assert (paths(result), "/shop/contact" in asked) == (["/"], False)


async def test_a_site_that_begins_to_keep_robots_out_is_left() -> None:
    wall = Reply(status=403, headers=(("CF-Mitigated", "challenge"),))
    site: Site = {"/": page("Front", *LINKS), "/robots.txt": NOT_FOUND, "/sitemap.xml": NOT_FOUND, "*": wall}
    result, _ = await scan(site, per_host=1)
    assert [page.failure and page.failure.kind for page in result.pages] == [None, "bot_wall", "bot_wall"]


async def test_reading_stops_quietly_when_the_domains_bytes_are_used_up() -> None:
    links = [f"/p{n}" for n in range(20)]
    pages = {link: page(link, text=f"{link} is a page with a lot to tell about it. " * 20) for link in links}
    result, asked = await scan({"/": page("Front", *links), **pages}, max_pages=20, max_domain_bytes=30_000)
    assert 2 <= len(result.pages) < 8
    assert not [page for page in result.pages if page.failure]
    assert len(asked) < 12


async def test_sitemaps_and_robots_txt_count_among_the_domains_bytes() -> None:
    big = Reply("# " + "x" * 20_000 + "\nUser-agent: *\nAllow: /", type="text/plain")
    result, asked = await scan({**SITE, "/robots.txt": big}, max_domain_bytes=10_000)
    assert result.failure is not None
    assert (result.failure.kind, "/contact" in asked) == ("body_too_large", False)


async def test_a_front_page_larger_than_the_domains_bytes_is_a_failure() -> None:
    result, _ = await scan({**SITE, "/": Reply("<p>" + "word " * 10_000)}, max_domain_bytes=20_000)
    assert result.failure is not None
    assert (result.status, result.failure.kind) == ("failed", "body_too_large")
    assert "20,000 bytes that may be read of a domain" in result.failure.message


async def test_of_a_huge_sitemap_the_beginning_is_read() -> None:
    huge = urlset("https://a.test/kontakt", *(f"https://a.test/{n}" for n in range(3_000)))
    site: Site = {"/": page("Front"), "/sitemap.xml": Reply(huge, type="application/xml"), "/kontakt": page("Kontakt")}
    result, _ = await scan(site, max_bytes=100_000)
    assert "/kontakt" in paths(result)
    assert 0 < result.sitemaps[0].urls < 3_001


async def test_further_sitemaps_are_read_only_while_pages_are_wanted() -> None:
    files = [f"/page-{n}.xml" for n in range(5)]
    site: Site = {
        "/": page("Front", "/contact", "/about"),
        "/sitemap.xml": Reply(index(*files), type="application/xml"),
        **{path: page(path) for path in ("/contact", "/about")},
    }
    _, asked = await scan(site)
    assert [path for path in asked if path.startswith("/page-")] == []
