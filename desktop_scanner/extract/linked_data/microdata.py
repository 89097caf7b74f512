"""Microdata (`itemscope`, `itemprop`, `itemref`) in the form of JSON-LD, so that one reader serves both."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborNode

from desktop_scanner.extract.parsing.document import Document

MAX_PROPERTIES = 1_000
MAX_REFERENCES = 50  # each is a search through the page
MAX_VALUE = 10_000  # characters; of nested properties, each has the texts of all within it

_ADDRESS_OF = {
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "audio": "src",
    "video": "src",
    "object": "data",
}

_IDENTIFIER = re.compile(r"[\w-]{1,64}")

Item = dict[str, Any]


def items(page: Document) -> list[Item]:
    """Return the page's items that are no property of another one."""
    scopes: dict[int, Item] = {}
    outer: list[Item] = []
    # A node that both selectors fit comes twice.
    nodes = {node.mem_id: node for node in page.tree.css("[itemscope],[itemprop]")[: 2 * MAX_PROPERTIES]}
    referred = _referred(page, nodes.values()) if "itemref" in page.source else {}
    # Items first: what refers to a part of the page may stand after it.
    for node in nodes.values():
        if "itemscope" in node.attrs:
            scopes[node.mem_id] = _item(node)
    for node in nodes.values():
        names = (node.attrs.get("itemprop") or "").split()
        owner = _owner(node, scopes, referred) if names else None
        own = scopes.get(node.mem_id)
        if owner is None:
            if own is not None:
                outer.append(own)
            continue
        value = own if own is not None else value_of(page, node)
        for name in names:
            owner.setdefault(name.rpartition("/")[2], []).append(value)
    return outer


def value_of(page: Document, node: LexborNode) -> str:
    """Return the value that an element stands for."""
    attrs = node.attrs
    tag = node.tag or ""
    content = attrs.get("content")
    if content is not None:
        return content
    if tag in _ADDRESS_OF:
        reference = attrs.get(_ADDRESS_OF[tag]) or ""
        return reference if reference.startswith(("mailto:", "tel:")) else page.absolute(reference) or reference
    if tag in ("time", "data", "meter"):
        return attrs.get("datetime") or attrs.get("value") or node.text()
    return node.text(separator=" ")[:MAX_VALUE]


def _item(node: LexborNode) -> Item:
    attrs = node.attrs
    kinds = [name.rstrip("/").rpartition("/")[2] for name in (attrs.get("itemtype") or "").split()]
    item: Item = {"@type": kinds}
    if attrs.get("itemid"):
        item["@id"] = attrs["itemid"]
    return item


def _referred(page: Document, nodes: Iterable[LexborNode]) -> dict[int, int]:
    """Return which elements belong to which items by `itemref`."""
    referred: dict[int, int] = {}
    references = ((node, name) for node in nodes for name in (node.attrs.get("itemref") or "").split())
    for node, name in islice(references, MAX_REFERENCES):
        target = page.tree.css_first(f'[id="{name}"]') if _IDENTIFIER.fullmatch(name) else None
        if target is not None and target.mem_id != node.mem_id:
            referred.setdefault(target.mem_id, node.mem_id)
    return referred


def _owner(node: LexborNode, scopes: dict[int, Item], referred: dict[int, int]) -> Item | None:
    if node.mem_id in referred:
        return scopes.get(referred[node.mem_id])
    parent = node.parent
    while parent is not None:
        if parent.mem_id in scopes:
            return scopes[parent.mem_id]
        if parent.mem_id in referred:
            return scopes.get(referred[parent.mem_id])
        parent = parent.parent
    return None
