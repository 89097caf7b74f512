"""One window for a database: a second start hands its lists to the first and ends.

The first holds a lock file and listens on a local socket (a named pipe on Windows) that only its user may open. The
socket's name tells nothing of the database's place. A first window that does not answer is no reason not to work: the
second then opens beside it, which the database allows.
"""

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

_ANSWER_MS = 2_000
_ACCEPTED = b"shown\n"
_LONGEST = 1 << 20  # a megabyte of file names; what is longer is no hand-over of ours


class Handover(msgspec.Struct, frozen=True):
    """What a second start would have opened: files of domains, absolute."""

    files: tuple[str, ...] = ()


class SingleInstance(QObject):
    """Says whether this process is the first on its database, and hears what later ones hand over.

    Signals:
        handed_over(paths)      a list of Path, empty where only the window is wanted
    """

    handed_over = Signal(object)

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(database)
        self._lock = QLockFile(str(_folder() / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # it is given up when its process has ended, however long that one runs
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def claim(self) -> bool:
        """Become the first, if there is none, and listen from now on."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)  # what a killed one left
        if not self._server.listen(self._name):
            log.warning("Later starts cannot be heard: %s", self._server.errorString())
        return True

    def hand_over(self, paths: Sequence[Path]) -> bool:
        """Give the first window these files and have it shown; return whether it said that it does."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        message = Handover(files=tuple(str(path.expanduser().absolute()) for path in paths))
        socket.write(msgspec.json.encode(message) + b"\n")
        answer = b""
        while not answer.endswith(b"\n") and socket.waitForReadyRead(_ANSWER_MS):
            answer += bytes(socket.readAll().data())
        return answer == _ACCEPTED

    def release(self) -> None:
        """Let another be the first."""
        self._server.close()
        self._lock.unlock()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_message(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._on_message(socket)

    def _on_message(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST:
            socket.abort()
        elif socket.canReadLine():
            self._accept(socket, bytes(socket.readLine().data()))

    def _accept(self, socket: QLocalSocket, line: bytes) -> None:
        try:
            message = msgspec.json.decode(line, type=Handover)
        except msgspec.MsgspecError:
            log.warning("What another process handed over cannot be read; it is left out.")
            socket.abort()
            return
        socket.write(_ACCEPTED)
        socket.flush()
        self.handed_over.emit([Path(name) for name in message.files])


def _name(database: Path) -> str:
    place = hashlib.sha256(str(database.expanduser().absolute()).encode("utf-8", "surrogatepass"))
    return f"desktop-scanner-{place.hexdigest()[:16]}"


def _folder() -> Path:
    """Return a folder of the user's own that ends with the session, where the system has one."""
    for kind in (QStandardPaths.StandardLocation.RuntimeLocation, QStandardPaths.StandardLocation.TempLocation):
        place = QStandardPaths.writableLocation(kind)
        if place and Path(place).is_dir():
            return Path(place)
    return Path.home()
