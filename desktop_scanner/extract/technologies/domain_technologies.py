"""The technologies that a domain shows beside its pages: in its DNS records, its certificate and its robots.txt."""

from collections.abc import Iterator

from msgspec import Struct

from desktop_scanner.core.results import DnsFacts, Technology
from desktop_scanner.extract.technologies import rule_files
from desktop_scanner.extract.technologies.patterns import Pattern, TimeGuard
from desktop_scanner.extract.technologies.rule_index import RuleSet
from desktop_scanner.extract.technologies.technology_tally import Hit, Tally
from desktop_scanner.extract.text import snippets

MAX_RECORDS = 100
MAX_ROBOTS = 20_000


class DomainEvidence(Struct, frozen=True, kw_only=True):
    """What is known of a domain as a whole: `url` is its front page's address, or the one it would have."""

    domain: str
    url: str
    dns: DnsFacts = DnsFacts()
    certificate_issuer: str = ""
    robots_text: str = ""


def of_domain(evidence: DomainEvidence, rule_set: RuleSet | None = None) -> tuple[Technology, ...]:
    """Return the technologies that the evidence shows, the surest first."""
    known = rule_set or rule_files.default()
    tally = Tally(known, evidence.url)
    tally.add(_hits(evidence, known, TimeGuard()))
    return tally.technologies()


def _hits(evidence: DomainEvidence, known: RuleSet, guard: TimeGuard) -> Iterator[Hit]:
    for kind, records in (("mx", evidence.dns.mx), ("txt", evidence.dns.txt)):
        for record in records[:MAX_RECORDS]:
            value = record.rstrip(".") if kind == "mx" else record
            # RFC 4501: the address of a record
            where = f"dns:{evidence.domain}?type={kind.upper()}"
            for name, pattern in known.named["dns"].get(kind, ()):
                yield from _hit(name, pattern, value, guard, (where, "dns", f"{kind.upper()} {value}"))
    issuer = evidence.certificate_issuer
    robots = evidence.robots_text[:MAX_ROBOTS]
    robots_url = "/".join([*evidence.url.split("/", 3)[:3], "robots.txt"])
    for trial in known.trials("certIssuer") if issuer else ():
        yield from _hit(trial.name, trial.test, issuer, guard, (evidence.url, "certificate", issuer))
    for trial in known.trials("robots") if robots else ():
        yield from _hit(trial.name, trial.test, robots, guard, (robots_url, "robots", ""))


def _hit(name: str, pattern: object, value: str, guard: TimeGuard, shown: tuple[str, str, str]) -> Iterator[Hit]:
    match = pattern.search(value, guard) if isinstance(pattern, Pattern) else None
    if match is not None and isinstance(pattern, Pattern):
        url, method, snippet = shown
        quoted = snippet or snippets.around(value, match.start(), match.end())
        yield Hit(name, pattern.version_of(match), pattern.confidence, snippets.evidence(url, method, quoted))
