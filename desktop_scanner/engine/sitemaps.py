"""Sitemaps by sitemaps.org: which pages a site names itself; XML (also gzip) and text, every size bounded."""

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from lxml import etree
from msgspec import Struct

from desktop_scanner.core.results import SitemapFacts
from desktop_scanner.engine import urls

MAX_FILES = 6
MAX_DEPTH = 3
MAX_KEPT = 10_000
MAX_COUNTED = 200_000
MAX_BYTES = 10_000_000  # of one file, after decompression

# Files of an index whose names promise pages come first, those of shops' products and pictures last.
_EARLY = re.compile(r"page|static|main|content|company|about|misc", re.IGNORECASE)
_LATE = re.compile(r"product|image|video|news|tag|categor|author|post|archive|user|listing|\d{4}", re.IGNORECASE)


class Sitemap(Struct, frozen=True, kw_only=True):
    """One parsed file: addresses of pages, or of further sitemaps; `count` goes beyond those kept."""

    is_index: bool = False
    urls: tuple[str, ...] = ()
    count: int = 0


class Reading(Struct, kw_only=True):
    """What all of a site's sitemaps came to."""

    facts: list[SitemapFacts]
    urls: list[str]


def parse(body: bytes, url: str) -> Sitemap:
    """Return what a sitemap read at `url` names; broken ones give what stands before the break."""
    text = _unpacked(body)
    if _looks_like_xml(text):
        return _parse_xml(text, url)
    return _parse_text(text, url)


class Queue:
    """The sitemaps still to be read: those named by the site first, indexes followed to a bounded depth."""

    def __init__(self, home: str, named: tuple[str, ...]) -> None:
        self._host = urls.host_of(home)
        self._seen: set[str] = set()
        self._waiting: list[tuple[str, int]] = []
        self._add(named, depth=1)
        if not self._waiting:
            self._add((f"{urls.origin_of(home)}/sitemap.xml",), depth=1)

    def take(self) -> Iterator[tuple[str, Callable[[Sitemap], None]]]:
        """Yield each address to read with the function that takes what was found there."""
        for _ in range(MAX_FILES):
            if not self._waiting:
                return
            url, depth = self._waiting.pop(0)

            def on_parsed(sitemap: Sitemap, depth: int = depth) -> None:
                if sitemap.is_index and depth < MAX_DEPTH:
                    self._add(sitemap.urls, depth=depth + 1)

            yield url, on_parsed

    def _add(self, found: tuple[str, ...], *, depth: int) -> None:
        new = [url for url in dict.fromkeys(found) if url not in self._seen and self._is_own(url)]
        self._seen.update(new)
        self._waiting.extend((url, depth) for url in sorted(new, key=_rank))

    def _is_own(self, url: str) -> bool:
        return urls.is_same_site(urls.host_of(url), self._host)


def _rank(url: str) -> int:
    path = urls.path_of(url)
    return (1 if _LATE.search(path) else 0) - (1 if _EARLY.search(path) else 0)


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body[:MAX_BYTES]
    try:
        return zlib.decompressobj(wbits=31).decompress(body, MAX_BYTES)
    except zlib.error:
        return b""


def _looks_like_xml(text: bytes) -> bool:
    beginning = text[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return beginning.startswith(b"<")


def _parse_xml(text: bytes, url: str) -> Sitemap:
    found: list[str] = []
    count = 0
    is_index = False
    try:
        for location, parent in _locations(text):
            if parent not in ("url", "sitemap"):
                continue
            is_index = is_index or parent == "sitemap"
            count += 1
            if len(found) < MAX_KEPT and (address := urls.join(url, location)):
                found.append(address)
            if count >= MAX_COUNTED:
                break
    except etree.XMLSyntaxError:
        pass  # what came before the fault is kept
    return Sitemap(is_index=is_index, urls=tuple(found), count=count)


def _locations(text: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text of each `loc` with its parent's name; no entity, DTD or network address is followed."""
    events = etree.iterparse(
        BytesIO(text),
        events=("end",),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in events:
        parent = element.getparent()
        name = _local_name(element)
        if name == "loc" and parent is not None:
            yield (element.text or "").strip(), _local_name(parent)
        elif name in ("url", "sitemap"):
            element.clear()
            while element.getprevious() is not None and parent is not None:
                del parent[0]


def _local_name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _parse_text(text: bytes, url: str) -> Sitemap:
    lines = [line.strip() for line in text.decode("utf-8-sig", "replace").splitlines()[:MAX_COUNTED]]
    named = [line for line in lines if line.startswith(("http://", "https://"))]
    found = (urls.join(url, line) for line in named[:MAX_KEPT])
    return Sitemap(urls=tuple(address for address in found if address), count=len(named))
