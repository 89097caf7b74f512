"""Results without the words around what was found, for users who keep as little of people as they can."""

from typing import TypeVar

import msgspec
from msgspec import Struct

from desktop_scanner.core.results import Evidence

Part = TypeVar("Part")


def removed(part: Part) -> Part:
    """Return a result, or a part of one, whose pieces of evidence name page and method only."""
    if isinstance(part, Evidence):
        return msgspec.structs.replace(part, snippet="")
    if isinstance(part, tuple):
        return type(part)(map(removed, part))
    if isinstance(part, Struct):
        return msgspec.structs.replace(part, **{name: removed(getattr(part, name)) for name in part.__struct_fields__})
    return part
