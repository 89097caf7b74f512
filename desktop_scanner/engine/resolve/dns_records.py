"""Records other than addresses, as text: mail servers, TXT, name servers, CAA and DS; every size bounded."""

from collections.abc import Callable
from typing import Literal

import dns.exception
import dns.rcode
import dns.rdata
from dns.rdatatype import RdataType

from desktop_scanner.core.failures import FailureKind
from desktop_scanner.engine.journey_errors import JourneyError
from desktop_scanner.engine.resolve.dns_client import DnsClient

RecordKind = Literal["MX", "TXT", "NS", "CAA", "DS"]

MAX_RECORDS = 60
MAX_CHARACTERS = 4_096  # of one record; an SPF record of more than a few hundred is a faulty one


async def look_up(client: DnsClient, name: str, kind: RecordKind) -> tuple[str, ...]:
    """Return a name's records, none where there are none; raise JourneyError where that cannot be told.

    A name that does not exist is an error of kind dns_not_found. Mail servers are host names, the preferred first ("."
    for a domain that takes no mail); the pieces of a TXT record are joined (RFC 7208 section 3.3).
    """
    try:
        message = await client.ask(name, RdataType[kind])
        records = list(message.resolve_chaining().answer or ())
    except ValueError as error:
        raise JourneyError(FailureKind.DNS_ERROR, f'"{name}" is not a name that DNS can hold.') from error
    except dns.exception.DNSException as error:
        raise JourneyError(FailureKind.DNS_ERROR, f"The name server's answer for {name} makes no sense.") from error
    if message.rcode() == dns.rcode.NXDOMAIN:
        raise JourneyError(FailureKind.DNS_NOT_FOUND, f"{name} does not exist.")
    records.sort(key=lambda record: getattr(record, "preference", 0))
    texts = (_TEXTS.get(kind, dns.rdata.Rdata.to_text)(record)[:MAX_CHARACTERS] for record in records[:MAX_RECORDS])
    return tuple(dict.fromkeys(texts))


def _host(record: dns.rdata.Rdata) -> str:
    name: dns.name.Name = getattr(record, "exchange", None) or record.target  # type: ignore[attr-defined]
    return name.to_text(omit_final_dot=True).lower()


def _joined(record: dns.rdata.Rdata) -> str:
    pieces: tuple[bytes, ...] = record.strings  # type: ignore[attr-defined]
    return b"".join(pieces).decode("utf-8", "replace")


_TEXTS: dict[str, Callable[[dns.rdata.Rdata], str]] = {"MX": _host, "NS": _host, "TXT": _joined}
