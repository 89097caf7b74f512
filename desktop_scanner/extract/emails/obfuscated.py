"""E-mail addresses that are written so that programs miss them: `info [at] firm [dot] com` and its cousins."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop_scanner.extract.text.rare_words import RareWords

MAX_CANDIDATES = 500
MAX_BRACKETS = 10_000  # of each kind

_AT_WORDS = (
    r"at|@|ät|æt|aet|à|chez|bei|at-?sign|at-?zeichen|arr?obas?e?|arroba|arrova|chiocciola|klammeraffe|klammer-?affe|affe"
    r"|ap[ea]?nstaartje|apestaartje|snabel-?a|kr[oøu]ll-?alfa|alfa-?kr[oøu]ll|zavin[aá][cč]|ma[lł]pk?a|kukac|afna"
    r"|arond[aă]?|et-merkki|ät-merkki|miukumauku|собака|собачка|равлик|маймунско|παπάκι|παπακι|アットマーク|アット"
    r"|あっと|골뱅이|שטרודל|et işareti|kuyruklu a|majmun"
)
_WEAK_AT_WORDS = r"a|et|ad"
_DOT_WORDS = (
    r"dot|\.|d0t|punkt|pkt|point|punto|ponto|punt|tečka|tecka|bodka|kropka|pont|prik|punktum|piste|punct|nokta|točka"
    r"|tocka|точка|крапка|τελεία|τελεια|ドット|どっと|닷|점|נקודה"
)
# `info-at-firm.com`, which may also be the name of a site: it takes more to believe.
_MARKED = re.compile(r"[-_|*/~=]{1,2}\s?[aä]t\s?[-_|*/~=]{1,2}\s?(?=\w)")
_AT = re.compile(
    # It begins with a set of brackets, which the engine looks for quickly.
    # `(a)` counts only between letters: with spaces around it, it numbers a list.
    rf"[\[({{<](?:[\[({{<]?\s{{0,3}}(?:{_AT_WORDS})\s{{0,3}}[\])}}>]{{1,2}}\s{{0,3}}"
    rf"|(?<=\w[\[({{])(?:{_WEAK_AT_WORDS})[\])}}](?=\w))",
    re.IGNORECASE,
)
_DOT = re.compile(
    rf"\s{{0,3}}[\[({{<«（［【|*_~/=-]{{1,2}}\s{{0,3}}(?:{_DOT_WORDS})\s{{0,3}}[\])}}>»）］】|*_~/=-]{{1,2}}\s{{0,3}}",
    re.IGNORECASE,
)
_SPOKEN = ("dot", "punkt", "point", "punto", "ponto", "punt", "kropka", "tečka", "pont", "prik", "piste", "nokta")
_SPOKEN_WORDS = "|".join(_SPOKEN)
_BARE_DOT = re.compile(
    rf"(?<=\w)(?:\s(?:{_SPOKEN_WORDS})\s|\s?[\[({{](?:\.|{_SPOKEN_WORDS})[\])}}]\s?)(?=\w)", re.IGNORECASE
)
_STARTS_LIKE_A_DOMAIN = re.compile(rf"[\w-]{{1,63}}(?:\.|{_BARE_DOT.pattern})", re.IGNORECASE)
# Words for the sign that stand alone, between spaces.
_BARE_WORDS = tuple(
    f" {word} "
    for word in "at ät arobase arrobas arroba chiocciola apenstaartje klammeraffe małpa malpa zavináč zavinac kukac"
    " snabel-a krøllalfa @".split()
)
_ORDINARY = ("at", "ät", "@")  # words that sentences have too
# What stands, but for the case of ASCII letters, in a text that has a sign between marks, alone, or exchanged. The
# telling words do without the blank behind them: it would be the one before the next.
_SPOKEN_SIGNS = [word if word.strip() in _ORDINARY else word.rstrip() for word in _BARE_WORDS]
_HINTS = RareWords(
    {
        "marked": [f"{mark}{space}{word}" for mark in "-_|*/~=" for space in ("", *" \n\xa0") for word in ("at", "ät")],
        "spoken": [
            word for each in _SPOKEN_SIGNS for word in {each, "".join(c if c.isascii() else c.upper() for c in each)}
        ],
        "exchanged": ["を", "换成", "替换为", "替換為", "替换成", "改成", "改为", "換成"]
        + [f"→{space}{mark}" for space in ("", " ") for mark in '「『"“@'],
    }
)
_CAPITALS = re.compile(
    r"(?<![\w.@])([a-z0-9][a-z0-9._-]{0,63})AT([a-z0-9][a-z0-9-]{0,62}(?:(?:DOT|\.)[a-z0-9-]{2,63}){1,4})(?!\w)"
)
_CAPITAL_SIGN = re.compile(r"AT(?<=[a-z0-9._-]AT)[a-z0-9]")
_SPACED = re.compile(r"(?<![\w.@])([A-Za-z0-9._+-]{1,64})\s{0,2}@\s{1,2}([\w-]{1,63}(?:\s?\.\s?[\w-]{2,63}){1,4})")
# Each part is an element of its own; without a break after the sign it may be a handle below a word.
_DIVIDED = re.compile(r"(?:^|\n|[^\w\s@.+-]\s?)([a-z0-9._+-]{1,64}+)\n@(\n?)([\w-]{1,63}(?:\n?\.\n?[\w-]{2,63}){1,4})")
# `info★firm.jp (write @ for ★)` in the words of Japanese and Chinese pages.
_EXCHANGED = re.compile(
    r"([★☆◆◎●■※#＃♪▲△◇○＊*])\s?(?:」|』|\"|”)?\s?(?:を|→|换成|替换为|替換為|替换成|改成|改为|換成)\s?[「『\"“]?\s?[@＠]"
)
_LOCAL = re.compile(r"[\w.+%-]{1,64}")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")


class Candidate(NamedTuple):
    """A possible address and its place in the text it was found in; `is_certain` where nothing else can be meant."""

    local: str
    domain: str
    start: int
    end: int
    is_certain: bool = True
    needs_label: bool = False


def written(text: str) -> Iterator[Candidate]:
    """Yield the addresses that a text spells out with words for the at sign and the dot."""
    plain = text.encode("utf-8", "replace").lower()
    hints = _HINTS.topics_in(plain)
    yield from _bracketed(text)
    if "marked" in hints or "spoken" in hints:
        lowered = text.lower()
        if len(lowered) == len(text):  # a few capital letters become two small ones
            yield from _marked(text, lowered) if "marked" in hints else ()
            yield from _spoken(text, lowered) if "spoken" in hints else ()
    if _CAPITAL_SIGN.search(text):
        for match in _CAPITALS.finditer(text):
            yield Candidate(match[1], match[2].replace("DOT", "."), match.start(), match.end())
    if _has_sign_apart(text):
        yield from _apart(text)
    if "exchanged" in hints:
        yield from _exchanged(text)


def _bracketed(text: str) -> Iterator[Candidate]:
    done = 0
    for position in _brackets(text):
        match = _AT.match(text, position) if position >= done else None
        if match:
            done = match.end()
            candidate = _around(text, match.start(), done)
            if candidate:
                yield candidate


def _brackets(text: str) -> list[int]:
    """Return where brackets open; to look for each kind costs less than a pattern for all."""
    places: list[int] = []
    for bracket in "[({<":
        position = text.find(bracket)
        for _ in range(MAX_BRACKETS):
            if position < 0:
                break
            places.append(position)
            position = text.find(bracket, position + 1)
    return sorted(places)


def _marked(text: str, lowered: str) -> Iterator[Candidate]:
    for match, _ in zip(_MARKED.finditer(lowered), range(MAX_CANDIDATES), strict=False):
        candidate = _around(text, match.start(), match.end(), is_certain=False)
        if candidate:
            yield candidate


def _has_sign_apart(text: str) -> bool:
    """Whether a blank stands behind an at sign, or a line's end before it."""
    position = text.find("@")
    for _ in range(MAX_CANDIDATES):
        if position < 0:
            return False
        if text[position + 1 : position + 2] in (" ", "\n") or text[position - 1 : position] == "\n":
            return True
        position = text.find("@", position + 1)
    return True


