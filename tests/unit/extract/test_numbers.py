import pytest

from desktop_scanner.extract import numbers


def test_the_first_region_that_fits_is_taken() -> None:
    found = numbers.parse("020 7183 8750", ("US", "GB"))
    assert found == ("+442071838750", "020 7183 8750", "GB", 1, "fixed_line")


@pytest.mark.parametrize("text", ["", "12", "+", "+999999999999", "0000000000", "0123456789", "1" * 50, "phone"])
def test_what_is_no_valid_number_is_refused(text: str) -> None:
    assert numbers.parse(text, ("BE", "US")) is None
