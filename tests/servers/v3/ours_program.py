"""Our own kind of server as a program of its own, to be killed in the middle of everything and started again."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[3]
_STARTS_WITHIN_S = 30


@dataclass(frozen=True)
class Program:
    """A server that runs."""

    process: asyncio.subprocess.Process
    port: int

    @property
    def url(self) -> str:
        """Return its base URL."""
        return f"http://127.0.0.1:{self.port}"

    async def kill(self) -> None:
        """End it without a word."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


async def start(state: Path, *, port: int = 0, pace_s: float = 0.02) -> Program:
    """Start a server on what is kept in a file, and wait until it listens."""
    words = ("-m", "tests.servers.v3.ours", "--state", str(state), "--port", str(port), "--pace", str(pace_s))
    process = await asyncio.create_subprocess_exec(sys.executable, *words, stdout=asyncio.subprocess.PIPE, cwd=_ROOT)
    assert process.stdout is not None
    said = await asyncio.wait_for(process.stdout.readline(), _STARTS_WITHIN_S)
    return Program(process, int(said.split()[-1]))


@asynccontextmanager
async def running(state: Path, *, port: int = 0, pace_s: float = 0.02) -> AsyncIterator[Program]:
    """Run a server until the block ends."""
    program = await start(state, port=port, pace_s=pace_s)
    try:
        yield program
    finally:
        await program.kill()
