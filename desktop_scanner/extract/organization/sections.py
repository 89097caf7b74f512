"""What a page is for, and which of its lines are about others than its owner (web designers, authorities)."""

import itertools
import re
from collections.abc import Iterable, Iterator
from enum import Enum, StrEnum
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct
from selectolax.lexbor import LexborNode

from desktop_scanner.extract.organization import section_words
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.places import postal_formats

MAX_LINES = 1_500
MAX_LINE = 400
_LABEL_CHARACTERS = 90
_FOREIGN_LINES = 8  # an address and the ways to reach it
_CONTROLLER_LINES = 13
_PASSAGES_BEFORE, _PASSAGES_AFTER = 24, 16

_GLUED = re.compile(
    r"[,;.)\]/&:]|GmbH\b|AG\b|KG\b|e\.\s?[KV]\.|UG\b|Ltd\b|[SB]\.?[AV]\.?$|S\.?r\.?l\.?$|BV$|AB$|A/S$|Oy$",
    re.IGNORECASE,
)
_MERE_CODE = re.compile(r"(?:[A-Z]{1,2}-)?(?:\d{4,5}|\d{3} \d{2}|\d{4} ?[A-Z]{2}|\d{2}-\d{3}|\d{4}-\d{3})")
_MERE_NUMBER = re.compile(r"\d{1,3}\s?[a-zA-Z]?")
_MERE_MARKS = re.compile(r"[\W_]{1,3}")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAX_HEADINGS = 60
_LONG_HEADING, _MAX_LONG = 1_000, 10


class Kind(StrEnum):
    """What a page is for, as far as it matters to whom its texts are about."""

    IMPRINT = "imprint"
    CONTACT = "contact"
    PRIVACY = "privacy"
    OTHER = "other"


class Label(Enum):
    """What a line announces by the word that it begins with."""

    NONE = 0
    OWNER = 1
    OTHERS = 2
    OTHERS_HEADING = 3
    OTHERS_LINE = 4


class Sections(Struct, frozen=True):
    """A page's lines; `is_own[n]` tells whether line n may be about the owner."""

    kind: Kind
    lines: tuple[str, ...]
    is_own: tuple[bool, ...]
    headings: frozenset[str]


def read(page: Document, kind: Kind, places: Iterable[int]) -> Sections:
    """Return a page's lines with what they are about: all of an imprint, of others those around places in the text."""
    if kind in (Kind.IMPRINT, Kind.PRIVACY):
        passages = page.passages
    else:
        passages = page.passages_near(places, _PASSAGES_BEFORE, _PASSAGES_AFTER)
    lines = tuple(joined(passages))
    found = headings(page)
    return Sections(kind, lines, tuple(_own(lines, found, kind)), found)


def kind_of(page: Document) -> Kind:
    """Return what a page is for, by its address, its title and its main heading."""
    path = unquote(page.url.partition("//")[2].partition("/")[2].partition("?")[0]).lower()
    named = _kind_of_words(re.sub(r"[-_/.+]+", " ", path)[-100:])
    if named is not Kind.OTHER:
        return named
    for node in _titles(page):
        named = _kind_of_words(" ".join(node.text()[:200].split()).lower())
        if named is not Kind.OTHER:
            return named
    return Kind.OTHER


def _titles(page: Document) -> Iterator[LexborNode]:
    """Yield the title and the main headings; a look through a whole page costs a tenth of its parsing."""
    head = page.tree.head
    title = head.css_first("title") if head is not None else None
    yield from [title] if title is not None else page.nodes("title")[:1]
    yield from itertools.islice((node for node in page.headings if node.tag == "h1"), 2)


def joined(passages: tuple[str, ...]) -> list[str]:
    """Return the lines; what continues a line in another element (`Müller <b>GmbH</b>`) is put back to it."""
    lines: list[str] = []
    for passage in passages[:MAX_LINES]:
        line = passage[:MAX_LINE]
        if not line:
            lines.append(line)
            continue
        if _MERE_MARKS.fullmatch(line) and line not in ("&", "+"):
            if line[0] in ",:)]" and lines:
                lines[-1] += line[0]
            continue
        before = lines[-1] if lines else ""
        if before and len(before) < 100 and _continues(before, line):
            lines[-1] = f"{before}{'' if line[0] in ',;.):]' or before[-1] == '(' else ' '}{line}"
        else:
            lines.append(line)
    return lines


