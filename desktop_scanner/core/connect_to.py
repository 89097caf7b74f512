"""Rules that send the requests for one host and port to another, in curl's form HOST1:PORT1:HOST2:PORT2.

An empty HOST1 or PORT1 matches all, an empty HOST2 or PORT2 keeps the one asked for; IPv6 stands in brackets
(curl's manual, --connect-to).
"""

import re

from msgspec import Struct

from desktop_scanner.core.errors import SettingsError

_FORM = re.compile(r"(\[[^\]]*\]|[^:\[\]]*):(\d*):(\[[^\]]*\]|[^:\[\]]*):(\d*)")


class Rule(Struct, frozen=True):
    """One rule; None matches all on the left and keeps what was asked for on the right."""

    host: str | None
    port: int | None
    to_host: str | None
    to_port: int | None

    def matches(self, host: str, port: int) -> bool:
        """Return whether the rule is meant for requests to `host` and `port`."""
        return self.host in (None, host) and self.port in (None, port)


class Route(Struct, frozen=True):
    """Where a connection really goes; `is_ruled` says that a rule sent it there."""

    host: str
    port: int
    is_ruled: bool


def parse(text: str) -> Rule:
    """Return the rule that `text` writes; raise SettingsError if it is none."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise SettingsError(f'"{text}" is no rule of the form HOST1:PORT1:HOST2:PORT2.')
    host, port, to_host, to_port = match.groups()
    return Rule(_host(host), _port(port, text), _host(to_host), _port(to_port, text))


def route(rules: tuple[Rule, ...], host: str, port: int) -> Route:
    """Return where the first rule that matches sends a connection, or the same place where none does."""
    for rule in rules:
        if rule.matches(host.lower(), port):
            return Route(rule.to_host or host, rule.to_port or port, is_ruled=True)
    return Route(host, port, is_ruled=False)


def _host(text: str) -> str | None:
    return text.strip("[]").lower() or None


def _port(text: str, rule: str) -> int | None:
    if not text:
        return None
    port = int(text)
    if not 1 <= port <= 65535:
        raise SettingsError(f'"{rule}" names port {port}; ports run from 1 to 65535.')
    return port
