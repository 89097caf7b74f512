import pytest

from desktop_scanner.core.registrable import registrable


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.Peeters.be", "peeters.be"),
        ("a.b.peeters.co.uk.", "peeters.co.uk"),
        ("peeters.github.io", "peeters.github.io"),
        ("github.io", "github.io"),
        ("203.0.113.9", "203.0.113.9"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_the_registrable_domain_is_what_somebody_registered(host: str, domain: str) -> None:
    assert registrable(host) == domain
