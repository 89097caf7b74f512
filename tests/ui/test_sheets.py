from desktop_scanner.core.clock import now
from desktop_scanner.core.failures import Attempt, FailureKind, Stage, failure
from desktop_scanner.core.results import DomainResult, Door
from desktop_scanner.core.statuses import DomainStatus
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


def test_a_failure_is_shown_whole(qapp: object) -> None:
    html = sheets.summary(result(failure=FAILURE), LIGHT)
    for part in (FAILURE.message, FAILURE.hint, "Connecting", "connect_refused", "8 ms"):
        assert part in html


def test_the_report_names_kind_stage_attempts_and_what_was_tried(qapp: object) -> None:
    door = Door(url="https://shop.be/", failure=FAILURE)
    report = sheets.report(result(failure=FAILURE, doors=(door,)))
    for part in ("shop.be", FAILURE.message, FAILURE.hint, "connect_refused", "connect,", "attempts: 3", "8 ms"):
        assert part in report


def test_the_values_of_the_users_own_rules_are_shown(qapp: object) -> None:
    html = sheets.summary(
        result(custom={"founded": ["1931"], "chef": []}, custom_problems={"slow": "Too slow."}), LIGHT
    )
    for part in ("Your own rules", "founded", "1931", "chef", "none", "slow", "Too slow."):
        assert part in html
