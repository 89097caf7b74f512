"""Judging one candidate for an e-mail address: is it one, whose is it, and how should it be written."""

import functools
import re
from typing import NamedTuple

import ada_url
from publicsuffixlist import PublicSuffixList

from desktop_scanner.core import domains
from desktop_scanner.core.results import EmailKind
from desktop_scanner.extract import wordlists

MAX_LOCAL = 64
MAX_ADDRESS = 254

_ESCAPES = re.compile(r"^(?:\\?u00[0-9a-f]{2}|\\?x[0-9a-f]{2}(?=[a-z])|%[0-9a-f]{2})+", re.IGNORECASE)
_KEY = re.compile(r"[0-9a-f]{20,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+")
_RESOLUTION = re.compile(r"\d+(?:\.\d+)?x")
_LOCAL = re.compile(r"\w(?:[\w.!#$%&'*+/=?^`{|}~-]{0,62}[\w+-])?")

# Endings of files that are top levels too.
_FILE_ENDINGS = (".ai", ".app", ".mov", ".ps", ".zip")
_RESERVED_NAMES = ("example.com", "example.org", "example.net")
_RESERVED_TOPS = frozenset(("example", "test", "invalid", "localhost"))


class Mailbox(NamedTuple):
    """An e-mail address that may be reported."""

    value: str
    kind: EmailKind
    is_placeholder: bool


@functools.lru_cache(maxsize=8_192)
def judge(local: str, domain: str) -> Mailbox | None:
    """Return the mailbox that the two parts name, or None; what was glued to them is cut off."""
    local = _clean_local(local)
    if not local or _is_machine_made(local):
        return None
    name = _clean_domain(domain)
    if name is None or len(local) + 1 + len(name) > MAX_ADDRESS:
        return None
    if _RESOLUTION.fullmatch(name.partition(".")[0]) and name.endswith(_FILE_ENDINGS):
        return None  # logo@2x.ai
    return Mailbox(f"{local}@{name}", kind(local, name), is_placeholder(name))


def kind(local: str, domain: str) -> EmailKind:
    """Return whose mailbox it is: one at a free provider, one of a role in a firm, or a person's."""
    if domain in wordlists.FREE_PROVIDERS:
        return "free"
    plain = local.lower()
    head = re.split(r"[._+\-\d]", plain, maxsplit=1)[0]
    return "role" if plain in wordlists.ROLES or head in wordlists.ROLES else "personal"


def is_placeholder(domain: str) -> bool:
    """Return whether nobody can receive mail there: reserved names, and what templates print."""
    if domain.rpartition(".")[2] in _RESERVED_TOPS or domain in wordlists.STAND_IN_DOMAINS:
        return True
    return domain.endswith(_RESERVED_NAMES) and domain.split(".")[-2] == "example"


def is_role(local: str) -> bool:
    """Return whether the local part is one that firms use for a function."""
    return kind(local, "") == "role"


@functools.cache
def suffixes() -> PublicSuffixList:
    """Return the public suffix list, loaded once."""
    return PublicSuffixList(accept_unknown=False, only_icann=True)


def _clean_local(local: str) -> str:
    local = _ESCAPES.sub("", local)
    local = local.rpartition("..")[2].lstrip("'.-*~&%!#$/=?^`{|}").rstrip("'*~&")
    if not local.isascii():
        # Letters of another script before Latin ones are the sentence, not the address: 邮箱info@
        local = re.sub(r"^.*[^\x00-\u024f](?=[A-Za-z0-9])", "", local)
    if len(local) > MAX_LOCAL or not _LOCAL.fullmatch(local):
        return ""
    return local


def _is_machine_made(local: str) -> bool:
    return bool(_KEY.fullmatch(local.lower())) or local.lower() in ("git", "svn", "x")


def _clean_domain(text: str) -> str | None:
    text = text.strip(".-_").replace("。", ".")
    for candidate in _cuts(text):
        name = _known_name(candidate)
        if name:
            return name
    return None


def _cuts(text: str) -> list[str]:
    """Return the name and what it may have been before the next word was glued to it."""
    found = [text]
    head, dot, last = text.rpartition(".")
    if not dot:
        return found
    glued = re.match(r"([a-z]{2,})(?=[A-Z_])|([A-Za-z]{2,})(?=[^\x00-\x7f\w]|[^\x00-\u024f]|\d)", last)
    if glued:
        found.append(f"{head}.{glued[0]}")
    if "." in head and last[:1].isupper():
        found.append(head)
    return found


def _known_name(text: str) -> str | None:
    try:
        ascii_name = ada_url.URL(f"http://{text}/").hostname
    except (ValueError, UnicodeError):
        return None
    labels = ascii_name.split(".")
    if not ascii_name or len(ascii_name) > 253 or any(not label or len(label) > 63 for label in labels):
        return None
    if any(label.startswith("-") or label.endswith("-") or "_" in label for label in labels):
        return None
    if labels[-1].isdigit() or not all(re.fullmatch(r"[a-z0-9-]+", label) for label in labels):
        return None
    if labels[-1] in _RESERVED_TOPS:
        return ascii_name if len(labels) > 1 or labels[-1] == "localhost" else None
    return domains.display(ascii_name) if suffixes().privatesuffix(ascii_name) else None
