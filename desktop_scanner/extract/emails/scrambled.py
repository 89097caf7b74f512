"""E-mail addresses that a page's source holds scrambled: by Cloudflare, content systems, and the tricks of designers.

Each way has a word that stands in no other source, so that few readers are worth their while.
"""

import codecs
import html
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from desktop_scanner.extract.emails import obfuscated, script_calls, scripted
from desktop_scanner.extract.parsing.document import Document

MAX_FOUND = 300

_CFEMAIL = re.compile(r"(?:data-cfemail\s*=\s*[\"']?|/cdn-cgi/l/email-protection#)([0-9a-fA-F]{6,400})")
_RTL = re.compile(
    r"<[a-z]+\b[^<>]*(?:bidi-override|direction\s*:\s*rtl|dir\s*=\s*[\"']?rtl)[^<>]*>([^<>]{5,120})<", re.IGNORECASE
)
_RTL_CLASS = re.compile(r"[.#]([\w-]{1,60})\s*\{[^{}]{0,300}(?:bidi-override|direction\s*:\s*rtl)", re.IGNORECASE)
_TYPO3 = re.compile(r"(?:UnCryptMailto\(\s*(?:%27|['\"]|&#0?39;|&quot;)|data-mailto-token=[\"'])([^'\"%&)]{8,400})")
_ROT13 = re.compile(r"znvygb:([\w.+%-]{1,64}(?:@|%40)[\w.-]{3,190})")
_ROT13_NAMED = re.compile(
    r"(?:rot-?13|data-enc-email)[^<>]{0,80}?[\"'>(]\s{0,5}([\w.+-]{1,64}(?:@|\[at\])[\w.-]{3,190})", re.IGNORECASE
)
_BACKWARDS_MAILTO = re.compile(r"([\w.-]{3,190}@[\w.+%-]{1,64}):otliam")
_MAILTO_CODE = re.compile(r"bWFpbHRvO[A-Za-z0-9+/_-]{4,400}={0,2}")
_CODED = re.compile(
    r"data-[\w-]{0,30}(?:mail|enc|b64|base64|protect|obfus|cloak|contact|hash)[\w-]{0,20}\s?=\s?[\"']"
    r"([A-Za-z0-9+/_-]{10,400}={0,2})[\"']", re.IGNORECASE
)  # fmt: skip
_MAIL_ATTRIBUTE = re.compile(r"data-[\w-]{0,20}mail[\w-]{0,20}\s?=\s?[\"']([^\"'@<>]{6,120})[\"']", re.IGNORECASE)
_JOOMLA = re.compile(r"<joomla-hidden-mail\b[^<>]{0,600}>")
_IMAGE_AT = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64}+)\s{0,3}(?:</?\w+[^<>]{0,60}>\s{0,3}){0,2}<img\b[^<>]{0,300}\balt\s?=\s?[\"']\s?[\[({]?(?:@|at|arobase)[\])}]?\s?[\"']"
    r"[^<>]{0,200}>\s{0,3}(?:</?\w+[^<>]{0,60}>\s{0,3}){0,2}([\w-]{1,63}(?:\.[\w-]{2,63}){1,4})", re.IGNORECASE
)  # fmt: skip
_ATTRIBUTE = re.compile(r"([\w-]{1,40})\s?=\s?(?:\"([^\"<>]{0,200})\"|'([^'<>]{0,200})')")
_FORM = re.compile(
    r"(?:action|xlink:href|<link\b[^<>]{0,100}\bhref)\s?=\s?[\"']mailto:([^\"'<>?]{5,200})", re.IGNORECASE
)
_WRITTEN_AT = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64}+)\s{0,3}<script[^<>]{0,80}>\s{0,5}document\.write\(\s?[\"'](?:@|&#64;|&commat;|\\x40|\\u0040)[\"']\s?\);?\s{0,5}"
    r"</script>\s{0,3}([\w-]{1,63}(?:\.[\w-]{2,63}){1,4})", re.IGNORECASE
)  # fmt: skip
_HANDLER = re.compile(r"on(?:click|mouseover|mousedown|focus|load)\s?=\s?(?:\"([^\"]{10,900})\"|'([^']{10,900})')")
_STYLED_AT = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64}+)\s{0,3}(?:</?\w+[^<>]{0,100}>\s{0,3}){2,5}([\w-]{1,63}(?:\.[\w-]{2,63}){1,4})(?![\w.])"
)  # fmt: skip
_CALL = re.compile(
    r"\b\w{0,20}(?:[mM]ail|[sS]pam|[pP]rotect|[cC]loak|[cC]ontact)\w{0,12}\(\s{0,3}(?:'|\"|&quot;|&#0?39;)([\w.+-]{1,64})(?:'|\"|&quot;|&#0?39;)"
    r"\s{0,3},\s{0,3}(?:'|\"|&quot;|&#0?39;)([\w.-]{2,100})(?:'|\"|&quot;|&#0?39;)"
    r"(?:\s{0,3},\s{0,3}(?:'|\"|&quot;|&#0?39;)\.?([a-z]{2,12})(?:'|\"|&quot;|&#0?39;))?"
)
_LOCAL_NAMES = tuple(
    f"data-{name}"
    for name in "user name local account u mailbox part1 email-user first before recipient prefix mail-name"
    " email-name".split()
)
_DOMAIN_NAMES = tuple(
    f"data-{name}"
    for name in "domain host website d part2 email-domain last after server mail-domain email-host provider".split()
)
_TOP_NAMES = ("data-tld", "data-part3", "data-top", "data-ext", "data-t")
_PART = re.compile(rf"(?:{'|'.join(_DOMAIN_NAMES)})\s?=")
# The TYPO3 content system moves each character within its own range.
_RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))


