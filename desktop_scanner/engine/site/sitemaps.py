"""Sitemaps by sitemaps.org: which pages a site names itself; XML (also gzip) and text, every size bounded.

A file may name 50,000 pages, of which a scan reads a handful. All are looked at in a cheap way, and those whose last
words promise contacts, imprint or the like are kept, with a few others; what `lastmod` and `priority` say is ignored.
"""

import heapq
import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from lxml import etree
from msgspec import Struct

from desktop_scanner.engine import urls
from desktop_scanner.engine.site import frontier_words

MAX_FILES = 6
MAX_DEPTH = 3
MAX_KEPT = 500  # pages of one file that the frontier judges
MAX_COUNTED = 200_000
MAX_INDEXED = 1_000
MAX_BYTES = 10_000_000  # of one file, after decompression

# Files of an index whose names promise pages come first, those of shops' products and pictures last.
_EARLY = re.compile(r"page|static|main|content|company|about|misc", re.IGNORECASE)
_LATE = re.compile(r"product|image|video|news|tag|categor|author|post|archive|user|listing|\d{4}", re.IGNORECASE)


class Sitemap(Struct, frozen=True, kw_only=True):
    """One parsed file: addresses of pages, or of further sitemaps; `count` goes beyond those kept."""

    is_index: bool = False
    urls: tuple[str, ...] = ()
    count: int = 0


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
    path = url.partition("://")[2].partition("/")[2]
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
    is_index = False
    try:
        for location, parent in _locations(text):
            if parent not in ("url", "sitemap"):
                continue
            is_index = is_index or parent == "sitemap"
            found.append(location)
            if len(found) >= MAX_COUNTED:
                break
    except etree.XMLSyntaxError:
        pass  # what came before the fault is kept
    return _sitemap(found, url, is_index=is_index)


def _locations(text: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text of each `loc` with its parent's name; no entity, DTD or network address is followed."""
    events = etree.iterparse(
        BytesIO(text),
        events=("end",),
        tag=("{*}loc", "{*}url", "{*}sitemap", "{*}LOC", "{*}URL", "{*}SITEMAP"),
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
    return _sitemap([line for line in lines if line.startswith(("http://", "https://"))], url, is_index=False)


def _sitemap(found: list[str], url: str, *, is_index: bool) -> Sitemap:
    kept = sorted(found, key=_rank)[:MAX_INDEXED] if is_index else _worth_judging(found)
    addresses = (urls.join(url, location) for location in kept)
    return Sitemap(is_index=is_index, urls=tuple(address for address in addresses if address), count=len(found))


def _worth_judging(found: list[str]) -> list[str]:
    """Return the addresses of a file that promise most, in their order: named well, near the top, in few words."""
    if len(found) <= MAX_KEPT:
        return found
    ranked = ((_dullness(location), number) for number, location in enumerate(found))
    best = heapq.nsmallest(MAX_KEPT, ranked)
    return [found[number] for number in sorted(number for _, number in best)]


def _dullness(location: str) -> int:
    path = location.partition("://")[2].rstrip("/")
    last = path.rpartition("/")[2]
    is_dull = not frontier_words.may_promise(last)
    return 100 * is_dull + 4 * path.count("/") + last.count("-") + last.count("_")
