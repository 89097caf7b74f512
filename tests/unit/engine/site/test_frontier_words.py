import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.engine.site import frontier_words

_TEXTS = {
    "contact": """
        Contact us|KONTAKT|Nous contacter|Contacto|Contato|Contatti|Contacteer ons|Kapcsolat|Contactează-ne
        Yhteystiedot|Kontakta oss|İletişim|Επικοινωνία|Контакты|Зв'язок|お問い合わせ|联系我们|문의하기|Liên hệ
        Hubungi kami|اتصل بنا|צור קשר|Skontaktuj się|Napište nám|kontakt.html|contact-form
    """,
    "imprint": """
        Impressum|Imprint|Mentions légales|Aviso legal|Note legali|Colofon|Nota prawna|Impresszum|Реквизиты
        特定商取引法に基づく表記|Künye
    """,
    "about": """
        About|Über uns|ueber-uns|À propos|Qui sommes-nous ?|Sobre nosotros|Quem somos|Chi siamo|Over ons|O nas
        Rólunk|Despre noi|Om oss|Meistä|Hakkımızda|Σχετικά|О компании|Про нас|关于我们|회사소개|من نحن|אודות
    """,
    "team": """
        Our Team|Unser Team|Notre équipe|Nuestro equipo|Il team|Zespół|Náš tým|Csapatunk|Команда|スタッフ紹介|团队
    """,
    "locations": """
        Locations|Standorte|Nos agences|Sucursales|Le nostre sedi|Vestigingen|Pobočky|Üzletek|Butiker|Subeler
        Филиалы|店舗一覧|매장안내
    """,
    "privacy": "Datenschutz|Privacy Policy|Politique de confidentialité|Polityka prywatności|プライバシーポリシー",
    "shop": "Shop|Produkte|Boutique|Tienda|Sklep|Магазин",
    "blog": "Blog|Aktuelles|Actualités|Noticias|Nyheter|Новости",
}


@pytest.mark.parametrize("kind", _TEXTS)
def test_a_kind_is_known_in_many_languages(kind: str) -> None:
    texts = [text.strip() for text in _TEXTS[kind].strip().replace("\n", "|").split("|")]
    found = {text: frontier_words.kind_of(frontier_words.fold(text)) for text in texts}
    assert {text: named and named[0] for text, named in found.items()} == dict.fromkeys(found, kind)


@pytest.mark.parametrize("text", ["", "Leistungen", "Referenzen", "steam", "oms", "1234"])
def test_other_words_name_no_kind(text: str) -> None:
    assert frontier_words.kind_of(frontier_words.fold(text)) is None


@pytest.mark.parametrize(("text", "is_all"), [("Kontakt", True), ("Kontakt & Anfahrt", False), ("contact-us", True)])
def test_whether_a_text_names_nothing_else_is_told(text: str, is_all: bool) -> None:
    found = frontier_words.kind_of(frontier_words.fold(text))
    assert found == ("contact", is_all)


@pytest.mark.parametrize(
    "part", ["contact", "kontakt.html", "ueber-uns", "O_nas", "%C3%BCber-uns", "%E3%82%B9%E3%82%BF%E3%83%83%E3%83%95"]
)
def test_a_part_of_a_path_that_holds_a_word_may_promise_something(part: str) -> None:
    assert frontier_words.may_promise(part)


@pytest.mark.parametrize("part", ["", "roofs", "nice-thing-number-7", "%"])
def test_a_part_without_one_promises_nothing(part: str) -> None:
    assert not frontier_words.may_promise(part)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = frontier_words.fold(text)
    assert frontier_words.fold(folded) == folded
