import os
import sys

import pytest
from rich.text import Text

from desktop_scanner.cli import messages


def test_texts_from_outside_cannot_control_the_terminal() -> None:
    assert messages.plain("a\x1b[2Jb\x07\u202ec\nd") == "a\ufffd[2Jb\ufffd\ufffdc\nd"


def test_people_are_told_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    messages.error("No [bold] list.")
    messages.warning("Mind this." + " x" * 200)
    messages.note("So it goes.", is_quiet=False)
    messages.note("Not said.", is_quiet=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["Error: No [bold] list.", "Mind this." + " x" * 200, "So it goes."]


def test_what_was_asked_for_is_on_standard_output_and_not_cut_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    messages.show(Text("x" * 300))
    messages.write(b"{}\n")
    assert capsys.readouterr() == ("x" * 300 + "\n{}\n", "")


def test_a_program_is_no_person() -> None:
    assert not messages.is_for_person()


def test_a_character_that_the_output_cannot_show_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="ascii") as stream, os.fdopen(reading) as reader:
        monkeypatch.setattr(sys, "stdout", stream)
        messages.tolerate_encodings()
        messages.show(Text("café"))
        assert reader.readline() == "caf?\n"


def test_output_whose_reader_has_gone_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        stream.write("lost")
        messages.drop_output()
        stream.flush()
