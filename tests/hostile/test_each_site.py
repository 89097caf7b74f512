"""Each hostile site is scanned by itself, by a real worker process over real sockets, and comes to its result.

Asserted are kind, stage and sentence of the failure, its attempts, the verdict and the pages, and that the scan kept
within its bounds of time, processor time, memory (the worker's peak, above where it stood at its start) and requests.
The worker is guarded: a connection or look-up that would leave this machine is refused and fails the test.

    pytest tests/hostile --long    also those that take long (politeness to sites that ask for seconds between requests)
"""

import pytest

from tests.hostile import judging
from tests.hostile.case import Case
from tests.hostile.scanner import Scanner
from tests.hostile.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_a_hostile_site_comes_to_its_result(case: Case, scene: Scene, scanner: Scanner) -> None:
    run = await scanner.scan(case.domain)
    assert judging.of_run(case, run, len(scene.requests(case))) == []
