from desktop_scanner.cli import domain_view
from desktop_scanner.core import failures
from desktop_scanner.core.failures import Attempt, FailureKind, Stage
from desktop_scanner.core.results import (
    Door,
    Redirect,
    RobotsFacts,
    SitemapFacts,
    TlsFacts,
    Tracker,
)
from tests.unit.export.sample import AT, acme, gone


def test_facts_are_shown_with_the_page_they_stand_on() -> None:
    text = domain_view.view(acme(columns={"account": "7"})).plain
    assert text.startswith("acme.com\nStatus      completed, ok\nTitle       Acme\n")
    assert "  info@acme.com  (role, 0.98)\n      on https://acme.com/contact  mailto: Write to us\n" in text
    assert "you@example.com  (placeholder, 0.50)" in text
    assert "09 123 45 67  (+3291234567, 0.90)" in text
    assert "WordPress 6.5.2  (CMS, Blogs)" in text
    assert "account     7" in text


def test_pages_are_shown_with_their_end() -> None:
    text = domain_view.view(acme()).plain
    assert "200                front      https://www.acme.com/  512 bytes, 80 ms" in text
    assert "read_timeout       other      https://www.acme.com/x  0 ms" in text


def test_the_way_through_the_network_is_shown() -> None:
    tls = TlsFacts(issuer="CN=CA", protocol="TLSv1.3", verified=True, not_after=AT)
    text = domain_view.view(
        acme(
            tls=tls,
            ip_addresses=("192.0.2.1",),
            redirects=(Redirect("http://acme.com/", 301),),
            robots=RobotsFacts(found=True),
            sitemaps=(SitemapFacts("https://acme.com/sitemap.xml", 1200),),
            trackers=(Tracker(kind="google_analytics", id="G-1"),),
        )
    ).plain
    assert "TLS         TLSv1.3, verified, by CN=CA, until" in text
    assert "Redirect    301 http://acme.com/" in text
    assert "robots.txt  found" in text
    assert "(1,200 addresses)" in text
    assert "G-1  (google_analytics)" in text


def test_an_organization_is_shown_without_what_is_unknown() -> None:
    text = domain_view.view(
        acme(organization={"name": "Acme", "type": None, "same_as": ["a", "b"], "evidence": [{}]})
    ).plain
    assert "\nOrganization\nname        Acme\nsame_as     a, b\n" in text
    assert "evidence" not in text


def test_a_failure_is_shown_with_all_that_was_tried() -> None:
    attempt = Attempt(at=AT, stage=Stage.DNS, kind=FailureKind.DNS_TIMEOUT, elapsed_ms=5000)
    failure = failures.failure(FailureKind.DNS_TIMEOUT, "No answer.", attempts=2, timeline=(attempt,))
    doors = (Door(url="https://gone.be/", failure=failure), Door(url="http://gone.be/"))
    text = domain_view.view(gone(failure=failure, doors=doors)).plain
    assert "Kind        dns_timeout (dns)\nWhat        No answer.\nNext        Check this computer's" in text
    assert "Tries       2, may pass if tried again\n  14:05:00Z  dns      dns_timeout        5,000 ms" in text
    assert "  https://gone.be/  dns_timeout\n  http://gone.be/  not asked" in text


def test_what_a_site_says_cannot_control_the_terminal() -> None:
    assert "\x1b" not in domain_view.view(acme(title="\x1b]0;owned\x07")).plain


def test_the_values_of_the_users_own_rules_are_shown() -> None:
    result = acme(custom={"founded": ["1931"], "chef": []}, custom_problems={"slow": "The pattern took too long."})
    text = domain_view.view(result).plain
    assert "Your own rules\nfounded     1931\nchef        none\nslow        The pattern took too long." in text
