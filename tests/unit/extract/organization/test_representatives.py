import pytest

from desktop_scanner.extract.organization.representatives import representatives


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Geschäftsführer: Lena Berg, Dr. Tom Feld"], ("Lena Berg", "Dr. Tom Feld")),
        (
            ["Vertreten durch:", "Karl-Heinz von der Au", "Eva Maria Öllinger", "Kontakt", "Telefon: 1"],
            ("Karl-Heinz von der Au", "Eva Maria Öllinger"),
        ),
        (
            ["Vertreten durch die Huber Verwaltungs GmbH, diese vertreten durch den Geschäftsführer Karl Huber"],
            ("Huber Verwaltungs GmbH", "Karl Huber"),
        ),
        (["Geschäftsführer: Lena Berg, MBA, Tom Feld, Amtsgericht Köln"], ("Lena Berg", "Tom Feld")),
        (["Inhaberin: Wiebke Ellerkamp-Thode"], ("Wiebke Ellerkamp-Thode",)),
        (["Directeur de la publication : Mme Jeanne d'Arcy"], ("Jeanne d'Arcy",)),
        (["Managing Director: John O'Brien and Mary Smith"], ("John O'Brien", "Mary Smith")),
        (["Prezes zarządu: Jan Nowak"], ("Jan Nowak",)),
        (["Jednatel: Petr Dvořák"], ("Petr Dvořák",)),
        (["代表者", "山田 太郎"], ("山田 太郎",)),
        (["Die Geschäftsführung haftet nicht"], ()),
        (["Vertreten durch", "Amtsgericht Köln"], ()),
        (["Vorstand"], ()),
    ],
)
def test_those_who_act_for_an_organisation_are_named(lines: list[str], found: tuple[str, ...]) -> None:
    assert representatives(lines) == found
