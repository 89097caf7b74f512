import pytest

from desktop_scanner.extract.companies import legal_forms

FORMS = """
Müller Bau GmbH|GmbH
Holz Huber GmbH & Co. KG|GmbH & Co. KG
Kraut UG (haftungsbeschränkt)|UG (haftungsbeschränkt)
Meier e.K.|e.K.
TSV Oberrotach e.V.|e.V.
Gruber e.U.|e.U.
Keller AG|AG
SARL Dupont|SARL
Dupont S.à r.l.|S.à r.l.
Dupont SASU|SASU
Smith & Sons Ltd|Ltd
Smith PLC|PLC
Acme, LLC|LLC
Acme Inc.|Inc.
Rossi S.r.l.|S.r.l.
Rossi SpA|SpA
De Vries B.V.|B.V.
Stichting Vogel|Stichting
Peeters BVBA|BVBA
Pardo, S.L.|S.L.
Silva Unipessoal, Lda.|Unipessoal, Lda.
Kowalski Sp. z o.o.|Sp. z o.o.
Kowalski sp. z o. o. sp. k.|sp. z o. o. sp. k.
Novák s.r.o.|s.r.o.
Novák, a.s.|a.s.
Hansen ApS|ApS
Hansen A/S|A/S
Lunds Snickeri AB|AB
Nordlys AS|AS
Virtanen Oy|Oy
Kovács Kft.|Kft.
Horvat d.o.o.|d.o.o.
Aqua Ltda|Ltda
Kebab Pty Ltd|Pty Ltd
株式会社山田製作所|株式会社
港工業株式会社|株式会社
宁波金山机械有限公司|有限公司
"""


@pytest.mark.parametrize("line", FORMS.split("\n")[1:-1])
def test_the_legal_form_of_a_name_is_found(line: str) -> None:
    name, form = line.split("|")
    assert legal_forms.of(name) == form


@pytest.mark.parametrize(
    "name",
    [
        "Kettlewick & Rowe",
        "Café Las Palmas",
        "Brasserie As",
        "Maison des associations",
        "Limited Edition Shop at the End of Baker Street",
        "AG",
    ],
)
def test_a_name_without_form_has_none(name: str) -> None:
    assert legal_forms.of(name) is None


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Peeters NV", "Bakkerij Peeters", True),
        ("Müller Bau GmbH", "MUELLER BAU", True),
        ("Smith and Sons Ltd", "Smith & Sons", True),
        ("Lagerblick", "Lager Blick GmbH", True),
        ("Peeters NV", "Janssens NV", False),
        ("Studio A", "", False),
    ],
)
def test_names_of_one_organisation_are_told_from_others(first: str, second: str, expected: bool) -> None:
    assert legal_forms.same(first, second) is expected
    assert legal_forms.same(second, first) is expected


def test_a_name_is_looked_for_by_its_words() -> None:
    assert legal_forms.is_in("Holz Huber GmbH", "Kontakt – HUBER Holz")
    assert not legal_forms.is_in("Holz Huber GmbH", "Kontakt – Huber")


def test_a_mere_form_is_told_from_a_name() -> None:
    assert legal_forms.is_form("GmbH & Co. KG")
    assert not legal_forms.is_form("Huber GmbH")
    assert legal_forms.words("GmbH & Co.")


def test_letters_are_folded_to_latin_ones() -> None:
    assert legal_forms.fold("Straße Łódź Ålesund Παπά Иван") == "strasse lodz aalesund papa ivan"
    assert legal_forms.fold("ABC") == "abc"


def test_a_form_counts_only_after_a_name() -> None:
    assert legal_forms.found_in("GmbH & Co. KG") is None
    found = legal_forms.found_in("Sitz der Huber GmbH in Landshut")
    assert found is not None
    assert found[0] == "GmbH"
