import pytest

from desktop_scanner.intake import lists, tidying


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a.com\nnot one\nb.com", "a.com\nb.com"),
        ("a.com, nodot; b.com # mine\n", "a.com, b.com # mine\n"),
        ("nodot # why\n\n# heading\n", "# why\n\n# heading\n"),
        ("a.com;b.com\r\n", "a.com;b.com\n"),
    ],
)
def test_what_cannot_be_used_goes_and_the_rest_stays_as_it_is(text: str, left: str) -> None:
    assert tidying.without_faults(text) == left
    assert lists.read_text(left).rejected == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a.com\nWWW.A.com/x\nb.com\n", "a.com\nb.com\n"),
        ("a.com, b.com\nb.com; c.com # more\nnodot\nnodot\n", "a.com, b.com\nc.com # more\nnodot\nnodot\n"),
    ],
)
def test_each_domain_keeps_its_first_mention(text: str, left: str) -> None:
    assert tidying.without_duplicates(text) == left
    assert lists.read_text(left).targets == lists.read_text(text).targets
