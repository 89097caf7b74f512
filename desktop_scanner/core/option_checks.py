"""What an option may be, in sentences for people: each names the option by its title and never repeats a secret."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Meta

from desktop_scanner.core import (
    connect_to,
    header_fields,
    name_servers,
    path_patterns,
    proxy_urls,
    sign_ins,
    user_agent,
)
from desktop_scanner.core.errors import SettingsError

MAX_PROXIES = 10_000


def out_of_range(declared: Meta) -> SettingsError:
    """Return the refusal of a value that is beyond an option's limits, or of another type."""
    title = declared.title
    if declared.gt is not None:
        return SettingsError(f'"{title}" must be a number above {declared.gt:g} and at most {_number(declared.le)}.')
    if declared.ge is not None:
        return SettingsError(f'"{title}" must be a number from {_number(declared.ge)} to {_number(declared.le)}.')
    return SettingsError(f'"{title}" cannot be used in the form in which it is given. {declared.description}')


def _proxies(urls: Iterable[str]) -> None:
    for number, url in enumerate(urls, start=1):
        if number > MAX_PROXIES:
            raise SettingsError(f"There are more than {MAX_PROXIES:,} proxies; give fewer.")
        proxy_urls.parse(url)


def _each(check: Callable[..., object], *, is_pair: bool = False) -> Callable[[Any], None]:
    def check_all(values: Iterable[Any]) -> None:
        for value in values:
            if is_pair:
                check(*value)
            else:
                check(value)

    return check_all


CHECKS: dict[str, Callable[[Any], None]] = {
    "user_agent": user_agent.check,
    "contact": user_agent.check_contact,
    "headers": _each(header_fields.check_header, is_pair=True),
    "cookies": _each(header_fields.check_cookie, is_pair=True),
    "auth": _each(sign_ins.parse, is_pair=True),
    "proxies": _proxies,
    "include": path_patterns.check,
    "exclude": path_patterns.check,
    "dns_servers": _each(name_servers.parse),
    "connect_to": _each(connect_to.parse),
}


def _number(value: float | None) -> str:
    return f"{value:,g}" if value is not None and value < 1_000_000 else f"{value:,}"
