"""Whether others can send mail in a domain's name: its SPF and DMARC records, judged."""

from desktop_scanner.core.results import DnsFacts
from desktop_scanner.core.security import CheckResult
from desktop_scanner.extract.security import mail_records
from desktop_scanner.extract.security.finding import EVIDENCE_CHARACTERS, Finding, unknown
from desktop_scanner.extract.security.mail_records import Dmarc, Spf


def spf(dns: DnsFacts) -> Finding:
    """Judge the SPF record."""
    missing = _unknown("spf", dns)
    if missing is not None:
        return missing
    records = mail_records.spf_records(dns.txt)
    if not records:
        return _no_spf(dns)
    shown = tuple(record[:EVIDENCE_CHARACTERS] for record in records[:3])
    if len(records) > 1:
        return Finding("spf", "fail", "There are several SPF records, which makes all of them void.", shown)
    return Finding("spf", *_spf(mail_records.spf(records[0])), shown)


def dmarc(dns: DnsFacts) -> Finding:
    """Judge the DMARC record."""
    missing = _unknown("dmarc", dns)
    if missing is not None:
        return missing
    if dns.dmarc is None:
        return Finding("dmarc", "fail", "No DMARC record says what becomes of mail that forges the domain's name.")
    return Finding("dmarc", *_dmarc(mail_records.dmarc(dns.dmarc)), (dns.dmarc[:EVIDENCE_CHARACTERS],))


def takes_mail(dns: DnsFacts) -> bool:
    """Return whether a domain has a mail server, as far as is known."""
    return "mx" in dns.unknown or bool(set(dns.mx) - {"."})


def _unknown(name: str, dns: DnsFacts) -> Finding | None:
    if dns.name is None:
        return unknown(name, dns.note or "DNS was not asked for mail records.")
    return unknown(name, dns.unknown[name]) if name in dns.unknown else None


def _no_spf(dns: DnsFacts) -> Finding:
    if takes_mail(dns):
        return Finding("spf", "fail", "No SPF record says which servers send the domain's mail.")
    return Finding("spf", "warn", 'The domain takes no mail; "v=spf1 -all" would say that it sends none either.')


def _spf(read: Spf) -> tuple[CheckResult, str]:
    if read.errors:
        return "fail", f"The SPF record is void: {read.errors[0]}."
    if read.all == "+":
        return "fail", "The SPF record lets every server send the domain's mail (+all)."
    if read.all == "?" or (read.all is None and read.redirect is None):
        return "warn", "The SPF record says nothing of servers that it does not name."
    if read.uses_ptr:
        return "warn", "The SPF record uses ptr, which should not be used."
    how = {"-": "strictly (-all)", "~": "as a suspicion (~all)"}.get(read.all or "", f"by reference to {read.redirect}")
    asked = f"{read.lookups} look-up{'' if read.lookups == 1 else 's'}"
    return "pass", f"SPF says which servers send the domain's mail, {how}, in {asked}."


def _dmarc(read: Dmarc) -> tuple[CheckResult, str]:
    if read.policy is None:
        return "fail", f"The DMARC record is void: {read.errors[-1]}."
    if read.errors:
        return "warn", f"The DMARC record has a fault: {read.errors[0]}."
    if read.policy == "none":
        return "warn", "DMARC only watches: forged mail is delivered (p=none)."
    if read.percent < 100:
        return "warn", f"DMARC holds for {read.percent} % of the mail only."
    if read.subdomains == "none":
        return "warn", "DMARC does not protect the names below the domain (sp=none)."
    done = "refused" if read.policy == "reject" else "set aside"
    return "pass", f"Mail that forges the domain's name is {done} (p={read.policy})."
