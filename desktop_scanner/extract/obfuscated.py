"""E-mail addresses that are written so that programs miss them: `info [at] firm [dot] com` and its cousins."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from desktop_scanner.extract.document import Document
from desktop_scanner.extract.literals import Literals

MAX_CANDIDATES = 500

_AT_WORDS = (
    r"at|@|ät|æt|arobase|arobas|arroba|chiocciola|klammeraffe|apenstaartje|apestaartje|snabel-?a|zavin[aá][cč]"
    r"|ma[lł]pa|kukac|собака"
)
_DOT_WORDS = r"dot|\.|punkt|pkt|point|punto|ponto|punt|tečka|tecka|kropka|pont|prik|piste|точка"
_OPEN, _CLOSE = r"[\[({<«（［]{1,2}", r"[\])}>»）］]{1,2}"
_AT = re.compile(
    # It begins with a bracket and not with white space, which would be tried at each word.
    # `(a)` counts only between letters: with spaces around it, it numbers a list.
    rf"{_OPEN}\s{{0,3}}(?:{_AT_WORDS})\s{{0,3}}{_CLOSE}\s{{0,3}}|[\[({{](?<=\w[\[({{])a[\])}}](?=\w)",
    re.IGNORECASE,
)
_DOT = re.compile(rf"\s{{0,3}}{_OPEN}\s{{0,3}}(?:{_DOT_WORDS})\s{{0,3}}{_CLOSE}\s{{0,3}}", re.IGNORECASE)
_SPOKEN_DOT = r"(?:\s(?:dot|punkt|point|punto|ponto|punt)\s|\s?[\[({](?:dot|\.|punkt|point|punto|ponto|punt)[\])}]\s?)"
_SPOKEN = ("dot", "punkt", "point", "punto", "ponto", "punt")
_BARE_DOT = re.compile(_SPOKEN_DOT, re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w.@])([\w.+-]{1,64})\s(?:at|ät|arobase|arroba|chiocciola|apenstaartje|@)\s"
    rf"([\w-]{{1,63}}(?:{_SPOKEN_DOT}[\w-]{{2,63}}){{1,3}})(?![\w@])",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<![\w.@])([A-Za-z0-9._+-]{1,64})\s{1,2}@\s{1,2}([\w-]{1,63}(?:\.[\w-]{2,63}){1,4})")
_LOCAL = re.compile(r"[\w.+%-]{1,64}")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_CFEMAIL = re.compile(r"(?:data-cfemail\s*=\s*[\"']?|/cdn-cgi/l/email-protection#)([0-9a-fA-F]{6,400})")
_REVERSED = re.compile(r"<[a-z]+\b[^<>]*(?:bidi-override|direction\s*:\s*rtl)[^<>]*>([^<>]{5,120})<", re.IGNORECASE)
_TYPO3 = re.compile(r"(?:UnCryptMailto\(\s*(?:%27|['\"])|data-mailto-token=[\"'])([^'\"%)]{8,400})")
_PARTS = re.compile(
    r"data-(?:user|name|local|account|u)\s*=\s*[\"']([\w.+-]{1,64})[\"'][^<>]{0,200}?"
    r"data-(?:domain|host|d)\s*=\s*[\"']([\w.-]{3,190})[\"']",
    re.IGNORECASE,
)
_ROT13 = re.compile(r"znvygb:([\w.+%-]{1,64}@[\w.-]{3,190})")
# The TYPO3 content system moves each character within its own range.
_RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))


class Candidate(NamedTuple):
    """A possible address and its place in the text it was found in; `is_certain` where nothing else can be meant."""

    local: str
    domain: str
    start: int
    end: int
    is_certain: bool = True


def written(text: str) -> Iterator[Candidate]:
    """Yield the addresses that a text spells out with words for the at sign and the dot."""
    for count, match in enumerate(_AT.finditer(text)):
        if count >= MAX_CANDIDATES:
            break
        candidate = _around(text, match.start(), match.end())
        if candidate:
            yield candidate
    lowered = text.lower()
    if any(word in lowered for word in _SPOKEN):
        for match in _BARE.finditer(text):
            is_marked = any(mark in match[2] for mark in "[({")
            domain = _BARE_DOT.sub(".", match[2])
            yield Candidate(match[1], domain, match.start(), match.end(), is_certain=is_marked)
    if " @ " in text or "\n@" in text or "@\n" in text:
        for match in _SPACED.finditer(text):
            isolated = text[match.end(1)] == "\n" and text[match.start(2) - 1] == "\n"
            yield Candidate(match[1], match[2], match.start(), match.end(), is_certain=isolated)


def in_source(page: Document) -> Iterator[tuple[str, str, int, int]]:
    """Yield (address, method, start, end) for what is hidden in a page's source: by Cloudflare, or scrambled."""
    for index in sorted(_HINTS.found_in(page.utf8)):
        hint = _HINT_WORDS[index]
        method = "cfemail" if hint in _CLOUDFLARE else "obfuscated"
        for address, start, end in _READERS[hint](page.source):
            yield address, method, start, end


