import asyncio
import logging

import msgspec
import pytest

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.results import DomainResult, Redirect
from desktop_scanner.engine.site import crawl as crawl_module
from tests.servers.sites import Reply, Site, page, redirect
from tests.unit.engine.scans import bench, scanned

_CONTACT = Reply("<title>Contact</title><p>Write to <a href='mailto:info@a-workshop.com'>us</a>.</p>")
_HEADERS = (("Strict-Transport-Security", "max-age=60"), ("X-Powered-By", "none"))
_SITE: Site = {"/": Reply(page("Workshop", "/contact").body, headers=_HEADERS), "/contact": _CONTACT}


async def test_a_site_is_read_from_its_door_to_its_contacts() -> None:
    result = await scanned({"a.test": _SITE})
    assert (result.status, result.verdict, result.failure) == ("completed", "ok", None)
    assert (result.final_url, result.http_status, result.title) == ("https://a.test/", 200, "Workshop")
    assert [email.value for email in result.emails] == ["info@a-workshop.com"]
    assert result.emails[0].evidence[0].url == "https://a.test/contact"
    assert result.security_headers == {"strict-transport-security": "max-age=60"}
    assert result.tls is not None
    assert (result.tls.verified, result.ip_addresses) == (True, ("127.0.0.1",))


async def test_a_result_is_whole_when_written_and_read_again() -> None:
    result = await scanned({"a.test": _SITE})
    assert msgspec.json.decode(msgspec.json.encode(result), type=DomainResult) == result


async def test_progress_says_what_is_done_and_what_is_waited_for() -> None:
    async with bench({"a.test": _SITE}, delay_ms=500) as made:
        await made.scan("a.test")
    told = list(dict.fromkeys(made.told))
    assert told[:4] == ["Looking up", "Connecting", "Waiting: host delay", "Reading 1/8"]
    assert "Reading 2/2" in told
    assert told[-1] == "Looking at the other doors"


async def test_redirects_lead_from_the_door_to_the_page() -> None:
    www: Site = {"/": redirect("/en/", 302), "/en/": page("Welcome")}
    result = await scanned({"a.test": {"/": redirect("https://www.a.test/")}, "www.a.test": www})
    assert result.final_url == "https://www.a.test/en/"
    assert result.redirects == (Redirect("https://a.test/", 301), Redirect("https://www.a.test/", 302))
    assert result.verdict == "ok"


async def test_another_site_is_read_at_its_front_page_only() -> None:
    sites: dict[str, Site] = {"a.test": {"/": redirect("https://b.test/")}, "b.test": {**_SITE}}
    async with bench(sites) as made:
        result = await made.scan("a.test")
    assert (result.status, result.verdict, result.title) == ("completed", "redirected_offsite", "Workshop")
    assert result.verdict_evidence[0].snippet == "301 -> https://b.test/"
    assert made.server.asked("b.test") == ["https://b.test/robots.txt", "https://b.test/"]


async def test_a_parked_domain_is_read_at_its_front_page_only() -> None:
    offer = Reply("<title>a.test</title><h1>a.test is a domain</h1><p>This domain is for sale.</p><a href=/ad>Ad</a>")
    result = await scanned({"a.test": {"/": offer, "/ad": page("Ad")}})
    assert (result.status, result.verdict, len(result.pages)) == ("completed", "parked", 1)


async def test_another_site_that_cannot_be_read_is_a_failure_with_its_verdict() -> None:
    result = await scanned({"a.test": {"/": redirect("https://b.test/")}, "b.test": {"*": Reply(status=410)}})
    assert result.failure is not None
    assert (result.failure.kind, result.verdict) == (FailureKind.HTTP_CLIENT_ERROR, "redirected_offsite")


@pytest.mark.parametrize(
    ("reply", "kind", "status"),
    [
        (Reply(status=404), "http_client_error", 404),
        (Reply(status=429), "rate_limited", 429),
        (Reply(status=500), "http_server_error", 500),
        (Reply(status=403, headers=(("CF-Mitigated", "challenge"),)), "bot_wall", 403),
        (redirect("/"), "redirect_loop", 301),
        (Reply(b"\x89PNG", type="image/png"), "not_html", 200),
        (Reply("<div>" * 50_000), "html_too_complex", 200),
    ],
)
async def test_a_front_page_that_fails_is_the_domains_failure(reply: Reply, kind: str, status: int) -> None:
    result = await scanned({"a.test": {"/": reply}}, retries=0)
    assert result.failure is not None
    assert (result.status, result.failure.kind, result.http_status) == ("failed", kind, status)
    assert result.pages[0].failure == result.failure


async def test_a_bot_wall_is_a_verdict_with_its_evidence() -> None:
    result = await scanned({"a.test": {"/": Reply(status=403, headers=(("CF-Mitigated", "challenge"),))}})
    assert result.verdict == "blocked"
    assert result.verdict_evidence[0].snippet == "cf-mitigated: challenge"


async def test_a_site_is_read_on_where_only_its_front_pages_body_is_bad() -> None:
    site: Site = {
        "/": Reply("<div>" * 50_000),
        "/sitemap.xml": Reply("https://a.test/contact", type="text/plain"),
        "/contact": _CONTACT,
    }
    result = await scanned({"a.test": site})
    assert (result.status, result.failure, len(result.emails)) == ("completed", None, 1)
    assert [page.failure and page.failure.kind for page in result.pages] == ["html_too_complex", None]


