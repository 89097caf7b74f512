import pytest

from desktop_scanner.core.results import Redirect
from desktop_scanner.engine.site import verdict
from desktop_scanner.extract import page as extract_page
from desktop_scanner.extract.page import PageInput

_URL = "https://a.test/"
_PROSE = "<p>We have repaired bicycles in this street since 1972, and sell a few good ones every spring.</p>" * 5


def judged(html: str) -> verdict.Judgement:
    facts = extract_page.read(PageInput(url=_URL, body=html.encode(), content_type="text/html; charset=utf-8"))
    front = verdict.Front(
        url=_URL,
        body=html.encode(),
        title=facts.title,
        text=facts.text,
        noscript_text=facts.noscript_text,
        text_characters=facts.text_characters,
        scripts=facts.scripts,
        links=len(facts.links),
    )
    return verdict.of(front)


@pytest.mark.parametrize(
    ("expected", "html"),
    [
        ("ok", f"<title>Bicycles</title>{_PROSE}<a href=/contact>Contact</a>"),
        ("ok", "<title>Bicycles</title><img src=/all-of-it.png>"),
        ("ok", f"<title>Route 404 rides</title>{_PROSE * 4}"),
        ("ok", f"<title>Domain law</title>{_PROSE * 10}<p>What to do when this domain is for sale.</p>"),
        ("parked", "<title>a.test</title><h1>The domain a.test is for sale!</h1>"),
        ("parked", "<title>a.test steht zum Verkauf</title><p>Diese Domain steht zum Verkauf</p>"),
        ("parked", "<p>Ce nom de domaine est à vendre</p>"),
        ("parked", "<html><script>window.onload=function(){window.location.href='/lander'}</script>"),
        ("parked", "<script src='https://img.sedoparking.com/js/x.js'></script><p>Related links</p>"),
        ("empty", ""),
        ("empty", "<html><head></head><body> \n </body></html>"),
        ("empty", "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, it works.</p>"),
        ("empty", "<title>Index of /</title><h1>Index of /</h1>"),
        ("empty", "<title>a.test</title><p>This Account has been suspended.</p>"),
        ("empty", "<title>a.test</title><p>Future home of something fine.</p><a href=https://godaddy.com/>x</a>"),
        (
            "parked",
            "<title>a.de</title><p>Diese Domain ist bereits registriert.</p><a href=https://www.ionos.de/>x</a>",
        ),
        ("parked", "<div id=target></div><script>window.park = 'x'; window.park = \"eyJ1\"</script>"),
        ("parked", "<p>Related links</p><script src='https://www.google.com/adsense/domains/caf.js'></script>"),
        ("ok", f"<title>Bicycles</title>{_PROSE * 6}<a href=https://dan.com/>A friend</a>"),
        ("ok", f"<title>404 Main Street</title>{_PROSE}<p>404 Main Street</p>"),
        ("soft_404", "<title>a.test</title><h1>Oops! That page can't be found.</h1><p>Try the menu.</p>"),
        ("javascript_only", "<title>App</title><div id=root></div><script src=/main.js></script>"),
        (
            "javascript_only",
            "<noscript>Please enable JavaScript to run this app.</noscript><script src=/m.js></script>",
        ),
        ("javascript_only", "<title>App</title><body><script>start()</script></body>"),
        ("soft_404", "<title>404 - Page not found</title><p>There is nothing here.</p>"),
        ("soft_404", "<title>Seite nicht gefunden</title><p>Hier ist nichts.</p>"),
    ],
)
def test_each_verdict_has_its_signs_and_shows_one(expected: str, html: str) -> None:
    judgement = judged(html)
    assert judgement.verdict == expected
    assert bool(judgement.evidence) is (expected != "ok")
    assert all(0 < len(evidence.snippet) <= 160 for evidence in judgement.evidence)


def test_another_sites_address_is_the_evidence_of_a_redirect() -> None:
    judgement = verdict.offsite((Redirect(_URL, 301),), "https://b.test/welcome")
    assert judgement.verdict == "redirected_offsite"
    assert judgement.evidence[0].snippet == "301 -> https://b.test/welcome"


def test_a_redirect_to_a_market_for_domains_means_parked() -> None:
    judgement = verdict.offsite((Redirect(_URL, 302),), "https://www.hugedomains.com/domain_profile.cfm?d=a")
    assert judgement.verdict == "parked"


@pytest.mark.parametrize(
    ("host", "url", "is_told"),
    [
        ("example.com", "https://www.example.de/", True),
        ("www.example.co.uk", "https://example.com/", True),
        ("example.com", "https://other.com/", False),
        ("example.com", "https://my-example.com/", False),
    ],
)
def test_the_same_name_under_another_top_level_is_offsite_and_told(host: str, url: str, is_told: bool) -> None:
    judgement = verdict.offsite((Redirect(f"https://{host}/", 301),), url, host)
    assert judgement.verdict == "redirected_offsite"
    assert any(evidence.method == "name" for evidence in judgement.evidence) is is_told


def test_a_redirect_to_a_test_for_robots_means_blocked() -> None:
    judgement = verdict.offsite((Redirect(_URL, 302),), "https://validate.perfdrive.com/?ssa=1")
    assert judgement.verdict == "blocked"


def test_a_control_panels_page_is_empty_whatever_it_says() -> None:
    front = verdict.Front(
        url=f"{_URL}cgi-sys/defaultwebpage.cgi", body=b"", title="Sorry", text_characters=90, scripts=0, links=1
    )
    judgement = verdict.of(front)
    assert (judgement.verdict, judgement.evidence[0].method) == ("empty", "url")
