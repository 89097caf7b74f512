"""The encoding that a page's own markup declares, found before the markup can be read as text.

In the manner of the Encoding sniffing algorithm of HTML: comments and other tags are stepped over with their quoted
values, so that what only looks like a declaration is none.
"""

import re
from collections.abc import Iterator

# The standard looks at 1,024 bytes first, and still heeds a declaration that comes later.
_LOOKED_AT = 16_384

_XML = re.compile(rb"<\?xml\s[^>]*?encoding\s*+=\s*+[\"']([\w.:+-]{1,40})[\"']", re.IGNORECASE)
# Possessive throughout: these look at what strangers wrote, and must stay linear.
_TAG = re.compile(rb"</?([a-zA-Z][^\s>/]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>?")
_ATTRIBUTE = re.compile(rb"([a-zA-Z-]{1,30}+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++))")
_CONTENT = re.compile(rb"charset\s*+=\s*+[\"']?([\w.:+-]{1,40})", re.IGNORECASE)


def labels(body: bytes) -> Iterator[str]:
    """Yield the labels that a page's beginning declares, in their order."""
    head = body[:_LOOKED_AT]
    declared = _XML.match(head)
    if declared:
        yield declared[1].decode("ascii", "replace")
    place = head.find(b"<")
    while place >= 0:
        tag = _TAG.match(head, place)
        if tag is not None:
            if tag[1].lower() == b"meta":
                yield from _label(tag[2])
            place = tag.end()
        elif head.startswith(b"<!--", place):
            end = head.find(b"-->", place + 2)  # `<!-->` is a whole comment
            place = end + 3 if end >= 0 else len(head)
        else:
            place += 1
        place = head.find(b"<", place)


def _label(attributes: bytes) -> Iterator[str]:
    values = {
        match[1].lower(): match[2] or match[3] or match[4] or b""
        for match in reversed(list(_ATTRIBUTE.finditer(attributes[:2_000])))
    }
    if b"charset" in values:
        yield values[b"charset"].decode("ascii", "replace")
    elif values.get(b"http-equiv", b"").strip().lower() == b"content-type":
        found = _CONTENT.search(values.get(b"content", b""))
        if found:
            yield found[1].decode("ascii", "replace")
