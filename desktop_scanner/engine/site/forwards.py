"""Pages that do nothing but send their readers on without a redirect's status: by refresh, script or a single frame."""

import re

from desktop_scanner.engine import urls
from desktop_scanner.engine.site import parking
from desktop_scanner.extract.page import PageFacts

_REFRESH_TEXT = 500  # a page with more to say than this is a page, whatever it forwards to
_SCRIPT_TEXT = 100
_SCRIPT_BYTES = 4_000  # a script that does more than forwarding decides where to, which nobody here can know

_LOCATION = re.compile(
    r"(?:^|[;{\s>])(?:window\.|self\.|top\.|parent\.|document\.)?location(?:\.href)?\s*(?:=|\.(?:replace|assign)\()\s*"
    r"([\"'])([^\"'\s]{1,500})\1\s*\)?\s*[;}<\s]"
)
_FRAME = re.compile(r"<frame\s[^>]{0,300}?\bsrc\s*=\s*[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)


def target(url: str, body: bytes, facts: PageFacts) -> str | None:
    """Return where the page read at `url` sends its readers, or None where it is a page to be read."""
    found = None
    if facts.meta_refresh is not None and facts.text_characters <= _REFRESH_TEXT:
        found = urls.absolute(facts.meta_refresh)
    elif facts.text_characters <= _SCRIPT_TEXT and len(body) <= _SCRIPT_BYTES and not facts.links:
        found = _in_markup(url, body.decode("utf-8", "replace"))
    return found if found and urls.page_key(found) != urls.page_key(url) else None


def _in_markup(url: str, html: str) -> str | None:
    """Return the one place that script or frame lead to; a parking service's lead to its advertisements, to no site."""
    places = {match[2] for match in _LOCATION.finditer(html)} or {match[1] for match in _FRAME.finditer(html)}
    if len(places) != 1 or parking.mark(html) is not None:
        return None
    return urls.join(url, places.pop())
