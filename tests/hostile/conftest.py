"""The hostile sites, up, and worker processes that are sent to them."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from desktop_scanner.core.options import ScanOptions
from tests.hostile.case import Case
from tests.hostile.catalogue import CASES
from tests.hostile.scanner import Scanner
from tests.hostile.scene import Scene
from tests.servers.certificates import Certificates

if sys.platform != "win32":
    import resource

PATIENCE_S = 1.0
LONG = "long_hostile_sites"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", dest=LONG, action="store_true", help="also scan the hostile sites that take long")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        takes_long = metafunc.config.getoption(LONG, default=False)
        cases = [case for case in CASES if takes_long or not case.is_long]
        metafunc.parametrize("case", cases, ids=[case.name for case in cases])


def options(scene: Scene, certificates: Certificates, **changes: Any) -> ScanOptions:
    """Return options with short deadlines."""
    quick: dict[str, Any] = {
        "connect_to": tuple(scene.rules),
        "dns_servers": (scene.names.address,),
        "ca_file": str(certificates.ca_file),
        "request_timeout_s": PATIENCE_S,
        "domain_timeout_s": 5 * PATIENCE_S,
        "retries": 1,
        "retry_after_s": 2.0,
        "max_pages": 4,
        "max_bytes": 1_000_000,
        "delay_ms": 0,
    }
    return ScanOptions(**{**quick, **changes})


def patient_options(scene: Scene, certificates: Certificates) -> ScanOptions:
    """Return options with the program's own limits, where nothing is to be gained from waiting."""
    own = ScanOptions()
    limits = ("request_timeout_s", "domain_timeout_s", "max_bytes", "max_pages")
    return options(scene, certificates, **{name: getattr(own, name) for name in limits})


@pytest.fixture(scope="package", autouse=True)
def room_for_sites() -> Iterator[None]:
    """Allow as many open sockets as the catalogue has sites; some systems begin with a few hundred."""
    if sys.platform == "win32":  # it has no such limit
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4_096 if most == resource.RLIM_INFINITY else min(4_096, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(before, wanted), most))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))


@pytest.fixture(scope="package")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    folder: Path = tmp_path_factory.mktemp("certificates")
    return Certificates(folder)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def scene(certificates: Certificates) -> AsyncIterator[Scene]:
    async with Scene(CASES, certificates, patience_s=PATIENCE_S) as scene:
        yield scene


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def quick_scanner(scene: Scene, certificates: Certificates) -> AsyncIterator[Scanner]:
    async with Scanner(options(scene, certificates), "ordinary.test") as scanner:
        yield scanner


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def patient_scanner(scene: Scene, certificates: Certificates) -> AsyncIterator[Scanner]:
    async with Scanner(patient_options(scene, certificates), "ordinary.test") as scanner:
        yield scanner


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def trusting_scanner(scene: Scene, certificates: Certificates) -> AsyncIterator[Scanner]:
    async with Scanner(options(scene, certificates, insecure=True), "ordinary.test") as scanner:
        yield scanner


@pytest.fixture
def scanner(case: Case, quick_scanner: Scanner, patient_scanner: Scanner) -> Scanner:
    """Return the worker that the case is meant for."""
    return patient_scanner if case.is_patient else quick_scanner
