"""The result's key `security`: a grade that explains itself, and the facts under it.

It is a dictionary there, empty where nothing is known; these are its parts.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct

Grade = Literal["A", "B", "C", "D", "E", "F"]
CheckResult = Literal["pass", "warn", "fail", "info", "unknown"]
MixedKind = Literal["active", "passive", "form"]


class Check(Struct, frozen=True, kw_only=True):
    """One thing that was looked at.

    A pass earns all of `max_points`, a warning half of them, a fail none; what is `info` or `unknown` counts in no
    grade, and its `max_points` are 0.
    """

    id: str
    result: CheckResult
    points: int
    max_points: int
    message: str
    evidence: tuple[str, ...] = ()


class SecurityTxt(Struct, frozen=True, kw_only=True):
    """The site's security.txt (RFC 9116); `problems` are sentences, `found` is false where there is none to read."""

    found: bool
    url: str
    contacts: tuple[str, ...] = ()
    expires: datetime | None = None
    encryption: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    acknowledgments: tuple[str, ...] = ()
    hiring: tuple[str, ...] = ()
    canonical: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    is_signed: bool = False
    problems: tuple[str, ...] = ()


class SetCookie(Struct, frozen=True, kw_only=True):
    """A cookie that the site sets, without its value; `is_session` is told from its name."""

    name: str
    url: str
    domain: str | None = None
    path: str | None = None
    secure: bool = False
    http_only: bool = False
    same_site: str | None = None
    is_session: bool = False


class MixedContent(Struct, frozen=True):
    """Something that a page loaded over https takes, or sends, over http."""

    url: str
    page: str
    kind: MixedKind


class SecurityFacts(Struct, frozen=True, kw_only=True):
    """All that is known; `grade` and `score` (0 to 100) are None where the site itself was not seen."""

    grade: Grade | None = None
    score: int | None = None
    summary: str = ""
    checks: tuple[Check, ...] = ()
    security_txt: SecurityTxt | None = None
    cookies: tuple[SetCookie, ...] = ()
    mixed_content: tuple[MixedContent, ...] = ()


def plain(facts: SecurityFacts) -> dict[str, Any]:
    """Return the facts as the result holds them."""
    built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(facts))  # lists, as in a result read again
    return built


def read(security: Mapping[str, Any]) -> SecurityFacts | None:
    """Return the facts that a result holds; None where it holds none, or such as another version would write."""
    if "checks" not in security:
        return None
    try:
        return msgspec.convert(dict(security), SecurityFacts)
    except msgspec.ValidationError:
        return None
