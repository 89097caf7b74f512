"""Telephone numbers in texts: candidates that begin with a digit, `+` or `(`, and what announces them.

Only candidates are validated. One that no word announces counts where it states its country, and in the national form
only where its place or its grouping shows it to be one. What looks like a date, a price, a coordinate or a number of
another kind is none.
"""

import functools
import re
import string
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Literal, NamedTuple

from desktop_scanner.extract.phones import numbers, phone_reach, phone_words

MAX_CANDIDATES = 1_000
MAX_LOOKS = 40

Sign = Literal["word", "markup", "country", "neighbour", "form"]
Announced = Literal["phone", "fax", "both"] | None
Regions = Callable[[str], tuple[str, ...]]

_SEPARATORS = r"[ \u00a0\u2007\u2009\u202f().\-–‐‑−/|·•－　（）]{0,4}"
_CANDIDATE = re.compile(
    # The first item is a set of characters, which the engine looks for quickly.
    rf"[\d+(＋（](?:(?<![\w,@#=&%$€£¥+\\-][\d+(＋（])|(?<=[^\x00-\u024f][\d+(＋（])|(?<=[Tt]el[\d+(])|(?<=[Ff]ax[\d+(])"
    rf"|(?<=fon[\d+(])|(?<=one[\d+(])|(?<=ono[\d+(])|(?<=[bv]il[\d+(]))[(（＋+]?(?:{_SEPARATORS}\d){{5,25}}+"
    r"(?!\s?[%€$£¥]|\s?(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|HUF|kr|zł|Kč|Ft|руб|Euro|px|km|kg|mm|cm|m²|kWh)\b"
    r"|[a-wyz_@]|x(?!\s?\d)|-?[A-Z](?![a-z])|[,:]\d)"
)
_DAY, _MONTH, _HOUR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:[01]?\d|2[0-4])"
_DATE = rf"(?:(?:19|20)\d{{2}}[-./]\s?{_MONTH}[-./]\s?{_DAY}|{_DAY}[-./]\s?{_DAY}[-./]\s?(?:(?:19|20)\d{{2}}|\d{{2}}))"
_TIME = rf"{_HOUR}[.:h][0-5]\d"
_LOOK_ALIKES = re.compile(
    rf"{_DATE}[.)]?(?:(?:\s?[-–]\s?|\s)(?:{_DATE}|{_TIME}|\d{{1,2}}|\d{{4}}))?"  # dates and their ranges
    r"|(?:19|20)\d{2}\s?[-–/|.]\s?(?:19|20)?\d{2}(?:\D.*)?|(?:19|20)\d{2}"  # years
    rf"|{_TIME}(?:\s?[-–/|]\s?{_TIME}){{1,3}}|{_HOUR}[-–]{_HOUR}(?:[ /|.,-]{{1,3}}{_HOUR}[-–]{_HOUR}){{1,3}}"  # hours
    rf"|{_DAY}\.?\s?[-–]\s?{_DAY}\.\s?{_MONTH}\.(?:\s?\d{{4}})?"  # 24.-26.12.2024
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:\d{4}|\d{6})?|1[4-9]\d{11}"  # compact dates, machines' clocks
    r"|(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})(?:/\d+)?"  # IP addresses
    r"|\(?-?\d{1,3}\.\d{4,}\)?(?:\D+\d{1,3}\.\d{4,})?"  # coordinates
    r"|97[89][- ]?\d[- \d]{8,12}\d"  # ISBN
)
_BLANKS = r" \n\t\r\f\v\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_SEPARATOR = rf"{_SEPARATORS.removesuffix('{0,4}')}{{1,4}}+"
# Where a number may begin that no word announces: with a zero, a bracket or a plus; of three groups and more; right
# behind a letter for phone or fax. Dates are left out: pages of news hold hundreds.
_START = re.compile(
    # Again a set first. What follows is what costs least for the digits of prices.
    rf"[0-9+(＋（０-９٠-٩۰-۹०-९](?<=[{_BLANKS}(\[（\"'„“>|*•·–—~_：].)"
    rf"(?:(?<=[0+(０＋（])(?=[(（＋+]?{_SEPARATORS}\d)|(?=\d{{0,7}}+{_SEPARATOR}\d++{_SEPARATOR}\d)"
    r"|(?<=[TPMFtpmf][\s.:)|].)(?<!\w...)|(?<=[TPMFtpmf][.:)|]\s.)(?<!\w....))"
    rf"(?<=(?!{_DATE}(?!{_SEPARATORS}\d)).)"
)
_OTHER_NUMBER = re.compile(r"[1-9]\d{2,}\s?(?=[(（]\d{3})")  # ext. 1234 (949 88 12 34)
# The area code is an element of its own: `<b>030</b><b>901820</b>`.
_PREFIX_ABOVE = re.compile(r"(?<![\w.,+-])(\+\d{1,3}[\s()0]{0,4}\d{0,5}|\(?0\d{1,5}\)?)\s?[-/]?\n$")
_RIGHT_BEFORE = re.compile(r"[^\W\d_]\W{0,3}$")
_ICON = re.compile(
    r"<[^<>]*?\b(?:(fax)|(?:tele)?phone\b|telef\w+|tel\b|(?:fa|icon|bi|mdi|ti|la|dashicons|icofont)-(?:mobile|call|smartphone"
    r"|handset|headset|whatsapp)|(?:mobile|call|smartphone|handset)[-_](?:icon|phone|alt|us)|whatsapp)[^<>]*>",
    re.IGNORECASE,
)
_BLOCK_END = re.compile(r"</(?:li|p|tr|dd|h\d|section|article|footer|address|button)>|<br", re.IGNORECASE)
# Forms that amounts, dates and the numbers of files do not have.
_DISTINCT = re.compile(
    r"[(（]?[2-9]\d{2}[)）]?[-. ]\d{3}[-.]\d{4}"
    r"|0\d{1,5}(?:\s?/\s?|\s|\s[-–]\s|-(?=\d+\s))\d{2,8}(?:\s\d{2,4}){0,4}(?:\s?-\s?\d{1,4})?"
    r"|0\d{1,4}(?:\.\d{2,4}){2,5}"
    r"|[(（]0?\d{1,4}[)）]\s?\d{2,8}(?:[\s.-]\d{2,4}){0,4}"
)
_LABEL = re.compile(r"[^\W\d_]{3,}\s?:\s{0,2}[(\[]?$")
_REMARK = re.compile(r"\s{1,2}\([^\W\d_]{3,}")
_UNITS = tuple("€$£¥#=%±×")
_AROUND = 220
_NEAR = 90
_ADDRESS_REACH = 180
_LONGEST = 160  # characters of a candidate, and of what is looked at behind it


