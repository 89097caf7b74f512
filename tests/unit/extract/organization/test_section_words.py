import pytest

from desktop_scanner.extract.organization import section_words


@pytest.mark.parametrize(
    "line",
    [
        "hébergeur : ovh",
        "website by bright pixel",
        "1. hosting",
        "realizzato da studio",
        "tvorba webu: x",
        "fotos: anna",
        "our data protection officer is",
        "zuständige aufsichtsbehörde",
    ],
)
def test_labels_of_others_are_known(line: str) -> None:
    assert section_words.FOREIGN.match(line)
    assert not section_words.OWN.match(line)


@pytest.mark.parametrize(
    "line",
    [
        "éditeur du site",
        "denominación social:",
        "ragione sociale",
        "bedrijfsnaam",
        "provozovatel",
        "firmanavn",
        "yhteystiedot",
        "registered office",
        "nazwa firmy",
        "会社名",
    ],
)
def test_labels_of_the_owner_are_known(line: str) -> None:
    assert section_words.OWN.match(line)
    assert not section_words.FOREIGN.match(line)
