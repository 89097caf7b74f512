"""SPF by RFC 7208 and DMARC by RFC 7489: what a domain's records say of mail sent in its name.

Records are judged as they are written; what they refer to is not asked for, so look-ups are counted in the record only.
"""

import ipaddress
import re
from collections.abc import Iterable

from msgspec import Struct

MAX_LOOKUPS = 10  # RFC 7208 section 4.6.4
_MAX_TERMS = 500

_MODIFIER = re.compile(r"([a-z][a-z0-9_.-]{0,63})=(.*)", re.IGNORECASE | re.DOTALL)
_MECHANISM = re.compile(r"([+?~-]?)([a-z][a-z0-9]{0,15})(?:([:/])(.*))?", re.IGNORECASE | re.DOTALL)
_ASKING = frozenset({"include", "a", "mx", "ptr", "exists"})
_MECHANISMS = _ASKING | {"all", "ip4", "ip6"}
_NEEDS_DOMAIN = frozenset({"include", "exists"})
_TAG = re.compile(r"\s*([a-z][a-z0-9_]{0,31})\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)


class Spf(Struct, frozen=True, kw_only=True):
    """An SPF record: `all` is the qualifier of its last word (+ ? ~ -), None where it has none."""

    all: str | None = None
    redirect: str | None = None
    lookups: int = 0
    uses_ptr: bool = False
    errors: tuple[str, ...] = ()


class Dmarc(Struct, frozen=True, kw_only=True):
    """A DMARC record: `policy` and `subdomains` are none, quarantine or reject; None where the record is void."""

    policy: str | None = None
    subdomains: str | None = None
    percent: int = 100
    reports: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


def spf_records(texts: Iterable[str]) -> tuple[str, ...]:
    """Return which TXT records are SPF records (section 4.5)."""
    return tuple(text for text in texts if re.match(r"v=spf1(?: |$)", text, re.IGNORECASE))


def only_dmarc(texts: Iterable[str]) -> str | None:
    """Return the DMARC record among the texts at its place; of several, none counts (section 6.6.3)."""
    records = [text for text in texts if re.match(r"\s*v\s*=\s*DMARC1\s*(?:;|$)", text[:100])]
    return records[0] if len(records) == 1 else None


def spf(record: str) -> Spf:
    """Return what an SPF record says; a term that is none makes it void and is named in `errors`."""
    read = _Spf()
    for term in record.split()[1 : 1 + _MAX_TERMS]:
        read.take(term)
    redirect = None if read.all else read.redirect  # section 6.1: beside "all" it is ignored
    lookups = read.lookups + (redirect is not None)
    if lookups > MAX_LOOKUPS:
        read.errors.append(f"it needs {lookups} look-ups, and receivers stop at {MAX_LOOKUPS}")
    return Spf(
        all=read.all,
        redirect=redirect,
        lookups=lookups,
        uses_ptr=read.uses_ptr,
        errors=tuple(dict.fromkeys(read.errors)),
    )


def dmarc(record: str) -> Dmarc:
    """Return what a DMARC record says."""
    tags: dict[str, str] = {}
    errors: list[str] = []
    for part in record.split(";")[:_MAX_TERMS]:
        match = _TAG.match(part)
        if match:
            tags.setdefault(match[1].lower(), match[2].strip())
        elif part.strip():
            errors.append(f'"{part.strip()[:60]}" is no tag with a value')
    policy = _policy(tags.get("p"))
    reports = tuple(address.strip() for address in tags.get("rua", "").split(",") if address.strip())
    if policy is None:
        errors.append('it has no valid policy ("p")')
        # Section 6.6.3: a record that asks for reports counts as one that only watches.
        policy = "none" if any(address.lower().startswith("mailto:") for address in reports) else None
    subdomains = _policy(tags.get("sp"))
    if "sp" in tags and subdomains is None:
        errors.append('its policy for subdomains ("sp") is none that exists')
    percent = _percent(tags.get("pct", "100"))
    if percent is None:
        errors.append('its percentage ("pct") is no number from 0 to 100')
    return Dmarc(
        policy=policy,
        subdomains=subdomains or policy,
        percent=100 if percent is None else percent,
        reports=reports,
        errors=tuple(errors),
    )


class _Spf:
    """An SPF record while it is read, term by term."""

    def __init__(self) -> None:
        self.all: str | None = None
        self.redirect: str | None = None
        self.lookups = 0
        self.uses_ptr = False
        self.errors: list[str] = []

    def take(self, term: str) -> None:
        """Take the next term; those after "all" are never reached (section 5.1)."""
        modifier = _MODIFIER.fullmatch(term)
        if modifier is not None:
            self._modify(modifier[1].lower(), modifier[2], term)
            return
        mechanism = _MECHANISM.fullmatch(term)
        name = mechanism[2].lower() if mechanism else ""
        if mechanism is None or name not in _MECHANISMS or not _is_sound(name, mechanism[3], mechanism[4]):
            self.errors.append(f'"{term[:60]}" is nothing that SPF knows')
        elif self.all is None:
            self.lookups += name in _ASKING
            self.uses_ptr = self.uses_ptr or name == "ptr"
            self.all = (mechanism[1] or "+") if name == "all" else None

    def _modify(self, name: str, value: str, term: str) -> None:
        if name not in ("redirect", "exp"):
            return  # section 6: unknown modifiers are ignored
        if not value or (name == "redirect" and self.redirect is not None):
            self.errors.append(f'"{term[:60]}" cannot stand here')
        elif name == "redirect":
            self.redirect = value


def _is_sound(name: str, sign: str | None, value: str | None) -> bool:
    """Return whether a mechanism has the value that it needs, and none that it cannot have."""
    if name == "all":
        return sign is None
    if name in ("ip4", "ip6"):
        return sign == ":" and _is_network(value or "", 4 if name == "ip4" else 6)
    if name in _NEEDS_DOMAIN:
        return sign == ":" and bool(value)
    return sign is None or bool(value)


def _is_network(text: str, version: int) -> bool:
    try:
        return ipaddress.ip_network(text, strict=False).version == version
    except ValueError:
        return False


def _policy(value: str | None) -> str | None:
    word = (value or "").lower()
    return word if word in ("none", "quarantine", "reject") else None


def _percent(value: str) -> int | None:
    return int(value) if re.fullmatch(r"[0-9]{1,3}", value) and int(value) <= 100 else None
