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

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct, structs

from desktop_scanner.core.marks import FactKind
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
_CMS = "CMS"
_CUSTOM: FactKind = "custom"
_ORGANIZATION: FactKind = "organization"


class FactRow(Struct, frozen=True):
    """One fact as it is stored; `detail` is JSON, `facet` what filters ask for beside the value."""

    kind: str
    normalised: str
    value: str
    detail: str
    evidence: tuple[Evidence, ...] = ()
    facet: str | None = None


class _Kind(Struct, frozen=True):
    """How a kind of fact is stored: the result's field that holds it, its type, the type's field that is its value."""

    field: str
    type: type[Struct]
    value: str


_KINDS: dict[FactKind, _Kind] = {
    "email": _Kind("emails", Email, "value"),
    "phone": _Kind("phones", Phone, "value"),
    "social": _Kind("social", SocialProfile, "url"),
    "address": _Kind("addresses", Address, "value"),
    "technology": _Kind("technologies", Technology, "name"),
    "tracker": _Kind("trackers", Tracker, "id"),
}

FOR_PIVOTS = (PivotKind.FAVICON.value, PivotKind.CERTIFICATE.value, PivotKind.IP.value)

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


def normalised(kind: FactKind, value: str) -> str:
    """Return the form under which a value is stored and compared; that of a tracker is its kind and id."""
    if kind == "phone":
        return value
    if kind in ("address", "organization"):
        return folded(" ".join(value.split()))
    return folded(value)


def spellings(kind: FactKind, value: str) -> Sequence[str]:
    """Return the normalised forms that a person may mean who writes this value."""
    if kind == "phone":
        return (re.sub(r"[^\d+]", "", value),)
    return (normalised(kind, value.strip()),)


def without(
    result: DomainResult, is_wrong: Callable[[FactKind, str], bool]
) -> tuple[DomainResult, list[tuple[FactKind, str]]]:
    """Return the result without the facts whose kind and normalised value are wrong, and kind and value of those."""
    taken: list[tuple[FactKind, str]] = []

    def is_kept(kind: FactKind, value: str) -> bool:
        if not is_wrong(kind, normalised(kind, value)):
            return True
        taken.append((kind, value))
        return False

    changes: dict[str, Any] = {
        kind.field: tuple(fact for fact in getattr(result, kind.field) if is_kept(name, _key(kind, fact)))
        for name, kind in _KINDS.items()
    }
    changes["custom"] = {
        rule: [value for value in values if is_kept(_CUSTOM, value)] for rule, values in result.custom.items()
    }
    if (name := _organization_name(result.organization)) and not is_kept(_ORGANIZATION, name):
        changes["organization"] = None
    return (structs.replace(result, **changes) if taken else result), taken


def _key(kind: _Kind, fact: Struct) -> str:
    value = str(getattr(fact, kind.value))
    return f"{fact.kind}:{value}" if isinstance(fact, Tracker) else value


def _row(name: FactKind, kind: _Kind, fact: Struct) -> FactRow:
    rest = {field: getattr(fact, field) for field in fact.__struct_fields__ if field not in (_EVIDENCE, kind.value)}
    value = getattr(fact, kind.value)
    its = normalised(name, _key(kind, fact))
    return FactRow(name, its, value, _json(rest), getattr(fact, _EVIDENCE), _facet(fact, its))


def _facet(fact: Struct, normalised: str) -> str | None:
    """Return a profile's network, an address's country, a CMS's name."""
    match fact:
        case SocialProfile(network=network):
            return folded(network)
        case Address(country=str(country)):
            return folded(country)
        case Technology(categories=categories) if _CMS in categories:
            return normalised
    return None


def _fact(kind: _Kind, row: FactRow) -> Struct:
    fields = msgspec.json.decode(row.detail) | {kind.value: row.value}
    return structs.replace(msgspec.convert(fields, kind.type), evidence=row.evidence)


def _custom_rows(custom: Mapping[str, Sequence[str]]) -> Iterator[FactRow]:
    for rule, values in custom.items():
        for value in values:
            yield FactRow(_CUSTOM, normalised(_CUSTOM, value), value, _json({"rule": rule}))


def _organization_rows(organization: Mapping[str, Any] | None) -> Iterator[FactRow]:
    if name := _organization_name(organization):
        yield FactRow(_ORGANIZATION, normalised(_ORGANIZATION, name), name, "{}")


def _organization_name(organization: Mapping[str, Any] | None) -> str | None:
    name = (organization or {}).get("name")
    return name if isinstance(name, str) and name.strip() else None


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