class Found(NamedTuple):
    """A valid number in a text, its place, and by what sign it is known; `announced` as phone, fax, both or nothing."""

    number: numbers.Number
    start: int
    end: int
    sign: Sign
    announced: Announced


class _Candidate(NamedTuple):
    """What may be a number, in its text."""

    whole: str
    start: int
    end: int
    is_near: bool  # a word that may announce it

    @property
    def text(self) -> str:
        """The characters of the number."""
        return self.whole[self.start : self.end].replace("\n", " ")


def found(text: str, source: bytes, regions: Regions) -> Iterator[Found]:
    """Yield the phone numbers of a text; `regions` is asked, with the text around, where a number names none."""
    before = looks = 0
    expected = functools.cache(functools.partial(regions, ""))
    for candidate in _candidates(text):
        start, end = candidate.start, candidate.end
        last, before = before, end
        if not candidate.is_near:
            if candidate.whole[start] in string.digits and not numbers.may_be(candidate.text, expected()):
                continue
            last = max(last, _last_end(text, start))
        if _is_look_alike(candidate.text):
            continue
        kind = phone_words.kind_after(text, end) or phone_words.kind_before(text, start, last)
        if kind == "other" or not _may_begin(text, start, kind):
            continue
        if kind is not None:
            yield from _valid(candidate, regions(_neighbourhood(candidate, _ADDRESS_REACH)), "word", kind)
        elif candidate.text.lstrip("(（")[0] in "+＋":
            yield from _valid(candidate, (), "country")
        elif looks < MAX_LOOKS and _is_national(candidate.text):
            looks += 1
            yield from _unannounced(candidate, source, regions)


def _candidates(text: str) -> Iterator[_Candidate]:
    """Yield what may be a number: all behind a word that may announce one, elsewhere what may do without."""
    near = _near(text)
    matches = near | {match.start(): match for match in _apart(text) if match.start() not in near}
    done = 0
    for first, match in islice(sorted(matches.items()), MAX_CANDIDATES):
        start, end = match.span()
        if start < done:
            continue
        done = end
        inner = _OTHER_NUMBER.match(match[0])
        prefix = _PREFIX_ABOVE.search(text, max(0, start - 16), start) if text[start - 1 : start] == "\n" else None
        if inner:
            start += inner.end()
        elif prefix and text[start] not in "0+(":
            start = prefix.start(1)
        yield _Candidate(text, start, end, first in near)