@lru_cache(maxsize=1_024)
def _kind_of_words(text: str) -> Kind:
    for kind, pattern in (
        (Kind.IMPRINT, section_words.IMPRINT),
        (Kind.PRIVACY, section_words.PRIVACY),
        (Kind.CONTACT, section_words.CONTACT),
    ):
        if pattern.search(text):
            return kind
    return Kind.OTHER


def headings(page: Document) -> frozenset[str]:
    """Return the texts of the page's headings."""
    found: set[str] = set()
    long = 0
    by_level: dict[str, list[LexborNode]] = {name: [] for name in _HEADINGS}
    for node in page.headings:
        by_level[node.tag or ""].append(node)
    for node in itertools.chain.from_iterable(map(_ends, by_level.values())):
        text = node.text(separator=" ")
        long += len(text) > _LONG_HEADING
        if long > _MAX_LONG:  # headings within headings, each with the text of all within it
            break
        found.add(" ".join(text[:200].split()))
    return frozenset(found)


def _ends(nodes: list[LexborNode]) -> list[LexborNode]:
    """Return the first and the last of many: a list of products stands between head and foot."""
    return nodes if len(nodes) <= MAX_HEADINGS else nodes[: MAX_HEADINGS // 2] + nodes[-MAX_HEADINGS // 2 :]


def _continues(before: str, line: str) -> bool:
    if before.endswith(("&", "(")) or _GLUED.match(line):
        return True
    if _MERE_CODE.fullmatch(before):
        return line[0].isupper() and not any(map(str.isdigit, line))
    return (
        bool(_MERE_NUMBER.fullmatch(line))
        and bool(postal_formats.STREET_WORD.search(before[-20:]))
        and len(before) < 50
    )


def _own(lines: tuple[str, ...], headings: frozenset[str], kind: Kind) -> list[bool]:
    """Return for each line whether it may be about the owner.

    What follows a label of others is about them, until a label of the owner's or a heading comes, or enough lines for
    an address have passed. On a privacy notice, where dozens of companies are named, only the controller is the owner.
    """
    marks: list[bool] = []
    is_private = kind is Kind.PRIVACY
    foreign, controller = 0, 0
    for line in lines:
        is_heading = line in headings
        label = _label(line[:_LABEL_CHARACTERS])
        if label is Label.OTHERS or (label is Label.OTHERS_HEADING and is_heading):
            foreign, controller = _FOREIGN_LINES + 1, 0
        elif label is Label.OWNER:
            foreign, controller = 0, _CONTROLLER_LINES
        elif is_heading:
            foreign = 0
        if kind is Kind.IMPRINT and is_heading and section_words.PRIVACY_HEADING.match(line.lower()):
            is_private = True
        is_own = foreign == 0 and label is not Label.OTHERS_LINE
        marks.append(is_own and (not is_private or controller > 0))
        foreign, controller = max(0, foreign - 1), max(0, controller - 1)
    return marks


@lru_cache(maxsize=4_096)
def _label(line: str) -> Label:
    """Return what a line announces. The lines of menus and feet come again on each page of a site."""
    line = line.lower()
    if section_words.FOREIGN.match(line):
        return Label.OTHERS
    if section_words.OWN.match(line):
        return Label.OWNER
    match = section_words.FOREIGN_HEADINGS.match(line)
    if match is None:
        return Label.NONE
    colon, rest = line[match.end() :].lstrip()[:1], line[match.end() :].lstrip(" :")
    if colon != ":":
        return Label.OTHERS_HEADING
    return Label.OTHERS_LINE if rest else Label.OTHERS


def announces_owner(line: str) -> bool:
    """Return whether a line begins with words after which the owner is named."""
    return _label(line[:_LABEL_CHARACTERS]) is Label.OWNER
