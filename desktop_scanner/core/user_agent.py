"""The name under which the scanner introduces itself to servers: honest, and with a way to reach whoever scans."""

import re

from desktop_scanner import __version__
from desktop_scanner.core.errors import SettingsError

PRODUCT = f"DesktopScanner/{__version__}"
DEFAULT = f"{PRODUCT} (domain research; respects robots.txt)"

MAX_CHARACTERS = 300

_PAGE = re.compile(r"https?://[^\s()<>\"\x00-\x1f\x7f]+")
_MAIL = re.compile(r"[^\s()<>@\"\x00-\x1f\x7f]+@[^\s()<>@\"\x00-\x1f\x7f.]+(?:\.[^\s()<>@\"\x00-\x1f\x7f.]+)+")


def introduction(user_agent: str = DEFAULT, contact: str | None = None) -> str:
    """Return what the User-Agent header says; a contact stands in the form that site owners know, `(+URL)`."""
    if contact is None:
        return user_agent
    return f"{PRODUCT if user_agent == DEFAULT else user_agent} (+{contact})"


def check(user_agent: str) -> None:
    """Raise SettingsError where the text cannot be the value of a User-Agent header."""
    if not user_agent.strip():
        raise SettingsError(
            "The user agent is empty, but a scanner says who it is; leave the option out for the usual one."
        )
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", user_agent) or len(user_agent) > MAX_CHARACTERS:
        raise SettingsError(f"The user agent must be one line of at most {MAX_CHARACTERS} characters.")


def check_contact(contact: str | None) -> None:
    """Raise SettingsError where the contact is neither a page nor an e-mail address."""
    if contact is None or ((_PAGE.fullmatch(contact) or _MAIL.fullmatch(contact)) and len(contact) <= MAX_CHARACTERS):
        return
    raise SettingsError(
        f'"{contact[:80]}" is no contact; name a page (https://example.com/scanner) or an e-mail address.'
    )
