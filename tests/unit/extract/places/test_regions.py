import pytest

from desktop_scanner.extract.places import regions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BE", "BE"),
        ("uk", "GB"),
        ("U.K.", "GB"),
        ("DEU", "DE"),
        ("Österreich", "AT"),
        ("België", "BE"),
        ("Espagne", "ES"),
        ("Nowhere", None),
        ("", None),
        (None, None),
    ],
)
def test_countries_are_known_by_code_and_by_name(text: str | None, code: str | None) -> None:
    assert regions.country_code(text) == code


@pytest.mark.parametrize(
    ("countries", "language", "hint", "expected"),
    [
        (["CH"], "de", "DE", ("CH", "DE")),
        ([], "nl-BE", None, ("BE", "NL")),
        ([], "en-US", "BE", ("BE", "US")),
        ([], "en", None, ("US", "GB")),
        ([], None, None, ()),
    ],
)
def test_the_likeliest_country_comes_first(
    countries: list[str], language: str | None, hint: str | None, expected: tuple[str, ...]
) -> None:
    assert regions.likely(countries, language, hint) == expected
