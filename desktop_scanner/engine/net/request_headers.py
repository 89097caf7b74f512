"""The headers of every request: what a polite program says of itself, and what the user adds."""

from desktop_scanner.core import domains, header_fields, sign_ins
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.engine.net.bodies import ACCEPT_ENCODING

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.7"
_ACCEPT_LANGUAGE = "en,*;q=0.5"  # the page as it is for visitors of no language in particular

Headers = list[tuple[bytes, bytes]]


class RequestHeaders:
    """The headers of a scan, made from options that were checked.

    Secrets go to the scanned domain and its subdomains, not wherever it forwards to, and a sign-in goes to the one host
    that it is meant for, if that is among them. `cookies` are the user's, also those of a Cookie header.
    """

    def __init__(self, options: ScanOptions) -> None:
        headers = {
            "user-agent": ("User-Agent", options.introduction),
            "accept": ("Accept", _ACCEPT),
            "accept-language": ("Accept-Language", _ACCEPT_LANGUAGE),
            # The user may ask for other pages, not for encodings that nobody here can unpack.
            "accept-encoding": ("Accept-Encoding", ACCEPT_ENCODING),
        }
        added = [pair for pair in options.headers if pair[0].lower() not in ("accept-encoding", "cookie")]
        replaced = {name.lower() for name, _ in added}
        usual = [header for name, header in headers.items() if name not in replaced]
        self._plain = [_sent(pair) for pair in usual + added if not header_fields.is_secret(pair[0])]
        self._secret = [_sent(pair) for pair in added if header_fields.is_secret(pair[0])]
        self._sign_ins = {sign_in.host: sign_in for sign_in in (sign_ins.parse(*pair) for pair in options.auth)}
        written = (header_fields.cookies_in(value) for name, value in options.headers if name.lower() == "cookie")
        self.cookies = (*(cookie for cookies in written for cookie in cookies), *options.cookies)

    def for_host(self, host: str, home: str) -> Headers:
        """Return the headers for a host, in a scan of `home`."""
        host = host.rstrip(".")
        if host != home and not host.endswith(f".{home}"):
            return list(self._plain)
        sign_in = self._sign_ins.get(domains.without_www(host))
        if sign_in is None:
            return self._plain + self._secret
        others = [header for header in self._secret if header[0].lower() != b"authorization"]
        return [*self._plain, *others, (b"Authorization", sign_in.authorization)]


def home(host: str) -> str:
    """Return the host whose subdomains are one site with it."""
    return domains.without_www(host.rstrip("."))


def _sent(header: tuple[str, str]) -> tuple[bytes, bytes]:
    name, value = header
    return name.encode("ascii"), value.strip().encode("utf-8")
