from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.intake import lists
from desktop_scanner.services.workspace import Workspace

LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with await Workspace.open(tmp_path / "scanner.db") as opened:
        yield opened


async def test_a_list_comes_back_as_it_was_given(workspace: Workspace) -> None:
    given = lists.read_bytes(
        "name,site\nAnna,https://www.Müller.de/x\nBert,bee.be\n".encode(), "list.csv", is_table=True
    )
    kept = await workspace.lists.save("  My   shops ", given)
    assert (kept.name, kept.total) == ("My shops", 2)
    assert await workspace.lists.targets(kept.id) == given
    assert await workspace.lists.find("MY SHOPS") == kept


async def test_a_list_is_replaced_by_one_of_its_name(workspace: Workspace) -> None:
    await workspace.lists.save("Shops", lists.read_text("a.com\nb.com"))
    kept = await workspace.lists.save("shops", lists.read_text("c.com"))
    assert await workspace.lists.all() == [kept]


async def test_a_deleted_list_can_be_brought_back_until_it_is_removed(workspace: Workspace) -> None:
    kept = await workspace.lists.save("Shops", lists.read_text("a.com"))
    await workspace.lists.delete(kept.id)
    assert await workspace.lists.all() == []
    assert await workspace.lists.bring_back(kept.id) == kept
    await workspace.lists.delete(kept.id)
    await workspace.lists.tidy(LATER)
    with pytest.raises(InputError, match="deleted too long ago"):
        await workspace.lists.bring_back(kept.id)


async def test_a_list_whose_name_is_taken_comes_back_under_another(workspace: Workspace) -> None:
    old = await workspace.lists.save("Shops", lists.read_text("a.com"))
    new = await workspace.lists.save("Shops", lists.read_text("b.com"))
    assert (await workspace.lists.bring_back(old.id)).name == "Shops 2"
    assert [each.name for each in await workspace.lists.all()] == ["Shops", "Shops 2"]
    with pytest.raises(InputError, match='There is a saved list "Shops" already'):
        await workspace.lists.rename(old.id, new.name)


async def test_a_list_has_a_name_and_a_domain(workspace: Workspace) -> None:
    for name in ("", " ", "x" * 201):
        with pytest.raises(InputError, match="A list's name has 1 to 200 characters"):
            await workspace.lists.save(name, lists.read_text("a.com"))
    with pytest.raises(InputError, match="no domain that could be kept"):
        await workspace.lists.save("Shops", lists.read_text(""))


async def test_what_is_purged_is_in_no_list_any_more(workspace: Workspace) -> None:
    text = "site,who\na.com,anna@a.com\nb.com,bert@b.com\n"
    kept = await workspace.lists.save("Shops", lists.read_bytes(text.encode(), "list.csv", is_table=True))
    await workspace.privacy.purge("a.com")
    await workspace.privacy.purge("bert@b.com")
    [left] = (await workspace.lists.targets(kept.id)).targets
    assert (left.domain, "bert" in left.columns["who"]) == ("b.com", False)
    assert (await workspace.lists.find("Shops")).total == 1
