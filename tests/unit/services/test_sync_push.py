import json

import pytest

from desktop_scanner.core.remote_links import LinkRole
from desktop_scanner.services.workspace import Workspace
from desktop_scanner.store.edits import Description
from tests.servers.v3.ours import OursServer
from tests.servers.v3.serving import Asked, Said
from tests.unit.services.remote_sites import with_remote
from tests.unit.services.sync_samples import scanned, share
from tests.unit.store.samples import BATCH

pytestmark = pytest.mark.usefixtures("memory_keyring")


def lines(asked: Asked) -> int:
    return len(asked.body.splitlines()) - 1


async def test_results_go_in_parts_that_are_packed(workspace: Workspace, ours: OursServer) -> None:
    await share(ours.url, workspace, count=650)
    sent = ours.asked_of("/results", "PUT")
    assert [lines(each) for each in sent] == [300, 300, 50]
    assert all(each.sent_bytes < len(each.body) / 5 for each in sent)


async def test_what_is_too_large_is_halved(workspace: Workspace, ours: OursServer) -> None:
    def refuse_large(asked: Asked) -> Said | None:
        return Said(413, b'{"status":413}', "application/problem+json") if lines(asked) > 100 else None

    await scanned(workspace.store, 300)
    await with_remote(workspace, ours.url)
    ours.overrides["/results"] = refuse_large  # type: ignore[assignment]
    assert (await workspace.sync.sync(pull=False)).sent == 300
    assert [lines(each) for each in ours.asked_of("/results", "PUT")] == [300, 150, 75, 75, 75, 75]


async def test_an_upload_that_breaks_off_again_and_again_becomes_smaller(
    workspace: Workspace, ours: OursServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_scanner.services.sync_tries.retry_delay_s", lambda _attempt, _error: 0.0)
    await scanned(workspace.store, 300)
    await with_remote(workspace, ours.url)
    ours.drops_before_answer = 2
    assert (await workspace.sync.sync(pull=False)).sent == 300
    assert [lines(each) for each in ours.asked_of("/results", "PUT")] == [300, 150, 75, 75, 75, 75]
    assert ours.state.find(BATCH).total == 300  # type: ignore[union-attr]


async def test_notes_and_tags_and_private_options_stay_here(workspace: Workspace, ours: OursServer) -> None:
    await scanned(workspace.store, 1)
    await workspace.store.describe(BATCH, Description(note="They pay late.", tags=("secret",)))
    await with_remote(workspace, ours.url)
    await workspace.sync.sync()
    (sent,) = ours.asked_of("/results", "PUT")
    batch = json.loads(sent.body.splitlines()[0])["batch"]
    assert (batch["name"], batch["note"], batch["tags"]) == ("A batch", "", [])


async def test_a_server_by_the_same_name_elsewhere_gets_all_of_it(
    workspace: Workspace, ours: OursServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await share(ours.url, workspace, count=3)
    await workspace.remotes.remove("office")
    async with OursServer(tmp_path_factory.mktemp("elsewhere") / "state.db") as elsewhere:
        await with_remote(workspace, elsewhere.url)
        assert (await workspace.sync.sync()).sent == 3
    (link,) = await workspace.sync.links(BATCH)
    assert (link.address, link.role) == (elsewhere.url, LinkRole.PUSHED)
