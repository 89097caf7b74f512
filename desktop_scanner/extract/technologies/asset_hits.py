"""What the files that a page loads tell: libraries by package and file, WordPress's plugins and themes by folder.

A plugin that no rule names is reported by its folder's name, as WordPress's directory has it, with a confidence below
what a rule gives. A theme that no rule names is not: most were made for the one site and bear its name.
"""

from collections.abc import Iterator

import ada_url

from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.technologies import assets, wordpress
from desktop_scanner.extract.technologies.rule_index import RuleSet
from desktop_scanner.extract.technologies.technology_tally import Hit
from desktop_scanner.extract.text import snippets

UNKNOWN_CONFIDENCE = 75
MAX_UNKNOWN = 60
MAX_ADDRESSES = 400


def hits(page: Document, known: RuleSet) -> Iterator[Hit]:
    """Yield a hit for each library, plugin and theme of a page."""
    sheets = _style_sheets(page)
    addresses = [*page.script_sources[:MAX_ADDRESSES], *sheets]
    is_wordpress = "/wp-" in page.source or "/app/" in page.source
    core = wordpress.core_version(addresses, page.meta("generator") or "") if is_wordpress else None
    if core is not None:
        shown = next((address for address in addresses if core in address), core)
        yield Hit("WordPress", core, 100, snippets.evidence(page.url, "script", shown))
    for address in addresses:
        yield from _libraries(page.url, address, known, core)
    if is_wordpress:
        yield from _parts(page, addresses, known, core)


def _libraries(url: str, address: str, known: RuleSet, core: str | None) -> Iterator[Hit]:
    for asset in assets.read(address):
        names = {
            *known.assets["package"].get(asset.package or "", ()),
            *known.assets["file"].get(asset.file or "", ()),
            *known.assets["file"].get(f"{asset.file}{asset.suffix}", ()),
        }
        # WordPress gives its own version to files whose plugin declares none.
        version = asset.version if asset.is_sure or asset.version != core else None
        for name in sorted(names):
            yield Hit(name, version, 100, snippets.evidence(url, "script", address))


def _parts(page: Document, addresses: list[str], known: RuleSet, core: str | None) -> Iterator[Hit]:
    codes = [script.code for script in page.scripts if not script.src]
    codes += [node.text() for node in page.tree.tags("style")]
    images = [src for node in page.tree.tags("img")[:MAX_ADDRESSES] if (src := _own_image(page, node.attrs.get("src")))]
    unknown = 0
    for part in wordpress.parts([*addresses, *images], codes, _host(page.url), core):
        evidence = snippets.evidence(page.url, "script", part.address)
        names = _names(part, known)
        for name in names:
            yield Hit(name, part.version, 100, evidence)
        if names or "/wp-content/" not in part.address:
            continue
        yield Hit("WordPress", None, 100, evidence)
        if part.kind == "plugin" and unknown < MAX_UNKNOWN:
            unknown += 1
            yield Hit(part.slug, part.version, UNKNOWN_CONFIDENCE, evidence, ("WordPress plugins",))


def _names(part: wordpress.Part, known: RuleSet) -> list[str]:
    index = known.assets[part.kind]
    return index.get(part.slug) or index.get(part.slug.removesuffix("-child"), [])


def _style_sheets(page: Document) -> list[str]:
    found = []
    for node in page.tree.tags("link")[:MAX_ADDRESSES]:
        attributes = node.attrs
        href = attributes.get("href")
        words = f"{attributes.get('rel') or ''} {attributes.get('as') or ''}".lower()
        if href and ("stylesheet" in words or "style" in words):
            found.append(href)
    return found


def _own_image(page: Document, src: str | None) -> str | None:
    """Return the address of an image where it is the site's own: those of other sites are often shown."""
    if not src or "/wp-content/" not in src:
        return None
    absolute = page.absolute(src)
    return src if absolute is not None and _host(absolute) == _host(page.url) else None


def _host(url: str) -> str:
    try:
        return ada_url.URL(url).hostname.removeprefix("www.")
    except ValueError:
        return ""