def _near(text: str) -> dict[int, re.Match[str]]:
    return {
        match.start(): match
        for first, last in phone_reach.reaches(text)
        for match in _CANDIDATE.finditer(text, first, last + _LONGEST)
        if match.start() <= last
    }


def _apart(text: str) -> Iterator[re.Match[str]]:
    first = _CANDIDATE.match(text)
    done = first.end() if first else 0
    if first:
        yield first
    for begin in _START.finditer(text):
        match = _CANDIDATE.match(text, begin.start()) if begin.start() >= done else None
        if match:
            done = match.end()
            yield match


def _last_end(text: str, start: int) -> int:
    """Return where the number before a place ends, which may be no candidate, or 0 where none is near."""
    return max((match.end() for match in _CANDIDATE.finditer(text, max(0, start - _NEAR), start)), default=0)


def _valid(candidate: _Candidate, regions: tuple[str, ...], sign: Sign, announced: Announced = None) -> Iterator[Found]:
    for number in numbers.listed(candidate.text, regions):
        yield Found(number, candidate.start, candidate.end, sign, announced)


def _unannounced(candidate: _Candidate, source: bytes, regions: Regions) -> Iterator[Found]:
    """Yield a national number that its place or its form shows to be one.

    Beside a phone's icon; in a line of its own next to an e-mail address; or written as the country of the site groups
    its numbers, where that cannot be an amount, or where a label or an e-mail address stands beside it.
    """
    likely = regions(_neighbourhood(candidate, _ADDRESS_REACH))
    if not numbers.may_be(candidate.text, likely[:2]):
        return
    icon = _icon(source, candidate.text)
    if icon:
        yield from _valid(candidate, likely[:2], "markup", icon)
        return
    is_distinct = _DISTINCT.fullmatch(candidate.text) is not None
    if "@" in _neighbourhood(candidate, _NEAR) and (_is_own_line(candidate) or is_distinct):
        for found in _valid(candidate, likely[:1], "neighbour"):
            # `451-3376131-0` may be the number of an order.
            if (
                "-" not in candidate.text
                or candidate.text[0] in "0("
                or numbers.is_grouped(candidate.text, found.number)
            ):
                yield found
    elif is_distinct or _is_labelled(candidate) or "@" in _line(candidate):
        for found in _valid(candidate, likely[:1], "form"):
            if numbers.is_grouped(candidate.text, found.number):
                yield found


def _is_labelled(candidate: _Candidate) -> bool:
    """Whether a label such as `Reception:` stands before it in its line, or a remark in brackets behind it."""
    text, start = candidate.whole, candidate.start
    is_bracketed = "(" in text[max(0, start - 1) : start + 1] and text[candidate.end : candidate.end + 1] == ")"
    return is_bracketed or bool(_LABEL.search(text, max(0, start - 40), start) or _REMARK.match(text, candidate.end))


def _is_own_line(candidate: _Candidate) -> bool:
    text, start, end, _ = candidate
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def _neighbourhood(candidate: _Candidate, reach: int) -> str:
    text, start, end, _ = candidate
    return text[max(0, start - reach) : end + reach]


def _line(candidate: _Candidate) -> str:
    text, start, end, _ = candidate
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    return before + text[end : end + _NEAR].partition("\n")[0]


def _icon(source: bytes, candidate: str) -> Literal["phone", "fax"] | None:
    place = source.find(candidate.encode("utf-8", "replace"))
    if place < 0:
        return None
    before = source[max(0, place - 4 * _AROUND) : place].decode("utf-8", "ignore")[-_AROUND:]
    ends = list(_BLOCK_END.finditer(before))
    icons = list(_ICON.finditer(before, ends[-1].end() if ends else 0))
    if not icons:
        return None
    return "fax" if icons[-1][1] else "phone"


def _is_national(candidate: str) -> bool:
    """Whether it has the form of a number that people are to dial: a leading zero or bracket, or groups."""
    return candidate[0] in "0(（０" or len(re.findall(r"\d+", candidate)) > 2


def _may_begin(text: str, start: int, kind: phone_words.Kind | None) -> bool:
    """Whether a number may begin there: after punctuation or a letter only where a word right before announces it."""
    last = text[start - 1 : start]
    if last.isspace() and text[start - 2 : start - 1] in _UNITS:
        return False
    if not last or last.isspace() or last in "([（\"'„“>|*•·–—~_：":
        return True
    return kind is not None and _RIGHT_BEFORE.search(text, max(0, start - 5), start) is not None


def _is_look_alike(candidate: str) -> bool:
    return _LOOK_ALIKES.fullmatch(candidate.rstrip(" .")) is not None
