import pytest

from desktop_scanner.extract.parsing import mojibake


def twice(text: str) -> str:
    return text.encode().decode("cp1252")


@pytest.mark.parametrize(
    "text",
    ["Café Müller", "“Brot” – täglich", "Łódź żółw", "Καλημέρα σας".replace("Ά", ""), "50\u00a0€", "© 2024 Größe"],
)
def test_text_that_was_encoded_twice_is_put_right(text: str) -> None:
    wrong = "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in text.encode())
    assert mojibake.repaired(wrong) == text


@pytest.mark.parametrize(
    "text",
    ["plain", "Café Müller", "MENÜ“ und „TÜ“", "NÃO à l’été", "Ã", "Привет, мир", "日本語", "Â", "IRMÃ e SÃO"],
)
def test_text_that_is_right_is_left_alone(text: str) -> None:
    assert mojibake.repaired(text) is None


def test_a_page_that_is_wrong_in_part_is_put_right_there() -> None:
    assert mojibake.repaired(f"Größe: {twice('Café, Müller, Fähre')}") == "Größe: Café, Müller, Fähre"


def test_one_strange_pair_among_right_letters_proves_nothing() -> None:
    assert mojibake.repaired(f"Größe: {twice('é')}") is None


def test_bytes_that_are_no_utf8_stand_for_themselves() -> None:
    assert mojibake.repaired("\u00e0\u0080\u0080 \u00c3") is None
