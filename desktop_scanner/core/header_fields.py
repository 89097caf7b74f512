"""Request headers and cookies as people write them: which can be sent, and which of them are secrets."""

import re

from desktop_scanner.core.errors import SettingsError

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_SECRET = re.compile(
    r"cookie|token|secret|passw|credential|session|signature|(?:api|access|auth)-?key|authoriz|authentic|"
    r"(?:^|-)auth(?:-|$)",
    re.IGNORECASE,
)

# What frames the request is the program's own affair, and a proxy's credentials are no site's.
_OWN = {
    "host": "use --connect-to to reach a site at another place",
    "proxy-authorization": "write the user and password in the proxy's URL",
    **dict.fromkeys(
        ("connection", "content-length", "expect", "keep-alive", "proxy-connection", "te", "trailer")
        + ("transfer-encoding", "upgrade"),
        "leave it out",
    ),
}


def is_secret(name: str) -> bool:
    """Return whether a header's value is a secret, by its name: it is not stored, and told to the scanned site only."""
    return _SECRET.search(name) is not None


def check_header(name: str, value: str) -> None:
    """Raise SettingsError, which never repeats the value, where a header cannot be sent."""
    if not _TOKEN.fullmatch(name):
        raise SettingsError('The name of a header cannot hold all of these characters; write it as "Name: value".')
    if name.lower() in _OWN:
        raise SettingsError(f'The header "{name}" is set by the program itself; {_OWN[name.lower()]}.')
    _check_value(f'header "{name}"', value)
    if name.lower() == "cookie":
        for cookie in cookies_in(value):
            check_cookie(*cookie)


def check_cookie(name: str, value: str) -> None:
    """Raise SettingsError, which never repeats the value, where a cookie cannot be sent."""
    if not _TOKEN.fullmatch(name):
        raise SettingsError('The name of a cookie cannot hold all of these characters; write it as "name=value".')
    _check_value(f'cookie "{name}"', value)
    if ";" in value:
        raise SettingsError(f'The value of the cookie "{name}" holds a semicolon; give each cookie by itself.')


def cookies_in(header: str) -> tuple[tuple[str, str], ...]:
    """Return the cookies that stand in the value of a Cookie header."""
    parts = (part.strip().partition("=") for part in header.split(";") if part.strip())
    return tuple((name.strip(), value.strip()) for name, _, value in parts)


def _check_value(what: str, value: str) -> None:
    if _CONTROL.search(value):
        raise SettingsError(f"The value of the {what} holds a control character; write it in one line.")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SettingsError(f"The value of the {what} cannot be sent; write it in plain letters.") from error
