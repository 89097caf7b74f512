"""RDFa Lite (`vocab`, `typeof`, `property`, `resource`) in the form of JSON-LD, so that one reader serves both."""

from typing import Any

from selectolax.lexbor import LexborNode

from desktop_scanner.extract.linked_data import microdata
from desktop_scanner.extract.parsing.document import Document

MAX_PROPERTIES = 1_000

Item = dict[str, Any]


def items(page: Document) -> list[Item]:
    """Return the page's things that are no property of another one."""
    scopes: dict[int, Item] = {}
    outer: list[Item] = []
    nodes = {node.mem_id: node for node in page.tree.css("[typeof],[property]")[: 2 * MAX_PROPERTIES]}
    for node in nodes.values():
        attrs = node.attrs
        is_item = bool(attrs.get("typeof"))
        if is_item:
            scopes[node.mem_id] = _item(node)
        names = (attrs.get("property") or "").split()
        owner = _owner(node, scopes) if names else None
        if owner is None:
            if is_item:
                outer.append(scopes[node.mem_id])
            continue
        value = scopes[node.mem_id] if is_item else _value(page, node)
        for name in names:
            owner.setdefault(_local(name), []).append(value)
    return outer


def _item(node: LexborNode) -> Item:
    attrs = node.attrs
    item: Item = {"@type": [_local(name) for name in (attrs.get("typeof") or "").split()]}
    name = attrs.get("resource") or attrs.get("about")
    if name:
        item["@id"] = name
    return item


def _local(name: str) -> str:
    """Return a term without its vocabulary (`schema:name`, `https://schema.org/name`)."""
    return name.rstrip("/#").rpartition("/")[2].rpartition("#")[2].rpartition(":")[2]


def _value(page: Document, node: LexborNode) -> Any:
    resource = node.attrs.get("resource")
    if resource and node.attrs.get("content") is None:
        return {"@id": resource} if resource.startswith(("#", "_:")) else page.absolute(resource) or resource
    return microdata.value_of(page, node)


def _owner(node: LexborNode, scopes: dict[int, Item]) -> Item | None:
    parent = node.parent
    while parent is not None:
        if parent.mem_id in scopes:
            return scopes[parent.mem_id]
        parent = parent.parent
    return None
