"""Structured data: the things that a page describes in JSON-LD, microdata and RDFa, as plain dictionaries.

A thing is a dict whose keys are schema.org's property names; `@type` is a list of type names without prefix. Broken
JSON is common and is read as far as it goes. Where a thing is only referred to by its `@id`, the thing of that id,
which may stand in another block, takes its place.
"""

import html
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from msgspec import Struct

from desktop_scanner.extract.linked_data import json_ld, microdata, rdfa
from desktop_scanner.extract.parsing.document import Document

MAX_THINGS = 500
MAX_BLOCKS = 200  # a broken one is tried in many ways
MAX_DEPTH = 40
MAX_TEXTS = 200  # of one property

_JSON_LD = "application/ld+json"


class Step(NamedTuple):
    """How a thing is part of another one: the property, and the types of that other one."""

    name: str
    types: tuple[str, ...]


class Thing(Struct, frozen=True):
    """Something that a page describes, and the way it does (`jsonld`, `microdata` or `rdfa`).

    `path` leads from the outermost thing to this one; it is empty where the thing stands alone.
    """

    data: dict[str, Any]
    method: str
    path: tuple[Step, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """The names of its types, without prefix."""
        return types_of(self.data)


def things(page: Document) -> tuple[Thing, ...]:
    """Return all things that the page describes, nested ones too, outer ones first."""
    found: list[Thing] = []
    for method, values in _blocks(page):
        for value in values:
            if len(found) >= MAX_THINGS:
                break
            found += [Thing(node, method, path) for node, path in nodes(value, MAX_THINGS - len(found))]
    _resolve(found)
    return tuple(found)


def _blocks(page: Document) -> Iterator[tuple[str, Iterable[Any]]]:
    blocks = (script for script in page.scripts if script.type.startswith(_JSON_LD))
    for block in islice(blocks, MAX_BLOCKS):
        yield "jsonld", json_ld.parse(block.code)
    if "microdata" in page.topics:
        yield "microdata", microdata.items(page)
    if "rdfa" in page.topics:
        yield "rdfa", rdfa.items(page)


def nodes(value: object, limit: int) -> list[tuple[dict[str, Any], tuple[Step, ...]]]:
    """Return the dictionaries within a value and the ways to them, in the order of the text, at most `limit`."""
    found: list[tuple[dict[str, Any], tuple[Step, ...]]] = []
    waiting: list[tuple[object, tuple[Step, ...], int]] = [(value, (), 0)]
    while waiting and len(found) < limit:
        current, path, depth = waiting.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(current, dict):
            found.append((current, path))
            kinds = types_of(current)
            waiting += [
                (child, path if name == "@graph" else (*path, Step(name, kinds)), depth + 1)
                for name, child in reversed(current.items())
                if isinstance(child, (dict, list))
            ]
        elif isinstance(current, list):
            waiting += [(child, path, depth + 1) for child in reversed(current) if isinstance(child, (dict, list))]
    return found


def types_of(data: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of a thing's types, without prefix."""
    declared = data.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return tuple(name.rstrip("/").rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str))


def parts(data: dict[str, Any], *names: str) -> Iterator[Any]:
    """Yield the values of these properties, lists taken apart."""
    for name in names:
        value = data.get(name)
        yield from value if isinstance(value, list) else [value]


def texts(data: dict[str, Any], *names: str) -> list[str]:
    """Return the texts of these properties, cleaned; a nested thing counts by its name, value or address."""
    found: dict[str, None] = {}
    for name in names:
        for part in islice(parts(data, name), MAX_TEXTS):
            text = _plain(part)
            if text:
                found[text] = None
    return list(found)


def text(data: dict[str, Any], *names: str) -> str | None:
    """Return the first text of these properties."""
    found = texts(data, *names)
    return found[0] if found else None


def clean(value: str) -> str:
    """Return the text in one line, entities resolved, without halves of surrogate pairs (they cannot be stored)."""
    if "&" in value:
        value = html.unescape(value)
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())


def _plain(part: object) -> str | None:
    if isinstance(part, str):
        return clean(part[:5_000])
    if isinstance(part, bool) or part is None:
        return None
    if isinstance(part, (int, float)):
        return str(part)
    if isinstance(part, dict):
        for key in ("@value", "name", "url", "contentUrl", "@id"):
            value = part.get(key)
            for each in value if isinstance(value, list) else [value]:  # microdata has lists everywhere
                if isinstance(each, str):
                    return clean(each[:5_000])
    return None


def _resolve(found: list[Thing]) -> None:
    """Put things where references to them stand; what several blocks say of one thing is joined."""
    named: dict[str, dict[str, Any]] = {}
    for thing in found:
        name = thing.data.get("@id")
        if isinstance(name, str) and len(thing.data) > 1:
            known = named.setdefault(name, thing.data)
            if known is not thing.data:
                known.update({key: value for key, value in thing.data.items() if key not in known})
    if not named:
        return
    for thing in found:
        for key, value in thing.data.items():
            if isinstance(value, dict):
                thing.data[key] = _target(value, named)
            elif isinstance(value, list):
                thing.data[key] = [_target(part, named) if isinstance(part, dict) else part for part in value]


def _target(value: dict[str, Any], named: dict[str, dict[str, Any]]) -> dict[str, Any]:
    name = value.get("@id")
    if not isinstance(name, str) or value.keys() - {"@id", "@type"}:
        return value
    return named.get(name, value)
