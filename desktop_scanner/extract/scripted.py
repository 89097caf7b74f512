"""E-mail addresses that inline scripts put together from pieces: `'info' + '@' + 'firm.com'`."""

import re
from collections.abc import Iterator

MAX_CODE = 200_000
MAX_EXPRESSIONS = 200

_STRING = r"""'(?:[^'\\\n]|\\.){0,200}+'|"(?:[^"\\\n]|\\.){0,200}+\""""
_AT = r"String\.fromCharCode\(\s*64\s*\)|unescape\(\s*['\"]%40['\"]\s*\)"
_TERM = rf"(?:{_AT}|{_STRING}|[A-Za-z_$][\w$]{{0,40}}+)"
_SUM = re.compile(rf"{_TERM}(?:\s{{0,20}}\+\s{{0,20}}{_TERM}){{1,12}}+")
_TERMS = re.compile(_TERM)
_ASSIGNMENT = re.compile(rf"(?<![\w$])([A-Za-z_$][\w$]{{0,40}}+)\s{{0,20}}[=:]\s{{0,20}}({_STRING})")
_JOINED = re.compile(rf"\[\s*((?:{_STRING})(?:\s*,\s*(?:{_STRING})){{1,10}})\s*\]\s*\.join\(\s*({_STRING})\s*\)")
_MAILTO = re.compile(r"mailto:([\w.+%-]{1,64}(?:@|%40)[\w.-]{3,190})", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_HINTS = ("fromCharCode(64)", "fromCharCode( 64", "%40", "\\x40", "\\u0040", "&#64;")


def addresses(code: str) -> Iterator[str]:
    """Yield the addresses that a script's sums of strings, joined lists and mailto strings make."""
    code = code[:MAX_CODE]
    if "@" not in code and not any(hint in code for hint in _HINTS):
        return
    for match in _MAILTO.finditer(code):
        yield match[1].replace("%40", "@")
    if "+" in code:
        values = {match[1]: _unquoted(match[2]) for match in _ASSIGNMENT.finditer(code)}
        for count, match in enumerate(_SUM.finditer(code)):
            if count >= MAX_EXPRESSIONS:
                break
            yield from _ADDRESS.findall(_sum(match[0], values))
    if ".join(" in code:
        for match in _JOINED.finditer(code):
            parts = [_unquoted(part) for part in re.findall(_STRING, match[1])]
            yield from _ADDRESS.findall(_unquoted(match[2]).join(parts))


def _sum(expression: str, values: dict[str, str]) -> str:
    return "".join(_term(term, values) for term in _TERMS.findall(expression))


def _term(term: str, values: dict[str, str]) -> str:
    if term[0] in "'\"":
        return _unquoted(term)
    if term.startswith(("String.fromCharCode", "unescape")):
        return "@"
    # A space keeps what is unknown from gluing its neighbours together.
    return values.get(term, " ")


def _unquoted(literal: str) -> str:
    return _ESCAPE.sub(_character, literal[1:-1]).replace("&#64;", "@").replace("%40", "@")


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else match[3]
