from PySide6.QtCore import QObject, Signal

EMITS = 5_000


class Sender(QObject):
    happened = Signal(object)


def test_emitting_a_signal_thousands_of_times_is_safe(qapp: object) -> None:
    # PySide6 6.12.0 on Python 3.11 lost a reference at each emit() and aborted after some 560 of them.
    sender, received = Sender(), list[int]()
    sender.happened.connect(received.append)
    for number in range(EMITS):
        sender.happened.emit(number)
    assert received == list(range(EMITS))
