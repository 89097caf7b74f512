"""What built a page, by its own word: `<meta name="generator">` with the very name of a technology that has a rule."""

import re
from collections.abc import Iterator

from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.technologies.rule_index import RuleSet
from desktop_scanner.extract.technologies.technology_tally import Hit
from desktop_scanner.extract.text import snippets

MAX_GENERATORS = 20
# What builds pages; a library that is called like a company is none of it.
_BUILDERS = frozenset(
    (
        *("CMS", "Ecommerce", "Blogs", "Page builders", "Static site generator", "Message boards", "Wikis", "LMS"),
        *("Web frameworks", "Documentation", "Photo galleries", "DMS"),
    )
)
_NAME_AND_VERSION = re.compile(
    r"\s*([^\d\s;,|(][^\d;,|(]{0,40}?)"
    r"(?:[\s/:-]+(?:v\.?\s?)?(\d[\d.]{0,15})(?:[\s;,|(+-].*)?|\s*[;,|(].*|\s+[-–]\s.*|\s*)",
    re.DOTALL | re.IGNORECASE,
)


def hits(page: Document, known: RuleSet) -> Iterator[Hit]:
    """Yield a hit for each generator that is called exactly like a technology."""
    for content in page.metas.get("generator", ())[:MAX_GENERATORS]:
        match = _NAME_AND_VERSION.fullmatch(content[:200])
        name = known.names.get(match[1].strip().casefold()) if match else None
        if match and name and not _BUILDERS.isdisjoint(known.rules[name].categories):
            yield Hit(
                name,
                match[2] and match[2].rstrip("."),
                100,
                snippets.evidence(page.url, "meta", f"generator: {content}"),
            )
