"""Words and symbols for the states, failures and verdicts: what a table says of a row, translated when shown."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.comparison import DomainChange, FactChange
from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.core.marks import FactKind
from desktop_scanner.core.statuses import BatchState, DomainStatus, Verdict

# Each state has a word, an icon's name and the name of a colour: the colour alone says nothing.
_STATUS = {
    DomainStatus.PENDING: (QT_TRANSLATE_NOOP("labels", "Waiting"), "waiting", "muted"),
    DomainStatus.RUNNING: (QT_TRANSLATE_NOOP("labels", "Running"), "working", "working"),
    DomainStatus.COMPLETED: (QT_TRANSLATE_NOOP("labels", "Done"), "done", "done"),
    DomainStatus.FAILED: (QT_TRANSLATE_NOOP("labels", "Failed"), "failed", "failed"),
    DomainStatus.CANCELLED: (QT_TRANSLATE_NOOP("labels", "Cancelled"), "cancelled", "muted"),
}
_STATE = {
    BatchState.PENDING: (QT_TRANSLATE_NOOP("labels", "Not started"), "waiting", "muted"),
    BatchState.RUNNING: (QT_TRANSLATE_NOOP("labels", "Running"), "working", "working"),
    BatchState.PAUSED: (QT_TRANSLATE_NOOP("labels", "Paused"), "paused", "attention"),
    BatchState.COMPLETED: (QT_TRANSLATE_NOOP("labels", "Done"), "done", "done"),
    BatchState.PARTIAL: (QT_TRANSLATE_NOOP("labels", "Done, some failed"), "attention", "attention"),
    BatchState.FAILED: (QT_TRANSLATE_NOOP("labels", "All failed"), "failed", "failed"),
    BatchState.CANCELLED: (QT_TRANSLATE_NOOP("labels", "Cancelled"), "cancelled", "muted"),
    BatchState.INTERRUPTED: (QT_TRANSLATE_NOOP("labels", "Interrupted"), "interrupted", "attention"),
}
# Why a domain waits whose turn has not come, by where its batch stands.
_WAITING = {
    BatchState.PENDING: QT_TRANSLATE_NOOP("labels", "Waiting: not started"),
    BatchState.RUNNING: QT_TRANSLATE_NOOP("labels", "Waiting: its turn"),
    BatchState.PAUSED: QT_TRANSLATE_NOOP("labels", "Waiting: batch paused"),
    BatchState.INTERRUPTED: QT_TRANSLATE_NOOP("labels", "Waiting: interrupted"),
}
_VERDICT = {
    Verdict.OK: QT_TRANSLATE_NOOP("labels", "A working site"),
    Verdict.PARKED: QT_TRANSLATE_NOOP("labels", "parked"),
    Verdict.REDIRECTED_OFFSITE: QT_TRANSLATE_NOOP("labels", "redirects elsewhere"),
    Verdict.BLOCKED: QT_TRANSLATE_NOOP("labels", "blocks visitors"),
    Verdict.EMPTY: QT_TRANSLATE_NOOP("labels", "empty page"),
    Verdict.JAVASCRIPT_ONLY: QT_TRANSLATE_NOOP("labels", "needs JavaScript"),
    Verdict.SOFT_404: QT_TRANSLATE_NOOP("labels", "an error page"),
}
_DOMAIN_CHANGE = {
    DomainChange.NEW: QT_TRANSLATE_NOOP("labels", "New"),
    DomainChange.GONE: QT_TRANSLATE_NOOP("labels", "Gone"),
    DomainChange.BACK: QT_TRANSLATE_NOOP("labels", "Back"),
    DomainChange.LOST: QT_TRANSLATE_NOOP("labels", "Lost"),
    DomainChange.CHANGED: QT_TRANSLATE_NOOP("labels", "Changed"),
    DomainChange.SAME: QT_TRANSLATE_NOOP("labels", "The same"),
}
_FACT_CHANGE = {
    FactChange.GAINED: QT_TRANSLATE_NOOP("labels", "+ gained"),
    FactChange.LOST: QT_TRANSLATE_NOOP("labels", "− lost"),
    FactChange.CHANGED: QT_TRANSLATE_NOOP("labels", "~ changed"),
}
_PROPERTY = {
    "title": QT_TRANSLATE_NOOP("labels", "Title"),
    "verdict": QT_TRANSLATE_NOOP("labels", "Verdict"),
    "failure": QT_TRANSLATE_NOOP("labels", "Failure"),
    "http_status": QT_TRANSLATE_NOOP("labels", "Answer"),
    "final_url": QT_TRANSLATE_NOOP("labels", "Final address"),
    "certificate": QT_TRANSLATE_NOOP("labels", "Certificate"),
}
_FACT_KIND = {
    "email": QT_TRANSLATE_NOOP("labels", "E-mail"),
    "phone": QT_TRANSLATE_NOOP("labels", "Phone"),
    "social": QT_TRANSLATE_NOOP("labels", "Profile"),
    "address": QT_TRANSLATE_NOOP("labels", "Address"),
    "technology": QT_TRANSLATE_NOOP("labels", "Technology"),
    "tracker": QT_TRANSLATE_NOOP("labels", "Tracker"),
    "organization": QT_TRANSLATE_NOOP("labels", "Organisation"),
    "custom": QT_TRANSLATE_NOOP("labels", "Own rule"),
}
_KIND = {
    FailureKind.INVALID_INPUT: QT_TRANSLATE_NOOP("labels", "not a domain"),
    FailureKind.DNS_NOT_FOUND: QT_TRANSLATE_NOOP("labels", "name not found"),
    FailureKind.DNS_TIMEOUT: QT_TRANSLATE_NOOP("labels", "name servers silent"),
    FailureKind.DNS_ERROR: QT_TRANSLATE_NOOP("labels", "name server error"),
    FailureKind.CONNECT_REFUSED: QT_TRANSLATE_NOOP("labels", "connection refused"),
    FailureKind.CONNECT_TIMEOUT: QT_TRANSLATE_NOOP("labels", "no connection in time"),
    FailureKind.CONNECT_RESET: QT_TRANSLATE_NOOP("labels", "connection broken off"),
    FailureKind.NETWORK_UNREACHABLE: QT_TRANSLATE_NOOP("labels", "network unreachable"),
    FailureKind.ADDRESS_BLOCKED: QT_TRANSLATE_NOOP("labels", "address not public"),
    FailureKind.TLS_EXPIRED: QT_TRANSLATE_NOOP("labels", "certificate expired"),
    FailureKind.TLS_UNTRUSTED: QT_TRANSLATE_NOOP("labels", "certificate not trusted"),
    FailureKind.TLS_HOSTNAME: QT_TRANSLATE_NOOP("labels", "certificate of another name"),
    FailureKind.TLS_PROTOCOL: QT_TRANSLATE_NOOP("labels", "no common TLS version"),
    FailureKind.TLS_ERROR: QT_TRANSLATE_NOOP("labels", "TLS error"),
    FailureKind.PROXY_ERROR: QT_TRANSLATE_NOOP("labels", "proxy error"),
    FailureKind.HTTP_PROTOCOL: QT_TRANSLATE_NOOP("labels", "answer is not valid HTTP"),
    FailureKind.READ_TIMEOUT: QT_TRANSLATE_NOOP("labels", "no answer in time"),
    FailureKind.HTTP_CLIENT_ERROR: QT_TRANSLATE_NOOP("labels", "page refused"),
    FailureKind.HTTP_SERVER_ERROR: QT_TRANSLATE_NOOP("labels", "server error"),
    FailureKind.RATE_LIMITED: QT_TRANSLATE_NOOP("labels", "too many requests"),
    FailureKind.BOT_WALL: QT_TRANSLATE_NOOP("labels", "only browsers let in"),
    FailureKind.TOO_MANY_REDIRECTS: QT_TRANSLATE_NOOP("labels", "too many redirects"),
    FailureKind.REDIRECT_LOOP: QT_TRANSLATE_NOOP("labels", "redirects in a circle"),
    FailureKind.REDIRECT_BLOCKED: QT_TRANSLATE_NOOP("labels", "redirect not public"),
    FailureKind.BODY_TOO_LARGE: QT_TRANSLATE_NOOP("labels", "page too large"),
    FailureKind.BODY_INCOMPLETE: QT_TRANSLATE_NOOP("labels", "page incomplete"),
    FailureKind.DECOMPRESSION_BOMB: QT_TRANSLATE_NOOP("labels", "decompression bomb"),
    FailureKind.NOT_HTML: QT_TRANSLATE_NOOP("labels", "not a web page"),
    FailureKind.HTML_TOO_COMPLEX: QT_TRANSLATE_NOOP("labels", "page too complex"),
    FailureKind.DECODE_ERROR: QT_TRANSLATE_NOOP("labels", "text not readable"),
    FailureKind.ROBOTS_DISALLOWED: QT_TRANSLATE_NOOP("labels", "robots.txt says no"),
    FailureKind.DOMAIN_TIMEOUT: QT_TRANSLATE_NOOP("labels", "time used up"),
    FailureKind.WORKER_CRASHED: QT_TRANSLATE_NOOP("labels", "worker crashed"),
    FailureKind.CANCELLED: QT_TRANSLATE_NOOP("labels", "cancelled"),
    FailureKind.INTERNAL: QT_TRANSLATE_NOOP("labels", "fault of the scanner"),
}
_STAGE = {
    Stage.INPUT: QT_TRANSLATE_NOOP("labels", "Reading the list"),
    Stage.DNS: QT_TRANSLATE_NOOP("labels", "Looking up the name"),
    Stage.PROXY: QT_TRANSLATE_NOOP("labels", "Reaching the proxy"),
    Stage.CONNECT: QT_TRANSLATE_NOOP("labels", "Connecting"),
    Stage.TLS: QT_TRANSLATE_NOOP("labels", "Encrypting"),
    Stage.POLICY: QT_TRANSLATE_NOOP("labels", "Asking robots.txt"),
    Stage.HTTP: QT_TRANSLATE_NOOP("labels", "Asking for the page"),
    Stage.BODY: QT_TRANSLATE_NOOP("labels", "Reading the page"),
    Stage.ENGINE: QT_TRANSLATE_NOOP("labels", "Scanning"),
}


def status(value: DomainStatus) -> str:
    """Return the word for a domain's status."""
    return _translated(_STATUS[value][0])


