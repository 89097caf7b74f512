import sys
from pathlib import Path

import pytest

from tests.crashes.rounds import KINDS, Rounds
from tests.servers.many_sites import many_sites

KILLS = 10

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signals")


def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    with many_sites() as rule:
        rounds = Rounds(tmp_path, rule, seed=1)
        rounds.run(KILLS)
    assert rounds.complaints == []
    assert set(rounds.kills) == set(KINDS)
    assert rounds.kills.total() == KILLS
    assert rounds.told > 0
    assert rounds.finished >= 1
