"""A domain's facts as sheets of text: what the Summary and Network tabs show, and the report that Copy takes.

Everything here comes from strangers' pages: it is escaped, and only http and https addresses become links.
"""

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core.failures import Attempt, Failure
from desktop_scanner.core.organizations import readable
from desktop_scanner.core.results import DomainResult, Door, Evidence
from desktop_scanner.ui import formats, labels
from desktop_scanner.ui.palette import Colours
from desktop_scanner.ui.panels import security_sheet
from desktop_scanner.ui.panels.sheet import Sheet

translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts


_FEW = 6


def summary(result: DomainResult, colours: Colours) -> str:
    """Return the failure, if there is one, and what is known of the domain at a glance."""
    sheet = Sheet(colours)
    if result.failure:
        _add_failure(sheet, result.failure)
    _add_site(sheet, result)
    _add_findings(sheet, result)
    if result.organization:
        sheet.heading(translate("sheets", "Organisation"))
        for name, text in readable(result.organization):
            sheet.row(_spoken(name), text)
    _add_custom(sheet, result)
    sheet.heading(translate("sheets", "This scan"))
    sheet.row(translate("sheets", "Given as"), result.input)
    for name, value in result.columns.items():
        sheet.row(name, value)
    sheet.row(translate("sheets", "Started"), formats.exact(result.started_at) if result.started_at else None)
    sheet.row(translate("sheets", "Took"), None if result.elapsed_ms is None else formats.duration(result.elapsed_ms))
    return sheet.html()


def network(result: DomainResult, colours: Colours) -> str:
    """Return how the site was reached: doors, redirects, addresses, TLS, headers, robots."""
    sheet = Sheet(colours)
    sheet.heading(translate("sheets", "Reached at"))
    sheet.row(translate("sheets", "Final address"), result.final_url)
    sheet.row(translate("sheets", "Answer"), None if result.http_status is None else f"HTTP {result.http_status}")
    sheet.row(translate("sheets", "IP addresses"), *result.ip_addresses)
    if result.doors:
        sheet.heading(translate("sheets", "Doors"))
        sheet.table(
            (translate("sheets", "Address"), translate("sheets", "Answer"), translate("sheets", "Leads to")),
            map(_door, result.doors),
        )
    if result.redirects:
        sheet.heading(translate("sheets", "Redirects"))
        sheet.table(
            (translate("sheets", "Status"), translate("sheets", "Address")),
            [(str(each.status), each.url) for each in result.redirects],
        )
    _add_tls(sheet, result)
    if result.security_headers:
        sheet.heading(translate("sheets", "Security headers"))
        for name, value in result.security_headers.items():
            sheet.row(name, value)
    security_sheet.add(sheet, result)
    _add_robots(sheet, result)
    return sheet.html()


def report(result: DomainResult) -> str:
    """Return a failed domain as plain text, for a mail or a ticket."""
    lines = [result.domain_display, translate("sheets", "Status: {word}").format(word=labels.status(result.status))]
    failure = result.failure
    if failure is not None:
        lines += [
            translate("sheets", "What failed: {message}").format(message=failure.message),
            translate("sheets", "What to do: {hint}").format(hint=failure.hint),
            translate("sheets", "Kind: {kind}, stage: {stage}, attempts: {attempts}").format(
                kind=failure.kind.value, stage=failure.stage.value, attempts=failure.attempts
            ),
        ]
        lines += ["  " + "  ".join(_attempt(attempt)) for attempt in failure.timeline]
    lines += [f"  {'  '.join(_door(door))}".rstrip() for door in result.doors]
    if result.started_at:
        lines.append(translate("sheets", "Scanned: {time}").format(time=formats.exact(result.started_at)))
    return "\n".join(lines)


def _add_failure(sheet: Sheet, failure: Failure) -> None:
    sheet.paragraph(failure.message, "failed", 600)
    sheet.paragraph(failure.hint)
    sheet.gap()
    sheet.row(translate("sheets", "Ended at"), labels.stage(failure.stage))
    sheet.row(translate("sheets", "Kind"), f"{labels.kind(failure.kind)} ({failure.kind.value})")
    sheet.row(translate("sheets", "Attempts"), formats.number(failure.attempts))
    if failure.timeline:
        sheet.heading(translate("sheets", "What was tried"))
        sheet.table(
            (
                translate("sheets", "Time"),
                translate("sheets", "Step"),
                translate("sheets", "Outcome"),
                translate("sheets", "Took"),
            ),
            map(_attempt, failure.timeline),
        )


def _add_site(sheet: Sheet, result: DomainResult) -> None:
    if result.title or result.final_url or result.verdict:
        sheet.heading(translate("sheets", "Site"))
    sheet.row(translate("sheets", "Title"), result.title)
    sheet.row(translate("sheets", "Description"), result.description)
    sheet.row(translate("sheets", "Address"), result.final_url)
    sheet.row(translate("sheets", "Verdict"), labels.verdict(result.verdict) if result.verdict else None)
    sheet.row(translate("sheets", "Because"), *(_evidence(each) for each in result.verdict_evidence))
    sheet.row(translate("sheets", "Language"), ", ".join(filter(None, (result.language, result.charset))))
    sheet.row(translate("sheets", "Logo"), result.logo_url)
    sheet.row(translate("sheets", "Icon"), result.favicon_url)
    sheet.row(translate("sheets", "Icon's hash"), None if result.favicon_hash is None else str(result.favicon_hash))
    sheet.row(translate("sheets", "Security"), _plain(result.security.get("summary")))


def _add_findings(sheet: Sheet, result: DomainResult) -> None:
    technologies = [f"{each.name} {each.version or ''}".strip() for each in result.technologies]
    rows = (
        (translate("sheets", "E-mails"), [each.value for each in result.emails]),
        (translate("sheets", "Phones"), [each.display for each in result.phones if not each.is_fax]),
        (translate("sheets", "Fax numbers"), [each.display for each in result.phones if each.is_fax]),
        (translate("sheets", "Profiles"), [each.url for each in result.social]),
        (translate("sheets", "Postal addresses"), [each.value for each in result.addresses]),
        (translate("sheets", "Technologies"), [", ".join(technologies)] if technologies else []),
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
    if tls is None:
        return
    sheet.heading(translate("sheets", "Certificate"))
    sheet.row(translate("sheets", "Subject"), tls.subject)
    sheet.row(translate("sheets", "Issuer"), tls.issuer)
    sheet.row(translate("sheets", "Names"), ", ".join(tls.san))
    sheet.row(translate("sheets", "Valid from"), formats.exact(tls.not_before) if tls.not_before else None)
    sheet.row(translate("sheets", "Valid until"), formats.exact(tls.not_after) if tls.not_after else None)
    sheet.row(translate("sheets", "Key"), tls.key)
    sheet.row(translate("sheets", "Serial number"), tls.serial)
    sheet.row(translate("sheets", "Protocol"), tls.protocol)
    sheet.row(translate("sheets", "Trusted"), translate("sheets", "yes") if tls.verified else translate("sheets", "no"))
    sheet.row(translate("sheets", "Fault"), tls.failure.message if tls.failure else None)


def _add_robots(sheet: Sheet, result: DomainResult) -> None:
    if result.robots is None and not result.sitemaps:
        return
    sheet.heading(translate("sheets", "Robots and sitemaps"))
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


def _evidence(evidence: Evidence) -> str:
    return f"{evidence.snippet} ({evidence.method})" if evidence.snippet else evidence.method


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
