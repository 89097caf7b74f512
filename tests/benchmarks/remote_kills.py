"""Kills with -9 while batches are pushed, pulled and run: `python -m tests.benchmarks.remote_kills [--kills N]` (100).

Two databases, a server of its own in a process, and a wire between them that is cut at random. The program of either
side, the server, or both die. At the end the two databases and the server hold the same results, no batch and no domain
is anywhere twice, and both databases are whole.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.crashes.remote_rounds import RemoteRounds


def main() -> int:
    """Kill, and say what was found; 1 where anything is not as it must be."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        rounds = RemoteRounds(Path(folder), asked.seed)
        asyncio.run(rounds.run(asked.kills))
    kinds = ", ".join(f"{number} {kind}" for kind, number in rounds.kills.most_common())
    print(f"{rounds.kills.total()} kills ({kinds}) in {time.perf_counter() - started:.0f} s, seed {asked.seed}")
    print(f"{rounds.connections} connections, two of three cut; {rounds.batches} batches, {rounds.compared} results")
    print("\n".join(rounds.complaints[:50]) or "The same results on both sides and the server, nothing twice.")
    return 1 if rounds.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
