"""Rules of the user's own: what to take from a page beside what the program looks for itself."""

from typing import Literal

from msgspec import Struct

MAX_RULES = 200
MAX_NAME = 80


class CustomRule(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One named value to take from pages.

    `css` or `xpath` selects elements, whose text is the value, or their `attribute`. `regex` takes a part of that (its
    first group, else all of the match), or, where nothing is selected, of the page's text or, as `source` says, of its
    HTML. `many` takes every value, else the first of the domain. `pages` is a pattern for the paths of the pages to
    look at (as in `--include`).
    """

    name: str
    css: str | None = None
    xpath: str | None = None
    attribute: str | None = None
    regex: str | None = None
    source: Literal["text", "html"] = "text"
    many: bool = False
    pages: str | None = None
