"""The values of the simple expressions in a piece of JavaScript: strings, lists, sums and the calls that cloak text.

No program is run: names stand for the values that were last assigned to them, and what is not known is a character
that is part of no address, so that its neighbours stay apart.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop_scanner.extract.emails import script_calls
from desktop_scanner.extract.emails.script_calls import UNKNOWN, Value

MAX_TOKENS = 4_000
MAX_DEPTH = 20
_AHEAD = 240

_TOKEN = re.compile(
    r"""(?P<text>'(?:[^'\\\n]|\\.){0,4000}+'|"(?:[^"\\\n]|\\.){0,4000}+"|`(?:[^`\\]|\\.){0,4000}+`)"""
    r"""|(?P<name>[A-Za-z_$][\w$]*+)|(?P<number>0[xX][0-9a-fA-F]++|\d++(?:\.\d++)?)|(?P<mark>\+=|=>|[=!]==?|[^\s\w])""",
    re.DOTALL,
)
_SUBSTITUTION = re.compile(r"\$\{\s*([A-Za-z_$][\w$.]{0,60})\s*\}")
_REGEX = re.compile(r"/((?:[^/\\\n\[]|\\.|\[[^\]\n]{1,40}\]){1,60}+)/([a-z]{0,4})")
_KEYWORDS = frozenset(("return", "var", "let", "const", "new", "typeof", "in", "of", "else"))
_GLOBALS = frozenset(("String", "window", "self", "globalThis"))


class Token(NamedTuple):
    """A word of the language: its kind (text, name, number, mark), its characters, where it begins."""

    kind: str
    text: str
    start: int


class Result(NamedTuple):
    """The text that an expression makes."""

    text: str
    is_built: bool


def texts(code: str) -> Iterator[Result]:
    """Yield the texts that the code's expressions make; `is_built` where it is more than a plain string."""
    return _Reader(code).statements()


