"""A domain's facts as sheets of text: the Summary, Network and Security tabs, and the report that Copy takes.

Everything here comes from strangers' pages: it is escaped, and only http and https addresses become links.
"""

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core.failures import Attempt
from desktop_scanner.core.organizations import readable
from desktop_scanner.core.results import DomainResult, Door
from desktop_scanner.ui import formats, labels, sentences
from desktop_scanner.ui.palette import Colours
from desktop_scanner.ui.panels import glance, security_sheet
from desktop_scanner.ui.panels.sheet import Sheet

translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts


_FEW = 6


def summary(result: DomainResult, colours: Colours) -> str:
    """Return what is known of the domain, the most telling first; a failure stands above it, in a view of its own."""
    sheet = Sheet(colours)
    if result.failure is None:
        glance.add(sheet, result)
        _add_findings(sheet, result)
    else:
        _add_doors(sheet, result)
        sheet.row(translate("sheets", "IP addresses"), *(result.ip_addresses or (translate("sheets", "Unknown"),)))
    if result.organization:
        sheet.heading(translate("sheets", "Organisation"))
        for name, text in readable(result.organization):
            sheet.row(_spoken(name), text)
    _add_custom(sheet, result)
    _add_front_page(sheet, result)
    sheet.heading(translate("sheets", "This scan"))
    sheet.row(translate("sheets", "Given as"), result.input)
    for name, value in result.columns.items():
        sheet.row(name, value)
    sheet.row(translate("sheets", "Started"), formats.exact(result.started_at) if result.started_at else None)
    sheet.row(translate("sheets", "Took"), None if result.elapsed_ms is None else formats.duration(result.elapsed_ms))
    return sheet.html()


def network(result: DomainResult, colours: Colours) -> str:
    """Return how the site was reached: doors, redirects, addresses, certificate, DNS, robots."""
    unknown = translate("sheets", "Unknown")
    sheet = Sheet(colours)
    sheet.heading(translate("sheets", "Reached at"))
    sheet.row(translate("sheets", "Final address"), result.final_url or unknown)
    answer = translate("sheets", "None") if result.http_status is None else f"HTTP {result.http_status}"
    sheet.row(translate("sheets", "Answer"), answer)
    sheet.row(translate("sheets", "IP addresses"), *(result.ip_addresses or (unknown,)))
    _add_doors(sheet, result)
    sheet.heading(translate("sheets", "Redirects"))
    if result.redirects:
        sheet.table(
            (translate("sheets", "Status"), translate("sheets", "Address")),
            [(str(each.status), each.url) for each in result.redirects],
        )
    else:
        sheet.note(translate("sheets", "None."))
    _add_tls(sheet, result)
    security_sheet.add_records(sheet, result.dns)
    _add_robots(sheet, result)
    return sheet.html()


def protection(result: DomainResult, colours: Colours) -> str:
    """Return how the site protects its visitors: grade, checks, cookies, headers."""
    sheet = Sheet(colours)
    security_sheet.add(sheet, result)
    sheet.heading(translate("sheets", "Security headers"))
    for name, value in result.security_headers.items():
        sheet.row(name, value)
    if not result.security_headers:
        has_answer = result.http_status is not None
        sheet.note(translate("sheets", "None was sent.") if has_answer else translate("sheets", "Unknown: no answer."))
    return sheet.html()


def report(result: DomainResult) -> str:
    """Return a failed domain as plain text, for a mail or a ticket."""
    lines = [result.domain_display, translate("sheets", "Status: {word}").format(word=labels.status(result.status))]
    failure = result.failure
    if failure is not None:
        lines += [
            translate("sheets", "What failed: {message}").format(message=sentences.shown(failure.message)),
            translate("sheets", "What to do: {hint}").format(hint=sentences.shown(failure.hint)),
            translate("sheets", "Kind: {kind}, stage: {stage}, attempts: {attempts}").format(
                kind=failure.kind.value, stage=failure.stage.value, attempts=failure.attempts
            ),
        ]
        lines += ["  " + "  ".join(_attempt(attempt)) for attempt in failure.timeline]
    lines += [f"  {'  '.join(_door(door))}".rstrip() for door in result.doors]
    if result.started_at:
        lines.append(translate("sheets", "Scanned: {time}").format(time=formats.exact(result.started_at)))
    return "\n".join(lines)


