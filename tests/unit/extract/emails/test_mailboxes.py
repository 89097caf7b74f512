import pytest

from desktop_scanner.extract.emails import mailboxes


@pytest.mark.parametrize(
    ("local", "domain"),
    [
        ("", "peeters.be"),
        ("info", "peeters"),
        ("info", "pee_ters.be"),
        ("info", "be"),
        ("x" * 65, "peeters.be"),
        ("a" * 60, ".".join(["b" * 60] * 4) + ".be"),
        ("icon", "2x.ai"),
        ("info", "peeters..be"),
        ("in fo", "peeters.be"),
        ("0123456789abcdef0123456789abcdef", "peeters.be"),
    ],
)
def test_what_can_be_no_mailbox_is_refused(local: str, domain: str) -> None:
    assert mailboxes.judge(local, domain) is None


def test_a_domain_is_written_in_one_way() -> None:
    found = mailboxes.judge("Info", "WWW.Müller.DE")
    assert found is not None
    assert found.value == "Info@www.müller.de"


@pytest.mark.parametrize(
    ("local", "is_role"), [("info", True), ("Info2", True), ("bestellung-at", True), ("an", False)]
)
def test_roles_are_known_in_many_languages(local: str, is_role: bool) -> None:
    assert (mailboxes.kind(local, "") == "role") is is_role
