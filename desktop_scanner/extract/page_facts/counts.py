"""How much of what stands on a page: words, links, images, forms, scripts."""

import re

from desktop_scanner.core.registrable import registrable
from desktop_scanner.core.results import PageCounts
from desktop_scanner.extract.parsing import document
from desktop_scanner.extract.parsing.document import Document

_BEGINNINGS = bytes(ord(" ") if byte < 128 and chr(byte).isspace() else ord("a") for byte in range(256))
# Scripts without spaces between the words; each character counts as one, as in word processors.
_NO_IDEOGRAPHS = bytes(set(range(256)) - {*range(0xE3, 0xEA), 0xEF})  # with these bytes, none begins
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def counts(page: Document) -> PageCounts:
    """Return the page's counts; it comes after the texts, which take out what people without scripts would see."""
    site = registrable(document.host_of(page.url))
    links = page.links()
    own = page.url.partition("/")[0] + f"//{document.host_of(page.url)}/"
    internal = sum(link.url.startswith(own) or registrable(document.host_of(link.url)) == site for link in links)
    return PageCounts(
        words=words(page.plain_utf8),
        links_internal=internal,
        links_external=len(links) - internal,
        images=len(page.tree.tags("img")),
        forms=len(page.tree.tags("form")),
        scripts=len(page.scripts),
    )


def words(plain: bytes) -> int:
    """Return the number of words of a text in UTF-8 that has no white space but that of ASCII."""
    ideographs = 0
    if plain.translate(None, _NO_IDEOGRAPHS):
        text, ideographs = _IDEOGRAPHS.subn(" ", plain.decode("utf-8"))
        plain = text.encode("utf-8")
    # Counted where they begin: a page may be a million words, and a list of them a hundred megabytes.
    return ideographs + (b" " + plain).translate(_BEGINNINGS).count(b" a")
