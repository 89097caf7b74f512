import pytest

from desktop_scanner.core.remote_batches import RemoteBatch, RemoteState
from desktop_scanner.core.remote_links import Choice, LinkRole, RemoteLink, RemoteVerdict, told


def link(role: LinkRole, verdict: RemoteVerdict | None) -> RemoteLink:
    return RemoteLink(batch_id="b", remote="office", address="https://a.test", role=role, verdict=verdict)


@pytest.mark.parametrize("verdict", [each for each in RemoteVerdict if not each.is_local])
def test_a_batch_that_does_not_come_to_its_end_always_has_a_way_out(verdict: RemoteVerdict) -> None:
    its = link(LinkRole.RUN, verdict)
    assert Choice.TAKE_OVER in its.choices
    assert its.is_run_there
    assert its.is_followed == (verdict in (RemoteVerdict.NEEDS_TOKEN, RemoteVerdict.STALLED))


@pytest.mark.parametrize("verdict", [RemoteVerdict.ENDED, RemoteVerdict.TAKEN_OVER])
def test_a_batch_that_came_back_is_one_of_here(verdict: RemoteVerdict) -> None:
    its = link(LinkRole.RUN, verdict)
    assert (its.is_run_there, its.is_followed, its.choices) == (False, False, ())


def test_what_is_only_kept_on_a_server_is_nothing_to_follow_or_decide() -> None:
    for role in (LinkRole.PUSHED, LinkRole.PULLED):
        its = link(role, None)
        assert (its.is_run_there, its.is_followed, its.choices) == (False, False, ())
    assert link(LinkRole.BESIDE, None).is_followed
    assert not link(LinkRole.BESIDE, None).is_run_there


def test_a_server_that_tells_nothing_leaves_nothing_known() -> None:
    fields = told(RemoteBatch(batch_id="b", state=RemoteState.UNCLEAR, word="odd"))
    assert fields == {
        "state": RemoteState.UNCLEAR,
        "word": "odd",
        "total": None,
        "completed": None,
        "failed": None,
        "progress": None,
    }
