"""Words and symbols for servers, what is to be done at them, and how batches stand there."""

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_scanner.core.conflicts import Conflict, Side
from desktop_scanner.core.outbox import OperationKind, OperationState
from desktop_scanner.core.remote_batches import RemoteState
from desktop_scanner.core.remote_links import Choice, LinkRole, RemoteLink, RemoteVerdict
from desktop_scanner.core.remotes import Finding, RemoteServer, ServerKind
from desktop_scanner.ui import formats, remote_state
from desktop_scanner.ui.remote_state import RemoteStateKind

_KIND = {
    ServerKind.CLASSIC: QT_TRANSLATE_NOOP("remotes", "Classic server: it returns counts, no findings"),
    ServerKind.OURS: QT_TRANSLATE_NOOP("remotes", "Desktop Scanner server: it returns all findings"),
}
_FINDING = {
    Finding.TOKEN_REFUSED: ("failed", "failed"),
    Finding.TOKEN_MISSING: ("attention", "attention"),
    Finding.ACCEPTS_ANY_TOKEN: ("attention", "attention"),
    Finding.NOT_ENCRYPTED: ("attention", "attention"),
    Finding.CLOCK_DIFFERS: ("attention", "attention"),
    Finding.PREFIX_DOUBLED: ("done", "done"),
    Finding.NO_RESULTS: ("help", "muted"),
    Finding.NO_REPEATED_POST: ("help", "muted"),
}
_OPERATION = {
    OperationKind.SUBMIT: QT_TRANSLATE_NOOP("remotes", "Have it scanned there"),
    OperationKind.LIST: QT_TRANSLATE_NOOP("remotes", "Look through its batches"),
    OperationKind.PULL: QT_TRANSLATE_NOOP("remotes", "Fetch results"),
    OperationKind.UPLOAD: QT_TRANSLATE_NOOP("remotes", "Send results"),
    OperationKind.CANCEL: QT_TRANSLATE_NOOP("remotes", "Cancel it there"),
}
_OPERATION_STATE = {
    OperationState.WAITING: (QT_TRANSLATE_NOOP("remotes", "Waits"), "waiting", "muted"),
    OperationState.TRYING: (QT_TRANSLATE_NOOP("remotes", "Being done"), "working", "working"),
    OperationState.DONE: (QT_TRANSLATE_NOOP("remotes", "Done"), "done", "done"),
    OperationState.FAILED: (QT_TRANSLATE_NOOP("remotes", "Failed"), "failed", "failed"),
    OperationState.UNDECIDED: (QT_TRANSLATE_NOOP("remotes", "May have arrived"), "attention", "attention"),
}
_REMOTE_STATE = {
    RemoteState.PENDING: (QT_TRANSLATE_NOOP("remotes", "Waiting"), "waiting", "muted"),
    RemoteState.RUNNING: (QT_TRANSLATE_NOOP("remotes", "Running"), "working", "working"),
    RemoteState.COMPLETED: (QT_TRANSLATE_NOOP("remotes", "Done"), "done", "done"),
    RemoteState.PARTIAL: (QT_TRANSLATE_NOOP("remotes", "Done, some failed"), "attention", "attention"),
    RemoteState.FAILED: (QT_TRANSLATE_NOOP("remotes", "All failed"), "failed", "failed"),
    RemoteState.CANCELLED: (QT_TRANSLATE_NOOP("remotes", "Cancelled"), "cancelled", "muted"),
    RemoteState.NOT_FOUND: (QT_TRANSLATE_NOOP("remotes", "Not there"), "attention", "attention"),
    RemoteState.UNCLEAR: (QT_TRANSLATE_NOOP("remotes", "Unknown"), "help", "muted"),
}
_CHOICE = {
    Choice.WAIT: QT_TRANSLATE_NOOP("remotes", "Keep Waiting"),
    Choice.TAKE_OVER: QT_TRANSLATE_NOOP("remotes", "Scan the Rest Here"),
    Choice.SUBMIT_AGAIN: QT_TRANSLATE_NOOP("remotes", "Submit Again"),
    Choice.GIVE_UP: QT_TRANSLATE_NOOP("remotes", "Give Up"),
    Choice.FORGET: QT_TRANSLATE_NOOP("remotes", "Forget the Server’s Part"),
}
_WINNER = {
    (Side.MINE, False): QT_TRANSLATE_NOOP("remotes", "The one from here: it is newer"),
    (Side.MINE, True): QT_TRANSLATE_NOOP("remotes", "The one from here: you chose it"),
    (Side.THEIRS, False): QT_TRANSLATE_NOOP("remotes", "The server’s: it is newer"),
    (Side.THEIRS, True): QT_TRANSLATE_NOOP("remotes", "The server’s: you chose it"),
}
_STATUS = {
    RemoteStateKind.NEEDS_TOKEN: ("key", "attention"),
    RemoteStateKind.SYNCING: ("refresh", "working"),
    RemoteStateKind.FAILED: ("failed", "failed"),
    RemoteStateKind.TO_DECIDE: ("attention", "attention"),
    RemoteStateKind.WAITS: ("waiting", "attention"),
    RemoteStateKind.REACHABLE: ("done", "done"),
    RemoteStateKind.UNTESTED: ("help", "muted"),
    RemoteStateKind.NONE: ("help", "muted"),
}
_VERDICT_SYMBOL: dict[RemoteVerdict, tuple[str, str]] = {
    RemoteVerdict.NEEDS_TOKEN: ("key", "attention"),
    RemoteVerdict.ENDED: ("done", "done"),
    RemoteVerdict.NO_FINDINGS: ("help", "attention"),
    RemoteVerdict.CANCELLED: ("cancelled", "muted"),
    RemoteVerdict.GIVEN_UP: ("cancelled", "muted"),
    RemoteVerdict.TAKEN_OVER: ("done", "done"),
    RemoteVerdict.REFUSED: ("failed", "failed"),
}


