"""The way through a proxy: plain forwarding, an HTTP tunnel, or SOCKS 5 (RFC 1928, 1929).

The handshakes are spoken here and not by the connection pool's own proxies, so that rules on where to connect apply
behind a proxy too, answers that come in pieces are read to their end, and every fault is the proxy's by name.
"""

import ipaddress

from desktop_scanner.core.proxy_urls import Proxy
from desktop_scanner.engine.net.journey import place
from desktop_scanner.engine.net.proxy_rotation import ProxyError
from desktop_scanner.engine.net.streams import Stream

MAX_ANSWER_BYTES = 64 * 1024

_SOCKS_REPLIES = {
    1: "it failed",
    2: "its rules do not allow it",
    3: "the network cannot be reached",
    4: "the host cannot be reached",
    5: "the connection was refused",
    6: "it took too long",
    7: "it does not know how",
    8: "it does not know that kind of address",
}


async def open_way(stream: Stream, proxy: Proxy, host: str, port: int) -> None:
    """Have the proxy connect the stream to a host; raise ProxyError."""
    try:
        if proxy.is_socks:
            await _socks(stream, proxy, host, port)
        else:
            await _tunnel(stream, proxy, host, port)
    except OSError as error:
        # Many do so for a site that they cannot reach, in place of an answer.
        raise _unreached(proxy, "broke the connection off", host, port) from error


def refused_credentials(proxy: Proxy) -> ProxyError:
    """Return the failure of a proxy that does not let this user in."""
    what = (
        "asks for a user name and password" if proxy.username is None else "does not accept the user name or password"
    )
    return ProxyError(f"The proxy {proxy.place} {what}.", is_own=True, retryable=False)


async def _tunnel(stream: Stream, proxy: Proxy, host: str, port: int) -> None:
    target = place(host, port)
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    if proxy.authorization is not None:
        lines.append(f"Proxy-Authorization: {proxy.authorization.decode()}")
    await stream.send("\r\n".join([*lines, "", ""]).encode())
    answer = bytearray()
    while b"\r\n\r\n" not in answer:
        data = await stream.receive(4096)
        answer += data
        if not data or len(answer) > MAX_ANSWER_BYTES:
            raise _fault(proxy, "gave no proper answer", host, port)
    _check_tunnel(bytes(answer), proxy, host, port)


def _check_tunnel(answer: bytes, proxy: Proxy, host: str, port: int) -> None:
    head, _, rest = answer.partition(b"\r\n\r\n")
    words = head.split(b"\r\n", 1)[0].split(None, 2)
    if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not words[1].isdigit():
        raise _fault(proxy, "gave no proper answer", host, port)
    status = int(words[1])
    if status == 407:
        raise refused_credentials(proxy)
    if not 200 <= status < 300:
        raise _unreached(proxy, f"answered {status}", host, port)
    if rest:  # nobody speaks before the client does, neither TLS nor HTTP
        raise _fault(proxy, "sent more than its answer", host, port)


async def _socks(stream: Stream, proxy: Proxy, host: str, port: int) -> None:
    method = 0 if proxy.username is None else 2
    await stream.send(bytes([5, 1, method]))
    version, chosen = await _exactly(stream, 2)
    if version != 5:
        raise _fault(proxy, "does not speak SOCKS 5", host, port)
    if chosen != method:
        raise refused_credentials(proxy)
    if proxy.username is not None:
        await _socks_login(stream, proxy)
    await stream.send(b"\x05\x01\x00" + _socks_address(proxy, host, port) + port.to_bytes(2))
    version, reply, _, kind = await _exactly(stream, 4)
    if reply:
        raise _unreached(proxy, f"could not connect, {_SOCKS_REPLIES.get(reply, 'for no known reason')}", host, port)
    length = {1: 4, 4: 16}.get(kind) or (await _exactly(stream, 1))[0]
    await _exactly(stream, length + 2)


async def _socks_login(stream: Stream, proxy: Proxy) -> None:
    name, password = (proxy.username or "").encode()[:255], proxy.password.encode()[:255]
    await stream.send(bytes([1, len(name)]) + name + bytes([len(password)]) + password)
    _, status = await _exactly(stream, 2)
    if status:
        raise refused_credentials(proxy)


def _socks_address(proxy: Proxy, host: str, port: int) -> bytes:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        name = host.encode("ascii")
        if len(name) > 255:
            raise _fault(proxy, "cannot be asked for a name of that length", host, port) from None
        return bytes([3, len(name)]) + name
    return bytes([1 if address.version == 4 else 4]) + address.packed


async def _exactly(stream: Stream, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = await stream.receive(size - len(data))
        if not piece:
            raise ConnectionResetError("the proxy closed the connection")
        data += piece
    return data


def _fault(proxy: Proxy, what: str, host: str, port: int) -> ProxyError:
    return ProxyError(f"The proxy {proxy.place} {what} (asked for {place(host, port)}).", is_own=True)


def _unreached(proxy: Proxy, what: str, host: str, port: int) -> ProxyError:
    return ProxyError(f"The proxy {proxy.place} {what} (asked for {place(host, port)}).", is_own=False)
