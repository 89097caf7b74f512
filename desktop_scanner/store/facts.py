"""A domain's facts as rows: kind, normalised value, value, and what else is known of it; each with its evidence.

email         normalised: the address in lower case
phone         normalised: E.164
social        normalised: the profile's address, folded
address       normalised: folded, spaces merged
technology    normalised: the name, folded
tracker       normalised: kind and id, folded
custom        normalised: folded
organization  the name only, for searches; the whole is in the detail of the result

For pivots only, the whole being in the detail of the result:
favicon       normalised: the icon's hash
certificate   normalised: the registrable domain of a name of the certificate, each once
ip            normalised: the address
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct, structs

from desktop_scanner.core.pivots import PivotKind
from desktop_scanner.core.registrable import registrable
from desktop_scanner.core.results import (
    Address,
    DomainResult,
    Email,
    Evidence,
    Phone,
    SocialProfile,
    Technology,
    Tracker,
)
from desktop_scanner.store.search import folded

_EVIDENCE = "evidence"
_CUSTOM = "custom"
_ORGANIZATION = "organization"


class FactRow(Struct, frozen=True):
    """One fact as it is stored; `detail` is JSON."""

    kind: str
    normalised: str
    value: str
    detail: str
    evidence: tuple[Evidence, ...] = ()


class _Kind(Struct, frozen=True):
    """How a kind of fact is stored: the result's field that holds it, its type, the type's field that is its value."""

    field: str
    type: type[Struct]
    value: str


_KINDS: dict[str, _Kind] = {
    "email": _Kind("emails", Email, "value"),
    "phone": _Kind("phones", Phone, "value"),
    "social": _Kind("social", SocialProfile, "url"),
    "address": _Kind("addresses", Address, "value"),
    "technology": _Kind("technologies", Technology, "name"),
    "tracker": _Kind("trackers", Tracker, "id"),
}

FIELDS: frozenset[str] = frozenset(kind.field for kind in _KINDS.values())


def taken_apart(result: DomainResult) -> list[FactRow]:
    """Return the result's facts as rows, in their order."""
    rows = [_row(name, kind, fact) for name, kind in _KINDS.items() for fact in getattr(result, kind.field)]
    rows.extend(_custom_rows(result.custom))
    rows.extend(_organization_rows(result.organization))
    rows.extend(FactRow(kind.value, value, value, "{}") for kind, value in _shared(result))
    return rows


def put_together(rows: Sequence[FactRow], custom_rules: Sequence[str]) -> dict[str, Any]:
    """Return the fields of a DomainResult that the rows make; `custom_rules` names also those without a value."""
    fields: dict[str, Any] = {
        kind.field: tuple(_fact(kind, row) for row in rows if row.kind == name) for name, kind in _KINDS.items()
    }
    custom: dict[str, list[str]] = {rule: [] for rule in custom_rules}
    for row in rows:
        if row.kind == _CUSTOM:
            custom[msgspec.json.decode(row.detail)["rule"]].append(row.value)
    return fields | {"custom": custom}


def _row(name: str, kind: _Kind, fact: Struct) -> FactRow:
    rest = {field: getattr(fact, field) for field in fact.__struct_fields__ if field not in (_EVIDENCE, kind.value)}
    value = getattr(fact, kind.value)
    return FactRow(name, _normalised(name, value, rest), value, _json(rest), getattr(fact, _EVIDENCE))


def _fact(kind: _Kind, row: FactRow) -> Struct:
    fields = msgspec.json.decode(row.detail) | {kind.value: row.value}
    return structs.replace(msgspec.convert(fields, kind.type), evidence=row.evidence)


def _normalised(name: str, value: str, rest: Mapping[str, Any]) -> str:
    if name == "phone":
        return value
    if name == "address":
        return folded(" ".join(value.split()))
    if name == "tracker":
        return folded(f"{rest['kind']}:{value}")
    return folded(value)


def _custom_rows(custom: Mapping[str, Sequence[str]]) -> Iterator[FactRow]:
    for rule, values in custom.items():
        for value in values:
            yield FactRow(_CUSTOM, folded(value), value, _json({"rule": rule}))


def _organization_rows(organization: Mapping[str, Any] | None) -> Iterator[FactRow]:
    name = (organization or {}).get("name")
    if isinstance(name, str) and name.strip():
        yield FactRow(_ORGANIZATION, folded(" ".join(name.split())), name, "{}")


def _shared(result: DomainResult) -> Iterator[tuple[PivotKind, str]]:
    """Yield what only pivots need as rows."""
    if result.favicon_hash is not None:
        yield PivotKind.FAVICON, str(result.favicon_hash)
    names = (registrable(name.removeprefix("*.")) for name in (result.tls.san if result.tls else ()))
    for name in dict.fromkeys(filter(None, names)):
        yield PivotKind.CERTIFICATE, name
    for address in dict.fromkeys(result.ip_addresses):
        yield PivotKind.IP, address


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