def cloudflare_decoded(code: str) -> str | None:
    """Return the address behind a Cloudflare code: each byte is combined with the first one."""
    try:
        key, *rest = bytes.fromhex(code)
    except ValueError:
        return None
    address = bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
    return address.partition("?")[0] if "@" in address else None


def _cloudflare(source: str) -> Iterator[tuple[str, int, int]]:
    for match in _CFEMAIL.finditer(source):
        address = cloudflare_decoded(match[1])
        if address:
            yield address, match.start(), match.end()


def _reversed(source: str) -> Iterator[tuple[str, int, int]]:
    for match in _REVERSED.finditer(source):
        if "@" in match[1]:
            yield match[1][::-1].strip(), match.start(1), match.end(1)


def _typo3(source: str) -> Iterator[tuple[str, int, int]]:
    for match in _TYPO3.finditer(source):
        address = typo3_decoded(match[1].replace("\\/", "/"))
        if address:
            yield address, match.start(), match.end()


def _rot13(source: str) -> Iterator[tuple[str, int, int]]:
    for match in _ROT13.finditer(source):
        yield codecs.decode(match[1], "rot13"), match.start(), match.end()


def _in_parts(source: str) -> Iterator[tuple[str, int, int]]:
    for match in _PARTS.finditer(source):
        yield f"{match[1]}@{match[2]}", match.start(), match.end()


def typo3_decoded(code: str) -> str | None:
    """Return the address in a TYPO3 code, whose shift is whatever makes it begin with `mailto:`."""
    for shift in range(-26, 27):
        if _moved(code[:7], shift) == "mailto:":
            return unquote(_moved(code, shift)[7:]).partition("?")[0]
    return None


def _moved(code: str, shift: int) -> str:
    return "".join(_shifted(character, shift) for character in code)


def _shifted(character: str, shift: int) -> str:
    value = ord(character)
    for first, last in _RANGES:
        if first <= value <= last:
            return chr(first + (value - first + shift) % (last - first + 1))
    return character


def _around(text: str, at_start: int, at_end: int) -> Candidate | None:
    before = text[max(0, at_start - 80) : at_start]
    at_start -= len(before) - len(before.rstrip())
    left = _DOT.sub(".", before.rstrip())
    right = text[at_end : at_end + 200]
    plain = _DOT.sub(".", right)
    if plain == right or not _DOMAIN.match(plain):
        plain = _BARE_DOT.sub(".", plain)
    local = _LOCAL.match(left[::-1])
    domain = _DOMAIN.match(plain)
    if local is None or domain is None:
        return None
    name = local[0][::-1]
    return Candidate(name, domain[0], at_start - len(name), min(len(text), at_end + len(domain[0])))


_CLOUDFLARE = ("data-cfemail", "email-protection#")
_READERS = {
    "data-cfemail": _cloudflare,
    "email-protection#": _cloudflare,
    "bidi-override": _reversed,
    "direction:rtl": _reversed,
    "direction: rtl": _reversed,
    "nCryptMailto(": _typo3,
    "data-mailto-token": _typo3,
    "data-domain": _in_parts,
    "data-host": _in_parts,
    "znvygb:": _rot13,
}
_HINT_WORDS = list(_READERS)
_HINTS = Literals(_HINT_WORDS)
