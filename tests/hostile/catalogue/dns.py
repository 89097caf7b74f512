"""Sites whose names do not resolve, or lead where nobody may go."""

from tests.hostile.case import Case, Wall, failing
from tests.hostile.catalogue.answers import ORDINARY, site
from tests.servers.dns import Fault, Rcode, Reply


def _named(name: str, kind: str, stage: str, reply: Reply, **given: object) -> Case:
    """Return a domain of which the name server says this, with and without www."""
    target = f"{name}.test"
    names = {target: reply, f"www.{target}": reply, "private.test": Reply(a=("10.0.0.7",))}
    return failing(name, kind, stage, **{"target": target, "names": names, **given})


def _blocked(name: str, reply: Reply, **given: object) -> Case:
    """Return a domain whose name leads to an address that is not public."""
    return _named(name, "address_blocked", "connect", reply, **{"says": "not contacted", "attempts": 1, **given})


def _too_many() -> Reply:
    """Return an answer that is larger than any host has use for."""
    return Reply(a=tuple(f"10.0.{number // 250}.{number % 250}" for number in range(1_000)))


_MISSING = Reply(rcode=Rcode.NXDOMAIN)

CASES = (
    _named("name-missing", "dns_not_found", "dns", _MISSING, attempts=1),
    _named("name-without-address", "dns_not_found", "dns", Reply(txt=("v=spf1 -all",)), attempts=1),
    _named("name-servfail", "dns_error", "dns", Reply(rcode=Rcode.SERVFAIL), attempts=2, within_s=6),
    _named("name-refused", "dns_error", "dns", Reply(rcode=Rcode.REFUSED), attempts=2, within_s=6),
    _named("name-silent", "dns_timeout", "dns", Reply(fault=Fault.SILENCE), attempts=2, within_s=6),
    _named("name-answered-for-another", "dns_timeout", "dns", Reply(a=("10.0.0.1",), fault=Fault.WRONG_ID), within_s=6),
    _named("name-answered-with-garbage", "dns_timeout", "dns", Reply(fault=Fault.GARBAGE), within_s=6, is_long=True),
    _named("name-cut-off", "dns_error", "dns", Reply(a=("10.0.0.1",), fault=Fault.CUT_OFF), within_s=6),
    _named("name-pointer-loop", "dns_error", "dns", Reply(a=("10.0.0.1",), fault=Fault.POINTER_LOOP), within_s=6),
    _named("name-hangs-up", "dns_error", "dns", Reply(a=("10.0.0.1",), fault=Fault.HANG_UP), within_s=6),
    _named("name-in-a-circle", "dns_error", "dns", Reply(cname="name-in-a-circle.test"), within_s=6),
    _blocked("name-of-loopback", Reply(a=("127.0.0.1",)), says="127.0.0.1"),
    _blocked("name-of-a-private-address", Reply(a=("10.0.0.1", "192.168.1.1"))),
    _blocked("name-of-metadata", Reply(a=("169.254.169.254",))),
    _blocked("name-of-ipv6-loopback", Reply(aaaa=("::1",)), says="::1"),
    _blocked("name-of-ipv6-mapped", Reply(aaaa=("::ffff:10.0.0.1",))),
    _blocked("name-of-nat64", Reply(aaaa=("64:ff9b::a9fe:a9fe",))),
    _blocked("name-of-nobody", Reply(a=("0.0.0.0",), aaaa=("::",))),
    _blocked("name-of-another-name", Reply(cname="private.test")),
    _blocked("name-of-many-addresses", Reply(a=tuple(f"10.0.0.{n}" for n in range(200)))),
    _named("name-of-too-many-addresses", "dns_error", "dns", _too_many(), says="more than", within_s=6),
    _blocked("name-truncated", Reply(a=("10.0.0.1",), fault=Fault.TRUNCATED)),
    Case(
        name="name-with-www-only",
        target="name-with-www-only.test",
        names={"name-with-www-only.test": _MISSING},
        others={"www.name-with-www-only.test:80": site(ORDINARY), "www.name-with-www-only.test:443": Wall.REFUSED},
        pages={"/": None, "/contact": None},
    ),
)
