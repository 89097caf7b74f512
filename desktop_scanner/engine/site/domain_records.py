"""What DNS says of a domain beside its address: mail, SPF, DMARC, name servers, CAA, DNSSEC; asked where wanted.

All questions go out at once, while the site is read, for the registrable domain. A fault is a note in the result and
never the domain's failure.
"""

import asyncio

from desktop_scanner.core import connect_to, domains
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DnsFacts
from desktop_scanner.engine import urls
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.net.fetch import Network
from desktop_scanner.engine.resolve.dns_records import RecordKind
from desktop_scanner.extract.security import mail_records

TIMEOUT_S = 10.0  # for all questions together, with the wait for a turn among other domains

Answer = tuple[str, ...] | JourneyError

# By the field of the result: what is asked for, and at which name below the domain.
_QUESTIONS: dict[str, tuple[str, RecordKind]] = {
    "mx": ("", "MX"),
    "txt": ("", "TXT"),
    "dmarc": ("_dmarc.", "TXT"),
    "ns": ("", "NS"),
    "caa": ("", "CAA"),
    "dnssec": ("", "DS"),
}


async def ask(network: Network, options: ScanOptions, host: str) -> DnsFacts:
    """Return the records of a host's registrable domain; nothing is raised but CancelledError."""
    if not options.dns:
        return DnsFacts()
    name = urls.site_of(host)
    note = _why_not(options, host, name)
    if note is not None:
        return DnsFacts(note=note)
    asked = {
        field: asyncio.create_task(_answer(network, f"{below}{name}", kind), name=f"ask for {below}{name} {kind}")
        for field, (below, kind) in _QUESTIONS.items()
    }
    try:
        await asyncio.wait(asked.values(), timeout=TIMEOUT_S)
        answers = {field: task.result() if task.done() else _late(name) for field, task in asked.items()}
    finally:
        for task in asked.values():
            task.cancel()
        await asyncio.gather(*asked.values(), return_exceptions=True)
    return _facts(name, answers)


def _why_not(options: ScanOptions, host: str, name: str) -> str | None:
    if options.proxies:
        return "DNS was not asked for records: with a proxy, no question leaves this computer beside it."
    if domains.is_address(host):
        return f"{host} is an address, of which DNS knows no such records."
    if _is_led_elsewhere(options, host) or _is_led_elsewhere(options, name):
        return f"DNS was not asked for records: rules of --connect-to lead {host} elsewhere."
    return None


def _is_led_elsewhere(options: ScanOptions, host: str) -> bool:
    """Return whether both of a host's ports are covered by rules, so that its own address is never needed."""
    rules = tuple(connect_to.parse(rule) for rule in options.connect_to)
    routes = [connect_to.route(rules, host, port) for port in (80, 443)]
    return all(route.is_ruled and route.host != host for route in routes)


async def _answer(network: Network, name: str, kind: RecordKind) -> Answer:
    try:
        return await network.records(name, kind)
    except JourneyError as error:
        return error


def _late(name: str) -> JourneyError:
    what = f"The name servers did not answer for {name} within {TIMEOUT_S:g} s."
    return JourneyError(FailureKind.DNS_TIMEOUT, what)


def _facts(name: str, answers: dict[str, Answer]) -> DnsFacts:
    faults = {field: answer for field, answer in answers.items() if isinstance(answer, JourneyError)}
    missing = {field for field, fault in faults.items() if fault.kind is FailureKind.DNS_NOT_FOUND}
    if missing - {"dmarc"}:
        return DnsFacts(note=f"{name} does not exist in DNS.")
    unknown = {field: fault.message for field, fault in faults.items() if field not in missing}
    known = {field: answer for field, answer in answers.items() if not isinstance(answer, JourneyError)}
    if "txt" in unknown:
        unknown["spf"] = unknown["txt"]
    txt = known.get("txt", ())
    return DnsFacts(
        name=name,
        mx=known.get("mx", ()),
        txt=txt,
        spf=next(iter(mail_records.spf_records(txt)), None),
        dmarc=mail_records.only_dmarc(known.get("dmarc", ())),
        ns=tuple(sorted(known.get("ns", ()))),
        caa=known.get("caa", ()),
        dnssec=bool(known["dnssec"]) if "dnssec" in known else None,
        unknown=unknown,
    )