class Found(NamedTuple):
    """An address, its place in the source, the way it was hidden, and what it reads as where that is overlooked.

    One that is not certain may be made of parts that belong to something else.
    """

    address: str
    start: int
    end: int
    method: str = "obfuscated"
    raw: str = ""
    is_certain: bool = True


def found(page: Document) -> Iterator[Found]:
    """Yield what is hidden in a page's source."""
    for topic, reader in _READERS.items():
        if topic in page.topics:
            for each, _ in zip(reader(page.source), range(MAX_FOUND), strict=False):
                yield each


def cloudflare_decoded(code: str) -> str | None:
    """Return the address behind a Cloudflare code: each byte is combined with the first one."""
    try:
        key, *rest = bytes.fromhex(code)
    except ValueError:
        return None
    address = bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
    return address.partition("?")[0] if "@" in address else None


def typo3_decoded(code: str) -> str | None:
    """Return the address in a TYPO3 code, whose shift is whatever makes it begin with `mailto:`."""
    for shift in range(-26, 27):
        if _moved(code[:7], shift) == "mailto:":
            return unquote(_moved(code, shift)[7:]).partition("?")[0]
    return None


def _cloudflare(source: str) -> Iterator[Found]:
    for match in _CFEMAIL.finditer(source):
        address = cloudflare_decoded(match[1])
        if address:
            yield Found(address, match.start(), match.end(), "cfemail")


def _backwards(source: str) -> Iterator[Found]:
    patterns = [_RTL, _BACKWARDS_MAILTO]
    for match in _RTL_CLASS.finditer(source[:500_000]):
        name = re.escape(match[1])
        patterns.append(
            re.compile(
                rf"<\w+\b[^<>]{{0,300}}(?:class|id)\s?=\s?[\"'][^\"'<>]{{0,100}}\b{name}\b[^<>]*>([^<>]{{5,120}})<"
            )
        )
        if len(patterns) > 5:
            break
    for pattern in patterns:
        for match in pattern.finditer(source):
            if "@" in match[1] or "&#" in match[1]:
                raw = html.unescape(match[1]).strip()
                yield Found(raw[::-1], match.start(1), match.end(1), raw=raw)


def _typo3(source: str) -> Iterator[Found]:
    for match in _TYPO3.finditer(source):
        address = typo3_decoded(html.unescape(match[1].replace("\\/", "/").replace("\\u0022", "")))
        if address:
            yield Found(address, match.start(), match.end())


def _rot13(source: str) -> Iterator[Found]:
    for pattern in (_ROT13, _ROT13_NAMED):
        for match in pattern.finditer(source):
            raw = match[1].replace("%40", "@").replace("[at]", "@")
            yield Found(codecs.decode(raw, "rot13"), match.start(), match.end(), raw=raw)


