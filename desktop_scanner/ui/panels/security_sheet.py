"""What is known of a domain's protection: the grade and its reasons, cookies, security.txt, mixed content, DNS records.

Each result has a symbol and a word beside its colour.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_scanner.core import security
from desktop_scanner.core.results import DnsFacts, DomainResult
from desktop_scanner.core.security import Check, CheckResult, MixedContent, SecurityTxt, SetCookie
from desktop_scanner.ui import formats, sentences
from desktop_scanner.ui.panels.sheet import Mark, Sheet

translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts

# Worst first: a symbol, a word and a colour's name.
_RESULTS: dict[CheckResult, tuple[str, object, str]] = {
    "fail": ("✕", QT_TRANSLATE_NOOP("security_sheet", "Bad"), "failed"),
    "warn": ("▲", QT_TRANSLATE_NOOP("security_sheet", "Weak"), "attention"),
    "pass": ("✓", QT_TRANSLATE_NOOP("security_sheet", "Good"), "done"),
    "info": ("i", QT_TRANSLATE_NOOP("security_sheet", "Note"), "muted"),
    "unknown": ("?", QT_TRANSLATE_NOOP("security_sheet", "Unknown"), "muted"),
}
_GRADE_COLOURS = {"A": "done", "B": "done", "C": "attention", "D": "attention", "E": "failed", "F": "failed"}
_CHECKS = {
    "https": QT_TRANSLATE_NOOP("security_sheet", "HTTPS"),
    "https_redirect": QT_TRANSLATE_NOOP("security_sheet", "HTTP to HTTPS"),
    "certificate": QT_TRANSLATE_NOOP("security_sheet", "Certificate"),
    "tls_version": QT_TRANSLATE_NOOP("security_sheet", "TLS version"),
    "hsts": QT_TRANSLATE_NOOP("security_sheet", "HSTS"),
    "csp": QT_TRANSLATE_NOOP("security_sheet", "Content policy"),
    "framing": QT_TRANSLATE_NOOP("security_sheet", "Framing"),
    "content_type_options": QT_TRANSLATE_NOOP("security_sheet", "File types"),
    "referrer_policy": QT_TRANSLATE_NOOP("security_sheet", "Referrer"),
    "permissions_policy": QT_TRANSLATE_NOOP("security_sheet", "Permissions"),
    "isolation": QT_TRANSLATE_NOOP("security_sheet", "Isolation"),
    "cookies": QT_TRANSLATE_NOOP("security_sheet", "Cookies"),
    "mixed_content": QT_TRANSLATE_NOOP("security_sheet", "Content over HTTP"),
    "disclosure": QT_TRANSLATE_NOOP("security_sheet", "Versions told"),
    "security_txt": QT_TRANSLATE_NOOP("security_sheet", "security.txt"),
    "spf": QT_TRANSLATE_NOOP("security_sheet", "SPF"),
    "dmarc": QT_TRANSLATE_NOOP("security_sheet", "DMARC"),
}
_KINDS = {
    "active": QT_TRANSLATE_NOOP("security_sheet", "script, style or frame"),
    "passive": QT_TRANSLATE_NOOP("security_sheet", "picture or film"),
    "form": QT_TRANSLATE_NOOP("security_sheet", "form"),
}


def add(sheet: Sheet, result: DomainResult) -> None:
    """Add what is known of the domain's protection."""
    facts = security.read(result.security)
    sheet.heading(translate("security_sheet", "Security"))
    if facts is None:
        sheet.note(translate("security_sheet", "Unknown: the site gave no answer that could be judged."))
    else:
        sheet.paragraph(sentences.shown(facts.summary), _GRADE_COLOURS.get(facts.grade or "", "text"), 600)
        sheet.gap()
        order = list(_RESULTS)
        sheet.marks([_mark(check) for check in sorted(facts.checks, key=lambda check: order.index(check.result))])
        _add_cookies(sheet, facts.cookies)
        _add_security_txt(sheet, facts.security_txt)
        _add_mixed_content(sheet, facts.mixed_content)


def add_records(sheet: Sheet, dns: DnsFacts) -> None:
    """Add the domain's DNS records."""
    sheet.heading(translate("security_sheet", "DNS records"))
    if dns.name is None:
        asked = translate("security_sheet", "Not asked for; the option to ask for DNS records is off.")
        sheet.note(sentences.shown(dns.note) if dns.note else asked)
        return
    sheet.row(translate("security_sheet", "Note"), dns.note)
    signed = translate("security_sheet", "signed") if dns.dnssec else translate("security_sheet", "not signed")
    records: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("mx", translate("security_sheet", "Mail servers"), dns.mx),
        ("spf", "SPF", (dns.spf,) if dns.spf else ()),
        ("dmarc", "DMARC", (dns.dmarc,) if dns.dmarc else ()),
        ("ns", translate("security_sheet", "Name servers"), dns.ns),
        ("caa", "CAA", dns.caa),
        ("dnssec", "DNSSEC", (signed,)),
    )
    sheet.row(translate("security_sheet", "Domain"), dns.name)
    for field, label, values in records:
        why = dns.unknown.get(field)
        shown = (translate("security_sheet", "Unknown: {why}").format(why=why),) if why else values
        sheet.row(label, *(shown or (translate("security_sheet", "none"),)))


def _mark(check: Check) -> Mark:
    symbol, word, colour = _RESULTS[check.result]
    points = f"{check.points}/{check.max_points}" if check.max_points else "–"
    detail = "\n".join(check.evidence) if check.result in ("fail", "warn") else ""
    name = _translated(_CHECKS.get(check.id, check.id))
    return Mark(symbol, _translated(word), colour, (name, points), sentences.shown(check.message), detail)


def _add_cookies(sheet: Sheet, cookies: tuple[SetCookie, ...]) -> None:
    if not cookies:
        return
    sheet.heading(translate("security_sheet", "Cookies"))
    headings = (
        translate("security_sheet", "Name"),
        "Secure",
        "HttpOnly",
        "SameSite",
        translate("security_sheet", "For"),
    )
    yes, no = translate("security_sheet", "yes"), translate("security_sheet", "no")
    sheet.table(
        headings,
        [
            (
                cookie.name,
                yes if cookie.secure else no,
                yes if cookie.http_only else no,
                cookie.same_site or no,
                cookie.domain or translate("security_sheet", "its own host"),
            )
            for cookie in cookies
        ],
    )


def _add_security_txt(sheet: Sheet, known: SecurityTxt | None) -> None:
    if known is None or not known.found:
        return
    sheet.heading("security.txt")
    sheet.row(translate("security_sheet", "Stands at"), known.url)
    sheet.row(translate("security_sheet", "Contact"), *known.contacts)
    sheet.row(translate("security_sheet", "Expires"), formats.exact(known.expires) if known.expires else None)
    sheet.row(translate("security_sheet", "Encryption"), *known.encryption)
    sheet.row(translate("security_sheet", "Policy"), *known.policy)
    sheet.row(translate("security_sheet", "Thanks to"), *known.acknowledgments)
    sheet.row(translate("security_sheet", "Problems"), *known.problems)


def _add_mixed_content(sheet: Sheet, mixed: tuple[MixedContent, ...]) -> None:
    if not mixed:
        return
    sheet.heading(translate("security_sheet", "Content over HTTP"))
    headings = (
        translate("security_sheet", "Kind"),
        translate("security_sheet", "Address"),
        translate("security_sheet", "On"),
    )
    sheet.table(headings, [(_translated(_KINDS[part.kind]), part.url, part.page) for part in mixed])


def _translated(text: object) -> str:
    return QCoreApplication.translate("security_sheet", str(text))
