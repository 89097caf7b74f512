import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.extract.security import content_policy

STRICT = "default-src 'self'; object-src 'none'; base-uri 'none'"


def result(*sent: str) -> tuple[str, str]:
    finding = content_policy.check(sent, (), ())
    return finding.result, finding.message


@pytest.mark.parametrize(
    ("policy", "expected", "said"),
    [
        (STRICT, "pass", "keeps foreign scripts out."),
        ("DEFAULT-SRC 'self'", "pass", "base-uri"),
        (
            "script-src 'nonce-abc' 'unsafe-inline' 'strict-dynamic' https:; object-src 'none'; base-uri 'self'",
            "pass",
            "",
        ),
        ("script-src 'self'", "pass", "plug-ins"),
        ("default-src 'self' 'unsafe-inline'", "warn", "'unsafe-inline'"),
        ("default-src *; script-src 'self' 'Unsafe-Eval'", "warn", "'unsafe-eval'"),
        ("script-src 'self' https:", "warn", "from anywhere"),
        ("default-src 'none'; script-src 'self'; script-src *", "pass", "base-uri"),
        ("upgrade-insecure-requests; frame-ancestors 'self'", "fail", "does not limit where scripts come from"),
        ("img-src 'self'", "fail", "does not limit where scripts come from"),
        ("", "fail", "There is no Content-Security-Policy"),
        (";;, ,;", "fail", "There is no Content-Security-Policy"),
    ],
)
def test_a_policy_is_judged_by_what_it_says_of_scripts(policy: str, expected: str, said: str) -> None:
    found, message = result(policy)
    assert found == expected
    assert said in message


def test_of_several_policies_all_hold_so_a_gap_must_be_in_each() -> None:
    assert result("script-src 'self' 'unsafe-inline'", STRICT)[0] == "pass"
    assert result("script-src 'self' 'unsafe-inline', script-src 'unsafe-inline'")[0] == "warn"


def test_a_policy_in_the_page_counts() -> None:
    assert content_policy.check((), (STRICT,), ()).result == "pass"


def test_a_policy_that_only_reports_forbids_nothing() -> None:
    finding = content_policy.check((), (), (STRICT,))
    assert (finding.result, "only reports" in finding.message) == ("fail", True)
    assert finding.evidence == (f"content-security-policy-report-only: {STRICT}",)


def test_who_may_frame_and_what_is_upgraded_is_read_from_any_policy() -> None:
    policies = content_policy.parse(
        ["default-src 'self'", "frame-ancestors 'self' https://a.test; upgrade-insecure-requests"]
    )
    assert content_policy.frame_ancestors(policies) == ("'self'", "https://a.test")
    assert content_policy.upgrades(policies)
    assert content_policy.frame_ancestors(()) is None


@given(st.lists(st.text(alphabet=st.sampled_from("abc-' ;,*:\t\n\x00é") | st.characters()), max_size=4))
def test_no_policy_raises(values: list[str]) -> None:
    assert content_policy.check(values, values, values).result in ("pass", "warn", "fail")
