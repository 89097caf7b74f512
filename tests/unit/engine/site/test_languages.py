import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.engine.site import languages


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de-AT", "de"), ("EN", "en"), ("pt_BR", "pt"), ("no", "nb"), ("cz", "cs"), ("zh-Hant", "zh"), ("uk", "uk")],
)
def test_a_tag_names_its_language(tag: str, language: str) -> None:
    assert languages.of(tag) == language


@pytest.mark.parametrize("tag", [None, "", "x", "xx", "contact", "de-de-de"])
def test_other_texts_name_none(tag: str | None) -> None:
    assert languages.of(tag) is None


@pytest.mark.parametrize(
    ("path", "query", "language"),
    [
        ("/de/kontakt", "", "de"),
        ("/en-gb/contact", "", "en"),
        ("/English/contact", "", "en"),
        ("/français", "", "fr"),
        ("/se/", "", "sv"),
        ("/contact", "lang=fr", "fr"),
        ("/contact", "id=7&L=it", "it"),
        ("/uk/contact", "", None),
        ("/contact/de", "", None),
        ("/design", "", None),
        ("/contact", "l=7", None),
        ("/", "", None),
    ],
)
def test_an_address_tells_its_language_in_its_first_part_or_a_parameter(
    path: str, query: str, language: str | None
) -> None:
    assert languages.of_address(path, query) == language


@given(st.text(), st.text())
def test_no_text_makes_the_reading_fail(path: str, query: str) -> None:
    found = languages.of_address(path, query)
    assert found is None or languages.of(found) == found
