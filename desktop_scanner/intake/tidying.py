"""A typed list without the pieces that cannot be used, or without those that name a domain a second time."""

from collections.abc import Iterator

from desktop_scanner.core import domains
from desktop_scanner.intake import text_list


def without_faults(text: str) -> str:
    """Return the list without what names no domain; lines of which nothing is left go, comments stay."""
    return "".join(_kept(line, [piece for piece in _pieces(line) if _domain(piece)]) for line in text_list.lines(text))


def without_duplicates(text: str) -> str:
    """Return the list with the first mention of each domain only; what names no domain stays to be corrected."""
    return "".join(_first_mentions(text))


def _first_mentions(text: str) -> Iterator[str]:
    seen: set[str] = set()
    for line in text_list.lines(text):
        kept = []
        for piece in _pieces(line):
            domain = _domain(piece)
            if domain is None or domain not in seen:
                kept.append(piece)
            if domain is not None:
                seen.add(domain)
        yield _kept(line, kept)


def _kept(line: str, kept: list[str]) -> str:
    """Return the line as it is where all its pieces stay, else made of those that do."""
    before = _pieces(line)
    if len(kept) == len(before):
        return line
    comment = line.partition("#")[2].strip()
    parts = [*([", ".join(kept)] if kept else []), *([f"# {comment}"] if comment else [])]
    return f"{' '.join(parts)}\n" if parts else ""


def _pieces(line: str) -> list[str]:
    return list(text_list.pieces(line.partition("#")[0]))


def _domain(piece: str) -> str | None:
    try:
        return domains.target(piece).domain
    except domains.DomainNameError:
        return None
