from datetime import UTC, datetime, timedelta
from typing import Any

from desktop_scanner.core.failures import FailureKind, failure
from desktop_scanner.core.results import DnsFacts, Door, TlsFacts
from desktop_scanner.core.security import MixedContent, MixedKind, SecurityFacts, SecurityTxt
from desktop_scanner.extract.security import assessment, grade
from desktop_scanner.extract.security.assessment import Seen
from desktop_scanner.extract.security.markup import Markup

AT = datetime(2026, 11, 23, tzinfo=UTC)
HOME = "https://a.test/"
DOORS = (Door(url=HOME, status=200), Door(url="http://a.test/", status=301, leads_to=HOME))
TLS = TlsFacts(verified=True, protocol="TLSv1.3", not_after=AT + timedelta(days=60))
GOOD = (
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ("content-security-policy", "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=()"),
)
MAIL = DnsFacts(name="a.test", mx=("mx.a.test",), txt=("v=spf1 mx -all",), dmarc="v=DMARC1; p=reject")


def assess(**given: Any) -> SecurityFacts:
    seen = {"url": HOME, "headers": GOOD, "doors": DOORS, "tls": TLS, "pages": (Markup(),), **given}
    facts = assessment.assess(Seen(at=AT, **seen))
    assert facts is not None
    return facts


def results(facts: SecurityFacts) -> dict[str, str]:
    return {check.id: check.result for check in facts.checks}


def mixed(*kinds: MixedKind) -> Markup:
    return Markup(mixed_content=tuple(MixedContent(f"http://b.test/{kind}", HOME, kind) for kind in kinds))


def test_a_site_that_does_everything_is_an_a() -> None:
    facts = assess(dns=MAIL, security_txt=SecurityTxt(found=True, url=HOME))
    assert (facts.grade, facts.score) == ("A", 100)
    assert set(results(facts).values()) == {"pass", "info"}


def test_a_site_with_https_and_nothing_else_is_a_d() -> None:
    assert (assess(headers=()).grade, assess(headers=()).score) == ("D", 59)


def test_every_check_of_the_table_is_made_once_and_in_its_order() -> None:
    assert [check.id for check in assess().checks] == list(grade.WEIGHTS)
    unread = assess(url=None, headers=None, pages=())
    assert [check.id for check in unread.checks] == list(grade.WEIGHTS)


def test_the_same_site_is_always_judged_the_same() -> None:
    assert assess(dns=MAIL) == assess(dns=MAIL)


def test_where_nothing_was_seen_nothing_is_said() -> None:
    assert assessment.assess(Seen(at=AT)) is None


def test_a_domain_of_which_only_the_mail_is_known_has_no_grade() -> None:
    facts = assess(url=None, headers=None, doors=(), tls=None, pages=(), dns=MAIL)
    assert (facts.grade, facts.score, results(facts)["spf"]) == (None, None, "pass")


def test_a_refused_certificate_alone_is_an_f() -> None:
    fault = failure(FailureKind.TLS_EXPIRED, "The certificate of a.test:443 has expired.")
    doors = (Door(url=HOME, failure=fault),)
    facts = assess(url=None, headers=None, doors=doors, tls=TlsFacts(failure=fault), pages=())
    assert (facts.grade, "has expired" in facts.summary or "cannot be read over https" in facts.summary) == ("F", True)


def test_mixed_content_is_judged_by_its_kind_and_by_what_the_browser_is_told() -> None:
    assert results(assess(pages=(Markup(), mixed("passive"))))["mixed_content"] == "warn"
    assert results(assess(pages=(Markup(), mixed("passive", "form"))))["mixed_content"] == "fail"
    upgraded = (("content-security-policy", "upgrade-insecure-requests"),)
    assert results(assess(pages=(mixed("active"),), headers=upgraded))["mixed_content"] == "warn"
    assert results(assess(url="http://a.test/", pages=(mixed("active"),)))["mixed_content"] == "unknown"


def test_mixed_content_of_all_pages_is_bounded() -> None:
    assert len(assess(pages=(mixed("active"),) * 99).mixed_content) == assessment.MAX_MIXED


def test_what_the_front_page_declares_itself_counts() -> None:
    front = Markup(policies=("default-src 'self'",), referrer=("origin",))
    judged = results(assess(headers=(), pages=(front, Markup(policies=("default-src *",)))))
    assert (judged["csp"], judged["referrer_policy"]) == ("pass", "pass")


def test_cookies_are_told_and_judged() -> None:
    facts = assess(cookies=((HOME, "sid=hunter2"),))
    assert (facts.cookies[0].name, results(facts)["cookies"]) == ("sid", "fail")
    assert "hunter2" not in repr(facts)
