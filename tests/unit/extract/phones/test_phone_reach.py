import time

import pytest

from desktop_scanner.extract.phones import phone_reach


@pytest.mark.parametrize(
    "before",
    [
        "Tel. ",
        "TÉL : ",
        "Te\u0301l : ",
        "Servicetelefon ",
        "ТЕЛ ",
        "☎ ",
        "电话",
        "ＴＥＬ ",
        "Rufnummern ",
        "Große Straße, Fax ",
    ],
)
def test_a_number_behind_a_word_for_phone_or_fax_is_within_its_reach(before: str) -> None:
    begin = len(f"Über uns\n{before}")
    assert any(first <= begin <= last for first, last in phone_reach.reaches(f"Über uns\n{before}030 901820"))


def test_a_number_before_its_word_in_brackets_is_within_its_reach() -> None:
    assert phone_reach.reaches("030 901820 (Fax)")[0][0] == 0


@pytest.mark.parametrize("text", ["", "hotel 030 901820", "was 030 901820", "belle 030 901820", "EAN 4217440237199"])
def test_the_ends_and_beginnings_of_other_words_reach_nothing(text: str) -> None:
    assert phone_reach.reaches(text) == []


def test_reaches_that_meet_are_one() -> None:
    assert len(phone_reach.reaches("Tel. 030 901820, Fax 030 901821" + " " * 200 + "Tel. 030 901822")) == 2


def test_the_look_takes_linear_time() -> None:
    text = "tel " * 500_000
    before = time.process_time()
    phone_reach.reaches(text)
    assert time.process_time() - before < 3
