"""Structured data: the things that a page describes in JSON-LD and microdata, as plain dictionaries.

A thing is a dict whose keys are schema.org's property names; `@type` is a list of type names without prefix. Broken
JSON is common and is read as far as it goes.
"""

import html
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from msgspec import Struct

from desktop_scanner.extract import microdata
from desktop_scanner.extract.document import Document

MAX_THINGS = 500
MAX_BLOCKS = 200  # a broken one is tried in many ways
MAX_DEPTH = 40
MAX_BLOCK = 2_000_000
MAX_TEXTS = 200  # of one property

_JSON_LD = "application/ld+json"
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+")
_CLOSINGS = ("-->", "]]>", "*/", "//", "/*", ";")
# Possessive wherever white space may run on: these look at what strangers wrote, and must stay linear.
_TRAILING_COMMA = re.compile(r",(\s*+[}\]])")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|^[ \t]*+//[^\n]*", re.DOTALL | re.MULTILINE)
_MISSING_COMMA = re.compile(r"([}\]\"])([^\S\n]*+\n\s*+)(?=\")")


class Thing(Struct, frozen=True):
    """Something that a page describes, and the way it does (`jsonld` or `microdata`)."""

    data: dict[str, Any]
    method: str

    @property
    def types(self) -> tuple[str, ...]:
        """The names of its types, without prefix."""
        return types_of(self.data)


def things(page: Document) -> tuple[Thing, ...]:
    """Return all things that the page describes, nested ones too, outer ones first."""
    found: list[Thing] = []
    blocks = (script for script in page.scripts if script.type.startswith(_JSON_LD))
    for block in islice(blocks, MAX_BLOCKS):
        for value in parse(block.code):
            found += [Thing(node, "jsonld") for node in nodes(value, MAX_THINGS - len(found))]
    if "itemscope" in page.source and len(found) < MAX_THINGS:
        for item in microdata.items(page):
            found += [Thing(node, "microdata") for node in nodes(item, MAX_THINGS - len(found))]
    return tuple(found)


def parse(text: str) -> Iterator[Any]:
    """Yield the JSON values of a block, tolerating what people paste into it."""
    if len(text) > MAX_BLOCK:
        return
    text = _unwrapped(text)
    if not text:
        return
    for candidate in _readings(text):
        try:
            yield json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        return
    yield from _prefix_values(_TRAILING_COMMA.sub(r"\1", text))


def nodes(value: object, limit: int) -> list[dict[str, Any]]:
    """Return the dictionaries within a value, in the order of the text, at most `limit`."""
    found: list[dict[str, Any]] = []
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting and len(found) < limit:
        current, depth = waiting.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(current, dict):
            found.append(current)
            waiting += [(child, depth + 1) for child in reversed(current.values()) if isinstance(child, (dict, list))]
        elif isinstance(current, list):
            waiting += [(child, depth + 1) for child in reversed(current) if isinstance(child, (dict, list))]
    return found


def types_of(data: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of a thing's types, without prefix."""
    declared = data.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return tuple(name.rstrip("/").rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str))


def texts(data: dict[str, Any], *names: str) -> list[str]:
    """Return the texts of these properties, cleaned; a nested thing counts by its name, value or address."""
    found: dict[str, None] = {}
    for name in names:
        value = data.get(name)
        for part in (value if isinstance(value, list) else [value])[:MAX_TEXTS]:
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
            if isinstance(part.get(key), str):
                return clean(part[key][:5_000])
    return None


def _unwrapped(text: str) -> str:
    """Return the block without the comment or CDATA marks that hide it from very old browsers."""
    match = _WRAPPING.match(text)
    text = (text[match.end() :] if match else text).strip().lstrip("\ufeff")
    before = ""
    while before != text:
        before = text
        for mark in _CLOSINGS:
            text = text.removesuffix(mark).rstrip()
        if len(before) - len(text) > 200:
            break
    return text


def _readings(text: str) -> Iterator[str]:
    yield text
    if "&quot;" in text:
        yield html.unescape(text)
    loose = _TRAILING_COMMA.sub(r"\1", text)
    yield loose
    yield _COMMENT.sub("", loose)
    yield _TRAILING_COMMA.sub(r"\1", _MISSING_COMMA.sub(r"\1,\2", loose))


def _prefix_values(text: str) -> Iterator[Any]:
    """Yield the values that stand one after another, as far as they can be read (several objects, a cut end)."""
    decoder = json.JSONDecoder(strict=False)
    position = 0
    for _ in range(50):
        start = min((at for at in (text.find("{", position), text.find("[", position)) if at >= 0), default=-1)
        if start < 0:
            return
        try:
            value, position = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            position = start + 1
            continue
        yield value
