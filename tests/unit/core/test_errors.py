import pytest

from desktop_scanner.core.errors import (
    RemoteAuthError,
    RemoteBusyError,
    RemoteError,
    RemoteRefusedError,
    RemoteUnreachableError,
)


@pytest.mark.parametrize(
    ("error", "is_passing"),
    [
        (RemoteError("No."), False),
        (RemoteUnreachableError("No."), True),
        (RemoteRefusedError("No.", 500), True),
        (RemoteRefusedError("No.", 418), False),
        (RemoteAuthError("No.", 401), False),
        (RemoteBusyError("No.", 429), True),
    ],
)
def test_an_error_says_whether_trying_again_later_may_help(error: RemoteError, is_passing: bool) -> None:
    assert error.is_passing is is_passing
    assert str(error) == "No."
    assert not error.may_have_arrived