def waiting(state: BatchState) -> str:
    """Return what a domain waits for whose batch is in that state."""
    return _translated(_WAITING.get(state, _STATUS[DomainStatus.PENDING][0]))


def status_symbol(row: DomainRow) -> tuple[str, str]:
    """Return the icon's and the colour's name for a row: a site that answers but is none needs attention."""
    if row.status is DomainStatus.COMPLETED and row.verdict not in (None, Verdict.OK):
        return "attention", "attention"
    return symbol(row.status)


def symbol(value: DomainStatus) -> tuple[str, str]:
    """Return the icon's and the colour's name for a status."""
    return _STATUS[value][1:]


def state(value: BatchState) -> str:
    """Return the word for a batch's state."""
    return _translated(_STATE[value][0])


def state_symbol(value: BatchState) -> tuple[str, str]:
    """Return the icon's and the colour's name for a batch's state."""
    return _STATE[value][1:]


def outcome(row: DomainRow) -> str:
    """Return where a row stands, with the reason where there is one: "Failed: certificate expired"."""
    if row.status is DomainStatus.FAILED and row.failure_kind:
        return f"{status(row.status)}: {kind(row.failure_kind)}"
    if row.status is DomainStatus.COMPLETED and row.verdict not in (None, Verdict.OK):
        return f"{status(row.status)}: {verdict(row.verdict)}"
    return status(row.status)


def verdict(value: Verdict) -> str:
    """Return what stands behind the domain, as a clause."""
    return _translated(_VERDICT[value])


def kind(value: FailureKind) -> str:
    """Return why a domain failed, as a clause of two to four words."""
    return _translated(_KIND[value])


def fact_kind(value: FactKind) -> str:
    """Return what a fact is."""
    return _translated(_FACT_KIND[value])


def domain_change(value: DomainChange) -> str:
    """Return what became of a domain between two batches."""
    return _translated(_DOMAIN_CHANGE[value])


def fact_change(value: FactChange) -> str:
    """Return what became of a fact, with a sign of its own."""
    return _translated(_FACT_CHANGE[value])


def difference_kind(value: str) -> str:
    """Return what is different: a kind of fact, or a property of the domain."""
    return _translated({**_FACT_KIND, **_PROPERTY}.get(value, value))


def stage(value: Stage) -> str:
    """Return what the scanner did at that step."""
    return _translated(_STAGE[value])


def _translated(text: object) -> str:
    return QCoreApplication.translate("labels", str(text))
