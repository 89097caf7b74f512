import pytest

from desktop_scanner import __version__
from desktop_scanner.core import user_agent
from desktop_scanner.core.errors import SettingsError


def test_without_a_contact_the_scanner_says_what_it_is() -> None:
    assert user_agent.introduction() == user_agent.DEFAULT
    assert user_agent.DEFAULT.startswith(f"DesktopScanner/{__version__} (")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (user_agent.DEFAULT, f"DesktopScanner/{__version__} (+https://me.test/)"),
        ("Mine/1", "Mine/1 (+https://me.test/)"),
    ],
)
def test_a_contact_stands_where_site_owners_look_for_it(given: str, said: str) -> None:
    assert user_agent.introduction(given, "https://me.test/") == said


@pytest.mark.parametrize("contact", [None, "https://me.test/scan?a=b", "http://me.test", "me@mail.test"])
def test_a_page_or_an_address_is_a_contact(contact: str | None) -> None:
    user_agent.check_contact(contact)


@pytest.mark.parametrize(
    "contact", ["", "me", "ftp://me.test", "https://me.test/ x", "https://me.test/(x)", "a@b", "https://" + "x" * 400]
)
def test_what_nobody_can_be_reached_at_is_no_contact(contact: str) -> None:
    with pytest.raises(SettingsError, match="is no contact"):
        user_agent.check_contact(contact)


@pytest.mark.parametrize("name", ["", "  ", "a\r\nb", "\ud800", "x" * 400])
def test_a_name_that_cannot_be_sent_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="user agent"):
        user_agent.check(name)


def test_a_name_in_any_letters_can_be_sent() -> None:
    user_agent.check("Käfer/1")
