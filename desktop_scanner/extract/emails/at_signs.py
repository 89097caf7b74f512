"""E-mail addresses in plain text: the `@` is looked for, and the address grows outwards from it.

A pattern for whole addresses over the whole text costs twenty times as much.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_SIGNS = 2_000

_TAIL = re.compile(r"[A-Za-z0-9._%+'~\-À-ɏΑ-ωА-я]{1,70}")
_DOMAIN = re.compile(r"[^\W_][\w-]{0,62}(?:[.。．][\w-]{1,63}){1,8}")
_DIVIDED_DOMAIN = re.compile(r"[^\W_][\w-]{0,62}(?:\n?\.\n?[\w-]{1,63}){1,4}")  # its parts are elements of their own
_LABEL = re.compile(r"[a-z0-9-]{2,63}(?![\w.])")
_ENTITY = re.compile(r"&(?:#\d|#[xX][0-9a-fA-F]|commat;|period;|amp;)")
_SCHEMES = ("http", "https")
_WIDE = "＠﹫ⓐⒶ（）［］【】«»"
_SIGNS = str.maketrans(_WIDE, "@@@@()[][]<>")
_PASSWORD = re.compile(r"//[^\s/@]*:$")
# Accounts elsewhere that are written like a mailbox.
_OTHER_ACCOUNT = re.compile(
    r"(?:\b(?:ssh|scp|rsync|sftp)\s(?:-\w+\s)*|\b(?:sips?|xmpp|acct|im|ssh|git|skype):|[@!]"
    r"|\b(?:mastodon|fediverse|pixelfed|lemmy|peertube|matrix|xmpp|jabber|friendica|misskey)(?:-?\w+)?[^\w\n]{1,4})$",
    re.IGNORECASE,
)
# A JSON or JavaScript escape whose letter stands before the address: `\\ninfo@firm.com`, `\\u003einfo@firm.com`.
_ESCAPE = re.compile(r"u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[nrtbf]")


class Found(NamedTuple):
    """The parts of a possible address and the place of the whole."""

    local: str
    domain: str
    start: int
    end: int


def readable(text: str) -> str:
    """Return the text with entities that were escaped twice resolved, and one form of the at sign."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text.replace("&amp;", "&"))
    if not text.isascii() and any(sign in text for sign in "＠﹫ⓐⒶ（［【«"):
        text = text.translate(_SIGNS)
    return text


def found(text: str) -> Iterator[Found]:
    """Yield what may be an address around each `@` of a text."""
    position = text.find("@")
    for _ in range(MAX_SIGNS):
        if position < 0:
            return
        parts = around(text, position)
        if parts:
            yield parts
        position = text.find("@", position + 1)


def around(text: str, position: int) -> Found | None:
    """Return what stands before and after an at sign; None where it is part of something else."""
    tail = _TAIL.match(text[max(0, position - 72) : position][::-1])
    if tail is None:
        return None
    begin = position + 1
    if text[begin : begin + 1] == "\n":
        begin += 1  # the domain stands in an element of its own
    domain = _DOMAIN.match(text, begin) or _DIVIDED_DOMAIN.match(text, begin)
    if domain is None and "." in tail[0]:
        domain = _LABEL.match(text, begin)  # perhaps it is written backwards
    start = position - len(tail[0])
    if domain is None or _is_something_else(text, start, domain.end()):
        return None
    local = tail[0][::-1]
    if start and text[start - 1] == "\\":
        local = _ESCAPE.sub("", local, count=1) if _ESCAPE.match(local) else local
    return Found(local, domain[0].replace("\n", ""), start, domain.end())


def _is_something_else(text: str, start: int, end: int) -> bool:
    """Whether it is the user of a URL (`https://key@host/`), a place for git (`git@host:path`) or a handle."""
    before = text[max(0, start - 60) : start]
    if before.endswith("//") or _OTHER_ACCOUNT.search(before) or _PASSWORD.search(before):
        return True
    return text[end : end + 1] == "@" or (text[end : end + 1] == ":" and _is_place(text, end))


def _is_place(text: str, colon: int) -> bool:
    """Whether a colon begins a path or port and not the next label (`info@firm.com:Tel`) or a URL's `://`."""
    after = text[colon + 1 : colon + 2]
    return (after.isalnum() and not after.isupper()) or (after in ("/", "~") and not text[:colon].endswith(_SCHEMES))
