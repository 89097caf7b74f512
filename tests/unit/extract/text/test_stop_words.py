import pytest

from desktop_scanner.extract.text import stop_words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wir sind für Sie da und freuen uns auf den Besuch von Ihnen", "de"),
        ("We are here for you and we look after your garden with care", "en"),
        ("Nous sommes à votre écoute pour tous les travaux et avec le sourire dans votre maison", "fr"),
        ("Wij zijn er voor u en met onze mensen naar een mooi huis van het jaar", "nl"),
        ("Jesteśmy dla Państwa i nie tylko w sklepie, lecz przez internet oraz na miejscu, jak co dzień", "pl"),
        ("Η επιχείρηση μας βρίσκεται στην καρδιά της πόλης", "el"),
        ("私たちのお店は駅から歩いて五分のところにありますのでぜひお越しください", "ja"),
        ("", None),
        ("WordPress 6.5", None),
    ],
)
def test_small_words_or_the_script_tell_the_language(text: str, code: str | None) -> None:
    assert stop_words.language(text) == code
