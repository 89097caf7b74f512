import pytest

from desktop_scanner.extract.phones import numbers


def test_the_first_region_that_fits_is_taken() -> None:
    found = numbers.parse("020 7183 8750", ("US", "GB"))
    assert found == ("+442071838750", "020 7183 8750", "GB", 1, "fixed_line")


@pytest.mark.parametrize("text", ["", "12", "+", "+999999999999", "0000000000", "0123456789", "1" * 50, "phone"])
def test_what_is_no_valid_number_is_refused(text: str) -> None:
    assert numbers.parse(text, ("BE", "US")) is None


@pytest.mark.parametrize(
    ("text", "regions", "expected"),
    [
        ("2021-26120-370", ("FR", "DK"), False),
        ("602 123 456", ("CZ",), True),
        ("0471 12 34 56", ("FR", "BE"), True),
        ("32 471 12 34 56", ("BE",), True),
        ("4217440237199", ("XX",), False),
        ("0032 471 12 34 56", ("FR",), True),
        ("09 223 45 67 / 0471 12 34 56", ("BE",), True),
        ("123", (), True),
    ],
)
def test_how_many_digits_it_has_tells_whether_it_may_be_a_number(
    text: str, regions: tuple[str, ...], expected: bool
) -> None:
    assert numbers.may_be(text, regions) is expected
