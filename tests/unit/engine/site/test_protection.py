"""What a whole scan says of a site's protection, over real sockets and TLS."""

from typing import Any

from desktop_scanner.core import security
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.security import SecurityFacts
from tests.servers.certificates import Certificates
from tests.servers.sites import Reply, Site, page, redirect
from tests.unit.engine.net import test_tls_scans as tls_scans
from tests.unit.engine.scans import bench, scanned
from tests.unit.engine.site.test_security_txt import PATH, TEXT

HEADERS = (
    ("Strict-Transport-Security", "max-age=31536000"),
    ("Content-Security-Policy", "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=()"),
    ("Set-Cookie", "sid=hunter2; Secure; HttpOnly; SameSite=Lax"),
    ("Set-Cookie", "lang=de; Secure; SameSite=Lax"),
)
LINKED = '<img src="http://b.test/x.png"><p>' + "Words that somebody wrote. " * 20
FRONT = page("Shop", "/contact").body
CAREFUL: dict[str, Site] = {
    "https://a.test": {"/": Reply(FRONT, headers=HEADERS), "/contact": page("Contact"), PATH: TEXT},
    "http://a.test": {"*": redirect("https://a.test/")},
    "www.a.test": {"*": redirect("https://a.test/")},
}


def facts_of(result: DomainResult) -> SecurityFacts:
    facts = security.read(result.security)
    assert facts is not None
    return facts


async def judged(sites: dict[str, Site], **options: Any) -> tuple[SecurityFacts, dict[str, str]]:
    facts = facts_of(await scanned(sites, **{"security_txt": True, **options}))
    return facts, {check.id: check.result for check in facts.checks}


async def test_a_careful_site_gets_an_a() -> None:
    facts, results = await judged(CAREFUL)
    wrong = {name: result for name, result in results.items() if result in ("warn", "fail")}
    assert (facts.grade, facts.score, wrong) == ("A", 100, {})
    assert [cookie.name for cookie in facts.cookies] == ["sid", "lang"]
    assert facts.security_txt is not None
    assert facts.security_txt.found


async def test_a_careless_site_gets_its_faults_told() -> None:
    plain: Site = {"/": Reply(FRONT, headers=(("Server", "Apache/2.4.1"),)), "/contact": Reply(LINKED)}
    facts, results = await judged({"a.test": plain})
    assert (facts.grade, results["https_redirect"], results["disclosure"]) == ("E", "fail", "warn")
    assert [(part.url, part.page) for part in facts.mixed_content] == [
        ("http://b.test/x.png", "https://a.test/contact")
    ]
    assert "the Content-Security-Policy" in facts.summary


async def test_a_site_without_https_is_an_f() -> None:
    facts, results = await judged({"a.test": {"/": page("Shop")}}, closed=["https://a.test", "https://www.a.test"])
    assert (facts.grade, results["https"], results["hsts"], results["mixed_content"]) == (
        "F",
        "fail",
        "fail",
        "unknown",
    )


async def test_no_cookies_value_is_kept() -> None:
    assert "hunter2" not in repr(await scanned(CAREFUL))


async def test_the_security_txt_is_no_page_and_counts_in_no_budget() -> None:
    async with bench(CAREFUL, security_txt=True, max_pages=1) as made:
        result = await made.scan("a.test")
        assert f"https://a.test{PATH}" in made.server.asked()
    assert [each.url for each in result.pages] == ["https://a.test/"]


async def test_another_sites_headers_say_nothing_of_this_one() -> None:
    sites: dict[str, Site] = {
        "a.test": {"/": redirect("https://b.test/")},
        "b.test": {"/": Reply(FRONT, headers=HEADERS)},
    }
    facts, results = await judged(sites)
    assert (facts.grade, facts.cookies, facts.security_txt) == (None, (), None)
    assert (results["https"], results["csp"], results["certificate"]) == ("pass", "unknown", "unknown")


async def test_a_page_that_refuses_is_no_sites_page() -> None:
    facts, results = await judged({"a.test": {"/": Reply(status=403, headers=HEADERS)}}, retries=0)
    assert (facts.grade, results["csp"], results["tls_version"]) == (None, "unknown", "pass")


async def test_where_nothing_answers_nothing_is_known() -> None:
    doors = [f"{scheme}://{host}" for scheme in ("http", "https") for host in ("a.test", "www.a.test")]
    result = await scanned({"a.test": {}}, closed=doors, retries=0)
    assert result.security == {}


async def test_an_expired_certificate_is_an_f_with_its_reason(certificates: Certificates) -> None:
    async with tls_scans.site(certificates.expired("shop.test")) as server:
        facts = facts_of(await tls_scans.scan(certificates, server))
    assert (facts.grade, "has expired" in str(facts.checks)) == ("F", True)


async def test_a_certificate_that_was_passed_over_is_still_an_f(certificates: Certificates) -> None:
    async with tls_scans.site(certificates.self_signed("shop.test")) as server:
        result = await tls_scans.scan(certificates, server, insecure=True)
    assert (result.status, facts_of(result).grade) == ("completed", "F")
    assert "is signed by itself" in facts_of(result).summary
