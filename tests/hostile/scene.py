"""The servers of many cases at once: each door on a port of its own, all reached through connect-to rules."""

import socket
import ssl
from collections.abc import Iterable
from contextlib import AsyncExitStack

from tests.hostile.case import Case, Door, Tls, Wall
from tests.servers.certificates import Certificates
from tests.servers.dns import DnsServer
from tests.servers.hostile import BlackHole, HostileServer, Script, shakes_hands


class Scene:
    """The sites of some cases, up until its block ends; `patience_s` is how long their visitor waits for an answer."""

    def __init__(self, cases: Iterable[Case], certificates: Certificates, *, patience_s: float) -> None:
        self._cases = tuple(cases)
        self._certificates = certificates
        self._patience_s = patience_s
        self._servers: dict[str, list[HostileServer]] = {case.name: [] for case in self._cases}
        self.rules: list[str] = []

    async def __aenter__(self) -> "Scene":
        async with AsyncExitStack() as stack:
            closed = stack.enter_context(socket.socket())
            closed.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
            self._closed_port = int(closed.getsockname()[1])
            names = {name: reply for case in self._cases for name, reply in case.names.items()}
            self.names = await stack.enter_async_context(DnsServer(names))
            for case in self._cases:
                await self._open(case, stack)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    def requests(self, case: Case) -> list[bytes]:
        """Return the heads of the requests that a case's site has seen."""
        return [head for server in self._servers[case.name] for head in server.requests]

    async def _open(self, case: Case, stack: AsyncExitStack) -> None:
        doors: dict[tuple[str, int], Door] = {}
        if not case.target:
            doors |= {(host, port): Wall.REFUSED for host in (case.domain, f"www.{case.domain}") for port in (80, 443)}
            doors |= {(case.domain, 80): case.http, (case.domain, 443): case.https}
        for place, door in case.others.items():
            host, _, port = place.partition(":")
            doors[host, int(port or 80)] = door
        for (host, number), door in doors.items():
            self.rules.append(f"{host}:{number}:127.0.0.1:{await self._behind(case, host, door, stack)}")

    async def _behind(self, case: Case, host: str, door: Door, stack: AsyncExitStack) -> int:
        """Return the port at which a door stands."""
        if door is Wall.BLACK_HOLE:
            return stack.enter_context(BlackHole())
        if isinstance(door, Wall):
            return self._closed_port
        script, context = self._made(door, host)
        server = HostileServer(script, name=host, context=context, patience_s=self._patience_s)
        self._servers[case.name].append(await stack.enter_async_context(server))
        return server.port

    def _made(self, door: Script | Tls, host: str) -> tuple[Script, ssl.SSLContext | None]:
        if not isinstance(door, Tls):
            return door, None
        context = door.context(self._certificates, host)
        return (door.script, context) if door.script else (shakes_hands(context), None)
