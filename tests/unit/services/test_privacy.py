from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.suppression import SuppressedKind
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with await Workspace.open(tmp_path / "scanner.db") as opened:
        await opened.batches.create(lists.read_text("acme.com\nbee.be"), ScanOptions())
        yield opened


@pytest.mark.parametrize(
    ("value", "kind", "stored"),
    [
        ("https://www.Acme.com/x", "domain", "acme.com"),
        ("Ann@Acme.com", "email", "ann@acme.com"),
        ("+32 9 123 45 67", "phone", "+3291234567"),
        ("https://x.com/Ann", "social", "https://x.com/ann"),
    ],
)
async def test_what_a_value_is_is_told_by_its_form(workspace: Workspace, value: str, kind: str, stored: str) -> None:
    given: SuppressedKind | None = "social" if kind == "social" else "domain" if kind == "domain" else None
    assert (await workspace.privacy.purge(value, given))[0] == kind
    assert [(each.kind, each.value) for each in await workspace.privacy.all()] == [(kind, stored)]


async def test_a_purged_domain_does_not_come_back_until_it_is_allowed(workspace: Workspace) -> None:
    assert await workspace.privacy.purge("acme.com") == ("domain", 1)
    again = await workspace.batches.create(lists.read_text("acme.com\nbee.be"), ScanOptions())
    assert again.total == 1
    await workspace.privacy.allow("www.acme.com")
    assert (await workspace.batches.create(lists.read_text("acme.com"), ScanOptions())).total == 1


async def test_a_list_of_suppressed_domains_only_is_refused(workspace: Workspace) -> None:
    await workspace.privacy.purge("acme.com")
    with pytest.raises(InputError, match="suppression list"):
        await workspace.batches.create(lists.read_text("acme.com"), ScanOptions())


async def test_what_may_return_is_not_put_on_the_list(workspace: Workspace) -> None:
    await workspace.privacy.purge("acme.com", may_return=True)
    assert await workspace.privacy.all() == []


@pytest.mark.parametrize("value", ["https://x.com/ann", "no domain", "+12", "a@b"])
async def test_what_cannot_be_purged_is_told(workspace: Workspace, value: str) -> None:
    with pytest.raises(InputError):
        await workspace.privacy.purge(value)
    with pytest.raises(InputError, match="not on the suppression list"):
        await workspace.privacy.allow(value)
