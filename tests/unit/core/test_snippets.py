from desktop_scanner.core import snippets
from desktop_scanner.core.results import DomainResult, Email, Evidence
from desktop_scanner.core.statuses import DomainStatus


def test_evidence_keeps_its_page_and_method_and_loses_its_words() -> None:
    email = Email(
        value="ann@acme.com",
        kind="personal",
        confidence=0.9,
        evidence=(Evidence("https://acme.com/", "text", "Ask Ann: ann@acme.com"),),
    )
    result = DomainResult(domain="acme.com", domain_display="acme.com", status=DomainStatus.COMPLETED, emails=(email,))
    bare = snippets.removed(result)
    assert bare.emails[0].evidence == (Evidence("https://acme.com/", "text", ""),)
    assert bare.emails[0].value == "ann@acme.com"
