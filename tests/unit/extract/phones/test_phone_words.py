import pytest

from desktop_scanner.extract.phones import phone_words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tel. ", "phone"),
        ("Telefax: ", "fax"),
        ("Tel./Fax: ", "both"),
        ("Telefon und Fax ", "both"),
        ("Tel. 030 1 Fax ", "fax"),
        ("USt-IdNr. ", "other"),
        ("Call to order: ", "phone"),
        ("Order no. ", "other"),
        ("T ", "phone"),
        ("T hat ", None),
        ("C.F. ", None),
        ("Portable : ", "phone"),
        ("a portable thing ", None),
        ("Servicehotline (kostenfrei) ", "phone"),
        ("联系电话：", "phone"),
        ("फ़ोन: ", "phone"),
        ("ＴＥＬ：", "phone"),
        ("📠 ", "fax"),
        ("SY8 1AZ ", None),
        ("", None),
    ],
)
def test_the_nearest_telling_word_says_what_follows(text: str, kind: str | None) -> None:
    assert phone_words.kind_before(text, len(text), 0) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Tel. 1, ", "phone"), ("Fax 1, ", None), ("IBAN 1, ", None), ("Order 1, ", None), ("Tel. 1 Order ", None)],
)
def test_only_a_phone_word_announces_a_second_number(text: str, kind: str | None) -> None:
    assert phone_words.kind_before(text, len(text), text.index("1") + 1) == kind


@pytest.mark.parametrize(
    ("text", "kind"), [(" (Fax)", "fax"), (" [mobile]", "phone"), (" (VAT)", None), (" fax", None)]
)
def test_a_word_in_brackets_behind_a_number_tells_too(text: str, kind: str | None) -> None:
    assert phone_words.kind_after(text, 0) == kind
