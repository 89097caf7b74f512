"""Secrets and names taken out of a text that a person is going to send to others: a report of a fault."""

import re
from pathlib import Path

_HIDDEN = "***"
_BETWEEN = r"""['"]?\s*[:=,]\s*['"]?"""  # a name and its value, as code, JSON and headers write them
_RULES = (
    # The user and password of an address.
    (re.compile(r"""(?<=://)[^\s/@'"]+(?=@)"""), _HIDDEN),
    # A header that signs in, with everything that it says.
    (
        re.compile(rf"""(?i)\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)({_BETWEEN})[^'"\n]+"""),
        rf"\1\2{_HIDDEN}",
    ),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"), rf"\1 {_HIDDEN}"),
    (
        re.compile(rf"""(?i)(pass(?:word|wd|phrase)|secret|token|api[_-]?key)({_BETWEEN})[^\s'",;)\]}}&]+"""),
        rf"\1\2{_HIDDEN}",
    ),
)


def redacted(text: str) -> str:
    """Return the text without what signs in anywhere, and without the user's name in the paths of their home."""
    home = str(Path.home())
    if len(home) > len(Path.home().anchor):
        text = text.replace(home, "~")
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
