"""Makes the sample of a released schema: `python -m tests.data.databases.make_sample v1`.

Run once, when a schema is released, and never again for that version: later versions of the program must open the
very file that this one wrote. Beside the file lie the results it holds, as JSON.
"""

import asyncio
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import msgspec

from desktop_scanner.core.queries import RowFilter
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.store.database import Store
from tests.unit.store import samples

FOLDER = Path(__file__).parent


def expected(version: str) -> list[DomainResult]:
    """Return the results that the sample holds."""
    lines = (FOLDER / f"{version}.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=DomainResult) for line in lines]


async def _fill(database: Path) -> list[DomainResult]:
    """Write one target of each status, and return their results."""
    store = await Store.open(database)
    await samples.started(store, samples.targets(5))
    good, bad, stopped, _running = await store.claim(samples.BATCH, 4)
    await store.put(good, samples.rich(good))
    await store.put(bad, samples.failed(bad))
    await store.put(stopped, samples.completed(stopped, status=DomainStatus.CANCELLED, verdict=None))
    results = list(store.results(samples.BATCH, RowFilter()))
    await store.close()
    return results


def _pack(database: Path, sample: Path) -> None:
    """Write the database as one small file: no journal, small pages."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA page_size = 1024")
        connection.execute("VACUUM")
    sample.write_bytes(database.read_bytes())


def main(version: str) -> None:
    """Write the sample and what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "scanner.db"
        results = asyncio.run(_fill(database))
        _pack(database, FOLDER / f"{version}.db")
    lines = b"".join(msgspec.json.encode(result) + b"\n" for result in results)
    (FOLDER / f"{version}.jsonl").write_bytes(lines)


if __name__ == "__main__":
    main(sys.argv[1])
