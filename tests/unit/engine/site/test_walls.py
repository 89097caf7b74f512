import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.engine.site import answers, walls
from tests.unit.engine.site.test_answers import fetched


@pytest.mark.parametrize(
    ("service", "status", "body", "headers"),
    [
        ("Cloudflare", 403, b"", {"cf_mitigated": "challenge"}),
        ("Cloudflare", 503, b"<title>Just a moment...</title>", {"server": "cloudflare"}),
        ("AWS WAF", 202, b"", {"x_amzn_waf_action": "challenge"}),
        ("DataDome", 403, b"<script src=https://ct.captcha-delivery.com/c.js>", {}),
        ("Imperva", 200, b"Request unsuccessful. Incapsula incident ID: 1-2", {}),
        ("Akamai", 403, b"https://errors.edgesuite.net/18.1", {"server": "AkamaiGHost"}),
        ("Cloudflare", 403, b"error code: 1020", {"server": "cloudflare"}),
        ("Cloudflare", 200, b"<script>window._cf_chl_opt={cvId:'3'}</script>", {}),
        ("Cloudflare", 403, b"<script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script>", {}),
        ("AWS WAF", 405, b"<script>window.gokuProps = {}</script>", {}),
        ("DataDome", 403, b"", {"x_dd_b": "1"}),
        ("Imperva", 200, b"<iframe src='/_Incapsula_Resource?CWUDNSAI=9&incident_id=7'></iframe>", {"x_iinfo": "1"}),
        ("Imperva", 200, b"<title>Pardon Our Interruption</title>", {}),
        ("HUMAN", 403, b"<div id=px-captcha></div>", {}),
        ("HUMAN", 429, b"<script src=https://captcha.px-cloud.net/x></script>", {}),
        ("Sucuri", 200, b"<script>var s={};sucuri_cloudproxy_js='';</script>", {}),
        ("Sucuri", 403, b"", {"x_sucuri_block": "EXPVP16"}),
        ("Akamai", 403, b"<title>Access Denied</title>", {"server": "AkamaiGHost"}),
        ("Akamai", 200, b"<div id=sec-if-cpt-container></div>", {}),
        ("DDoS-Guard", 403, b"", {"server": "ddos-guard"}),
        ("DDoS-Guard", 200, b"<script src=/.well-known/ddos-guard/js-challenge/index.js></script>", {}),
        ("Kasada", 429, b"<script>window.KPSDK={};</script>", {}),
        ("Kasada", 429, b"", {"x_kpsdk_ct": "abc"}),
        ("Reblaze", 200, b"<script>window.rbzns={bereshit:1}</script>", {}),
        ("F5", 200, b'<script>window["bobcmn"]="1"</script>', {}),
        ("Imunify360", 200, b"<title>One moment, please...</title><p>Imunify360 bot-protection</p>", {}),
        ("a captcha", 403, b"<script src=https://js.hcaptcha.com/1/api.js></script>", {}),
        (
            "a captcha",
            200,
            b"<title>Human Verification</title><script src=https://www.google.com/recaptcha/api.js>",
            {},
        ),
        ("a captcha", 200, b"<title>Robot or human?</title><script src=https://hcaptcha.com/1/api.js>", {}),
        ("a cookie test in JavaScript", 200, b"document.cookie='__test='+toHex(slowAES.decrypt(c,2,a,b))", {}),
    ],
)
def test_a_bot_wall_is_known_by_its_signs(service: str, status: int, body: bytes, headers: dict[str, str]) -> None:
    met = walls.wall(fetched(status, body, **headers))
    assert met is not None
    assert met.service == service
    assert met.evidence.snippet


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (200, b"<script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js>", {"server": "cloudflare"}),
        (403, b"Forbidden", {"server": "cloudflare"}),
        (404, b"Not found", {"server": "ddos-guard"}),
        (200, b"How captcha-delivery.com works", {}),
        (200, b"<title>Contact</title><form><script src=https://www.google.com/recaptcha/api.js></script>", {}),
        (200, b"<title>Human rights</title><script src=https://js.hcaptcha.com/1/api.js></script>", {}),
        (200, b"<title>Roofs</title><script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script>", {}),
        (200, b"<title>Captcha solving</title><p>What it is</p>", {}),
        (200, b"<p>words</p>" * 300 + b"<script src='/_Incapsula_Resource?SWJIYLWA=7'></script>", {"x_iinfo": "1"}),
        (200, b"<p>words</p>" * 3_000 + b"<div class=px-captcha>", {}),
        (200, b"<p>words</p>" * 3_000 + b"window.gokuProps", {}),
        (404, b"Not found", {"server": "AkamaiGHost"}),
        (200, b"Fine", {"x_kpsdk_ct": "abc"}),
    ],
)
def test_an_ordinary_answer_of_a_protected_site_is_no_wall(status: int, body: bytes, headers: dict[str, str]) -> None:
    assert walls.wall(fetched(status, body, **headers)) is None


def test_a_wall_is_a_failure_of_its_own_that_is_not_tried_again() -> None:
    answer = answers.of(fetched(503, b"", cf_mitigated="challenge"))
    assert answer.failure is not None
    assert (answer.failure.kind, answer.failure.retryable) == ("bot_wall", False)
    assert answer.wall is not None
    assert answer.wall.method == "header"


@given(st.integers(200, 599), st.binary(max_size=200))
def test_no_answer_makes_the_rules_fail(status: int, body: bytes) -> None:
    met = walls.wall(fetched(status, b"<title>captcha" + body + b"hcaptcha.com/1/api.js"))
    assert met is None or len(met.evidence.snippet) <= 160


def test_hosts_that_only_test_for_robots_are_known() -> None:
    assert walls.is_wall_host("validate.perfdrive.com")
    assert not walls.is_wall_host("example.com")
