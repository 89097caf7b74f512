"""Sign-ins as people write them: the user and password with which one host lets visitors in (HTTP Basic)."""

import base64
import re
from dataclasses import dataclass, field

from desktop_scanner.core import domains
from desktop_scanner.core.domains import DomainNameError
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.references import is_reference

_FORM = "write it as HOST=USER:PASSWORD"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Whom a host is told that the visitor is; no text shows the credentials."""

    host: str
    username: str = field(repr=False)
    password: str = field(repr=False)

    @property
    def authorization(self) -> bytes:
        """Return the value of the Authorization header (RFC 7617, in UTF-8)."""
        return b"Basic " + base64.b64encode(f"{self.username}:{self.password}".encode())


def parse(host: str, credentials: str) -> SignIn:
    """Return the sign-in of `USER:PASSWORD` at a host; raise SettingsError, which never repeats the credentials."""
    name = host_of(host)
    username, colon, password = credentials.partition(":")
    if not colon or not (username or password):
        raise SettingsError(f"The sign-in for {name} has no password; {_FORM}.")
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", credentials):
        raise SettingsError(f"The user or password for {name} holds a control character.")
    return SignIn(name, username, password)


def host_of(text: str) -> str:
    """Return the host that a sign-in is meant for, in the form in which requests name it, www taken off."""
    try:
        return domains.target(text).domain.strip("[]")
    except DomainNameError as error:
        raise SettingsError(f'"{text[:80]}" is no host to sign in at ({error}); {_FORM}.') from error


def is_literal(credentials: str) -> bool:
    """Return whether the password stands in the text itself, and not where it says."""
    return not is_reference(credentials.partition(":")[2])
