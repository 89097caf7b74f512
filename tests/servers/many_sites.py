"""A fast local server of any number of sites, ten pages each, in a process of its own.

It answers every Host on one plain port of 127.0.0.1, so a scan reaches it with `--connect-to ::127.0.0.1:PORT`
(port 443 included: the TLS handshake then fails at once, and the http door is taken).
"""

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

_PATHS = ("/", "/contact", "/about", "/team", "/imprint", "/locations", "/services", "/prices", "/news", "/blog")
_PARAGRAPH = (
    "<p>Our workshop has built staircases, roofs and shop fronts since 1972, and mends what others built. </p>\n"
)
_KILOBYTES = 24


def page(host: str, path: str) -> bytes:
    """Return a page of ordinary size with contacts, links and a few technologies."""
    links = "".join(f'<li><a href="{other}">{other.strip("/") or "home"}</a></li>' for other in _PATHS)
    filler = _PARAGRAPH * (_KILOBYTES * 1000 // len(_PARAGRAPH))
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{host} {path}</title>
<meta name="generator" content="WordPress 6.5.2"><script src="/wp-includes/js/jquery/jquery.min.js?ver=3.7.1"></script>
</head><body><ul>{links}</ul>{filler}<p>Write to <a href="mailto:info@{host}">info@{host}</a> or call
<a href="tel:+442079460123">020 7946 0123</a>.</p></body></html>""".encode()


class _Connection(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""

    def data_received(self, data: bytes) -> None:
        self._received += data
        if not self._received[:1].isalpha():  # a TLS greeting
            self._transport.abort()
            return
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            self._transport.write(_answer(head.decode("latin-1")))


def _answer(head: str) -> bytes:
    request, *lines = head.split("\r\n")
    path = request.split(" ")[1]
    host = next((line[5:].strip() for line in lines if line.lower().startswith("host:")), "")
    if path not in _PATHS:
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    body = page(host, path)
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def _serve(pipe: "Connection[Any, Any]") -> None:
    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(_Connection, "127.0.0.1", 0, backlog=1024)
        pipe.send(server.sockets[0].getsockname()[1])
        await loop.run_in_executor(None, pipe.poll, None)

    asyncio.run(serve())


@contextmanager
def many_sites() -> Iterator[str]:
    """Serve until the block ends; gives the connect-to rule that leads every host here."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield f"::127.0.0.1:{ours.recv()}"
    finally:
        ours.send(None)
        process.join(5)
        process.kill()
