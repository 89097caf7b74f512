r"""Regular expressions as JavaScript writes them, in the words of Python's.

The two differ in little: names of groups (`(?<name>`, `\k<name>`), the sets `[]` and `[^]`, escaped letters that mean
nothing (`\e` is an `e`), `{,3}` (text in JavaScript), and characters in sets that Python keeps for itself.
"""

import re

_KEPT_LETTERS = frozenset("bBdDwWsSnrtfvxucpPk0123456789")
_NAMED_GROUP = re.compile(r"\(\?<([A-Za-z_]\w*)>")
_NAMED_REFERENCE = re.compile(r"\\k<([A-Za-z_]\w*)>")
_TOKEN = re.compile(r"\\.|\[\^?\]?|[^\\\[]+", re.DOTALL)
_SET_BODY = re.compile(r"(?:\\.|[^\]\\])*", re.DOTALL)


def translated(source: str) -> str:
    """Return the expression in Python's words; what is broken stays broken, for Python to say so."""
    parts: list[str] = []
    position = 0
    while token := _TOKEN.match(source, position):
        text, position = token[0], token.end()
        if text.startswith("\\"):
            parts.append(_escape(text))
        elif text in ("[]", "[^]"):
            parts.append("(?!)" if text == "[]" else r"[\s\S]")
        elif text.startswith("["):
            body = _SET_BODY.match(source, position)
            parts.append(text + _set(body[0] if body else ""))
            position = body.end() if body else position
        else:
            parts.append(text.replace("{,", r"\{,"))
    rest = source[position:]
    return _NAMED_REFERENCE.sub(r"(?P=\1)", _NAMED_GROUP.sub(r"(?P<\1>", "".join(parts) + rest))


def _escape(text: str) -> str:
    letter = text[1]
    return letter if letter.isascii() and letter.isalpha() and letter not in _KEPT_LETTERS else text


def _set(body: str) -> str:
    r"""Return what stands between [ and ], with what Python may one day read as set operations escaped."""
    parts = re.findall(r"\\.|.", body, re.DOTALL)
    escaped = []
    for number, part in enumerate(parts):
        is_doubled = part in "&|~-" and number > 0 and parts[number - 1] == part
        escaped.append(f"\\{part}" if part == "[" or is_doubled else _escape(part) if len(part) == 2 else part)
    return "".join(escaped)
