import pytest

from desktop_scanner.core import connect_to
from desktop_scanner.core.connect_to import Route
from desktop_scanner.core.errors import SettingsError


@pytest.mark.parametrize(
    ("rule", "host", "port", "expected"),
    [
        ("a.com:443:127.0.0.1:8443", "a.com", 443, Route("127.0.0.1", 8443, is_ruled=True)),
        ("a.com:443:127.0.0.1:8443", "A.com", 443, Route("127.0.0.1", 8443, is_ruled=True)),
        ("a.com:443:127.0.0.1:8443", "a.com", 80, Route("a.com", 80, is_ruled=False)),
        ("a.com:443:127.0.0.1:8443", "b.com", 443, Route("b.com", 443, is_ruled=False)),
        ("::127.0.0.1:8443", "b.com", 80, Route("127.0.0.1", 8443, is_ruled=True)),
        ("a.com:::8080", "a.com", 80, Route("a.com", 8080, is_ruled=True)),
        ("a.com::staging.com:", "a.com", 80, Route("staging.com", 80, is_ruled=True)),
        ("a.com:80:[::1]:8080", "a.com", 80, Route("::1", 8080, is_ruled=True)),
    ],
)
def test_a_rule_sends_what_it_matches_elsewhere(rule: str, host: str, port: int, expected: Route) -> None:
    assert connect_to.route((connect_to.parse(rule),), host, port) == expected


def test_the_first_rule_that_matches_wins() -> None:
    rules = tuple(connect_to.parse(text) for text in ("a.com:80:127.0.0.1:1", "a.com:80:127.0.0.1:2"))
    assert connect_to.route(rules, "a.com", 80).port == 1


@pytest.mark.parametrize(
    "text", ["", "a.com", "a.com:80", "a.com:80:b.com", "a:b:c:d", "a.com:80:b.com:99999", "a:0:b:1"]
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        connect_to.parse(text)
