import pytest

from desktop_scanner.extract.text import languages

TEXTS = {
    "en": "We bake our bread every morning and deliver it to you with care. All our products are made by hand.",
    "de": "Wir backen jeden Morgen frisch und liefern mit Sorgfalt. Unsere Produkte sind für Sie von Hand gemacht.",
    "fr": "Nous cuisons notre pain tous les matins et livrons avec soin. Nos produits sont faits à la main pour vous.",
    "nl": "Wij bakken ons brood elke ochtend en leveren met zorg. Onze producten zijn voor u met de hand gemaakt.",
    "es": "Horneamos nuestro pan todos los días y lo entregamos con cuidado. Los productos son hechos a mano.",
    "it": "Cuociamo il nostro pane ogni mattina. I nostri prodotti sono fatti a mano.",
    "pt": "Fazemos o nosso pão todas as manhãs. Os produtos são feitos à mão, não em série.",
    "pl": "Nasz chleb pieczemy codziennie rano. Wszystkie produkty są robione ręcznie dla nas.",
    "sv": "Vi bakar vårt bröd varje morgon och levererar det. Alla våra produkter är gjorda för hand av oss.",
    "fi": "Leivomme leipämme joka aamu. Kaikki tuotteet ovat käsintehtyjä ja myös kaupassa.",
    "tr": "Ekmeğimizi her sabah pişiriyor . Tüm ürünler sizin için elde yapılır, daha fazla çeşit var.",
    "ru": "Мы печём хлеб каждое утро и доставляем его с заботой. Все наши изделия сделаны вручную для вас.",
    "uk": "Ми печемо хліб щоранку і доставляємо його з турботою. Усі наші вироби зроблені вручну для їхніх родин.",
    "bg": "Ние печем хляба си всяка сутрин и го доставяме с грижа. Всички наши продукти са направени на ръка за вас.",
    "el": "Ψήνουμε το ψωμί μας κάθε πρωί και το παραδίδουμε με φροντίδα στην πόλη.",
    "ja": "毎朝パンを焼いて、心を込めてお届けします。すべての商品は手作りです。ご予約はお電話でどうぞ。",
    "zh": "我们每天早上烤面包，用心送货。所有产品均为手工制作。欢迎来电预订。",
    "ko": "매일 아침 빵을 구워 정성껏 배달합니다. 모든 제품은 수제입니다.",
    "ar": "نخبز خبزنا كل صباح ونوصله بعناية إلى بيوتكم في المدينة",
    "fa": "ما هر روز صبح نان می‌پزیم و با دقت تحویل می‌دهیم. چرا پیش ما نمی‌آیید؟ گروه ما بزرگ است",
    "he": "אנו אופים את הלחם שלנו בכל בוקר ומספקים אותו בקפידה",
    "hi": "हम हर सुबह रोटी बनाते हैं और ध्यान से पहुँचाते हैं",
    "th": "เราอบขนมปังทุกเช้าและจัดส่งด้วยความใส่ใจ",
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_shows_in_its_script_and_its_commonest_words(language: str) -> None:
    assert languages.detected(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "Home Contact Login", "12345 " * 50, "Peeters " * 40, "日", "Xyzzy Плугх " * 9])
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert languages.detected(text) is None


def test_a_text_half_in_one_language_and_half_in_another_is_neither() -> None:
    assert languages.detected(TEXTS["de"] + TEXTS["fr"]) is None


@pytest.mark.parametrize(
    ("declared", "found", "is_plausible"),
    [
        ("de-AT", "de", True),
        ("en", "de", False),
        ("no", "da", True),
        ("hr", "hr", True),
        ("bs", "hr", True),
        (None, "de", None),
        ("de", None, None),
    ],
)
def test_a_declared_language_is_plausible_beside_its_kin(
    declared: str | None, found: str | None, is_plausible: bool | None
) -> None:
    assert languages.is_plausible(declared, found) is is_plausible


@pytest.mark.parametrize(
    "text", ["ᐃᓄᒃᑎᑐᑦ ᐅᖃᐅᓯᖅ ᐃᓄᐃᑦ ᓄᓇᖓᓐᓂ ᐊᑐᖅᑕᐅᔪᖅ ᐅᖃᐅᓯᐅᕗᖅ", "Żółć gęślą jaźń " * 9, "and the with for " + "xyzzy " * 400]
)
def test_a_script_or_words_that_are_not_known_say_nothing(text: str) -> None:
    assert languages.detected(text) is None
