import pytest

from desktop_scanner.extract.security import content_policy, headers
from desktop_scanner.extract.security.finding import Finding


def sent(**given: str) -> list[tuple[str, str]]:
    return [(name.replace("_", "-"), value) for name, value in given.items()]


@pytest.mark.parametrize(
    ("value", "result", "said"),
    [
        ("max-age=31536000; includeSubDomains; preload", "pass", "365 days, also below this name"),
        ('Max-Age="31536000"', "pass", "not below this name"),
        ("max-age = 86400", "fail", "names no time"),
        ("max-age=86400", "warn", "1 day only"),
        ("max-age=0", "fail", "names no time"),
        ("includeSubDomains", "fail", "names no time"),
        ("max-age=٣", "fail", "names no time"),
        (None, "fail", "are not told"),
    ],
)
def test_hsts_is_judged_by_its_time(value: str | None, result: str, said: str) -> None:
    finding = headers.hsts(sent(strict_transport_security=value) if value else [], is_https=True)
    assert finding.result == result
    assert said in finding.message


def test_hsts_means_nothing_without_https() -> None:
    finding = headers.hsts(sent(strict_transport_security="max-age=31536000"), is_https=False)
    assert (finding.result, finding.evidence) == ("fail", ())


@pytest.mark.parametrize(
    ("policy", "options", "result"),
    [
        (None, None, "fail"),
        (None, "deny", "pass"),
        (None, "SAMEORIGIN, SAMEORIGIN", "pass"),
        (None, "ALLOW-FROM https://a.test", "warn"),
        ("frame-ancestors 'none'", "ALLOWALL", "pass"),
        ("frame-ancestors *", "DENY", "fail"),
        ("default-src 'self'", "DENY", "pass"),
    ],
)
def test_framing_goes_by_the_policy_before_the_older_header(
    policy: str | None, options: str | None, result: str
) -> None:
    given = sent(x_frame_options=options) if options else []
    assert headers.framing(given, content_policy.parse([policy or ""])).result == result


@pytest.mark.parametrize(
    ("judge", "name", "results"),
    [
        (headers.content_type_options, "x-content-type-options", {"nosniff": "pass", "none": "warn", None: "fail"}),
        (headers.permissions_policy, "permissions-policy", {"camera=()": "pass", " ": "warn", None: "warn"}),
    ],
)
def test_headers_of_one_word_are_there_or_not(judge: object, name: str, results: dict[str | None, str]) -> None:
    for value, result in results.items():
        finding: Finding = judge([(name, value)] if value else [])  # type: ignore[operator]
        assert finding.result == result


@pytest.mark.parametrize(
    ("value", "in_page", "result"),
    [
        ("no-referrer, strict-origin-when-cross-origin", (), "pass"),
        ("no-referrer, something-new", (), "pass"),
        ("no-referrer-when-downgrade", (), "warn"),
        ("unsafe-url", ("no-referrer",), "fail"),
        (None, ("same-origin",), "pass"),
        (None, ("default",), "warn"),
        (None, (), "warn"),
    ],
)
def test_of_referrer_policies_the_last_known_word_counts(
    value: str | None, in_page: tuple[str, ...], result: str
) -> None:
    assert headers.referrer_policy(sent(referrer_policy=value) if value else [], in_page).result == result


def test_isolation_is_told_and_not_judged() -> None:
    assert headers.isolation([]).result == "info"
    assert headers.isolation(sent(cross_origin_opener_policy="same-origin")).evidence == (
        "cross-origin-opener-policy: same-origin",
    )


def test_versions_are_told_by_whoever_tells_them() -> None:
    telling = headers.disclosure(sent(server="Apache/2.4.41 (Ubuntu)", x_powered_by="PHP/8.1.2", via="1.1 varnish"))
    assert (telling.result, telling.evidence) == ("warn", ("server: Apache/2.4.41 (Ubuntu)", "x-powered-by: PHP/8.1.2"))
    assert headers.disclosure(sent(server="cloudflare", x_powered_by="ASP.NET")).result == "pass"
