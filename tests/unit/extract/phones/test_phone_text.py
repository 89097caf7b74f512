import pytest

from desktop_scanner.extract.phones import phone_text


def found(text: str, source: str = "") -> list[tuple[str, str, str | None]]:
    return [
        (each.number.value, each.sign, each.announced)
        for each in phone_text.found(text, (source or text).encode(), lambda _: ("DE",))
    ]


@pytest.mark.parametrize(
    ("text", "sign", "announced"),
    [
        ("Tel. 030 901820", "word", "phone"),
        ("Fax 030 901820", "word", "fax"),
        ("Tel/Fax 030 901820", "word", "both"),
        ("+49 30 901820", "country", None),
        ("030 901820\nhof@a.de", "neighbour", None),
        ("Mo-Fr 030 901820", "form", None),
        ("Büro: 030-901820", "form", None),
        ("ext. 1234 (030 901820)", "form", None),
        ("030\n901820 Tel. 030\n901820", "word", "phone"),
    ],
)
def test_a_number_is_known_by_a_sign(text: str, sign: str, announced: str | None) -> None:
    assert ("+4930901820", sign, announced) in found(text)


def test_an_icon_in_the_markup_announces_a_number() -> None:
    assert found("030901820", '<i class="fa fa-phone"></i> 030901820') == [("+4930901820", "markup", "phone")]


@pytest.mark.parametrize(
    "text", ["", "030901820", "1.2.2024", "Tel 192.168.1.1", "a030 901820", "€ 030 901820", "Konto 030 901820"]
)
def test_other_numbers_are_passed_over(text: str) -> None:
    assert found(text) == []


def test_the_number_of_candidates_is_bounded() -> None:
    assert len(found("Tel 030 901820, " * (phone_text.MAX_CANDIDATES + 5))) == phone_text.MAX_CANDIDATES