def _add_doors(sheet: Sheet, result: DomainResult) -> None:
    sheet.heading(translate("sheets", "Doors tried"))
    if not result.doors:
        sheet.note(translate("sheets", "None: no address of the site was asked."))
        return
    sheet.table(
        (translate("sheets", "Address"), translate("sheets", "Answer"), translate("sheets", "Leads to")),
        map(_door, result.doors),
    )


def _add_front_page(sheet: Sheet, result: DomainResult) -> None:
    facts = (
        (translate("sheets", "Logo"), result.logo_url),
        (translate("sheets", "Icon"), result.favicon_url),
        (translate("sheets", "Icon's hash"), None if result.favicon_hash is None else str(result.favicon_hash)),
        (translate("sheets", "Charset"), result.charset),
    )
    if any(value for _, value in facts):
        sheet.heading(translate("sheets", "Front page"))
    for label, value in facts:
        sheet.row(label, value)


def _add_findings(sheet: Sheet, result: DomainResult) -> None:
    rows = (
        (translate("sheets", "E-mails"), [each.value for each in result.emails]),
        (translate("sheets", "Phones"), [each.display for each in result.phones if not each.is_fax]),
        (translate("sheets", "Fax numbers"), [each.display for each in result.phones if each.is_fax]),
        (translate("sheets", "Profiles"), [each.url for each in result.social]),
        (translate("sheets", "Postal addresses"), [each.value for each in result.addresses]),
    )
    if any(values for _, values in rows):
        sheet.heading(translate("sheets", "Found"))
    for label, values in rows:
        more = len(values) - _FEW
        sheet.row(
            label, *values[:_FEW], translate("sheets", "and {count} more").format(count=more) if more > 0 else None
        )


def _add_custom(sheet: Sheet, result: DomainResult) -> None:
    if result.custom:
        sheet.heading(translate("sheets", "Your own rules"))
    for name, values in result.custom.items():
        sheet.row(name, *values or (translate("sheets", "none"),))
    for name, problem in result.custom_problems.items():
        sheet.row(name, problem)


def _add_tls(sheet: Sheet, result: DomainResult) -> None:
    tls = result.tls
    sheet.heading(translate("sheets", "Certificate"))
    if tls is None:
        sheet.note(translate("sheets", "Unknown: the site was not reached over HTTPS."))
        return
    sheet.row(translate("sheets", "Subject"), tls.subject)
    sheet.row(translate("sheets", "Issuer"), tls.issuer)
    sheet.row(translate("sheets", "Names"), ", ".join(tls.san))
    sheet.row(translate("sheets", "Valid from"), formats.exact(tls.not_before) if tls.not_before else None)
    sheet.row(translate("sheets", "Valid until"), formats.exact(tls.not_after) if tls.not_after else None)
    sheet.row(translate("sheets", "Key"), tls.key)
    sheet.row(translate("sheets", "Serial number"), tls.serial)
    sheet.row(translate("sheets", "Protocol"), tls.protocol)
    sheet.row(translate("sheets", "Trusted"), translate("sheets", "yes") if tls.verified else translate("sheets", "no"))
    sheet.row(translate("sheets", "Fault"), sentences.shown(tls.failure.message) if tls.failure else None)


def _add_robots(sheet: Sheet, result: DomainResult) -> None:
    sheet.heading(translate("sheets", "Robots and sitemaps"))
    if result.robots is None and not result.sitemaps:
        sheet.note(translate("sheets", "Unknown: robots.txt was not asked for, or gave no answer."))
    if result.robots is not None:
        sheet.row("robots.txt", translate("sheets", "found") if result.robots.found else translate("sheets", "none"))
        delay = result.robots.crawl_delay_s
        sheet.row(translate("sheets", "Crawl delay"), None if delay is None else f"{delay:g} s")
    for sitemap in result.sitemaps:
        sheet.row(translate("sheets", "Sitemap"), f"{sitemap.url} ({formats.number(sitemap.urls)})")


def _door(door: Door) -> tuple[str, str, str]:
    answer = f"HTTP {door.status}" if door.status is not None else "–"
    if door.failure:
        answer = labels.kind(door.failure.kind)
    return door.url, answer, door.leads_to or ""


def _attempt(attempt: Attempt) -> tuple[str, str, str, str]:
    outcome = labels.kind(attempt.kind) if attempt.kind else translate("sheets", "succeeded")
    at = f"{attempt.at.astimezone():%H:%M:%S}"
    return at, labels.stage(attempt.stage), outcome, formats.duration(attempt.elapsed_ms)


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()
