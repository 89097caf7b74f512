from typing import Any

from desktop_scanner.core.results import DnsFacts, Evidence
from desktop_scanner.extract.technologies.domain_technologies import DomainEvidence, of_domain
from desktop_scanner.extract.technologies.rule_index import RuleSet
from desktop_scanner.extract.technologies.rules import rule_of

RULES: dict[str, dict[str, Any]] = {
    "Mail": {"dns": {"MX": r"^mx(\d)\.mail\.example$\;version:\1", "NS": "x"}},
    "Sender": {"dns": {"TXT": r"\binclude:send\.example\b"}},
    "Issuer": {"certIssuer": "O=Issuer"},
    "Shop": {"robots": "Disallow: /shop-admin/"},
}
KNOWN = RuleSet(rule_of(name, fields, {}) for name, fields in RULES.items())
EVIDENCE = DomainEvidence(
    domain="x.example",
    url="https://www.x.example/de/",
    dns=DnsFacts(mx=("mx1.mail.example.",), txt=("v=spf1 include:send.example ~all",)),
    certificate_issuer="CN=R1,O=Issuer,C=US",
    robots_text="User-agent: *\nDisallow: /shop-admin/\n",
)


def test_records_certificate_and_robots_show_technologies_with_evidence() -> None:
    assert {found.name: found.evidence[0] for found in of_domain(EVIDENCE, KNOWN)} == {
        "Mail": Evidence("dns:x.example?type=MX", "dns", "MX mx1.mail.example"),
        "Sender": Evidence("dns:x.example?type=TXT", "dns", "TXT v=spf1 include:send.example ~all"),
        "Issuer": Evidence("https://www.x.example/de/", "certificate", "CN=R1,O=Issuer,C=US"),
        "Shop": Evidence("https://www.x.example/robots.txt", "robots", "User-agent: * Disallow: /shop-admin/"),
    }


def test_a_version_may_stand_in_a_record() -> None:
    assert {found.name: found.version for found in of_domain(EVIDENCE, KNOWN)}["Mail"] == "1"


def test_a_domain_that_shows_nothing_has_none() -> None:
    assert of_domain(DomainEvidence(domain="x.example", url="https://x.example/")) == ()
