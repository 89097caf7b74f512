import pytest
from faults import SetupError


@pytest.mark.parametrize(("error", "status"), [(SetupError("Why."), 1), (SetupError("Why.", status=2), 2)])
def test_a_fault_is_its_sentence_and_carries_the_exit_status(error: SetupError, status: int) -> None:
    assert (str(error), error.status) == ("Why.", status)