def _coded(source: str) -> Iterator[Found]:
    for match in _MAIL_ATTRIBUTE.finditer(source):
        for written in obfuscated.written(html.unescape(match[1])):
            yield Found(f"{written.local}@{written.domain}", match.start(), match.end())
    for match in (*_MAILTO_CODE.finditer(source), *_CODED.finditer(source)):
        code = match[1] if match.re is _CODED else match[0]
        text = script_calls.decoded_base64(code) or ""
        if "@" in text:
            yield Found(text.removeprefix("mailto:").partition("?")[0], match.start(), match.end())


def _joomla(source: str) -> Iterator[Found]:
    for match in _JOOMLA.finditer(source):
        given = _attributes(match[0])
        local, domain = (script_calls.decoded_base64(given.get(name, "")) for name in ("first", "last"))
        if local and domain:
            yield Found(f"{local}@{domain}", match.start(), match.end())


def _image_signs(source: str) -> Iterator[Found]:
    for match in (*_IMAGE_AT.finditer(source), *_WRITTEN_AT.finditer(source)):
        yield Found(f"{match[1]}@{match[2]}", match.start(), match.end())


def _in_parts(source: str) -> Iterator[Found]:
    """Yield the addresses whose parts are attributes of one element, for a style sheet or a script to join."""
    for match in _PART.finditer(source):
        tag = _tag_around(source, match.start())
        given = _attributes(tag)
        local = next((given[name] for name in _LOCAL_NAMES if given.get(name)), None)
        domain = next((given[name] for name in _DOMAIN_NAMES if given.get(name)), None)
        if local and domain:
            top = next((given[name] for name in _TOP_NAMES if given.get(name)), "")
            whole = domain if not top or domain.endswith(top) else f"{domain}.{top.lstrip('.')}"
            is_certain = "mail" in tag.lower()
            yield Found(f"{local}@{whole}", match.start(), match.end(), is_certain=is_certain)
            yield Found(f"{local[::-1]}@{whole[::-1]}", match.start(), match.end(), is_certain=is_certain)


def _tag_around(source: str, position: int) -> str:
    start = source.rfind("<", max(0, position - 1_000), position)
    end = source.find(">", position, position + 1_000)
    return source[start : end + 1] if 0 <= start < end else ""


def _forms(source: str) -> Iterator[Found]:
    for match in _FORM.finditer(source):
        yield Found(unquote(html.unescape(match[1])), match.start(), match.end(), "mailto")


def _styled_signs(source: str) -> Iterator[Found]:
    """Yield the addresses between whose parts a style sheet sets the sign."""
    for match in _STYLED_AT.finditer(source):
        yield Found(f"{match[1]}@{match[2]}", match.start(), match.end(), is_certain=False)


def _calls(source: str) -> Iterator[Found]:
    """Yield the addresses whose parts a function for mail is called with: `sendMail('info', 'firm.com')`."""
    for match in _CALL.finditer(source):
        domain = match[2] if "." in match[2] or not match[3] else f"{match[2]}.{match[3]}"
        yield Found(f"{match[1]}@{domain}", match.start(), match.end(), "script")


def _handlers(source: str) -> Iterator[Found]:
    """Yield what the code in an element's event handlers makes."""
    for match in _HANDLER.finditer(source):
        for made in scripted.addresses(html.unescape(match[1] or match[2])):
            if made.is_named:
                yield Found(made.address, match.start(), match.end(), "script")


def _attributes(tag: str) -> dict[str, str]:
    return {match[1].lower(): html.unescape(match[2] or match[3] or "").strip() for match in _ATTRIBUTE.finditer(tag)}


def _moved(code: str, shift: int) -> str:
    return "".join(_shifted(character, shift) for character in code)


def _shifted(character: str, shift: int) -> str:
    value = ord(character)
    for first, last in _RANGES:
        if first <= value <= last:
            return chr(first + (value - first + shift) % (last - first + 1))
    return character


_READERS: dict[str, Callable[[str], Iterator[Found]]] = {
    "cloudflare": _cloudflare,
    "backwards": _backwards,
    "typo3": _typo3,
    "parts": _in_parts,
    "rot13": _rot13,
    "coded": _coded,
    "joomla": _joomla,
    "written signs": _image_signs,
    "handlers": _handlers,
    "styled signs": _styled_signs,
    "calls": _calls,
    "forms": _forms,
}
