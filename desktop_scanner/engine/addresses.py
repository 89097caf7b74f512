"""Which addresses a request may reach: everything on the public internet, and nothing else.

The list is written out because the standard library's `is_global` holds multicast, NAT64, 6to4, fec0:: and ::127.0.0.1
for global and 100.64.0.0/10 for neither. It follows the special-purpose registries (RFC 6890 and its updates) and adds
the addresses at which cloud providers serve their machines' credentials. Tunnel prefixes are refused as a whole: an
IPv4 address is hidden in them, and nobody publishes a site there. The well-known prefix of translators (NAT64) is how
networks without IPv4 reach every IPv4 site, so there the address inside is what counts. A network's own translation
prefix in 64:ff9b:1::/48 is refused: where in it the IPv4 address stands, only that network knows (RFC 8215).
"""

import ipaddress

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

# The first network that holds an address names it, so the narrow ones stand before the wide ones.
_DENIED: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "an address of this machine's own network"),
    ("10.0.0.0/8", "a private address"),
    ("100.100.100.200/32", "a cloud provider's metadata address"),
    ("100.64.0.0/10", "an address inside a provider's network"),
    ("127.0.0.0/8", "an address of this machine itself"),
    ("168.63.129.16/32", "a cloud provider's metadata address"),
    ("169.254.169.254/32", "a cloud provider's metadata address"),
    ("169.254.0.0/16", "a link-local address"),
    ("172.16.0.0/12", "a private address"),
    ("192.0.0.192/32", "a cloud provider's metadata address"),
    ("192.0.0.0/24", "an address reserved for protocols"),
    ("192.0.2.0/24", "an address reserved for documentation"),
    ("192.88.99.0/24", "an address of a relay that is no longer in use"),
    ("192.168.0.0/16", "a private address"),
    ("198.18.0.0/15", "an address reserved for measurements"),
    ("198.51.100.0/24", "an address reserved for documentation"),
    ("203.0.113.0/24", "an address reserved for documentation"),
    ("224.0.0.0/4", "a multicast address"),
    ("255.255.255.255/32", "the broadcast address"),
    ("240.0.0.0/4", "a reserved address"),
    ("::/128", "the unspecified address"),
    ("::1/128", "an address of this machine itself"),
    ("::ffff:0:0/96", "an IPv4 address in disguise"),
    ("::ffff:0:0:0/96", "an IPv4 address in disguise"),
    ("::/96", "an IPv4 address in disguise"),
    ("64:ff9b:1::/48", "an IPv4 address behind a translator (NAT64)"),
    ("100::/64", "an address whose packets are discarded"),
    ("100:0:0:1::/64", "an address whose packets are discarded"),
    ("2001::/32", "an IPv4 address in a tunnel (Teredo)"),
    ("2001::/23", "an address reserved for protocols"),
    ("2001:db8::/32", "an address reserved for documentation"),
    ("2002::/16", "an IPv4 address in a tunnel (6to4)"),
    ("3ffe::/16", "an address of a test network that is no longer in use"),
    ("3fff::/20", "an address reserved for documentation"),
    ("5f00::/16", "an address inside a routing domain"),
    ("fd00:ec2::254/128", "a cloud provider's metadata address"),
    ("fd20:ce::254/128", "a cloud provider's metadata address"),
    ("fc00::/7", "a private address"),
    ("fe80::/10", "a link-local address"),
    ("fec0::/10", "a private address"),
    ("ff00::/8", "a multicast address"),
    # Global unicast is 2000::/3; what lies outside is not in use on the internet.
    ("::/3", "a reserved address"),
    ("4000::/2", "a reserved address"),
    ("8000::/1", "a reserved address"),
)

DENIED: tuple[tuple[IPNetwork, str], ...] = tuple((ipaddress.ip_network(net), what) for net, what in _DENIED)

# What DNS64 makes of an IPv4 address (RFC 6052): the address is the last 32 bits.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")

# Names that only mean something inside the network of whoever resolves them (RFC 6761, 6762, 8375, and habit).
_LOCAL_SUFFIXES = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
)


def literal(host: str) -> str | None:
    """Return the host as an address in its usual form where it is one (IPv6 without brackets), or None."""
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return None


def why_blocked(address: str) -> str | None:
    """Return what stands against connecting to an address, as a noun phrase, or None where nothing does."""
    try:
        # A scope (fe80::1%eth0) says through which interface, not whither.
        parsed: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an IP address"
    if parsed not in TRANSLATED:
        return _denied(parsed)
    what = _denied(ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF))
    return what and f"{what} behind a translator (NAT64)"


def is_local_name(host: str) -> bool:
    """Return whether a host's name only has a meaning inside a private network."""
    name = host.rstrip(".").lower()
    return "." not in name or name.endswith(tuple(f".{suffix}" for suffix in _LOCAL_SUFFIXES))


def _denied(address: IPAddress) -> str | None:
    return next((what for network, what in DENIED if address in network), None)