def _apart(text: str) -> Iterator[Candidate]:
    """Yield the addresses whose sign stands apart from what belongs to it."""
    for match in _DIVIDED.finditer(text):
        yield Candidate(match[1], match[3].replace("\n", ""), match.start(), match.end(), is_certain=bool(match[2]))
    for match in _SPACED.finditer(text):
        isolated = text[match.end(1)] == "\n" and text[match.start(2) - 1] == "\n"
        domain = "".join(match[2].split())
        yield Candidate(match[1], domain, match.start(), match.end(), is_certain=isolated)


def _spoken(text: str, lowered: str) -> Iterator[Candidate]:
    for word in _BARE_WORDS:
        if word not in lowered:
            continue
        position = lowered.find(word)
        for _ in range(MAX_CANDIDATES):
            if position < 0:
                break
            candidate = _said(text, position, position + len(word))
            if candidate:
                yield candidate
            position = lowered.find(word, position + 1)


def _said(text: str, start: int, end: int) -> Candidate | None:
    """Return what is said around a word for the sign, if it ends like a domain."""
    if not _STARTS_LIKE_A_DOMAIN.match(text, end):
        return None
    right = text[end : end + 120]
    plain = _BARE_DOT.sub(".", right)
    domain = _DOMAIN.match(plain)
    if domain is None:
        return None
    local = _LOCAL.match(_BARE_DOT.sub(".", text[max(0, start - 80) : start])[::-1])
    if local is None:
        return None
    sign = text[start:end].strip()
    is_meant = sign == "AT" and not domain[0].isupper()
    is_plain = right.startswith(domain[0]) and not is_meant
    said = right[: len(domain[0]) + 16]
    is_certain = is_meant or (
        not is_plain
        and (
            any(mark in said for mark in "[({")
            or sign.lower() not in _ORDINARY
            or "." in local[0]
            or len(_BARE_DOT.findall(said)) > 1
        )
    )
    ends = min(len(text), end + len(domain[0]) + (0 if is_plain else 8))
    return Candidate(local[0][::-1], domain[0], start - len(local[0]), ends, is_certain, is_plain)


def _exchanged(text: str) -> Iterator[Candidate]:
    sign = _EXCHANGED.search(text)
    if sign is None:
        return
    position = text.find(sign[1])
    for _ in range(MAX_CANDIDATES):
        if position < 0:
            return
        candidate = _around(text, position, position + 1)
        if candidate:
            yield candidate
        position = text.find(sign[1], position + 1)


def _around(text: str, at_start: int, at_end: int, *, is_certain: bool = True) -> Candidate | None:
    before = text[max(0, at_start - 80) : at_start]
    at_start -= len(before) - len(before.rstrip())
    left = _DOT.sub(".", before.rstrip())
    right = text[at_end : at_end + 200]
    plain = _DOT.sub(".", right)
    if plain == right or not _DOMAIN.match(plain):
        plain = _BARE_DOT.sub(".", plain)
    local = _LOCAL.match(left[::-1])
    domain = _DOMAIN.match(plain)
    if local is None or domain is None:
        return None
    name = local[0][::-1]
    return Candidate(name, domain[0], at_start - len(name), min(len(text), at_end + len(domain[0])), is_certain)
