import pytest

from desktop_scanner.extract.places import streets


def test_a_line_is_cut_at_commas_bars_and_dashes() -> None:
    found = streets.pieces_of("Huber GmbH, Ring 3 · Tel | x - y, ", 4)
    assert [(piece.text, piece.line) for piece in found] == [
        ("Huber GmbH", 4),
        ("Ring 3", 4),
        ("Tel", 4),
        ("x", 4),
        ("y", 4),
    ]


@pytest.mark.parametrize(
    ("lines", "street"),
    [
        (["Ring 3", "x"], "Ring 3"),
        (["Calle Mayor, 12", "x"], "Calle Mayor, 12"),
        (["Unit 5", "Bengal Street", "x"], "Unit 5, Bengal Street"),
        (["Jersey Mill, Bengal Street", "x"], "Jersey Mill, Bengal Street"),
        (["Ring 3", "Hinterhaus", "x"], "Ring 3, Hinterhaus"),
        (["1234", "x"], None),
        (["Huber, 12", "x"], "Huber, 12"),
        (["€, 12", "x"], None),
        (
            ["Wir freuen uns auf Ihren Besuch bei uns am alten Markt im Laden Hauptstraße 12", "x"],
            "Hauptstraße 12",
        ),
        (["Wir sind für Sie da und freuen uns auf Ihren Besuch bei uns", "x"], None),
    ],
)
def test_the_street_before_a_place_is_found(lines: list[str], street: str | None) -> None:
    pieces = [piece for row, line in enumerate(lines) for piece in streets.pieces_of(line, row)]
    found, _ = streets.before(pieces, len(pieces) - 1, [])
    assert (found.text if found else None) == street


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ringstraße 3", True), ("Rue Haute 5", True), ("Atelier 12", False), ("Bäckerei Weg", False)],
)
def test_a_street_is_told_from_a_name(text: str, expected: bool) -> None:
    assert streets.is_street(text) is expected


def test_a_street_far_above_is_another_one_s() -> None:
    pieces = [streets.Piece("Ring 3", 0, 0, 6), streets.Piece("x", 9, 0, 1)]
    assert streets.before(pieces, 1, []) == (None, [])


@pytest.mark.parametrize(
    "before",
    [
        "",
        "D-",
        "Anschrift: ",
        "Ring 3, ",
        "Alter Markt ",
        f"{'Sie finden uns ' * 8}in der Ringstraße 12, ",
        "Pozo s/n ",
    ],
)
def test_before_a_code_a_street_may_stand(before: str) -> None:
    assert streets.may_end(before)


@pytest.mark.parametrize(
    "before", ["Bestellnummer ", "Wir liefern gern und oft nach ", "In 12 Jahren " + "und so weiter " * 6, "x" * 200]
)
def test_before_other_numbers_none_can(before: str) -> None:
    assert not streets.may_end(before)
