import pytest

from desktop_scanner.extract import DecodeError, HtmlTooComplexError


@pytest.mark.parametrize("error", [DecodeError, HtmlTooComplexError])
def test_what_cannot_be_read_is_a_value_error(error: type[Exception]) -> None:
    assert issubclass(error, ValueError)
