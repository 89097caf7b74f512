from desktop_scanner.core.failures import FailureKind, failure
from desktop_scanner.core.results import DnsFacts, Page, Technology, TlsFacts
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine.site import findings
from desktop_scanner.engine.site.answers import Answer
from desktop_scanner.engine.site.findings import Findings
from desktop_scanner.engine.site.page_reading import Reading
from desktop_scanner.engine.site.visit import Visit
from desktop_scanner.extract.page import PageFacts
from tests.unit.engine.site.test_answers import fetched

_TARGET = ClaimedTarget(id=1, attempt=1, domain="xn--mller-kva.test", host="xn--mller-kva.test")
_FAULT = failure(FailureKind.NOT_HTML, "It is a picture.")


def reading(facts: PageFacts | None) -> Reading:
    visit = Visit(url="https://a.test/", answer=Answer(url="https://a.test/"))
    return Reading(page=Page(url="https://a.test/", failure=None if facts else _FAULT), visit=visit, facts=facts)


def test_a_domain_is_completed_where_any_page_was_read() -> None:
    found = Findings(target=_TARGET, failure=_FAULT, readings=[reading(None), reading(PageFacts(title="Here"))])
    result = found.result()
    assert (result.status, result.failure, result.title) == ("completed", None, "Here")
    assert [page.failure for page in result.pages] == [_FAULT, None]


def test_a_domain_fails_where_no_page_was_read() -> None:
    result = Findings(target=_TARGET, failure=_FAULT, readings=[reading(None)]).result()
    assert (result.status, result.failure) == ("failed", _FAULT)


def test_a_result_tells_its_name_and_its_times() -> None:
    result = Findings(target=_TARGET, failure=_FAULT).result()
    assert result.domain_display == "müller.test"
    assert result.started_at is not None
    assert result.finished_at is not None
    assert result.finished_at >= result.started_at


def test_only_headers_that_protect_are_kept() -> None:
    answer = fetched(strict_transport_security="max-age=1", server="nginx", x_frame_options="DENY")
    assert findings.security_headers(answer) == {"strict-transport-security": "max-age=1", "x-frame-options": "DENY"}


def test_records_certificate_and_robots_join_the_pages_technologies() -> None:
    on_page = Technology(name="Microsoft 365", version="1", confidence=60)
    found = Findings(
        target=_TARGET,
        final_url="https://a.test/",
        dns=DnsFacts(mx=("a-test.mail.protection.outlook.com",)),
        tls=TlsFacts(issuer="CN=R11,O=Let's Encrypt,C=US"),
        robots_text="User-agent: *\nDisallow: /wp-admin/\n",
        readings=[reading(PageFacts(technologies=(on_page,)))],
    )
    result = found.result()
    names = {technology.name: technology for technology in result.technologies}
    assert {"Microsoft 365", "Let's Encrypt", "WordPress", "PHP"} <= names.keys()
    assert (names["Microsoft 365"].version, names["Microsoft 365"].confidence) == ("1", 100)
    assert result.dns == found.dns


def test_a_domain_that_fails_still_shows_its_mail_provider() -> None:
    result = Findings(target=_TARGET, failure=_FAULT, dns=DnsFacts(mx=("aspmx.l.google.com",))).result()
    assert [technology.name for technology in result.technologies] == ["Google Workspace"]