def kind(value: ServerKind) -> str:
    """Return what a server is, as a sentence's beginning."""
    return _translated(_KIND[value])


def finding_symbol(value: Finding) -> tuple[str, str]:
    """Return the icon's and the colour's name for a finding."""
    return _FINDING[value]


def operation(value: OperationKind) -> str:
    """Return what is to be done."""
    return _translated(_OPERATION[value])


def operation_state(value: OperationState) -> str:
    """Return how far an operation is."""
    return _translated(_OPERATION_STATE[value][0])


def operation_symbol(value: OperationState) -> tuple[str, str]:
    """Return the icon's and the colour's name for how far an operation is."""
    return _OPERATION_STATE[value][1:]


def batch_state(value: RemoteState, word: str = "") -> str:
    """Return where a batch stands there; a word of the server's that is not known here as it is."""
    return word if value is RemoteState.UNCLEAR and word else _translated(_REMOTE_STATE[value][0])


def batch_symbol(value: RemoteState) -> tuple[str, str]:
    """Return the icon's and the colour's name for where a batch stands there."""
    return _REMOTE_STATE[value][1:]


def choice(value: Choice, verdict: RemoteVerdict | None) -> str:
    """Return what a button of that choice says."""
    if value is Choice.TAKE_OVER and verdict is RemoteVerdict.NO_FINDINGS:
        return QCoreApplication.translate("remotes", "Scan It Here")
    return _translated(_CHOICE[value])


def winner(conflict: Conflict) -> str:
    """Return whose result counts here, and why."""
    return _translated(_WINNER[conflict.winner, conflict.is_resolved])


def link_symbol(link: RemoteLink) -> tuple[str, str]:
    """Return the icon's and the colour's name for how a batch stands on its server."""
    if link.verdict is not None:
        return _VERDICT_SYMBOL.get(link.verdict, ("attention", "attention"))
    if link.role.is_sent:
        return "working", "working"
    return "done", "done"


def status_symbol(value: RemoteStateKind) -> tuple[str, str]:
    """Return the icon's and the colour's name for how it stands with the servers."""
    return _STATUS[value]


