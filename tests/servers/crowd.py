"""A crowd of sites in a process of its own, a third of which misbehave, each in one of a dozen ways.

The way is told by the number in the name (site17.crowd-of-sites.net); `expected_kind` says how its scan must end.
"""

import asyncio
import contextlib
import gzip
import multiprocessing
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from tests.servers.many_sites import page

Misdeed = Callable[[asyncio.StreamWriter], Awaitable[None]]

_HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_BOMB = gzip.compress(b"\0" * 60_000_000)
_DEEP = b"<div>" * 60_000


async def _reset(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def _garbage(writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\x01\x02 this is no HTTP\r\n\r\n")


async def _drip(writer: asyncio.StreamWriter) -> None:
    writer.write(_HTML + b"Content-Length: 100000\r\n\r\n")
    for _ in range(600):
        writer.write(b"x")
        await writer.drain()  # raises once the visitor has left
        await asyncio.sleep(0.1)


async def _stall(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def _interim(writer: asyncio.StreamWriter) -> None:
    for _ in range(600):
        writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.1)


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(_HTML + b"\r\n")
    for _ in range(200):
        writer.write(b"<p>more" * 10_000)
        await writer.drain()


async def _bomb(writer: asyncio.StreamWriter) -> None:
    writer.write(_HTML + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(_BOMB) + _BOMB)


async def _short(writer: asyncio.StreamWriter) -> None:
    writer.write(_HTML + b"Content-Length: 5000\r\n\r\n<title>cut")


async def _deep(writer: asyncio.StreamWriter) -> None:
    writer.write(_HTML + b"Content-Length: %d\r\n\r\n" % len(_DEEP) + _DEEP)


async def _broken(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


async def _binary(writer: asyncio.StreamWriter) -> None:
    body = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


async def _loop(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


MISDEEDS: tuple[tuple[Misdeed, str], ...] = (
    (_reset, "connect_reset"),
    (_garbage, "http_protocol"),
    (_drip, "read_timeout"),
    (_stall, "read_timeout"),
    (_interim, "read_timeout"),
    (_endless, "body_too_large"),
    (_bomb, "decompression_bomb"),
    (_short, "body_incomplete"),
    (_deep, "html_too_complex"),
    (_broken, "http_server_error"),
    (_binary, "not_html"),
    (_loop, "redirect_loop"),
)


def name(number: int) -> str:
    """Return the name of a site."""
    return f"site{number}.crowd-of-sites.net"


def expected_kind(number: int) -> str | None:
    """Return the failure kind with which the site's scan must end; None for one that behaves."""
    return None if number % 3 else MISDEEDS[number // 3 % len(MISDEEDS)][1]


async def _serve_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1]
            host = next(line[5:].strip() for line in head.split("\r\n") if line.lower().startswith("host:"))
            number = int(host.removeprefix("www.").partition(".")[0].removeprefix("site"))
            if path == "/robots.txt":
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            elif expected_kind(number):
                await MISDEEDS[number // 3 % len(MISDEEDS)][0](writer)
                await writer.drain()
                break
            else:
                body = page(host, path)
                writer.write(_HTML + b"Content-Length: %d\r\n\r\n" % len(body) + body)
            await writer.drain()
    writer.close()


def _serve(pipe: "Connection[Any, Any]") -> None:
    async def serve() -> None:
        server = await asyncio.start_server(_serve_one, "127.0.0.1", 0, backlog=2048)
        refusing = socket.socket()
        refusing.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        pipe.send((server.sockets[0].getsockname()[1], refusing.getsockname()[1]))
        await server.serve_forever()

    asyncio.run(serve())


@contextmanager
def crowd() -> Iterator[tuple[tuple[str, ...], int]]:
    """Serve until the block ends; gives the connect-to rules (http leads here, https is refused) and the process id."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        port, refusing = ours.recv()
        assert process.pid is not None
        yield (f":443:127.0.0.1:{refusing}", f":80:127.0.0.1:{port}"), process.pid
    finally:
        process.kill()  # many of its visitors are still being kept waiting
        process.join()
