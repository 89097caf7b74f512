"""A domain's protection and DNS records as text: the grade with what lowers it, and what mail goes by."""

from collections.abc import Iterator

from rich.text import Text

from desktop_scanner.cli import phrases
from desktop_scanner.cli.lines import heading, item, labelled
from desktop_scanner.core import security as facts_of
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.security import SecurityFacts

# A word for each result, in the order in which they are listed; what passed is listed by name only.
_WORDS = {"fail": "bad", "warn": "weak", "info": "note"}


def security(result: DomainResult) -> Iterator[Text]:
    """Give the grade, each check that lowers it, and what else was seen."""
    facts = facts_of.read(result.security)
    if facts is None:
        return
    yield heading("Security")
    yield labelled("Grade", facts.summary)
    for outcome, word in _WORDS.items():
        for check in facts.checks:
            if check.result == outcome:
                yield item(f"{word:<5} {check.id:<20} {check.message}")
    passed = [check.id for check in facts.checks if check.result == "pass"]
    if passed:
        yield labelled("In order", ", ".join(passed))
    yield from _beside(facts)


def records(result: DomainResult) -> Iterator[Text]:
    """Give the DNS records, or why there are none."""
    dns = result.dns
    if dns.name is None and dns.note is None:
        return
    yield heading("DNS")
    if dns.note:
        yield labelled("Note", dns.note)
    told = {
        "mx": ("Mail servers", ", ".join(dns.mx) or "none"),
        "spf": ("SPF", dns.spf or "none"),
        "dmarc": ("DMARC", dns.dmarc or "none"),
        "ns": ("Name servers", ", ".join(dns.ns) or "none"),
        "caa": ("CAA", ", ".join(dns.caa) or "none"),
        "dnssec": ("DNSSEC", "signed" if dns.dnssec else "not signed"),
    }
    for field, (label, value) in told.items():
        if dns.name is not None:
            why = dns.unknown.get(field)
            yield labelled(label, f"unknown: {why}" if why else value)


def _beside(facts: SecurityFacts) -> Iterator[Text]:
    if facts.security_txt and facts.security_txt.found:
        until = phrases.instant(facts.security_txt.expires)
        yield labelled("security.txt", ", ".join(facts.security_txt.contacts) + (f", until {until}" if until else ""))
    for cookie in facts.cookies:
        flags = ("Secure" if cookie.secure else "", "HttpOnly" if cookie.http_only else "")
        site = f"SameSite={cookie.same_site}" if cookie.same_site else ""
        yield item(f"cookie {cookie.name}", ", ".join(filter(None, (*flags, site))) or "no flags")
