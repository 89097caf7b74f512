"""Kills with -9 at random moments of a running batch: `python -m tests.benchmarks.kills [KILLS] [SEED]` (200 kills).

The program, a worker, or both die, during a scan, a claim, a put, a deletion or a migration. After each kill the
database is opened: nothing that was told as stored is missing or doubled, counters agree with the rows, every batch
can be resumed, the file is whole; and the results of each scan that comes to its end equal an undisturbed run's.
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.crashes.rounds import Rounds
from tests.servers.many_sites import many_sites

_KILLS = 200


def main() -> int:
    """Kill, and say what was found; 1 where anything is not as it must be."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _KILLS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, many_sites() as rule:
        rounds = Rounds(Path(folder), rule, seed)
        rounds.run(count)
        told = rounds.told
    kinds = ", ".join(f"{number} {kind}" for kind, number in rounds.kills.most_common())
    print(f"{rounds.kills.total()} kills ({kinds}) in {time.perf_counter() - started:.0f} s, seed {seed}")
    print(f"{told} results told as stored; {rounds.finished} scans ended, {rounds.compared} results compared")
    print("\n".join(rounds.complaints[:50]) or "Nothing missing, nothing doubled, every batch resumable.")
    return 1 if rounds.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
