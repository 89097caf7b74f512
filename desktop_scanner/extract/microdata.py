"""Microdata (`itemscope`, `itemprop`) in the form of JSON-LD, so that one reader serves both."""

from typing import Any

from selectolax.lexbor import LexborNode

from desktop_scanner.extract.document import Document

MAX_PROPERTIES = 1_000
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


def items(page: Document) -> list[dict[str, Any]]:
    """Return the page's items that are no property of another one."""
    scopes: dict[int, dict[str, Any]] = {}
    outer: list[dict[str, Any]] = []
    # A node that both selectors fit comes twice.
    nodes = {node.mem_id: node for node in page.tree.css("[itemscope],[itemprop]")[: 2 * MAX_PROPERTIES]}
    for node in nodes.values():
        attrs = node.attrs
        is_item = "itemscope" in attrs
        if is_item:
            kind = (attrs.get("itemtype") or "").split()
            scopes[node.mem_id] = {"@type": [name.rstrip("/").rpartition("/")[2] for name in kind]}
        names = (attrs.get("itemprop") or "").split()
        owner = _owner(node, scopes) if names else None
        if owner is None:
            if is_item:
                outer.append(scopes[node.mem_id])
            continue
        value = scopes[node.mem_id] if is_item else _value(page, node)
        for name in names:
            owner.setdefault(name, []).append(value)
    return outer


def _owner(node: LexborNode, scopes: dict[int, dict[str, Any]]) -> dict[str, Any] | None:
    parent = node.parent
    while parent is not None:
        scope = scopes.get(parent.mem_id)
        if scope is not None:
            return scope
        parent = parent.parent
    return None


def _value(page: Document, node: LexborNode) -> str:
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
