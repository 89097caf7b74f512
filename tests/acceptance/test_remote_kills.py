import sys
from pathlib import Path

import pytest

from tests.crashes.remote_rounds import KINDS, RemoteRounds

KILLS = 5

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signals")


async def test_kills_and_cuts_leave_the_same_results_on_all_sides_and_nothing_twice(tmp_path: Path) -> None:
    rounds = RemoteRounds(tmp_path, seed=1, domains_of_run=100)
    await rounds.run(KILLS)
    assert rounds.complaints == []
    assert (rounds.kills.total(), set(rounds.kills)) == (KILLS, set(KINDS))
    assert rounds.compared >= 1_100