class _Reader:
    """Reads the tokens of one piece of code from the left to the right, once."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._tokens = [
            Token(match.lastgroup or "", match[0], match.start())
            for match, _ in zip(_TOKEN.finditer(code), range(MAX_TOKENS), strict=False)
        ]
        self._position = 0
        self._depth = 0
        self._is_built = False
        self._values: dict[str, Value] = {}

    def statements(self) -> Iterator[Result]:
        """Yield the text of each statement that has one; what an unknown call is given counts as statements."""
        while self._position < len(self._tokens):
            before = self._position
            self._is_built = False
            value = self._assignment() if self._is_assignment() else self._start()
            if isinstance(value, str) and value != UNKNOWN:
                yield Result(value, self._is_built)
            self._position = max(self._position, before + 1)

    def _start(self) -> Value | None:
        token = self._peek()
        if token.kind == "text" or token.text in ("[", "(") or self._is_function(token):
            return self._sum()
        return self._sum() if token.kind == "name" and token.text in self._values else None

    def _is_assignment(self) -> bool:
        return self._peek().kind in ("name", "text") and self._peek(1).text in ("=", "+=", ":")

    def _assignment(self) -> Value:
        name, sign = self._take().text.strip("'\""), self._take().text
        value = self._sum()
        if sign == "+=":
            self._is_built = True
            value = script_calls.added(self._values.get(name, UNKNOWN), value)
        self._values[name] = value
        return value

    def _sum(self) -> Value:
        self._depth += 1
        value = self._term() if self._depth <= MAX_DEPTH else UNKNOWN
        while self._depth <= MAX_DEPTH and self._peek().text in ("+", "-", "^"):
            sign = self._take().text
            value = self._combined(value, sign, self._term())
        self._depth -= 1
        return value

    def _combined(self, left: Value, sign: str, right: Value) -> Value:
        self._is_built = True
        if isinstance(left, int) and isinstance(right, int):
            return left + right if sign == "+" else left - right if sign == "-" else left ^ right
        return script_calls.added(left, right) if sign == "+" else UNKNOWN

    def _term(self) -> Value:
        value = self._primary()
        while True:
            if self._peek().text == "." and self._peek(1).kind == "name":
                self._take()
                name = self._take().text
                if self._peek().text == "(":
                    value = self._method(value, name)
                else:
                    value = self._values.get(name, UNKNOWN) if value == UNKNOWN else UNKNOWN
            elif self._peek().text == "[" and isinstance(value, list):
                self._take()
                value = script_calls.item(value, self._sum())
                self._skip("]")
            else:
                return value

    def _primary(self) -> Value:
        token = self._peek()
        if token.text == "(":
            self._take()
            value = self._sum()
            self._skip(")")
            return value
        if token.text == "[":
            self._take()
            return self._list("]")
        if token.kind in ("mark", ""):
            return UNKNOWN
        self._take()
        if token.kind == "text":
            return self._text(token.text)
        if token.kind == "number":
            return int(float(token.text)) if token.text[1:2] not in ("x", "X") else int(token.text, 16)
        return self._named(token)

    def _named(self, token: Token) -> Value:
        if token.text in _KEYWORDS:
            return self._primary()
        while token.text in _GLOBALS and self._peek().text == ".":
            self._take()
            token = self._take()
        function = script_calls.FUNCTIONS.get(token.text)
        if function is None:
            return self._values.get(token.text, UNKNOWN)
        if self._peek().text == "." and self._peek(1).text in ("apply", "call"):
            self._position += 2
        if self._peek().text != "(":
            return UNKNOWN
        self._take()
        self._is_built = True
        return function(self._list(")"))

    def _method(self, value: Value, name: str) -> Value:
        """Return what a method makes of a value; the arguments of an unknown one are read as statements."""
        self._take()
        start = self._peek().start
        if value == UNKNOWN or name not in script_calls.METHODS:
            return UNKNOWN
        self._is_built = True
        if name in ("replace", "replaceAll", "map"):
            return self._replaced(value, name, start)
        return script_calls.METHODS[name](value, self._list(")"))

    def _replaced(self, value: Value, name: str, start: int) -> Value:
        ahead = self._code[start : start + _AHEAD]
        if name == "map":
            self._skip_call()
            return script_calls.mapped(value, ahead)
        pattern = _REGEX.match(ahead)
        if pattern:
            while self._position < len(self._tokens) and self._peek().start < start + pattern.end():
                self._position += 1
            old, is_all = script_calls.literals(pattern[1]), "g" in pattern[2]
        else:
            first = self._sum()
            old, is_all = [first] if isinstance(first, str) and first not in ("", UNKNOWN) else [], name == "replaceAll"
        if self._peek().text == "," and not old and isinstance(value, str) and "13" in ahead:
            self._skip_call()
            return codecs.decode(value, "rot13")
        self._skip(",")
        new = self._sum()
        self._skip(")")
        if not old or not isinstance(new, str) or not isinstance(value, str):
            return UNKNOWN
        for each in old:
            value = value.replace(each, new, -1 if is_all else 1)[: script_calls.MAX_TEXT]
        return value

    def _list(self, end: str) -> list[Value]:
        values: list[Value] = []
        while self._position < len(self._tokens) and self._peek().text != end:
            before = self._position
            values.append(self._sum())
            if self._peek().text == ",":
                self._take()
            elif self._position == before or self._peek().text != end:
                return values  # nothing that is understood
        self._skip(end)
        return values

    def _text(self, literal: str) -> str:
        text = script_calls.unquoted(literal)
        if literal[0] == "`" and "${" in text:
            self._is_built = True
            text = _SUBSTITUTION.sub(lambda match: self._substituted(match[1]), text)
        self._is_built = self._is_built or "\\" in literal
        return text

    def _substituted(self, name: str) -> str:
        value = self._values.get(name.rpartition(".")[2], UNKNOWN)
        return value if isinstance(value, str) else UNKNOWN

    def _is_function(self, token: Token) -> bool:
        return token.text in script_calls.FUNCTIONS or (
            token.text == "String" and self._peek(2).text in script_calls.FUNCTIONS
        )

    def _skip_call(self) -> None:
        """Go behind the bracket that closes the call."""
        depth = 1
        while self._position < len(self._tokens) and depth:
            text = self._take().text
            depth += (text == "(") - (text == ")")

    def _skip(self, text: str) -> None:
        if self._peek().text == text:
            self._position += 1

    def _peek(self, further: int = 0) -> Token:
        place = self._position + further
        return self._tokens[place] if place < len(self._tokens) else Token("", "", len(self._code))

    def _take(self) -> Token:
        token = self._peek()
        self._position += 1
        return token
