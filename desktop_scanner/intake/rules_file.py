"""A file of the user's own rules, in TOML: a `[[rule]]` table for each, validated whole before anything runs."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from desktop_scanner.core.custom_rules import MAX_RULES, CustomRule
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.extract.custom_rules import custom_checks
from desktop_scanner.extract.custom_rules.custom_checks import RuleError

_MAX_BYTES = 1_000_000
_HEADER = re.compile(r"^\s*\[\[\s*(?:rule|\"rule\"|'rule')\s*\]\]")


def read(path: Path) -> tuple[CustomRule, ...]:
    """Return the file's rules; raise SettingsError with the file, the line and the reason where it cannot be used."""
    text = _text(path)
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"The rules in {path} cannot be read: {error}.") from error
    tables = content.get("rule")
    if not isinstance(tables, list) or not tables or set(content) != {"rule"}:
        raise SettingsError(f"{path} holds no rules, or something else too; write each rule under a line [[rule]].")
    if len(tables) > MAX_RULES:
        raise SettingsError(f"{path} holds {len(tables):,} rules; at most {MAX_RULES} can be used in one scan.")
    lines = _Lines(text)
    rules = tuple(_rule(path, table, lines, number) for number, table in enumerate(tables))
    _refuse_same_names(path, rules, lines)
    return rules


class _Lines:
    """Where each rule and each of its entries stands in the file; tomllib does not say."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._starts = [number for number, line in enumerate(self._lines) if _HEADER.match(line)]

    def of(self, rule: int, field: str) -> int:
        """Return the line, counted from 1, of an entry of a rule, or of the rule where it has no such entry."""
        if rule >= len(self._starts):  # written as an inline table
            return 1
        start = self._starts[rule]
        end = self._starts[rule + 1] if rule + 1 < len(self._starts) else len(self._lines)
        for number in range(start + 1, end):
            if re.match(rf"\s*[\"']?{re.escape(field)}[\"']?\s*=", self._lines[number]):
                return number + 1
        return start + 1


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"The rules {path} cannot be read: {error.strerror}. Check the path.") from error
    if len(data) > _MAX_BYTES:
        raise SettingsError(f"{path} is larger than a megabyte, too much for rules; check the path.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is no UTF-8 text; save it as UTF-8.") from error


def _rule(path: Path, table: Any, lines: _Lines, number: int) -> CustomRule:
    try:
        rule = _converted(table)
        custom_checks.check(rule)
    except RuleError as error:
        raise _fault(path, lines.of(number, error.field), table, str(error)) from error
    return rule


def _converted(table: Any) -> CustomRule:
    if not isinstance(table, dict):
        raise RuleError("", "a rule is a table of entries such as name and css")
    for field in table:
        if field not in CustomRule.__struct_fields__:
            known = ", ".join(CustomRule.__struct_fields__)
            raise RuleError(field, f'it has an entry "{field}", which means nothing here; there are {known}')
    try:
        return msgspec.convert(table, CustomRule)
    except msgspec.ValidationError as error:
        field = match[1] if (match := re.search(r"`\$\.(\w+)`", str(error))) else "name"
        raise RuleError(field, _plain(str(error))) from error


def _plain(message: str) -> str:
    """Return what msgspec says of a value, as the end of a sentence."""
    return message[:1].lower() + re.sub(r" - at `\$\.(\w+)`", r" for \1", message[1:])


def _refuse_same_names(path: Path, rules: tuple[CustomRule, ...], lines: _Lines) -> None:
    for number in _repeated(rules):
        why = "another rule has the same name"
        raise _fault(path, lines.of(number, "name"), {"name": rules[number].name}, why)


def _repeated(rules: tuple[CustomRule, ...]) -> Iterator[int]:
    seen: set[str] = set()
    for number, rule in enumerate(rules):
        if rule.name in seen:
            yield number
        seen.add(rule.name)


def _fault(path: Path, line: int, table: Any, why: str) -> SettingsError:
    name = table.get("name") if isinstance(table, dict) else None
    which = f'the rule "{name}"' if isinstance(name, str) and name else "this rule"
    return SettingsError(f"{path}, line {line}: {which} cannot be used, {why}.")
