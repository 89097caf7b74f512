import asyncio
import gzip
from itertools import pairwise
from typing import Any

from desktop_scanner.core.results import DomainResult, SitemapFacts
from tests.servers.sites import NOT_FOUND, Reply, Script, Site, page, redirect
from tests.unit.engine.scans import bench
from tests.unit.engine.site.test_sitemaps import index, urlset

LINKS = ("/about", "/services", "/contact", "/team", "/impressum", "/blog", "/x1", "/x2", "/x3", "/x4")
SITE: dict[str, Script] = {"/": page("Front", *LINKS), **{link: page(link, "/", "/deep") for link in LINKS}}


async def scan(site: Site, **options: Any) -> tuple[DomainResult, list[str]]:
    closed = ["https://www.a.test", "http://a.test", "http://www.a.test"]
    async with bench({"a.test": site}, closed=closed, **options) as made:
        result = await made.scan("a.test")
    return result, [url.removeprefix("https://a.test") for url in made.server.asked()]


def paths(result: DomainResult) -> list[str]:
    return [page.url.removeprefix("https://a.test") for page in result.pages]


async def test_the_best_pages_are_read_within_the_budget() -> None:
    result, _ = await scan(SITE, max_pages=6)
    assert paths(result)[:3] == ["/", "/contact", "/impressum"]
    assert set(paths(result)[3:]) >= {"/about", "/team"}
    assert [page.kind for page in result.pages][:3] == ["front", "contact", "imprint"]


async def test_no_address_is_asked_twice() -> None:
    _, asked = await scan(SITE, max_pages=50)
    assert len(asked) == len(set(asked))
    assert "/deep" in asked


async def test_one_page_means_the_front_page_only() -> None:
    result, asked = await scan(SITE, max_pages=1)
    assert (paths(result), asked) == (["/"], ["/robots.txt", "/"])


async def test_what_robots_txt_forbids_is_not_asked() -> None:
    rules = Reply("User-agent: *\nDisallow: /contact\nDisallow: /x", type="text/plain")
    result, asked = await scan({**SITE, "/robots.txt": rules}, max_pages=50)
    assert not [path for path in asked if path.startswith(("/contact", "/x"))]
    assert result.robots is not None
    assert result.robots.found


async def test_sitemaps_name_pages_that_no_link_does() -> None:
    site: Site = {
        "/robots.txt": Reply("Sitemap: https://a.test/maps.xml", type="text/plain"),
        "/": page("Front"),
        "/maps.xml": Reply(index("/pages.xml.gz"), type="application/xml"),
        "/pages.xml.gz": Reply(gzip.compress(urlset("https://a.test/kontakt")), type="application/gzip"),
        "/kontakt": page("Kontakt"),
    }
    result, asked = await scan(site)
    assert paths(result) == ["/", "/kontakt"]
    assert result.sitemaps == (
        SitemapFacts("https://a.test/maps.xml", 1),
        SitemapFacts("https://a.test/pages.xml.gz", 1),
    )
    assert "/sitemap.xml" not in asked


async def test_failed_pages_are_told_and_the_rest_is_read() -> None:
    site = {**SITE, "/contact": Reply(status=404), "/about": Reply("%PDF-", type="application/pdf")}
    result, _ = await scan(site, max_pages=6)
    failures = {page.url: page.failure.kind for page in result.pages if page.failure}
    assert failures == {"https://a.test/contact": "http_client_error", "https://a.test/about": "not_html"}
    assert (result.status, len(result.pages)) == ("completed", 6)


async def test_pages_that_lead_to_read_ones_take_no_place() -> None:
    site = {**SITE, "/contact": redirect("/"), "/impressum": redirect("/about")}
    result, _ = await scan(site, max_pages=50)
    assert "/contact" not in paths(result)
    assert len(paths(result)) == len(set(paths(result)))


async def test_a_page_is_not_read_again_under_its_canonical_address() -> None:
    variant = Reply('<title>Roofs</title><link rel=canonical href="/roofs"><a href="/roofs">Roofs</a>')
    wrong = Reply('<title>Prices</title><link rel=canonical href="/contact">')
    site: Site = {"/": page("Front", "/r?a=1"), "/r?a=1": variant, "/roofs": page("Roofs")}
    assert paths((await scan(site))[0]) == ["/", "/r?a=1"]
    mistaken: Site = {"/": page("Front", "/prices"), "/prices": wrong, "/contact": page("Contact")}
    also = {**mistaken, "/sitemap.xml": Reply(urlset("/prices/x", "/contact"), type="application/xml")}
    assert "/contact" in paths((await scan(also))[0])


