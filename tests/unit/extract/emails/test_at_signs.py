import pytest

from desktop_scanner.extract.emails import at_signs


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a@b.be", ("a", "b.be", 0, 6)),
        ("to a@b.be, or", ("a", "b.be", 3, 9)),
        ("a@\nb.be", ("a", "b.be", 0, 7)),
        ("a@b\n.\nbe", ("a", "b.be", 0, 8)),
        ("\\na@b.be", ("a", "b.be", 1, 8)),
        ("\\u003ea@b.be", ("a", "b.be", 1, 12)),
        ("eb.b@a2", ("eb.b", "a2", 0, 7)),
        ("a@b.behttp://x", ("a", "b.behttp", 0, 10)),
    ],
)
def test_an_address_grows_from_its_sign(text: str, parts: tuple[str, str, int, int]) -> None:
    assert list(at_signs.found(text)) == [parts]


@pytest.mark.parametrize(
    "text", ["@", "@b.be", "a@", "a@b", "//a@b.be", "//x:a@b.be", "a@b.be:22", "sip:a@b.be", "a@b.be@c.be"]
)
def test_what_is_part_of_something_else_is_none(text: str) -> None:
    assert list(at_signs.found(text)) == []


@pytest.mark.parametrize("text", ["a&#64;b.be", "a&amp;#64;b.be", "a&#x40;b.be", "a＠b.be", "aⓐb.be", "a&commat;b.be"])
def test_all_signs_are_read_as_one(text: str) -> None:
    assert at_signs.readable(text) == "a@b.be"


@pytest.mark.parametrize("text", ["", "a & b", "AT&T", "für 5 €"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert at_signs.readable(text) == text


def test_the_number_of_signs_that_are_looked_at_is_bounded() -> None:
    assert len(list(at_signs.found("a@b.be " * (at_signs.MAX_SIGNS + 5)))) == at_signs.MAX_SIGNS
