"""E-mail addresses that are written so that programs miss them: `info [at] firm [dot] com` and its cousins."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

MAX_CANDIDATES = 500

_AT_WORDS = (
    r"at|@|ät|æt|arobase|arobas|arroba|chiocciola|klammeraffe|apenstaartje|apestaartje|snabel-?a|zavin[aá][cč]"
    r"|ma[lł]pa|kukac|собака"
)
_DOT_WORDS = r"dot|\.|punkt|pkt|point|punto|ponto|punt|tečka|tecka|kropka|pont|prik|piste|точка"
_OPEN, _CLOSE = r"[\[({<«（［]{1,2}", r"[\])}>»）］]{1,2}"
_AT = re.compile(
    # `(a)` counts only between letters: with spaces around it, it numbers a list.
    rf"\s{{0,3}}{_OPEN}\s{{0,3}}(?:{_AT_WORDS})\s{{0,3}}{_CLOSE}\s{{0,3}}|(?<=\w)[\[({{]a[\])}}](?=\w)",
    re.IGNORECASE,
)
_DOT = re.compile(rf"\s{{0,3}}{_OPEN}\s{{0,3}}(?:{_DOT_WORDS})\s{{0,3}}{_CLOSE}\s{{0,3}}", re.IGNORECASE)
_SPOKEN_DOT = r"(?:\s(?:dot|punkt|point|punto|ponto|punt)\s|\s?[\[({](?:dot|\.|punkt|point|punto|ponto|punt)[\])}]\s?)"
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
    if _BARE_DOT.search(text):
        for match in _BARE.finditer(text):
            is_marked = any(mark in match[2] for mark in "[({")
            domain = _BARE_DOT.sub(".", match[2])
            yield Candidate(match[1], domain, match.start(), match.end(), is_certain=is_marked)
    if " @ " in text or "\n@" in text or "@\n" in text:
        for match in _SPACED.finditer(text):
            isolated = text[match.end(1)] == "\n" and text[match.start(2) - 1] == "\n"
            yield Candidate(match[1], match[2], match.start(), match.end(), is_certain=isolated)


def cloudflare(source: str) -> Iterator[tuple[str, int, int]]:
    """Yield the addresses that Cloudflare hides, with their places in the source."""
    if "cfemail" in source or "email-protection#" in source:
        for match in _CFEMAIL.finditer(source):
            address = cloudflare_decoded(match[1])
            if address:
                yield address, match.start(), match.end()


def cloudflare_decoded(code: str) -> str | None:
    """Return the address behind a Cloudflare code: each byte is combined with the first one."""
    try:
        key, *rest = bytes.fromhex(code)
    except ValueError:
        return None
    address = bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
    return address.partition("?")[0] if "@" in address else None


def scrambled(source: str) -> Iterator[tuple[str, int, int]]:
    """Yield addresses that stand backwards, in TYPO3's cipher, in ROT13, or in two attributes of one element."""
    if "@" in source and ("bidi-override" in source or "rtl" in source):
        for match in _REVERSED.finditer(source):
            if "@" in match[1]:
                yield match[1][::-1].strip(), match.start(1), match.end(1)
    if "ncryptmailto" in source or "nCryptMailto" in source or "mailto-token" in source:
        for match in _TYPO3.finditer(source):
            address = typo3_decoded(match[1].replace("\\/", "/"))
            if address:
                yield address, match.start(), match.end()
    if "data-domain" in source or "data-host" in source:
        for match in _PARTS.finditer(source):
            yield f"{match[1]}@{match[2]}", match.start(), match.end()
    if "znvygb:" in source:
        for match in re.finditer(r"znvygb:([\w.+%-]{1,64}@[\w.-]{3,190})", source):
            yield codecs.decode(match[1], "rot13"), match.start(), match.end()


def typo3_decoded(code: str) -> str | None:
    """Return the address in a TYPO3 code, whose shift is whatever makes it begin with `mailto:`."""
    for shift in range(-26, 27):
        decoded = "".join(_shifted(character, shift) for character in code)
        if decoded.startswith("mailto:"):
            return unquote(decoded.removeprefix("mailto:")).partition("?")[0]
    return None


def _shifted(character: str, shift: int) -> str:
    value = ord(character)
    for first, last in _RANGES:
        if first <= value <= last:
            return chr(first + (value - first + shift) % (last - first + 1))
    return character


def _around(text: str, at_start: int, at_end: int) -> Candidate | None:
    left = _DOT.sub(".", text[max(0, at_start - 80) : at_start])
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
