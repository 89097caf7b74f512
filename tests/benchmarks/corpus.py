"""The labelled corpus: pages written for this purpose, and what a careful analyst would take home from each.

tests/data/corpus holds a folder for each language, with the pages as they would come over the wire and one labels.toml.
Labels are judged by reading, never by running the extractor. `tolerated` names what may be reported or left out, such
as a data protection office in a privacy policy; `hidden` tells how an address is concealed.
"""

import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from desktop_scanner.engine import urls
from desktop_scanner.extract.page import PageInput

ROOT = Path(__file__).resolve().parents[1] / "data" / "corpus"
HTML = "text/html; charset=utf-8"


class Facts(Struct, frozen=True, forbid_unknown_fields=True):
    """Facts by kind: phones in E.164, technologies as `Name` or `Name: version`, addresses as `street | code | city`.

    The organisation's names are the forms that are all right, not several organisations.
    """

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


class Labels(Facts, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands on one page; placeholders must be flagged when reported, faxes never be reported as phones."""

    url: str
    content_type: str = HTML
    headers: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    faxes: tuple[str, ...] = ()
    hidden: dict[str, str] = {}
    tolerated: Facts = Facts()


class CorpusPage(Struct, frozen=True):
    """One page of the corpus with its labels; a third of the pages is held out from those who improve the rules."""

    name: str
    labels: Labels
    body: bytes

    @property
    def language(self) -> str:
        """Return the language of its folder."""
        return self.name.partition("/")[0]

    @property
    def is_held_out(self) -> bool:
        """Tell by the name alone, so that a page stays on its side as the corpus grows."""
        return zlib.crc32(self.name.encode()) % 3 == 0

    @property
    def input(self) -> PageInput:
        """Return the page as the crawl would hand it over."""
        return PageInput(
            url=self.labels.url,
            body=self.body,
            content_type=self.labels.content_type or None,
            headers=tuple((name.strip(), value.strip()) for name, _, value in map(_parted, self.labels.headers)),
            region_hint=urls.country_of(urls.host_of(self.labels.url)),
        )


def pages() -> tuple[CorpusPage, ...]:
    """Return all pages of the corpus, by language and name."""
    return tuple(page for folder in sorted(ROOT.iterdir()) if folder.is_dir() for page in _pages_in(folder))


def _pages_in(folder: Path) -> Iterator[CorpusPage]:
    labels = msgspec.convert(tomllib.loads((folder / "labels.toml").read_text("utf-8")), dict[str, Labels])
    for name, label in labels.items():
        yield CorpusPage(f"{folder.name}/{name}", label, (folder / f"{name}.html").read_bytes())


def _parted(header: str) -> tuple[str, str, str]:
    return header.partition(":")
