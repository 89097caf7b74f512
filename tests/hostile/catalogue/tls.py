"""Sites whose encryption is at fault: certificates, versions, handshakes, and records after them."""

import asyncio
from typing import Any

from tests.hostile.case import Case, Tls, failing
from tests.hostile.catalogue.answers import HEAD, HTML, ORDINARY, document, site
from tests.servers.certificates import Certificates
from tests.servers.hostile import Connection, Script, page


def _showing(name: str, kind: str, says: str = "", **given: Any) -> Case:
    """Return a site with a certificate that ends the visit, named as the certificate's maker is."""
    door = Tls(getattr(Certificates, name.replace("-", "_")), site(ORDINARY))
    return failing(name, kind, "tls", https=door, says=says, attempts=1, **given)


def _shaking(name: str, kind: str, **given: Any) -> Case:
    """Return a site that tells its visitors why it does not go on with the handshake."""
    door = Tls(getattr(Certificates, name.replace("-", "_")))
    return failing(name, kind, "tls", https=door, **given)


def _speaking(name: str, kind: str, script: Script, **given: Any) -> Case:
    """Return a site that says this where TLS is spoken."""
    return failing(name, kind, "tls", https=script, **given)


async def silent(connection: Connection) -> None:
    await connection.stall()


async def plain(connection: Connection) -> None:
    await connection.receive()
    await connection.send(page(b"plain", status=b"400 Bad Request"))


async def garbage(connection: Connection) -> None:
    await connection.receive()
    await connection.send(bytes(range(256)) * 4)
    await connection.stall()


async def garbage_after_the_hello(connection: Connection) -> None:
    """Begin like a server of TLS 1.2 and go on with nonsense."""
    await connection.receive()
    await connection.send(b"\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x03" + b"\xaa" * 33 + b"\xc0\x2f\x00")
    await connection.send(b"\x16\x03\x03\x10\x00" + b"\xff" * 4096)
    await connection.stall()


async def dripping_handshake(connection: Connection) -> None:
    await connection.receive()
    await connection.drip(b"\x16\x03\x03\x40\x00" + b"\x02" * 16_384, connection.patience_s / 20)


async def reset(connection: Connection) -> None:
    await connection.receive()
    connection.reset()


async def alert(connection: Connection) -> None:
    await connection.receive()
    await connection.send(b"\x15\x03\x03\x00\x02\x02\x50")  # fatal, internal_error


async def warnings_for_ever(connection: Connection) -> None:
    await connection.receive()
    while True:
        await connection.send(b"\x15\x03\x03\x00\x02\x01\x5a" * 1_000)  # warning, user_canceled


async def body_cut_off(connection: Connection) -> None:
    await connection.send(HEAD + HTML + b"\r\nContent-Length: 500\r\n\r\n<title>Half of it</title>")


async def body_without_farewell(connection: Connection) -> None:
    """End the page as the connection ends, without the word by which TLS says that it is over."""
    await connection.send(HEAD + HTML + b"\r\n\r\n" + document("All of it").encode())
    await asyncio.sleep(0.05)  # let the bytes leave before the end overtakes them
    connection.vanish()


def _good(script: bytes | Script) -> Tls:
    return Tls(Certificates.good, site(script))


# Sites with no other fault than their certificate.
CERTIFICATES = (
    _showing("expired", "tls_expired", says="has expired"),
    _showing("not-yet-valid", "tls_expired", says="is not valid yet"),
    _showing("wrong-host", "tls_hostname", says="belongs to another name"),
    _showing("self-signed", "tls_untrusted", says="is signed by itself"),
    _showing("untrusted", "tls_untrusted"),
    _showing("incomplete-chain", "tls_untrusted", says="chain is incomplete"),
    _showing("issued-by-a-site", "tls_untrusted"),
    _showing("nameless", "tls_hostname"),
    _showing("nul-in-name", "tls_hostname"),
    _showing("not-for-servers", "tls_error"),
)

CASES = (
    *CERTIFICATES,
    _showing("short-key", "tls_error"),
    _showing("too-many-names", "tls_error", growth=80 * 1024 * 1024),
    _shaking("outdated", "tls_protocol"),
    _shaking("no-shared-cipher", "tls_protocol"),
    _shaking("refuses-name", "tls_error"),
    _speaking("plain-on-443", "tls_protocol", plain, says="is not TLS"),
    _speaking("garbage-on-443", "tls_protocol", garbage, says="is not TLS"),
    _speaking("garbage-after-the-hello", "tls_error", garbage_after_the_hello),
    _speaking("silent-handshake", "tls_error", silent, says="did not finish", attempts=2),
    _speaking("dripping-handshake", "tls_error", dripping_handshake, says="did not finish", attempts=2, is_long=True),
    _speaking("reset-in-handshake", "tls_error", reset, says="broke the connection off", attempts=2),
    _speaking("alert-in-handshake", "tls_error", alert),
    _speaking("warnings-in-handshake", "tls_error", warnings_for_ever),
    Case(name="common-name-only", https=Tls(Certificates.common_name_only, site(ORDINARY))),
    Case(name="many-names", https=Tls(Certificates.many_names, site(ORDINARY)), pages={"/contact": None}),
    Case(name="long-subject", https=Tls(Certificates.long_subject, site(ORDINARY)), pages={"/contact": None}),
    Case(name="revoked-looking", https=Tls(Certificates.revoked_looking, site(ORDINARY)), pages={"/contact": None}),
    failing("tls-body-cut-off", "body_incomplete", "body", https=_good(body_cut_off), attempts=2),
    Case(name="tls-body-without-farewell", https=_good(body_without_farewell), facts={"title": "All of it"}),
    Case(name="good-certificate", https=_good(ORDINARY), pages={"/contact": None}),
    Case(name="expired-beside-http", https=Tls(Certificates.expired, site(ORDINARY)), http=site(ORDINARY)),
    _shaking("asks-for-certificate", "tls_error"),
)
