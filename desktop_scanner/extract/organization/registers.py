"""Numbers under which authorities keep an organisation: registers, tax and VAT numbers."""

import itertools
import re
from collections.abc import Sequence

from msgspec import Struct

from desktop_scanner.core.organizations import Register
from desktop_scanner.extract.organization import register_kinds, vat_ids
from desktop_scanner.extract.text.literals import Literals

MAX_TEXT = 30_000
MAX_REGISTERS = 12
_KINDS = tuple(number for number, kind in enumerate(register_kinds.KINDS) for _ in kind.words)
_WORDS = Literals([word for kind in register_kinds.KINDS for word in kind.words])


class Numbers(Struct, frozen=True):
    """What was found in a text."""

    registers: tuple[Register, ...] = ()
    vat_id: str | None = None
    tax_id: str | None = None


def numbers(lines: Sequence[str]) -> Numbers:
    """Return the numbers that the lines state."""
    text = "\n".join(lines)[:MAX_TEXT]
    folded = text.lower()
    return Numbers(_registers(text, folded), _vat_id(text, folded), _tax_id(text, folded))


def _registers(text: str, folded: str) -> tuple[Register, ...]:
    found: dict[tuple[str, str], Register] = {}
    here = _WORDS.found_in(folded.encode("utf-8", "replace"))
    for kind in (register_kinds.KINDS[number] for number in sorted({_KINDS[place] for place in here})):
        for match in itertools.islice(kind.pattern.finditer(text), 3):
            number = re.sub(r"[\s.]", "", match["number"]) if kind.is_compact else " ".join(match["number"].split())
            if not re.search("[1-9]", number) or (
                kind.is_valid is not None and not kind.is_valid(re.sub(r"\W", "", number))
            ):
                continue
            court = match.groupdict().get("court") or _court(kind.name, text)
            held = found.get((kind.name, number))
            if held is None or (held.court is None and court):
                found[kind.name, number] = Register(kind.name, number, court)
    return tuple(found.values())[:MAX_REGISTERS]


def _court(kind: str, text: str) -> str | None:
    for kinds, pattern in zip((register_kinds.GERMAN, register_kinds.AUSTRIAN), register_kinds.COURTS, strict=True):
        if kind in kinds:
            match = pattern.search(text)
            return match["court"].rstrip(" .,") if match else None
    return None


def _vat_id(text: str, folded: str) -> str | None:
    found = vat_ids.found_in(text)
    if found is not None:
        return found[0]
    for word, pattern, countries in register_kinds.VAT_LABELS:
        match = pattern.search(text) if word in folded else None
        for country in countries if match is not None else ():
            number = vat_ids.normal(country, match["number"].strip()) if match is not None else None
            if number:
                return number
    return None


def _tax_id(text: str, folded: str) -> str | None:
    for word, pattern in register_kinds.TAX_LABELS:
        match = pattern.search(text) if word in folded else None
        if match is not None:
            return match["number"].strip()
    return None