async def test_a_page_that_only_forwards_is_followed() -> None:
    forward = Reply('<meta http-equiv="refresh" content="0; url=/start/">')
    result = await scanned({"a.test": {"/": forward, "/start/": page("Start")}})
    assert (result.final_url, result.title) == ("https://a.test/start/", "Start")
    assert result.redirects == (Redirect("https://a.test/", 200),)


async def test_a_page_that_forwards_to_nowhere_stays_the_front_page() -> None:
    forward = Reply('<title>Moved</title><meta http-equiv="refresh" content="0; url=/gone">')
    result = await scanned({"a.test": {"/": forward}})
    assert (result.status, result.final_url, result.title) == ("completed", "https://a.test/", "Moved")


async def test_a_tls_failure_stays_in_the_result_of_a_site_that_is_read_over_http() -> None:
    sites: dict[str, Site] = {"spare.test": {}, "http://www.a.test": {"*": page("Plain")}}
    result = await scanned(sites, host="a.test", closed=["http://a.test", "https://www.a.test"])
    assert (result.status, result.final_url) == ("completed", "http://www.a.test/")
    assert result.tls is not None
    assert result.tls.failure is not None
    assert result.tls.failure.kind is FailureKind.TLS_HOSTNAME


async def test_cancelling_ends_a_scan_at_once_wherever_it_stands() -> None:
    async with bench({"a.test": {"/robots.txt": Reply(waits_for=asyncio.Event())}}) as made:
        scan = asyncio.create_task(made.scan("a.test"))
        await made.server.was_asked.wait()
        scan.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(scan, 0.5)


async def test_a_bug_in_one_domain_is_its_failure_and_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(crawl_module, "FrontDoor", None)
    with caplog.at_level(logging.ERROR):
        result = await scanned({"a.test": _SITE})
    assert result.failure is not None
    assert (result.status, result.failure.kind) == ("failed", FailureKind.INTERNAL)
    assert caplog.records[0].exc_info is not None


async def test_many_domains_at_once_share_a_worker() -> None:
    names = [f"site-{number}.test" for number in range(40)]
    closed = [f"{scheme}://www.{name}" for name in names for scheme in ("https", "http")]
    async with bench(dict.fromkeys(names, _SITE), closed=closed) as made:
        results = await asyncio.gather(*(made.scan(name) for name in names))
    assert {(result.status, len(result.pages), len(result.emails)) for result in results} == {("completed", 2, 1)}


@pytest.mark.parametrize(
    "forward",
    ["<script>window.location.href='/start/'</script>", "<frameset rows='100%,*'><frame src='/start/'></frameset>"],
)
async def test_a_page_that_forwards_by_script_or_frame_is_followed(forward: str) -> None:
    result = await scanned({"a.test": {"/": Reply(f"<title>Moved</title>{forward}"), "/start/": page("Start")}})
    assert (result.final_url, result.title, result.verdict) == ("https://a.test/start/", "Start", "ok")


async def test_a_parking_services_script_is_not_followed() -> None:
    lander = Reply("<script>window.onload=function(){window.location.href='/lander'}</script>")
    result = await scanned({"a.test": {"/": lander, "/lander": page("Ads")}})
    assert (result.final_url, result.verdict, len(result.pages)) == ("https://a.test/", "parked", 1)


async def test_the_same_name_under_another_top_level_is_offsite_and_told() -> None:
    result = await scanned({"a.test": {"/": redirect("https://a.example/")}, "a.example": {"/": page("Here")}})
    assert result.verdict == "redirected_offsite"
    assert [evidence.method for evidence in result.verdict_evidence] == ["header", "name"]


@pytest.mark.parametrize("host", ["www.a.test", "m.a.test", "shop.a.test"])
async def test_a_subdomain_is_the_same_site(host: str) -> None:
    result = await scanned(
        {"a.test": {"/": redirect(f"https://{host}/")}, host: {"/": page("Here"), "/contact": _CONTACT}}
    )
    assert (result.verdict, result.final_url) == ("ok", f"https://{host}/")


async def test_nothing_is_guessed_where_there_is_no_site() -> None:
    async with bench({"a.test": {"/": Reply("<title>Welcome to nginx!</title><p>It works.</p>")}}) as made:
        result = await made.scan("a.test")
    assert result.verdict == "empty"
    assert "https://a.test/contact" not in made.server.asked()


async def test_a_front_page_that_is_not_there_is_a_soft_404_with_its_evidence() -> None:
    result = await scanned({"a.test": {"/": Reply("<title>a.test</title><h1>Page not found</h1><p>Sorry.</p>")}})
    assert (result.status, result.verdict) == ("completed", "soft_404")
    assert result.verdict_evidence[0].snippet == "Page not found"


async def test_a_site_that_answers_no_more_is_not_asked_for_what_is_beside_its_pages() -> None:
    front = Reply(f"<html lang=en><title>A</title><p>{'Enough words to be a page of somebody. ' * 9}")
    site = {"/robots.txt": Reply(status=404), "/": front, "*": Reply(waits_for=asyncio.Event())}
    async with bench({"a.test": site}, favicon=True, security_txt=True, request_timeout_s=0.3, retries=0) as made:
        result = await made.scan("a.test")
        asked = made.server.asked()
    assert result.status == "completed"
    assert not [url for url in asked if "security.txt" in url or "favicon" in url]
