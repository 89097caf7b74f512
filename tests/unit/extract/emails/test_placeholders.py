import pytest

from desktop_scanner.extract.emails import placeholders


@pytest.mark.parametrize(
    ("local", "domain", "is_own", "expected"),
    [
        ("info", "example.com", True, True),
        ("info", "firm.test", False, True),
        ("info", "firm.tld", False, True),
        ("info", "firma.de", False, True),
        ("info", "firma.de", True, False),
        ("vorname.nachname", "peeters.be", True, True),
        ("your-email-here", "peeters.be", False, True),
        ("me", "peeters.be", True, False),
        ("me", "peeters.be", False, True),
        ("mario.rossi", "gmail.com", False, True),
        ("mario.rossi", "rossi.it", False, False),
        ("test", "test.io", False, True),
        ("an", "peeters.be", False, False),
    ],
)
def test_stand_ins_are_told_by_both_parts(local: str, domain: str, is_own: bool, expected: bool) -> None:
    assert placeholders.is_stand_in(local, domain, is_own=is_own) is expected
