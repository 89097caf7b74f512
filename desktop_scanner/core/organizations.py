"""The organisation behind a site: the keys of a result's `organization`, all always there, unknown ones None or []."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from desktop_scanner.core.results import Evidence


class Register(Struct, frozen=True):
    """An entry in a public register: `kind` as HRB, SIREN, KvK or CRN, `court` or place where the number needs one."""

    kind: str
    number: str
    court: str | None = None


class Geo(Struct, frozen=True):
    """A place on the map, in degrees."""

    lat: float
    lon: float


class Organization(Struct, frozen=True, kw_only=True):
    """What is known of an organisation.

    `name` is what it calls itself, `legal_name` what its register calls it, `legal_form` the form in that name (GmbH).
    `type` is schema.org's. `address` stands in one line; its parts are among the result's addresses. `vat_id` is in the
    form of VIES (country code, no separators), and as far as its country has a checksum that is right. `opening_hours`
    are in schema.org's form (`Mo-Fr 09:00-17:00`). `employees` is a number or range as it was given. `representatives`
    are those who act for it. `confidence` runs from 0 to 1.
    """

    name: str
    type: str = "Organization"
    legal_name: str | None = None
    legal_form: str | None = None
    alternate_name: str | None = None
    description: str | None = None
    slogan: str | None = None
    url: str | None = None
    logo: str | None = None
    email: str | None = None
    telephone: str | None = None
    fax: str | None = None
    vat_id: str | None = None
    tax_id: str | None = None
    registers: tuple[Register, ...] = ()
    address: str | None = None
    geo: Geo | None = None
    opening_hours: tuple[str, ...] = ()
    price_range: str | None = None
    founded: str | None = None
    employees: str | None = None
    same_as: tuple[str, ...] = ()
    representatives: tuple[str, ...] = ()
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


def as_dict(organization: Organization) -> dict[str, Any]:
    """Return the organisation as it stands in a result."""
    fields: dict[str, Any] = msgspec.to_builtins(organization)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}


def readable(organization: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is known of an organisation in a result, each key with its value as text; also of older results."""
    for key, value in organization.items():
        parts = [_text(part) for part in (value if isinstance(value, (list, tuple)) else [value])]
        text = ", ".join(part for part in parts if part)
        if text and key != "evidence":
            yield key, text


def _text(value: object) -> str:
    if not isinstance(value, Mapping):
        return "" if value is None else str(value)
    if "kind" in value and "number" in value:
        court = f" ({value['court']})" if value.get("court") else ""
        return f"{value['kind']} {value['number']}{court}"
    return ", ".join(str(part) for part in value.values() if part is not None)
