from desktop_scanner.core.events import Event, RemoteTold
from desktop_scanner.core.remote_batches import RemoteBatch, RemoteState
from desktop_scanner.core.remote_links import LinkRole, RemoteLink, RemoteVerdict
from desktop_scanner.services.told_link import ToldLink
from desktop_scanner.services.workspace import Workspace


async def test_what_people_see_is_stored_and_then_told_once(workspace: Workspace) -> None:
    made = RemoteLink(batch_id="b", remote="office", address="https://a.test", role=LinkRole.RUN)
    store, events = workspace.store.remote, list[Event]()
    told = ToldLink(store, await store.put_link(made), events.append)
    await told.moved(RemoteBatch(batch_id="r", state=RemoteState.RUNNING, word="running", completed=1))
    await told.judge(RemoteVerdict.STALLED, "Nothing moves.")
    await told.judge(RemoteVerdict.STALLED, "Nothing moves.")
    await told.change(pull_cursor="7")
    links = [event.link for event in events if isinstance(event, RemoteTold)]
    assert [(link.completed, link.verdict) for link in links] == [(1, None), (1, RemoteVerdict.STALLED)]
    assert await store.link("b", "office") == told.link
    assert told.link.pull_cursor == "7"