async def test_redirects_between_pages_do_not_make_a_small_budget_endless() -> None:
    links = [f"/go{n}" for n in range(100)]
    site: Site = {"/": page("Front", *links), **{link: redirect("/") for link in links}}
    result, asked = await scan(site, max_pages=4)
    assert paths(result) == ["/"]
    assert len(asked) <= 3 + 8


async def test_a_page_that_leads_to_another_site_is_told_and_not_followed() -> None:
    site: Site = {"/": page("Front", "/shop"), "/shop": redirect("https://b.test/")}
    result, _ = await scan(site)
    assert [(page.status, page.failure) for page in result.pages] == [(200, None), (301, None)]


async def test_a_host_that_asks_for_fewer_requests_is_given_peace() -> None:
    links = [f"/go{n}" for n in range(20)]
    site: Site = {"/": page("Front", *links), "/sitemap.xml": Reply(status=404), "*": Reply(status=429)}
    result, asked = await scan({**site, "/robots.txt": Reply(status=404)}, max_pages=20, per_host=1, retries=0)
    assert (result.status, [page.status for page in result.pages]) == ("completed", [200, 429])
    assert len([path for path in asked if path.startswith("/go")]) == 1


async def test_when_time_is_over_what_was_read_stays() -> None:
    site = {**SITE, "/contact": Reply(waits_for=asyncio.Event())}
    result, _ = await scan(site, domain_timeout_s=1, per_host=1)
    assert (result.status, paths(result)) == ("completed", ["/", "/contact"])
    fault = result.pages[1].failure
    assert fault is not None
    assert fault.kind == "domain_timeout"


async def test_by_the_servers_own_log_no_host_is_hurried_or_crowded() -> None:
    slow = {path: Reply(reply.body, delay_s=0.3) for path, reply in SITE.items() if isinstance(reply, Reply)}
    async with bench({"a.test": slow, "www.a.test": slow}, delay_ms=250, per_host=2, max_pages=3) as made:
        await asyncio.gather(made.scan("a.test"), made.scan("www.a.test"))
    starts = made.server.starts("a.test", "www.a.test")
    late_s = 0.15  # the server shares the loop with the scan, and sees a request when it gets to it
    assert max(entry.in_flight for entry in made.server.log) == 2
    assert min(later - earlier for earlier, later in pairwise(starts)) >= 0.25 - late_s
    assert starts[-1] - starts[0] >= 0.25 * (len(starts) - 1) - late_s


async def test_a_redirect_to_the_same_pages_other_spelling_is_followed() -> None:
    site: Site = {"/": page("Front", "/contact"), "/contact": redirect("/contact/"), "/contact/": page("Contact")}
    assert paths((await scan(site))[0]) == ["/", "/contact/"]


async def test_the_same_content_under_another_address_takes_no_place() -> None:
    site: Site = {"/": page("Front", "/a", "/b", "/c"), "/a": page("Same"), "/b": page("Same"), "/c": page("Other")}
    result, _ = await scan(site, max_pages=3, per_host=1)
    assert paths(result) == ["/", "/a", "/c"]


async def test_a_site_that_shows_one_page_everywhere_is_left_soon() -> None:
    shell = Reply("<title>App</title><div id=root></div>" + "".join(f"<a href=/p{n}>{n}</a>" for n in range(30)))
    result, asked = await scan({"*": shell, "/robots.txt": NOT_FOUND, "/sitemap.xml": NOT_FOUND}, per_host=1)
    assert paths(result) == ["/"]
    assert len(asked) <= 3 + 2 + 3


async def test_a_soft_404_is_no_contact_page() -> None:
    gone = Reply("<title>Roofs</title><h1>Page not found</h1><a href='mailto:info@a-workshop.com'>Mail</a>")
    result, _ = await scan({"/": page("Front", "/contact"), "/contact": gone})
    assert [(page.kind, page.failure) for page in result.pages] == [("front", None), ("other", None)]
    assert [email.value for email in result.emails] == ["info@a-workshop.com"]


async def test_one_language_is_enough_while_others_wait() -> None:
    front = Reply(
        str(page("Front", "/en/contact", "/de/kontakt", "/werk", "/en/about").body).replace("lang=en", "lang=de")
    )
    site: Site = {"/": front, **{path: page(path) for path in ("/en/contact", "/de/kontakt", "/werk", "/en/about")}}
    assert paths((await scan(site, max_pages=4, per_host=1))[0]) == ["/", "/de/kontakt", "/en/about", "/werk"]
