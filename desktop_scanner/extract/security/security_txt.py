"""security.txt by RFC 9116: whom to tell of a weakness, and until when that holds."""

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from desktop_scanner.core.security import SecurityTxt
from desktop_scanner.extract.security.finding import Finding, unknown

PATH = "/.well-known/security.txt"
MAX_BYTES = 32 * 1024  # as section 5.4 advises
_MAX_VALUES = 20
_MAX_CHARACTERS = 500
_LONG = timedelta(days=366)

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]{0,40})[ \t]*:[ \t]*(\S.*)")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_URIS = ("https://", "mailto:", "tel:", "dns:", "openpgp4fpr:")


def parse(body: bytes, url: str, content_type: str | None, at: datetime) -> SecurityTxt:
    """Return what a security.txt says that was read at `url`; anything else that stands there is none."""
    text, is_signed = _unsigned(body[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"))
    fields: dict[str, list[str]] = defaultdict(list)
    for line in text.splitlines():
        match = _FIELD.fullmatch(line.strip())
        if match:
            fields[match[1].lower()].append(match[2].strip()[:_MAX_CHARACTERS])
    if text.lstrip().startswith("<") or not (fields["contact"] or fields["expires"]):
        return SecurityTxt(found=False, url=url)
    expires = [_instant(value) for value in fields["expires"]]
    return SecurityTxt(
        found=True,
        url=url,
        contacts=_values(fields, "contact"),
        expires=expires[0] if expires else None,
        encryption=_values(fields, "encryption"),
        policy=_values(fields, "policy"),
        acknowledgments=_values(fields, "acknowledgments"),
        hiring=_values(fields, "hiring"),
        canonical=_values(fields, "canonical"),
        languages=tuple(tag.strip() for tag in ",".join(fields["preferred-languages"]).split(",") if tag.strip())[:20],
        is_signed=is_signed,
        problems=(
            *_field_problems(fields),
            *_expiry_problems(expires, at),
            *_place_problems(fields, url, content_type),
        ),
    )


def check(known: SecurityTxt | None) -> Finding:
    """Judge the file; a site without one has nothing wrong with it."""
    if known is None:
        return unknown("security_txt", "The site's security.txt was not asked for.")
    if not known.found:
        message = known.problems[0] if known.problems else "The site has no security.txt, which few have."
        return Finding("security_txt", "info", message)
    if known.problems:
        message = f"The security.txt has {len(known.problems)} problems." if known.problems[1:] else known.problems[0]
        return Finding("security_txt", "warn", message, known.problems if known.problems[1:] else (known.url,))
    return Finding("security_txt", "pass", "The security.txt says whom to tell of a weakness.", known.contacts[:3])


def _values(fields: dict[str, list[str]], name: str) -> tuple[str, ...]:
    return tuple(fields[name][:_MAX_VALUES])


def _unsigned(text: str) -> tuple[str, bool]:
    """Return the text within an OpenPGP cleartext signature (RFC 9580 section 7), which is not checked."""
    if not text.lstrip().startswith(_SIGNED):
        return text, False
    signed = text.partition(_SIGNED)[2].partition(_SIGNATURE)[0].replace("\r\n", "\n").replace("\r", "\n")
    _, _, message = signed.partition("\n\n")  # after the armour's own headers
    return "\n".join(line.removeprefix("- ") for line in message.split("\n")), True


def _instant(text: str) -> datetime | None:
    match = _INSTANT.fullmatch(text)
    if match is None:
        return None
    try:
        return datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3].upper()}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _field_problems(fields: dict[str, list[str]]) -> list[str]:
    found = []
    if not fields["contact"]:
        found.append("It names nobody to write to (Contact).")
    for name in ("contact", "encryption", "acknowledgments", "canonical", "policy", "hiring"):
        bad = next((value for value in fields[name] if not value.lower().startswith(_URIS)), None)
        if bad is not None:
            found.append(f'{name.capitalize()} must be an https, mailto or tel address, and is "{bad[:80]}".')
    if len(fields["preferred-languages"]) > 1:
        found.append("Preferred-Languages stands there more than once.")
    return found


def _expiry_problems(expires: list[datetime | None], at: datetime) -> list[str]:
    if not expires:
        return ["It does not say until when it holds (Expires)."]
    if len(expires) > 1:
        return ["Expires stands there more than once."]
    until = expires[0]
    if until is None:
        return ["Expires is no date of the form 2027-01-31T12:00:00Z."]
    if until <= at:
        return [f"It expired on {until:%Y-%m-%d}."]
    return ["It expires in more than a year, when it may long be outdated."] if until - at > _LONG else []


def _place_problems(fields: dict[str, list[str]], url: str, content_type: str | None) -> list[str]:
    found = []
    if not url.startswith("https://"):
        found.append("It was read over http; it must be served over https.")
    if (content_type or "").partition(";")[0].strip().lower() != "text/plain":
        found.append("Its type is not text/plain.")
    if fields["canonical"] and url not in fields["canonical"]:
        found.append("The address that it was read at is not among those it names as its own (Canonical).")
    return found
