"""A domain as text: every fact with the page it stands on, and a failure with all that was tried."""

from collections.abc import Iterator

from rich.text import Text

from desktop_scanner.cli import phrases
from desktop_scanner.cli.lines import heading, item, labelled, text_of
from desktop_scanner.cli.security_view import records, security
from desktop_scanner.core.failures import Failure
from desktop_scanner.core.organizations import readable
from desktop_scanner.core.results import DomainResult, Evidence, Page, Technology


def view(result: DomainResult) -> Text:
    """Return everything known of the domain."""
    found = (_contacts, _organization, _technologies, _custom, _marked)
    parts = (_head, _failure, *found, _network, security, records, _pages, _columns)
    return text_of(line for part in parts for line in part(result))


def _head(result: DomainResult) -> Iterator[Text]:
    yield Text(result.domain_display, "bold")
    verdict = f", {result.verdict.value}" if result.verdict else ""
    yield labelled("Status", f"{result.status.value}{verdict}")
    facts = {
        "Title": result.title,
        "Description": result.description,
        "Language": _language(result),
        "Logo": result.logo_url,
        "Icon": result.favicon_url,
        "Icon's hash": result.favicon_hash,
        "Address": result.final_url,
        "HTTP status": result.http_status,
        "Scanned": phrases.instant(result.finished_at),
        "Time": None if result.elapsed_ms is None else f"{result.elapsed_ms:,} ms",
    }
    for label, value in facts.items():
        if value not in (None, ""):
            yield labelled(label, value)
    for evidence in result.verdict_evidence:
        yield item(evidence.snippet, f"on {evidence.url}")


def _language(result: DomainResult) -> str | None:
    said = result.page_facts
    if said is None or said.language_plausible is not False:
        return result.language
    return f"{result.language} (the page declares {said.language_declared})"


def _failure(result: DomainResult) -> Iterator[Text]:
    failure = result.failure
    if failure is None:
        return
    yield heading("Failure")
    yield from _failure_lines(failure)
    for door in result.doors:
        yield item(door.url, _end(door.failure, door.status))


def _failure_lines(failure: Failure) -> Iterator[Text]:
    yield labelled("Kind", f"{failure.kind.value} ({failure.stage.value})")
    yield labelled("What", failure.message)
    yield labelled("Next", failure.hint)
    again = "may pass if tried again" if failure.retryable else "will not pass by trying again"
    yield labelled("Tries", f"{failure.attempts}, {again}")
    for attempt in failure.timeline:
        end = attempt.kind.value if attempt.kind else "ok"
        yield item(f"{attempt.at:%H:%M:%S}Z  {attempt.stage.value:<8} {end:<18} {attempt.elapsed_ms:,} ms")


def _contacts(result: DomainResult) -> Iterator[Text]:
    if result.emails or result.phones or result.social or result.addresses:
        yield heading("Contacts")
    for email in result.emails:
        kind = "placeholder" if email.placeholder else f"{email.kind}, own domain" if email.own_domain else email.kind
        yield from _found(f"{email.value}  ({kind}, {email.confidence:.2f})", email.evidence)
    for phone in result.phones:
        kind = "fax, " if phone.is_fax else f"{phone.type.replace('_', ' ')}, " if phone.type else ""
        yield from _found(f"{phone.display}  ({phone.value}, {kind}{phone.confidence:.2f})", phone.evidence)
    for profile in result.social:
        yield from _found(f"{profile.url}  ({profile.network})", profile.evidence)
    for address in result.addresses:
        yield from _found(address.value, address.evidence)


def _organization(result: DomainResult) -> Iterator[Text]:
    if result.organization:
        yield heading("Organization")
        for key, text in readable(result.organization):
            yield labelled(key, text)


def _technologies(result: DomainResult) -> Iterator[Text]:
    if result.technologies or result.trackers:
        yield heading("Technologies")
    for each in result.technologies:
        yield from _found(_technology(each), each.evidence)
    for tracker in result.trackers:
        yield from _found(f"{tracker.id}  ({tracker.kind})", tracker.evidence)


def _custom(result: DomainResult) -> Iterator[Text]:
    if result.custom:
        yield heading("Your own rules")
    for name, values in result.custom.items():
        yield labelled(name, "; ".join(values) or "none")
    for name, problem in result.custom_problems.items():
        yield labelled(name, problem)


def _marked(result: DomainResult) -> Iterator[Text]:
    if result.marked:
        yield heading("Marked as wrong")
    for each in result.marked:
        yield item(f"{each.value}  ({each.kind})", "everywhere" if each.everywhere else "at this domain")


def _network(result: DomainResult) -> Iterator[Text]:
    yield heading("Network")
    if result.ip_addresses:
        yield labelled("Addresses", ", ".join(result.ip_addresses))
    for step in result.redirects:
        yield labelled("Redirect", f"{step.status} {step.url}")
    if tls := result.tls:
        until = f", until {phrases.instant(tls.not_after)}" if tls.not_after else ""
        checked = "verified" if tls.verified else "not verified"
        yield labelled("TLS", f"{tls.protocol or 'unknown'}, {checked}, by {tls.issuer or 'unknown'}{until}")
    if result.robots:
        yield labelled("robots.txt", "found" if result.robots.found else "none")
    for sitemap in result.sitemaps:
        yield labelled("Sitemap", f"{sitemap.url} ({sitemap.urls:,} addresses)")


def _pages(result: DomainResult) -> Iterator[Text]:
    if result.pages:
        yield heading("Pages")
    for page in result.pages:
        yield item(f"{_end(page.failure, page.status):<18} {page.kind:<10} {page.url}", _size(page))


def _columns(result: DomainResult) -> Iterator[Text]:
    if result.columns:
        yield heading("Your columns")
    for name, value in result.columns.items():
        yield labelled(name, value)


def _found(text: str, evidence: tuple[Evidence, ...]) -> Iterator[Text]:
    yield item(text)
    for each in evidence:
        yield item(f"    on {each.url}", f"{each.method}: {each.snippet}")


def _technology(technology: Technology) -> str:
    version = f" {technology.version}" if technology.version else ""
    return f"{technology.name}{version}  ({', '.join(technology.categories)})"


def _end(failure: Failure | None, status: int | None) -> str:
    if failure:
        return failure.kind.value
    return str(status) if status is not None else "not asked"


def _size(page: Page) -> str:
    size = "" if page.bytes is None else f"{page.bytes:,} bytes, "
    return f"{size}{page.elapsed_ms:,} ms"
