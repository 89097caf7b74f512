"""Each hostile site is scanned by itself by a real worker process, and comes to what it must come to."""

import pytest

from tests.hostile import judging
from tests.hostile.case import Case
from tests.hostile.catalogue import CASES
from tests.hostile.scanner import Scanner
from tests.hostile.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="package")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_hostile_site_comes_to_its_result(case: Case, scene: Scene, scanner: Scanner) -> None:
    run = await scanner.scan(case.domain)
    assert judging.of_run(case, run, len(scene.requests(case))) == []
