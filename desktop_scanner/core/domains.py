"""Names of domains: from what a person writes to the one form that everything is keyed by.

URL parsing and IDN follow the WHATWG URL standard and UTS 46 (ada-url).
"""

import ipaddress
import re

import ada_url

from desktop_scanner.core.targets import Target

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_USERINFO = re.compile(r"^([^/?#]*//)[^/?#]*@")  # may hold a password, which is nobody's to keep
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?")
# What most lists consist of: it needs no parser of URLs, which takes four times as long.
_PLAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z]{1,62}")
_MAX_NAME = 253  # octets, RFC 1035 section 2.3.4, without the final dot
_MAX_LABEL = 63


class DomainNameError(ValueError):
    """The text names no domain; `str(error)` is the reason as a clause."""


def target(text: str, columns: dict[str, str] | None = None) -> Target:
    """Return the target that `text` (a name or an http(s) URL) stands for; raise DomainNameError if none."""
    text = text.strip()
    host = text if "xn--" not in text and _PLAIN.fullmatch(text) else _host(text)
    domain = without_www(host)
    return Target(
        domain=domain,
        domain_display=display(domain),
        host=host,
        input=host if text == host else _USERINFO.sub(r"\1", text),  # one string, not two: a list may have a million
        columns=columns or {},
    )


def without_www(host: str) -> str:
    """Return the host without one leading `www.`, where a whole name remains."""
    rest = host.removeprefix("www.")
    return rest if "." in rest else host


def display(domain: str) -> str:
    """Return the name as people write it, in Unicode."""
    if "xn--" not in domain:
        return domain
    try:
        return ada_url.idna_to_unicode(domain)
    except ValueError:
        return domain


def is_address(host: str) -> bool:
    """Return whether the host is a literal IP address (IPv6 with or without brackets)."""
    if ":" not in host and not host[-1:].isdigit():
        return False
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _host(text: str) -> str:
    _refuse_obvious(text)
    scheme = _SCHEME.match(text)
    if scheme is None and _is_bare_ipv6(text):
        text = f"[{text}]"
    url = text if scheme else f"http://{text.lstrip('/')}"
    try:
        host = ada_url.URL(url).hostname.removesuffix(".")
    except ValueError:
        raise DomainNameError(_why_no_host(text)) from None
    if is_address(host):
        _refuse_disguised_address(text, host)
        return host
    _check_name(host)
    return host


def _refuse_obvious(text: str) -> None:
    if not text:
        raise DomainNameError("empty")
    if re.search(r"\s", text):
        raise DomainNameError("a domain name has no spaces")
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise DomainNameError(f"{scheme[1].lower()} addresses cannot be scanned, only http and https")
    if scheme is None and "@" in text.partition("/")[0]:
        domain = text.partition("/")[0].rpartition("@")[2]
        raise DomainNameError(f"an e-mail address; write {domain} to scan its domain")


def _is_bare_ipv6(text: str) -> bool:
    return text.count(":") > 1 and not text.startswith("[") and is_address(text)


def _why_no_host(text: str) -> str:
    host = _SCHEME.sub("", text).partition("/")[0].rpartition("@")[2]
    port = re.search(r":(\d+)$", host)
    if port and int(port[1]) > 65535:
        return f"port {port[1]} does not exist; ports run to 65535"
    if ".." in host or host.startswith("."):
        return "an empty part between the dots"
    if re.search(r"(^|\.)xn--", host, re.IGNORECASE):
        return "the xn-- part is not valid Punycode"
    bad = re.search(r"[^\w.\-:\[\]]", host)
    return f'"{bad[0]}" cannot stand in a domain name' if bad else "not a domain name"


def _refuse_disguised_address(text: str, host: str) -> None:
    """Refuse numbers that the URL standard would read as IPv4 (127.1, 2130706433): in a list they are typos."""
    if host not in text.lower() and ":" not in host:
        raise DomainNameError("a number, not a domain name")


def _check_name(host: str) -> None:
    if len(host) > _MAX_NAME:
        raise DomainNameError(f"longer than the {_MAX_NAME} characters a domain name may have")
    labels = host.split(".")
    for label in labels:
        if not label:
            raise DomainNameError("an empty part between the dots")
        if len(label) > _MAX_LABEL:
            raise DomainNameError(f"a part longer than {_MAX_LABEL} characters")
        if not _LABEL.fullmatch(label):
            raise DomainNameError(f'"{label}" cannot stand in a domain name')
    if len(labels) == 1 and host != "localhost":
        raise DomainNameError("no dot; write the whole name, such as example.com")
    if labels[-1].isdigit():
        raise DomainNameError("a number, not a domain name")