def status(state: remote_state.RemoteState) -> str:
    """Return how it stands with the servers, in a few words."""
    translate = QCoreApplication.translate
    waits = (
        translate("remotes", "Sync waits (retry at {time})") if state.retry_at else translate("remotes", "Sync waits")
    )
    counted, begun = translate("remotes", "Syncing {done} of {total}"), translate("remotes", "Syncing…")
    syncing = counted if state.total else begun
    text = {
        RemoteStateKind.NEEDS_TOKEN: translate("remotes", "{remote} needs a token"),
        RemoteStateKind.SYNCING: syncing,
        RemoteStateKind.FAILED: translate("remotes", "Remote: {count} failed"),
        RemoteStateKind.TO_DECIDE: translate("remotes", "Remote: {count} to decide"),
        RemoteStateKind.WAITS: waits,
        RemoteStateKind.REACHABLE: translate("remotes", "{remote} reachable"),
        RemoteStateKind.UNTESTED: translate("remotes", "{remote} not tested"),
    }.get(state.kind, "")
    return text.format(
        remote=state.remote,
        done=formats.number(state.done),
        total=formats.number(state.total),
        count=formats.number(state.count),
        time=formats.to_the_second(state.retry_at) if state.retry_at else "",
    )


def where(link: RemoteLink) -> str:
    """Return what a batch has to do with its server."""
    translate = QCoreApplication.translate
    text = {
        LinkRole.RUN: translate("remotes", "Runs on {remote}"),
        LinkRole.BESIDE: translate("remotes", "Scanned here, and on {remote} beside it"),
        LinkRole.PUSHED: translate("remotes", "Also kept on {remote}"),
        LinkRole.PULLED: translate("remotes", "Fetched from {remote}"),
    }[link.role]
    if link.role is LinkRole.RUN and link.verdict is not None and not link.verdict.is_followed:
        text = translate("remotes", "Sent to {remote}")
    return text.format(remote=link.remote)


def last_word(link: RemoteLink) -> str:
    """Return what the server said last of a batch: what it does not tell is unknown."""
    translate = QCoreApplication.translate
    if link.state is None:
        return translate("remotes", "it has told nothing yet") if link.role.is_sent else ""
    state = batch_state(link.state, link.word)
    if link.completed is None or link.total is None:
        return translate("remotes", "it says: {state}, counts unknown").format(state=state)
    failed = translate("remotes", "unknown") if link.failed is None else formats.number(link.failed)
    text = translate("remotes", "it says: {state}, {done} of {total} done, failed: {failed}")
    return text.format(
        state=state, done=formats.number(link.completed), total=formats.number(link.total), failed=failed
    )


def awaited(link: RemoteLink | None, *, is_classic: bool) -> str:
    """Return the same in a sentence."""
    if link is None or not link.is_run_there:
        return ""
    translate = QCoreApplication.translate
    text = translate("remotes", "Waiting: {remote} scans this batch, and has not told of this domain yet.")
    if is_classic or link.is_ours is False:
        text = translate(
            "remotes", "Unknown: {remote} is a classic server, and tells only how many domains of a batch are done."
        )
    return text.format(remote=link.remote)


def waiting(link: RemoteLink | None, *, is_classic: bool) -> str:
    """Return why a domain of a batch waits that a server scans, "" for batches of here."""
    if link is None or not link.is_run_there:
        return ""
    if is_classic or link.is_ours is False:
        return QCoreApplication.translate("remotes", "Unknown: not told")
    return QCoreApplication.translate("remotes", "Waiting: on {remote}").format(remote=link.remote)


def server(found: RemoteServer | None) -> str:
    """Return what a server turned out to be."""
    if found is None:
        return QCoreApplication.translate("remotes", "Not tested yet")
    return kind(found.kind)


def file_question(file: Path) -> str:
    """Return the question whether a token may be kept in a file, where there is no keyring."""
    text = QCoreApplication.translate(
        "remotes",
        "This computer has no keyring that takes the token. It can be kept in a file that only you can read, {file}.",
    )
    return text.format(file=file)


def _translated(text: object) -> str:
    return QCoreApplication.translate("remotes", str(text))
