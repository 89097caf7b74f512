import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import translations

PLACE = re.compile(r"\{[^{}]*\}|%n")


def pairs(language: str) -> list[tuple[str, str]]:
    tree = ET.parse(translations.FOLDER / f"{language}.ts")  # noqa: S314 -- our own file
    return [(m.findtext("source") or "", m.findtext("translation") or "") for m in tree.iter("message")]


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert [source for source, text in pairs(language) if not text] == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_translation_is_filled_in_with_the_same_things(language: str) -> None:
    wrong = [s for s, t in pairs(language) if sorted(PLACE.findall(s)) != sorted(PLACE.findall(t))]
    assert wrong == []


def test_the_files_are_those_that_the_code_makes(tmp_path: Path) -> None:
    folder = tmp_path / "translations"
    shutil.copytree(translations.FOLDER, folder)
    translations.write(folder)
    for path in folder.iterdir():
        assert path.read_bytes() == (translations.FOLDER / path.name).read_bytes(), f"run {translations.__file__}"


def test_sentences_of_the_layers_below_are_collected() -> None:
    assert "There is no file {0}; check the name and the folder." in set(translations.sentences())
