import pytest

from desktop_scanner.engine import urls
from desktop_scanner.engine.site.guesses import MAX_GUESSES, Guess, Guesses

_ALL = ("contact", "imprint", "about")


def made(home: str, declared: str | None = None, missing: tuple[str, ...] = _ALL) -> list[str]:
    guesses = Guesses(home, declared)
    found = []
    while (guess := guesses.next(missing)) is not None:
        found.append(urls.path_of(guess.url))
    return found


@pytest.mark.parametrize(
    ("home", "declared", "paths"),
    [
        ("https://a.de/", None, ["/kontakt", "/impressum"]),
        ("https://a.de/", "en-US", ["/kontakt", "/impressum"]),
        ("https://a.com/", "de-DE", ["/kontakt", "/impressum"]),
        ("https://a.com/", None, ["/contact", "/contact-us"]),
        ("https://a.com/de/start", "en", ["/de/kontakt", "/de/impressum"]),
        ("https://a.fr/", None, ["/contact", "/mentions-legales"]),
        ("https://a.com/", "pl", ["/kontakt", "/o-nas"]),
        ("https://a.hu/", None, ["/kapcsolat", "/impresszum"]),
        ("https://a.se/", "sv", ["/kontakt", "/kontakta-oss"]),
        ("https://a.co.uk/", "en-GB", ["/contact", "/contact-us"]),
    ],
)
def test_guesses_follow_the_language_of_the_site(home: str, declared: str | None, paths: list[str]) -> None:
    assert made(home, declared) == paths


@pytest.mark.parametrize(
    ("missing", "paths"),
    [
        (("imprint", "about"), ["/impressum", "/ueber-uns"]),
        (("contact",), ["/kontakt", "/contact"]),
        (("about",), ["/ueber-uns"]),
        ((), []),
    ],
)
def test_only_what_is_missing_is_guessed(missing: tuple[str, ...], paths: list[str]) -> None:
    assert made("https://a.de/", missing=missing) == paths


def test_what_was_found_meanwhile_is_guessed_no_more() -> None:
    guesses = Guesses("https://a.de/", None)
    assert guesses.next(_ALL) == Guess("https://a.de/kontakt", "contact")
    assert guesses.next(("about",)) == Guess("https://a.de/ueber-uns", "about")
    assert guesses.next(_ALL) is None
    assert MAX_GUESSES == 2
