import pytest

from desktop_scanner.engine import answers, walls
from tests.unit.engine.test_answers import fetched


@pytest.mark.parametrize(
    ("service", "status", "body", "headers"),
    [
        ("Cloudflare", 403, b"", {"cf_mitigated": "challenge"}),
        ("Cloudflare", 503, b"<title>Just a moment...</title>", {"server": "cloudflare"}),
        ("AWS WAF", 202, b"", {"x_amzn_waf_action": "challenge"}),
        ("DataDome", 403, b"<script src=https://ct.captcha-delivery.com/c.js>", {}),
        ("Imperva", 200, b"Request unsuccessful. Incapsula incident ID: 1-2", {}),
        ("Akamai", 403, b"https://errors.edgesuite.net/18.1", {"server": "AkamaiGHost"}),
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
