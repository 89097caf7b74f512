"""Reading a page of the corpus the plain way, to see that what its labels name does stand there."""

import base64
import codecs
import html
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

from tests.benchmarks.corpus import CorpusPage

# What browsers take these declarations for.
SUPERSETS = {"gb2312": "gb18030", "iso-8859-1": "windows-1252"}

# How an address looks in the source that is concealed in this way.
WRITTEN: dict[str | None, Callable[[str], str]] = {
    "rot13": lambda email: codecs.encode(email, "rot13"),
    "reversed": lambda email: email[::-1],
    "base64": lambda email: base64.b64encode(email.encode()).decode(),
    "char codes": lambda email: ",".join(str(ord(character)) for character in email),
}


def source(page: CorpusPage) -> str:
    """Decode by what the page's writer meant, which the declarations of some pages deny."""
    if page.body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return html.unescape(page.body.decode("utf-16"))
    declared = re.findall(r"charset=[\"']?([\w-]+)", f"{page.labels.content_type} {page.body[:2000].decode('latin-1')}")
    for charset in ("utf-8", *declared, "windows-1252"):
        try:
            return html.unescape(page.body.decode(SUPERSETS.get(charset.lower(), charset)))
        except UnicodeDecodeError:
            continue
    raise ValueError(page.name)


def has_number(page: CorpusPage, national: str) -> bool:
    """Tell whether a phone number's digits stand on the page, also across tags and around a (0)."""
    text = unicodedata.normalize("NFKC", unquote(source(page)))
    return any(national in _digits(form) for form in (text, re.sub(r"<[^>]*>|\(0\)", "", text)))


def has_email(page: CorpusPage, email: str) -> bool:
    """Tell whether an address stands on the page, by the way of concealing that its label names."""
    text, method = unquote(source(page)), page.labels.hidden.get(email)
    if method in WRITTEN:
        return WRITTEN[method](email) in text
    if method == "cfemail":
        return any(_uncloaked(found) == email for found in re.findall(r"[0-9a-f]{14,}", text))
    if method in ("words", "attribute"):
        local, _, domain = email.partition("@")
        return all(part in text.lower() for part in (local, *domain.split(".")))
    return email in text.lower()


def has_text(page: CorpusPage, text: str) -> bool:
    """Tell whether these words stand on the page one after the other."""
    return _folded(text) in _folded(source(page))


def has_profile(page: CorpusPage, url: str) -> bool:
    """Tell whether the last part of a profile's address stands on the page."""
    return unquote(url).rstrip("/").rpartition("/")[2] in unquote(source(page))


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(character)) for character in text if character.isdigit())


def _uncloaked(found: str) -> str:
    values = bytes.fromhex(found[: len(found) // 2 * 2])
    return bytes(value ^ values[0] for value in values[1:]).decode("latin-1")


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", re.sub(r"<[^>]*>", " ", text)).casefold()
    return " ".join(re.findall(r"\w+", text))
