"""Where the user allows it, a site whose only fault is its certificate is read, and the fault stays in the result."""

import pytest

from desktop_scanner.core.statuses import DomainStatus
from tests.hostile.case import Case
from tests.hostile.catalogue import tls
from tests.hostile.scanner import Scanner

pytestmark = pytest.mark.asyncio(loop_scope="package")


@pytest.mark.parametrize("bad", tls.CERTIFICATES, ids=[case.name for case in tls.CERTIFICATES])
async def test_a_site_with_a_bad_certificate_is_read_and_its_fault_kept(bad: Case, trusting_scanner: Scanner) -> None:
    result = (await trusting_scanner.scan(bad.domain)).result
    assert (result.status, result.verdict, result.title) == (DomainStatus.COMPLETED, "ok", "Workshop")
    assert result.tls is not None
    assert (result.tls.verified, result.tls.failure and result.tls.failure.kind) == (False, bad.kind)
