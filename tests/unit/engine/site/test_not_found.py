import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.engine.site import not_found

_URL = "https://a.test/x"


@pytest.mark.parametrize(
    "title",
    """404|404 - a.test|404 – Page|Error 404|404 Not Found|Page not found | a.test|Seite nicht gefunden|
    Page introuvable|Página no encontrada|Pagina non trovata|Pagina niet gevonden|Strona nie została znaleziona|
    Stránka nenalezena|Страница не найдена|Сторінку не знайдено|Sidan hittades inte|Siden blev ikke fundet|
    Sivua ei löytynyt|Az oldal nem található|Sayfa bulunamadı|Página não encontrada|Stranica nije pronađena|
    ページが見つかりません|页面不存在|페이지를 찾을 수 없습니다|Trang không tồn tại""".replace("\n    ", "").split("|"),
)
def test_a_title_tells_in_many_languages(title: str) -> None:
    assert not_found.evidence(_URL, title.strip(), "", 100) is not None or title.strip() == "a.test"


@pytest.mark.parametrize(
    "line",
    [
        "404",
        "Oops! That page can't be found.",
        "The page you were looking for does not exist",
        "Die Seite konnte leider nicht gefunden werden",
        "Cette page n'existe pas",
        "Sorry, this page no longer exists.",
    ],
)
def test_a_line_of_a_short_text_tells(line: str) -> None:
    evidence = not_found.evidence(_URL, "Roofs Ltd", f"Home\nServices\n{line}\nBack to start", 60)
    assert evidence is not None
    assert (evidence.method, evidence.snippet) == ("text", line)


@pytest.mark.parametrize(
    ("title", "text", "characters"),
    [
        ("404 Main Street Barber", "Haircuts", 200),
        ("Route 404 rides", "We ride", 200),
        ("Roofs", "404 Main Street\nLondon", 200),
        ("Lost and found", "We have found 404 umbrellas", 200),
        ("Roofs", "Treasures that were not found before, now here", 200),
        ("Seite nicht gefunden", "a shop with very much to say", 5_000),
        (None, "", 0),
    ],
)
def test_pages_that_are_there_are_not_mistaken(title: str | None, text: str, characters: int) -> None:
    assert not_found.evidence(_URL, title, text, characters) is None


@given(st.text(), st.text())
def test_no_text_makes_the_rules_fail(title: str, text: str) -> None:
    found = not_found.evidence(_URL, title, text, len(text))
    assert found is None or len(found.snippet) <= 160
