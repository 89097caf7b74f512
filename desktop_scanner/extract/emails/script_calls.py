"""What JavaScript's operators and calls make of texts, numbers and lists, as far as pages cloak addresses with them."""

import base64
import binascii
import codecs
import re
from collections.abc import Callable
from urllib.parse import unquote

MAX_TEXT = 4_000
UNKNOWN = "\0"  # stands for what is not known; no address holds it

_ESCAPE = re.compile(r"\\(?:u\{?([0-9a-fA-F]{4})\}?|x([0-9a-fA-F]{2})|([0-7]{2,3})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\n", "t": "\t", "\n": ""}
_PLAIN = re.compile(r"(?:[^\\\[\](){}*+?|^$./]|\\[^\w\s])+")
_CHARACTER_CLASS = re.compile(r"\[([^\[\]\\^-]{1,10})\]")
_SHIFT = re.compile(r"fromCharCode\(\s*[\w$.\[\]]{1,30}(?:\(\w{0,20}\))?\s*(?:([-+^])\s*(\d{1,3})\s*)?\)")

Value = str | int | list["Value"]


def unquoted(literal: str) -> str:
    """Return the text that a string literal stands for."""
    text = literal[1:-1]
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def added(left: Value, right: Value) -> str:
    """Return the sum of two values, one of which is no number."""
    return (_text(left) + _text(right))[:MAX_TEXT]


def item(values: list[Value], index: Value) -> Value:
    """Return the member of a list at a place."""
    return values[index] if isinstance(index, int) and 0 <= index < len(values) else UNKNOWN


def literals(pattern: str) -> list[str]:
    """Return the texts that a simple regular expression matches, or none where it is not simple."""
    if _PLAIN.fullmatch(pattern):
        return [pattern.replace("\\", "")]
    characters = _CHARACTER_CLASS.fullmatch(pattern)
    return list(characters[1]) if characters else []


def mapped(value: Value, call: str) -> Value:
    """Return a list's numbers as the characters that the given function (as written) makes of them."""
    shift = _SHIFT.search(call)
    if shift is None or not isinstance(value, list):
        return UNKNOWN
    sign, amount = shift[1], int(shift[2] or 0)
    numbers = [number for number in value if isinstance(number, int)]
    if sign == "^":
        return [_of_codes([number ^ amount]) for number in numbers]
    return [_of_codes([number - amount if sign == "-" else number + amount]) for number in numbers]


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16))
    return chr(int(match[3], 8)) if match[3] else _LETTERS.get(match[4], match[4])


def _text(value: Value) -> str:
    if isinstance(value, list):
        return ",".join(map(_text, value))
    return str(value)


def _of_codes(values: list[Value]) -> str:
    codes = values[1] if len(values) == 2 and isinstance(values[1], list) else values  # apply(null, [...])
    if not all(isinstance(code, int) and 0 < code < 0xD800 for code in codes):
        return UNKNOWN
    return "".join(chr(code) for code in codes[:MAX_TEXT] if isinstance(code, int))


def _of_base64(values: list[Value]) -> str:
    return decoded_base64(_text(values[0])) or UNKNOWN if values else UNKNOWN


def decoded_base64(text: str) -> str | None:
    """Return the text behind a base64 code, or None where it is none."""
    text = text.strip()[:MAX_TEXT].replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None


def _of_percents(values: list[Value]) -> str:
    return unquote(_text(values[0])) if values else UNKNOWN


def _rot13(values: list[Value]) -> str:
    return codecs.decode(_text(values[0]), "rot13") if values else UNKNOWN


def _join(value: Value, given: list[Value]) -> Value:
    if not isinstance(value, list):
        return UNKNOWN
    return (_text(given[0]) if given else ",").join(map(_text, value))[:MAX_TEXT]


def _split(value: Value, given: list[Value]) -> Value:
    separator = _text(given[0]) if given else ""
    text = _text(value)
    return list(text.split(separator)) if separator else list(text)


def _reverse(value: Value, given: list[Value]) -> Value:
    return value[::-1] if isinstance(value, list) else UNKNOWN


def _concat(value: Value, given: list[Value]) -> Value:
    if isinstance(value, list):
        return [*value, *(part for each in given for part in (each if isinstance(each, list) else [each]))]
    return added(value, "".join(map(_text, given)))


def _same(value: Value, given: list[Value]) -> Value:
    return value


FUNCTIONS: dict[str, Callable[[list[Value]], Value]] = {
    "fromCharCode": _of_codes,
    "atob": _of_base64,
    "decodeURIComponent": _of_percents,
    "decodeURI": _of_percents,
    "unescape": _of_percents,
    "Array": lambda values: values,
    "rot13": _rot13,
    "str_rot13": _rot13,
}
METHODS: dict[str, Callable[[Value, list[Value]], Value]] = {
    "join": _join,
    "split": _split,
    "reverse": _reverse,
    "concat": _concat,
    "trim": _same,
    "toString": _same,
    "toLowerCase": lambda value, _: _text(value).lower(),
    "replace": _same,  # these three are read by their own rules
    "replaceAll": _same,
    "map": _same,
}
