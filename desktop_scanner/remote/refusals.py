"""What an answer with an error status means, in whichever of the five shapes a server writes it."""

import html
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from desktop_scanner.core.errors import (
    RemoteAuthError,
    RemoteBusyError,
    RemoteConflictError,
    RemoteInvalidError,
    RemoteNotFoundError,
    RemoteRefusedError,
    RemoteTooLargeError,
)
from desktop_scanner.remote.wire import UNREADABLE

MAX_BODY_BYTES = 4 * 1024 * 1024  # a long list may have many bad domains, each with its reason

_MAX_REASON = 300
_MAX_PROBLEMS = 10_000
_TITLE = re.compile(rb"<title[^>]*>(.{0,400}?)</title", re.IGNORECASE | re.DOTALL)
_TRACEBACK = "Traceback (most recent call last)"

_KINDS: dict[int, tuple[type[RemoteRefusedError], str]] = {
    400: (RemoteInvalidError, "What was sent cannot be used there"),
    401: (RemoteAuthError, "It does not accept the token; give it another one"),
    403: (RemoteAuthError, "The token may not do that there; ask for another one, or check the tenant"),
    404: (RemoteNotFoundError, "There is no such thing on that server"),
    405: (RemoteNotFoundError, "That server cannot do this"),
    407: (RemoteRefusedError, "The proxy wants a user and password; write them into its address"),
    409: (RemoteConflictError, "Another batch has that id there"),
    413: (RemoteTooLargeError, "Send less at once"),
    422: (RemoteInvalidError, "What was sent cannot be used there"),
    429: (RemoteBusyError, "Try again later"),
    503: (RemoteBusyError, "Try again later"),
}


def refusal(
    status: int, body: bytes, *, who: str, retry_after_s: float | None, may_have_arrived: bool
) -> RemoteRefusedError:
    """Return the error that an answer stands for, with the server's own reason in it."""
    kind, advice = _KINDS.get(status, (RemoteRefusedError, _otherwise(status)))
    reasons = tuple(_reasons(body))
    why = f": {reasons[0]}" if reasons else ""
    more = f" (and {len(reasons) - 1:,} more)" if len(reasons) > 1 else ""
    wait = f", in {retry_after_s:,.0f} s" if retry_after_s and kind is RemoteBusyError else ""
    return kind(
        f"{who} answered with status {status}{why.rstrip('.')}{more}. {advice}{wait}.",
        status,
        problems=reasons,
        may_have_arrived=may_have_arrived,
        retry_after_s=retry_after_s,
    )


def is_web_page(body: bytes, content_type: str) -> bool:
    """Return whether an answer is made for people, as those of captive portals are."""
    start = body[:512].lstrip().lower()
    return content_type.lower().startswith("text/html") or start.startswith((b"<!doctype html", b"<html"))


def title(body: bytes) -> str | None:
    """Return the title of a web page, short."""
    found = _TITLE.search(body[:16_384])
    return _short(html.unescape(found[1].decode("utf-8", "replace"))) or None if found else None


def _otherwise(status: int) -> str:
    if status >= 500:
        return "Something is wrong there; its operator finds the cause in the server's log"
    return "This program does not know what to do with that"


def _reasons(body: bytes) -> Iterator[str]:
    try:
        told = msgspec.json.decode(body)
    except UNREADABLE:
        yield from filter(None, (_from_text(body),))
        return
    if isinstance(told, dict):
        yield from filter(None, map(_short, _from_fields(told)))


def _from_fields(told: dict[str, Any]) -> Iterator[str]:
    # Problem details: one entry for each thing that is wrong, or one sentence for all.
    entries = told.get("errors") or told.get("detail")
    if isinstance(entries, list):
        yield from map(_entry, entries[:_MAX_PROBLEMS])
        return
    message = told.get("message")
    if isinstance(message, dict):
        yield ": ".join(str(message[name]) for name in ("message", "error") if message.get(name))
        return
    for name in ("detail", "message", "title", "error"):
        if isinstance(told.get(name), str):
            yield told[name]
            return


def _entry(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    said = str(entry.get("detail") or entry.get("msg") or entry.get("message") or "")
    place = entry.get("domain") or entry.get("loc") or entry.get("pointer") or ""
    where = ".".join(map(str, place)) if isinstance(place, list) else str(place)
    return f"{where}: {said}" if where else said


def _from_text(body: bytes) -> str | None:
    if is_web_page(body, ""):
        name = title(body)
        return f'a web page, "{name}"' if name else "a web page"
    text = body.decode("utf-8", "replace").strip()
    if _TRACEBACK in text:  # the fault itself stands in its last line
        return f"a fault of the server's program, {_short(text.splitlines()[-1])}"
    return _short(text) or None


def _short(text: str) -> str:
    """Return a text on one line, cut: servers send whole SQL statements."""
    line = " ".join(text.split())
    line = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)
    return line if len(line) <= _MAX_REASON else f"{line[:_MAX_REASON]}…"
