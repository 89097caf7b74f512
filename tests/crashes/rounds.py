"""One kill after the other on one database."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psutil

from desktop_scanner.core.statuses import BatchState
from desktop_scanner.services.workspace import Workspace
from tests.crashes import looking, victim
from tests.data.databases import make_sample

_PROJECT = Path(__file__).parents[2]
_PATIENCE_S = 120.0
# Who is killed, or in the midst of what; and how often of a hundred times.
KINDS = {"program": 35, "worker": 15, "both": 20, "claim or put": 15, "delete": 8, "migration": 7}
# Before a kill a process takes some of its steps, at most so many, and then goes on for a moment.
_STEPS = {"claim or put": 150, "delete": 8, "migration": 1}
_STEPS_OF_SCAN = 60
_MOMENT_S = 0.4


class Rounds:
    """Kills processes on a database of its own and keeps what was wrong afterwards."""

    def __init__(self, folder: Path, rule: str, seed: int) -> None:
        self.kills: Counter[str] = Counter()
        self.complaints: list[str] = []
        self.finished = 0
        self.compared = 0
        self._folder = folder
        self._database, self._told = folder / "scanner.db", folder / "told"
        # Sites of the second rule refuse the connection: failures must come out equal too.
        self._rules = [
            f"{www}closed{number}.many-sites.net::127.0.0.1:1"
            for number in range(victim.CLOSED)
            for www in ("", "www.")
        ] + [rule]
        self._random = random.Random(seed)  # noqa: S311 -- moments, no secrets
        self._seen: set[str] = set()
        self._undisturbed: dict[str, object] = {}

    def run(self, count: int) -> None:
        """Kill so many times."""
        self._undisturbed = self._run_undisturbed()
        kinds = self._random.choices([*KINDS], weights=[*KINDS.values()], k=count)
        for kind in [*KINDS, *kinds][:count]:
            self.kill(kind)
        self._finish()

    @property
    def told(self) -> int:
        """Return how many results were told to be stored."""
        return len(self._told.read_text().splitlines()) if self._told.exists() else 0

    def kill(self, kind: str) -> None:
        """Kill once, at a random moment, and look at what is left."""
        if kind in ("claim or put", "delete", "migration"):
            self._kill_in(kind)
        else:
            self._kill_scan(kind)
        self.kills[kind] += 1
        self._look()

    def _kill_scan(self, kind: str) -> None:
        with self._started("scan", self._database, *self._rules) as process:
            self._let_go(process, _STEPS_OF_SCAN)
            if kind == "worker":
                self._kill_workers(process)
                self._let_go(process, _STEPS_OF_SCAN)
            workers = _children(process.pid)
            if kind == "both":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        psutil.wait_procs(workers, timeout=_PATIENCE_S)

    def _kill_workers(self, process: "subprocess.Popen[bytes]") -> None:
        for worker in _children(process.pid)[-1:]:
            worker.kill()

    def _kill_in(self, kind: str) -> None:
        action = {"claim or put": "store", "delete": "delete", "migration": "migrate"}[kind]
        database = self._database
        if kind == "migration":
            database = self._folder / f"old{sum(self.kills.values())}.db"
            database.write_bytes((Path(make_sample.__file__).parent / "v1.db").read_bytes())
        # Some kills later the same batch is claimed and stored on, until it is done.
        number = self.kills[kind] if action == "delete" else self.kills[kind] // 4
        with self._started(action, database, f"{action}-{number}") as process:
            self._let_go(process, _STEPS[kind])
            process.kill()
        if kind == "migration":
            self.complaints += [
                f"{kind}: {each}" for each in asyncio.run(looking.complaints(database, self._folder / "nothing"))
            ]

    def _look(self) -> None:
        self.complaints += asyncio.run(looking.complaints(self._database, self._told))
        self._compare()

    def _compare(self) -> None:
        """Compare the scans that have come to their end with the one that was never disturbed."""
        for batch_id in asyncio.run(_ended(self._database)) - self._seen:
            self._seen.add(batch_id)
            self.finished += 1
            found = asyncio.run(looking.results(self._database, batch_id))
            self.compared += len(found)
            different = [name for name in self._undisturbed if found.get(name) != self._undisturbed[name]]
            if different or len(found) != len(self._undisturbed):
                self.complaints.append(
                    f"{len(different)} results differ from those of an undisturbed run: {different[:3]}"
                )

    def _run_undisturbed(self) -> dict[str, object]:
        database = self._folder / "undisturbed.db"
        with self._started("scan", database, *self._rules, told=self._folder / "undisturbed") as process:
            assert process.wait(_PATIENCE_S) == 0
        (batch_id,) = asyncio.run(_ended(database))
        return asyncio.run(looking.results(database, batch_id))

    def _finish(self) -> None:
        """Let the last scan come to its end: it can be resumed, and nothing of it was lost."""
        with self._started("scan", self._database, *self._rules) as process:
            if process.wait(_PATIENCE_S) != 0:
                self.complaints.append("The last scan could not be resumed.")
        self._look()

    def _started(self, action: str, database: Path, *words: str, told: Path | None = None) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.crashes.victim", action, str(database), str(told or self._told), *words]
        return subprocess.Popen(command, cwd=_PROJECT, start_new_session=True, stdout=subprocess.PIPE)

    def _let_go(self, process: "subprocess.Popen[bytes]", most_steps: int) -> None:
        """Let the process take a random number of steps, and go on for a random time."""
        assert process.stdout is not None
        for _ in range(self._random.randint(1, most_steps)):
            if not process.stdout.readline():
                break
        # The moment of a kill is a matter of time and not of an event: that is what is tried here.
        with suppress(subprocess.TimeoutExpired):
            process.wait(self._random.random() * _MOMENT_S)


def _children(pid: int) -> list[psutil.Process]:
    try:
        return list(psutil.Process(pid).children())
    except psutil.NoSuchProcess:
        return []


async def _ended(database: Path) -> set[str]:
    async with await Workspace.open(database) as workspace:
        ended = (BatchState.COMPLETED, BatchState.PARTIAL, BatchState.FAILED)
        batches = await workspace.history.batches()
    return {batch.id for batch in batches if batch.state in ended and batch.name != victim.OTHER}
