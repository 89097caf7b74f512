from datetime import timedelta

import pytest

from desktop_scanner.core import security
from desktop_scanner.core.clock import now
from desktop_scanner.core.failures import Attempt, FailureKind, Stage, failure
from desktop_scanner.core.results import DnsFacts, DomainResult, Door, Email, Page, Phone, Technology, TlsFacts
from desktop_scanner.core.security import MixedContent, SecurityTxt
from desktop_scanner.core.statuses import DomainStatus, Verdict
from desktop_scanner.extract.security import assessment
from desktop_scanner.extract.security.assessment import Seen
from desktop_scanner.extract.security.markup import Markup
from desktop_scanner.ui.palette import LIGHT
from desktop_scanner.ui.panels import sheets

TRIED = Attempt(at=now(), stage=Stage.CONNECT, kind=FailureKind.CONNECT_REFUSED, elapsed_ms=8)
FAILURE = failure(FailureKind.CONNECT_REFUSED, "shop.be:443 refused the connection.", attempts=3, timeline=(TRIED,))


def result(**more: object) -> DomainResult:
    return DomainResult(domain="shop.be", domain_display="shop.be", status=DomainStatus.COMPLETED, **more)  # type: ignore[arg-type]


def test_words_of_a_page_are_never_markup(qapp: object) -> None:
    html = sheets.summary(result(title="<img src='file:///etc/passwd'><b>x"), LIGHT)
    assert "<img" not in html
    assert "&lt;img" in html


def test_only_web_addresses_become_links(qapp: object) -> None:
    assert 'href="https://shop.be/"' in sheets.network(result(final_url="https://shop.be/"), LIGHT)
    assert "href" not in sheets.summary(result(description="javascript:alert(1)"), LIGHT)


def test_the_report_names_kind_stage_attempts_and_what_was_tried(qapp: object) -> None:
    door = Door(url="https://shop.be/", failure=FAILURE)
    report = sheets.report(result(failure=FAILURE, doors=(door,)))
    for part in ("shop.be", FAILURE.message, FAILURE.hint, "connect_refused", "connect,", "attempts: 3", "8 ms"):
        assert part in report


def protection(**given: object) -> str:
    """Show a site with https, a security.txt and a bare cookie, and none of the headers."""
    at, home = now(), "https://shop.be/"
    file = SecurityTxt(
        found=True, url=f"{home}.well-known/security.txt", contacts=("mailto:s@shop.be",), problems=("Old.",)
    )
    mixed = Markup(mixed_content=(MixedContent("http://cdn.be/<b>", home, "active"),))
    lines = ((home, "sid=hunter2"),)
    facts = assessment.assess(Seen(at=at, url=home, headers=(), pages=(mixed,), cookies=lines, security_txt=file))
    assert facts is not None
    return sheets.protection(result(security=security.plain(facts), **given), LIGHT)


def test_a_grade_is_shown_with_its_reasons_in_symbols_and_words(qapp: object) -> None:
    html = protection()
    assert "of 100 points; missing or wrong: " in html
    for mark in ("✕&nbsp; Bad", "▲&nbsp; Weak", "✓&nbsp; Good", "i&nbsp; Note", "?&nbsp; Unknown"):
        assert mark in html
    assert html.index("✕") < html.index("▲") < html.index("✓") < html.index("?&nbsp;")


def test_cookies_the_security_txt_and_insecure_parts_are_shown_without_values(qapp: object) -> None:
    html = protection()
    for part in (
        "sid",
        "its own host",
        "mailto:s@shop.be",
        "Old.",
        "script, style or frame",
        "http://cdn.be/&lt;b&gt;",
    ):
        assert part in html
    assert "hunter2" not in html


def test_records_are_shown_with_what_is_unknown_and_what_is_not_there(qapp: object) -> None:
    dns = DnsFacts(name="shop.be", mx=("mx.shop.be",), dnssec=True, unknown={"caa": "No answer."})
    html = sheets.network(result(dns=dns), LIGHT)
    for part in ("DNS records", "mx.shop.be", "Unknown: No answer.", "signed", "none"):
        assert part in html


def test_why_no_record_was_asked_for_is_shown(qapp: object) -> None:
    html = sheets.network(result(dns=DnsFacts(note="Not with a proxy.")), LIGHT)
    assert "Not with a proxy." in html
    assert "DMARC" not in html


def test_where_nothing_is_known_that_is_said(qapp: object) -> None:
    html = sheets.protection(result(security={"caa": ["old"]}), LIGHT) + sheets.network(result(), LIGHT)
    for part in (
        "gave no answer that could be judged",
        "Unknown: no answer.",
        "not reached over HTTPS",
        "Not asked for",
    ):
        assert part in html


def test_a_card_says_who_how_to_reach_them_and_what_the_site_is_built_with(qapp: object) -> None:
    emails = (
        Email(value="shop@gmail.test", kind="free", confidence=1.0),
        Email(value="info@shop.be", kind="role", own_domain=True, confidence=0.9),
    )
    phones = (Phone(value="+3292345678", display="09 234 56 78", region="BE", confidence=0.9),)
    cms = Technology(name="WordPress", version="6.5", categories=("CMS",))
    server = Technology(name="nginx", version=None, categories=("Web servers",))
    found = {"emails": emails, "phones": phones, "technologies": (server, cms), "organization": {"name": "Shop BV"}}
    html = sheets.summary(result(title="Shop", language="nl", verdict=Verdict.OK, **found), LIGHT)
    for part in ("A working site", "Shop BV", "info@shop.be<br>09 234 56 78", "WordPress 6.5, nginx", "Belgium (BE)"):
        assert part in html
    assert "Dutch (nl)" in html


def test_a_card_says_what_was_looked_at_in_vain(qapp: object) -> None:
    pages = tuple(Page(url=f"https://shop.be/{number}", status=200) for number in range(6))
    html = sheets.summary(result(title="Shop", pages=pages), LIGHT)
    for part in ("no organisation is named on 6 pages", "No technology was recognised on 6 pages"):
        assert part in html
    assert "No e-mail address and no phone number was found on 6 pages." in html


@pytest.mark.parametrize(
    ("days", "words"), [(400, "Until "), (5, "▲ Until "), (-2, "▲ Expired on ")], ids=["long", "soon", "over"]
)
def test_a_certificate_that_ends_soon_is_pointed_out(qapp: object, days: int, words: str) -> None:
    tls = TlsFacts(not_after=now() + timedelta(days=days, hours=1))
    assert words in sheets.summary(result(tls=tls), LIGHT)


def test_a_certificate_that_nobody_trusts_is_pointed_out(qapp: object) -> None:
    tls = TlsFacts(not_after=now(), failure=failure(FailureKind.TLS_HOSTNAME, "It is another's."))
    assert "▲ certificate of another name" in sheets.summary(result(tls=tls), LIGHT)


def test_the_values_of_the_users_own_rules_are_shown(qapp: object) -> None:
    html = sheets.summary(
        result(custom={"founded": ["1931"], "chef": []}, custom_problems={"slow": "Too slow."}), LIGHT
    )
    for part in ("Your own rules", "founded", "1931", "chef", "none", "slow", "Too slow."):
        assert part in html
