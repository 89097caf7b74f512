from datetime import UTC, datetime, timedelta
from typing import Any

from desktop_scanner.cli import domain_view
from desktop_scanner.core import security
from desktop_scanner.core.results import DnsFacts, TlsFacts
from desktop_scanner.core.security import Check, SecurityFacts, SecurityTxt
from desktop_scanner.extract.security import assessment
from desktop_scanner.extract.security.assessment import Seen
from tests.unit.export.sample import acme

AT = datetime(2026, 11, 23, tzinfo=UTC)
HOME = "https://acme.com/"
FILE = SecurityTxt(found=True, url=HOME, contacts=("mailto:s@acme.com",), expires=AT + timedelta(days=90))
LINES = ((HOME, "sid=hunter2; Secure"), (HOME, "lang=de"))


def shown(**given: Any) -> str:
    """Show a site with https, a security.txt, two cookies and no headers."""
    tls = TlsFacts(verified=True, protocol="TLSv1.3", not_after=AT + timedelta(days=60))
    facts = assessment.assess(Seen(at=AT, url=HOME, headers=(), tls=tls, cookies=LINES, security_txt=FILE))
    assert facts is not None
    return domain_view.view(acme(security=security.plain(facts), **given)).plain


def test_the_grade_stands_before_what_lowers_it_and_what_is_in_order() -> None:
    text = shown()
    assert "\nSecurity\nGrade       E: 47 of 100 points; missing or wrong: the Content-Security-Policy, " in text
    assert "  bad   csp                  There is no Content-Security-Policy" in text
    assert "  weak  referrer_policy " in text
    assert text.index("  bad   csp") < text.index("  weak  referrer_policy") < text.index("  note  isolation")
    assert "In order    https, certificate, tls_version, " in text


def test_cookies_and_the_security_txt_are_told_without_values() -> None:
    text = shown()
    assert "  cookie sid  Secure\n  cookie lang  no flags" in text
    assert "security.txt mailto:s@acme.com, until 21 Feb 2027" in text
    assert "hunter2" not in text


def test_records_are_told_with_what_is_not_known() -> None:
    dns = DnsFacts(name="acme.com", mx=("mx.acme.com",), dnssec=True, unknown={"caa": "No answer."})
    text = shown(dns=dns)
    for line in (
        "Mail servers mx.acme.com",
        "SPF         none",
        "CAA         unknown: No answer.",
        "DNSSEC      signed",
    ):
        assert line in text


def test_where_no_record_was_asked_for_the_reason_is_told() -> None:
    text = shown(dns=DnsFacts(note="Why not."))
    assert "\nDNS\nNote        Why not.\n" in text
    assert "DMARC" not in text


def test_where_nothing_is_in_order_no_such_line_is_shown() -> None:
    bad = Check(id="spf", result="fail", points=0, max_points=6, message="No SPF.")
    facts = SecurityFacts(summary="Bad.", checks=(bad,), security_txt=SecurityTxt(found=False, url=HOME))
    text = domain_view.view(acme(security=security.plain(facts))).plain
    assert "Grade       Bad.\n  bad   spf                  No SPF.\n" in text
    assert "In order" not in text
    assert "security.txt" not in text


def test_a_result_without_any_of_it_shows_nothing_of_it() -> None:
    text = domain_view.view(acme()).plain
    assert "\nSecurity\n" not in text
    assert "\nDNS\n" not in text
