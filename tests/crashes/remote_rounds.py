"""One kill after the other while two computers and a server bring their batches together over a wire that is cut.

The program of either computer is killed, or the server, or both. Between the kills domains are scanned anew here and
there, and batches are sent to be scanned by the server, so that there is always something on its way.
"""

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from desktop_scanner.core.clock import now
from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.remotes import RemoteProfile
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.tokens import Token
from desktop_scanner.remote.client import RemoteClient
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store import remote_results
from tests.crashes import looking
from tests.servers.v3 import ours_program
from tests.servers.v3.fault_proxy import PASS, FaultProxy, random_cuts
from tests.servers.v3.ours_results import found
from tests.unit.store import samples

_PROJECT = Path(__file__).parents[2]
_REMOTE = "office"
_TOKEN = "token-of-a"
_PATIENCE_S = 240.0
_MOMENT_S = 0.8
_PACE_S = 0.004
_MOST_BYTES = 12_000

# Who is killed, and how often of a hundred times.
KINDS = {"pusher": 25, "puller": 20, "server": 25, "server and program": 15, "runner": 15}

Results = dict[str, dict[str, Any]]


class RemoteRounds:
    """Kills on two databases and a server of its own, and keeps what was wrong afterwards."""

    def __init__(self, folder: Path, seed: int, *, domains: int = 1_000, domains_of_run: int = 300) -> None:
        self.kills: Counter[str] = Counter()
        self.complaints: list[str] = []
        self.compared = 0
        self.batches = 0
        self.connections = 0
        self._folder = folder
        self._here, self._there = folder / "here" / "scanner.db", folder / "there" / "scanner.db"
        self._domains = domains
        self._domains_of_run = domains_of_run
        self._random = random.Random(seed)  # noqa: S311 -- moments, no secrets
        self._seed = seed
        self._runs = 0

    async def run(self, count: int) -> None:
        """Kill so many times, then let all come to an end undisturbed, and compare."""
        await self._make()
        self._server = await ours_program.start(self._folder / "server.db", pace_s=_PACE_S)
        self._port = self._server.port
        try:
            async with FaultProxy(self._port, otherwise=random_cuts(self._seed, _MOST_BYTES)) as self._proxy:
                for database in (self._here, self._there):
                    await self._add_remote(database)
                kinds = self._random.choices([*KINDS], weights=[*KINDS.values()], k=count)
                for kind in [*KINDS, *kinds][:count]:
                    await self._kill(kind)
                self.connections = self._proxy.connections
                self._proxy.otherwise = PASS
                await self._finish()
            await self._compare()
        finally:
            await self._server.kill()

    async def _make(self) -> None:
        for database in (self._here, self._there):
            database.parent.mkdir(parents=True)
        async with await Workspace.open(self._here) as workspace:
            claimed = [samples.claimed(target.domain) for target in samples.targets(self._domains)]
            await samples.scanned(workspace.store, (samples.rich(one) for one in claimed))
            await workspace.store.end_run(samples.BATCH, BatchState.COMPLETED)
        await (await Workspace.open(self._there)).close()

    async def _add_remote(self, database: Path) -> None:
        async with await Workspace.open(database) as workspace:
            await workspace.remotes.add(RemoteProfile(name=_REMOTE, base_url=self._proxy.url, poll_s=0.5))

    async def _kill(self, kind: str) -> None:
        """Kill once, at a random moment after something has gone over the wire, and look at what is left."""
        is_puller = kind == "puller" or (kind.startswith("server") and self._random.random() < 0.5)
        database = self._there if is_puller else self._here
        while not await self._killed(kind, database):  # a program that was done before is none that was killed
            pass
        self.kills[kind] += 1
        self.complaints += await looking.complaints(database, self._folder / "nothing")

    async def _killed(self, kind: str, database: Path) -> bool:
        await self._scan_some_anew(database)
        words = await self._words_of_run() if kind == "runner" else ("sync", "--wait", "30")
        async with self._started(database, *words) as process:
            await self._let_go(process)
            was_alive = process.returncode is None
            if kind.startswith("server"):
                await self._server.kill()
            if kind != "server":
                self._end(process)
            if kind.startswith("server"):
                self._server = await ours_program.start(self._folder / "server.db", port=self._port, pace_s=_PACE_S)
            if kind == "server":  # the program lives through it, for a moment at least
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), self._random.random() * 2 * _MOMENT_S)
        return was_alive

    async def _words_of_run(self) -> Sequence[str]:
        """Return the command that has the server scan a list, or goes on with the one that it scans."""
        async with await Workspace.open(self._here) as workspace:
            for batch in await workspace.history.batches():
                if batch.state.is_resumable and await workspace.remote_runs.link(batch.id):
                    return ("resume", batch.id)
        self._runs += 1
        names = [f"run-{self._runs}-{number}.com" for number in range(self._domains_of_run)]
        file = self._folder / f"run-{self._runs}.txt"
        file.write_text("\n".join(names))
        return ("scan", "--input", str(file), "--remote", _REMOTE)

    async def _scan_some_anew(self, database: Path) -> None:
        """Give a part of the domains a newer result, as a scan here would."""
        async with await Workspace.open(database) as workspace:
            if await workspace.store.batch(samples.BATCH) is None:
                return
            names = [target.domain for target in samples.targets(self._domains)]
            for name in self._random.sample(names, self._domains // 10):
                if await workspace.store.target_id(samples.BATCH, name) is None:
                    continue
                result = _fresh(name, now(), database.parent.name)
                put = partial(remote_results.put_in_place, batch_id=samples.BATCH, result=result)
                await workspace.store.remote._write(put)

    @asynccontextmanager
    async def _started(self, database: Path, *words: str) -> AsyncIterator[asyncio.subprocess.Process]:
        folder = str(database.parent)
        names = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "HOME")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "desktop_scanner", *words, "--quiet", "--database", str(database)),
            cwd=_PROJECT,
            env={**os.environ, **dict.fromkeys(names, folder), f"DESKTOP_SCANNER_TOKEN_{_REMOTE.upper()}": _TOKEN},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            self._end(process)
            _, said = await process.communicate()
            if b"fault of Desktop Scanner" in said:
                self.complaints.append(f"{words[0]} ended by a bug: {said.decode(errors='replace')[-300:]}")

    def _end(self, process: asyncio.subprocess.Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    async def _let_go(self, process: asyncio.subprocess.Process) -> None:
        """Return a random moment after the program has spoken with the server, or when it has ended."""
        before = self._proxy.connections
        ended = asyncio.create_task(process.wait(), name="wait for the program's end")
        while self._proxy.connections == before and not ended.done():
            await asyncio.wait((ended,), timeout=0.02)
        # The moment of a kill is a matter of time and not of an event: that is what is tried here.
        await asyncio.wait((ended,), timeout=self._random.random() * _MOMENT_S)

    async def _finish(self) -> None:
        """Let everything come to its end: what was interrupted goes on, and each side fetches and sends the rest."""
        for batch_id in await self._unfinished():
            await self._undisturbed(self._here, "resume", batch_id)
        for database in (self._here, self._there, self._here, self._there):
            await self._undisturbed(database, "sync", "--wait", "60")

    async def _unfinished(self) -> list[str]:
        async with await Workspace.open(self._here) as workspace:
            return [batch.id for batch in await workspace.history.batches() if batch.state.is_resumable]

    async def _undisturbed(self, database: Path, *words: str) -> None:
        async with self._started(database, *words) as process:
            assert process.stderr is not None
            said = await asyncio.wait_for(process.stderr.read(), _PATIENCE_S)
            status = await process.wait()
        if status != 0:
            self.complaints.append(f"{' '.join(words)} ended with {status}: {said.decode(errors='replace')[-500:]}")

    async def _compare(self) -> None:
        sides = {
            "here": await _kept(self._here),
            "there": await _kept(self._there),
            "server": await self._served(),
        }
        batches = set().union(*sides.values())
        self.batches = len(batches)
        for batch_id in batches:
            held = {name: side.get(batch_id) for name, side in sides.items()}
            first = held["here"] or {}
            self.compared += len(first)
            if any(one != first for one in held.values()):
                self.complaints.append(f"{batch_id} differs: {_differences(held)}")
        expected = self._domains + self._domains_of_run * (len(batches) - 1)
        if self.compared != expected:
            self.complaints.append(f"{self.compared} results instead of {expected}")
        names = Counter(name for side in sides["server"].values() for name in side)
        doubled = [name for name, times in names.items() if times > 1]
        if doubled:
            self.complaints.append(f"{len(doubled)} domains are in two batches of the server: {doubled[:3]}")

    async def _served(self) -> dict[str, Results]:
        profile = RemoteProfile(name="direct", base_url=self._server.url)
        async with RemoteClient(profile, Token(_TOKEN)) as client:
            ids = [each.batch_id for each in (await client.batches(limit=1_000)).batches]
            if len(ids) != len(set(ids)):
                self.complaints.append(f"The server has batches twice: {ids}")
            return {each: {one.domain: _plain(one.result) async for one in client.results(each)} for each in ids}


async def _kept(database: Path) -> dict[str, Results]:
    async with await Workspace.open(database) as workspace:
        batches = await workspace.history.batches()
        return {
            batch.id: {one.domain: _plain(one) for one in workspace.store.results(batch.id, RowFilter())}
            for batch in batches
        }


def _fresh(name: str, at: datetime, where: str) -> DomainResult:
    result = found(name, at, at)
    return msgspec.structs.replace(result, title=f"{name} from {where} at {at}", status=result.status)


def _plain(result: DomainResult | None) -> dict[str, Any]:
    """Return all of a result but how the domain was given, which each side may know in its own words."""
    assert result is not None
    plain = msgspec.to_builtins(result)
    return {name: value for name, value in plain.items() if name not in ("input", "columns")}


def _differences(held: dict[str, Results | None]) -> str:
    sizes = {name: len(side or {}) for name, side in held.items()}
    first = held["here"] or {}
    names = [name for name in first if any((side or {}).get(name) != first[name] for side in held.values())]
    if not names:
        return str(sizes)
    fields = {side: _field_differences(first[names[0]], (its or {}).get(names[0])) for side, its in held.items()}
    return f"{sizes}, {len(names)} results, {names[0]}: {fields}"


def _field_differences(one: dict[str, Any], other: dict[str, Any] | None) -> object:
    if other is None:
        return "missing"
    return {name: (value, other.get(name)) for name, value in one.items() if other.get(name) != value}
