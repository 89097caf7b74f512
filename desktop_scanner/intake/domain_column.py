"""Which column of a table holds the domains: by its header's name in several languages, and by what stands in it."""

import re
import unicodedata
from collections.abc import Sequence

from desktop_scanner.core import domains

# Best first: a column called "domain" is meant before one called "website", that before one called "web".
_DOMAIN = (
    "domain|domains|domain name|domainname|hostname|host|domäne|domaene|nom de domaine|domaine|dominio|"
    "nombre de dominio|nome di dominio|domínio|domein|domeinnaam|domena|domän|domæne|domene|doména|domeniu|"
    "verkkotunnus|alan adı|τομέας|домен|доменное имя|ドメイン|ドメイン名|域名|网域|도메인|نطاق|דומיין"
)
_WEBSITE = (
    "website|web site|web address|web page|webpage|homepage|home page|url|website url|company website|"
    "webseite|webadresse|internetseite|internetadresse|internet|site web|site internet|adresse web|page web|"
    "sitio web|página web|pagina web|dirección web|sito web|sito internet|sito|sítio|página|website adres|webadres|"
    "strona www|strona internetowa|strona|hemsida|webbplats|webbadress|hjemmeside|nettside|nettsted|"
    "kotisivu|kotisivut|verkkosivu|verkkosivusto|webová stránka|stránky|weboldal|honlap|pagină web|web sitesi|"
    "ιστοσελίδα|ιστότοπος|сайт|веб сайт|вебсайт|ウェブサイト|ホームページ|网站|网址|網站|網址|웹사이트|홈페이지"
)
_SITE = "site|web|www|link|サイト"
_RANK = {name: rank for rank, names in enumerate((_DOMAIN, _WEBSITE, _SITE)) for name in names.split("|")}
_NO_RANK = 3.0
_SAMPLE_ROWS = 1_000
_CONVINCING = 0.5


def by_name(header: Sequence[str], name: str) -> int | None:
    """Return the column that the user named, whatever its case and spacing; None if there is none so called."""
    wanted = _simple(name)
    for index, cell in enumerate(header):
        if _simple(cell) == wanted:
            return index
    return None


def is_header(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Return whether a table's first row names its columns: it holds no domain, and a known name or rows that do.

    A single column must have a known name: its first line may as well be a domain that is misspelt.
    """
    if any(is_domain(cell) for cell in first):
        return False
    if any(_rank(cell) < _NO_RANK for cell in first):
        return True
    if len(first) < 2 or not _could_be_names(first):
        return False
    return any(is_domain(cell) for row in rest[:_SAMPLE_ROWS] for cell in row)


def find(header: Sequence[str] | None, rows: Sequence[Sequence[str]]) -> int | None:
    """Return the column that holds the domains; None where no column is called so and none holds any."""
    sample = rows[:_SAMPLE_ROWS]
    width = max((len(row) for row in sample), default=len(header or ()))
    shares = [_share_of_domains(sample, index) for index in range(max(width, len(header or ())))]
    named = sorted((_rank(cell), index) for index, cell in enumerate(header or ()) if _rank(cell) < _NO_RANK)
    for _, index in named:
        if shares[index] >= _CONVINCING:
            return index
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    if best is not None and shares[best] > 0:
        return best
    if named:
        return named[0][1]
    return 0 if len(shares) == 1 else None


def count(rows: Sequence[Sequence[str]], index: int) -> tuple[int, int]:
    """Return how many values of a column are domains, and how many it has."""
    cells = [row[index] for row in rows[:_SAMPLE_ROWS] if index < len(row) and row[index].strip()]
    return sum(map(is_domain, cells)), len(cells)


def is_domain(cell: str) -> bool:
    """Return whether a value names a domain."""
    try:
        domains.target(cell)
    except domains.DomainNameError:
        return False
    return True


def _could_be_names(cells: Sequence[str]) -> bool:
    names = [_simple(cell) for cell in cells]
    return all(name and not name.isdigit() for name in names) and len(set(names)) == len(names)


def _rank(cell: str) -> float:
    name = _simple(cell)
    if name in _RANK:
        return _RANK[name]
    # "Company domain", "primary_domain" and "Website (main)" are meant too, each after the plain name.
    return min((_RANK[word] + 0.5 for word in name.split() if word in _RANK), default=_NO_RANK)


def _simple(name: str) -> str:
    spaced = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", name))
    return spaced.strip().casefold()


def _share_of_domains(rows: Sequence[Sequence[str]], index: int) -> float:
    found, values = count(rows, index)
    return found / values if values else 0
