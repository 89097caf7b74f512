"""The files of rules: those that come with the program, and a user's own over them.

A folder holds any number of JSON files, each an object of technologies by name (or one with the keys `technologies`
and `categories`), and `categories.json`; `groups.json` is of no use here. The layout of the public sets, with the files
`technologies/a.json` to `z.json` beside `categories.json`, is one of them. A broken rule is reported and left out; the
others hold.
"""

import functools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop_scanner.core import resources
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.extract.technologies.patterns import PatternError
from desktop_scanner.extract.technologies.rule_index import RuleSet
from desktop_scanner.extract.technologies.rules import Rule, rule_of

MAX_FILES = 1_000
MAX_FILE_BYTES = 50_000_000
_NO_RULES = ("groups.json", "package.json")


@functools.cache
def default() -> RuleSet:
    """Return the rules that come with the program, loaded once."""
    return load(resources.path("technologies"))


@functools.cache
def loaded(paths: tuple[str, ...] = ()) -> RuleSet:
    """Return the program's rules with those of further files or folders over them, loaded once.

    Raises SettingsError for a path that cannot be read; what else cannot be used is in `problems`.
    """
    if not paths:
        return default()
    problems: list[str] = []
    return RuleSet((default().rules | _further(paths, problems)).values(), problems)


def check(paths: Sequence[str]) -> tuple[str, ...]:
    """Return what is wrong with rules of these paths, as they stand now; raise SettingsError as `loaded` does."""
    problems: list[str] = []
    _further(paths, problems)
    return tuple(problems)


def load(path: Path) -> RuleSet:
    """Return the rules of one folder or file of this project's own."""
    problems: list[str] = []
    return RuleSet(_read(path, problems, is_foreign=False).values(), problems)


def _further(paths: Sequence[str], problems: list[str]) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for path in paths:
        rules |= _read(Path(path).expanduser(), problems, is_foreign=True)
    return rules


def _read(path: Path, problems: list[str], *, is_foreign: bool) -> dict[str, Rule]:
    files = _files(path)
    contents = [(file, _object(file)) for file in files if file.name not in _NO_RULES]
    # The numbers of categories mean the same in all public sets; a set may come without their names.
    categories = _object(resources.path("technologies", "categories.json")) if is_foreign else {}
    for file, content in contents:
        found = content if file.name == "categories.json" else content.get("categories", {})
        categories |= found if isinstance(found, dict) else {}
    rules: dict[str, Rule] = {}
    for file, name, fields in _technologies(contents):
        try:
            rules[name] = rule_of(name, fields, categories, is_foreign=is_foreign)
        except (PatternError, TypeError, AttributeError, KeyError, ValueError) as error:
            problems.append(f'The rule for "{name[:80]}" in {file.name} is left out: {_reason(error)}.')
    if not rules and not problems:
        problems.append(f"{path} holds no rules for technologies.")
    return rules


def _technologies(contents: list[tuple[Path, dict[str, Any]]]) -> Iterator[tuple[Path, str, Any]]:
    for file, content in contents:
        if file.name == "categories.json":
            continue
        held = content.get("technologies", content.get("apps"))
        is_one = isinstance(held, dict) and "cats" not in held  # else it is a technology of that name
        for name, fields in (held if is_one and isinstance(held, dict) else content).items():
            if name not in ("$schema", "categories") or is_one:
                yield file, name, fields


def _files(path: Path) -> list[Path]:
    """Return the JSON files of a folder and those below it, or the one file; before them the categories beside them."""
    beside = path.parent / "categories.json"
    if path.is_file():
        return [beside, path] if beside.is_file() and beside != path else [path]
    files = sorted(path.rglob("*.json"))[:MAX_FILES] if path.is_dir() else []
    if files and beside.is_file() and path / "categories.json" not in files:
        files.insert(0, beside)
    if not files:
        what = "holds no file that ends in .json" if path.is_dir() else "is not there"
        raise SettingsError(f"The fingerprints {path} cannot be read: the path {what}. Check the name and the folder.")
    return files


def _object(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            raise SettingsError(f"The fingerprints {file} cannot be read: the file is larger than 50 MB.")
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"The fingerprints {file} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"The fingerprints {file} cannot be read: {error}.") from error
    if not isinstance(content, dict):
        raise SettingsError(f"The fingerprints {file} cannot be read: the file holds no object of technologies.")
    return content


def _reason(error: Exception) -> str:
    if isinstance(error, PatternError):
        return str(error)
    return f"a field is of another form than the schema's ({error})"
