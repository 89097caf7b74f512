"""What is said of a setting, in the language of the window."""

import html
import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop_scanner.core.settings import values
from desktop_scanner.core.settings.declarations import Group, Setting
from desktop_scanner.ui import formats, sentences

translate = QCoreApplication.translate  # under its own name, by which lupdate finds the texts


def unit(name: str) -> str:
    """Return a unit as it stands behind a number, with its space; "" for none."""
    words = {
        "days": translate("setting_words", "days"),
        "bytes": translate("setting_words", "bytes"),
    }
    return f" {words.get(name, name)}" if name else ""


def value(setting: Setting, held: Any) -> str:
    """Return a value in one line."""
    for choice in setting.choices:
        if choice.value == held:
            return sentences.shown(choice.label)
    if setting.form == "switch":
        return translate("setting_words", "on") if held else translate("setting_words", "off")
    if setting.form == "whole":
        return f"{formats.number(held)}{unit(setting.unit)}"
    if setting.form == "number":
        return f"{formats.decimal(held)}{unit(setting.unit)}"
    plain = values.plain(setting, held)
    text = ", ".join(plain) if isinstance(plain, list) else str(plain or "")
    return text or translate("setting_words", "none")


def matches(setting: Setting, group: Group, words: Sequence[str]) -> bool:
    """Return whether all of these words, in small letters, stand in what is said of the setting."""
    said = [setting.title, setting.help, group.title, *(choice.label for choice in setting.choices)]
    text = " ".join((*map(sentences.shown, said), setting.key, unit(setting.unit))).casefold()
    return all(word in text for word in words)


def highlighted(text: str, words: Sequence[str], colour: str) -> str:
    """Return the text as rich text with these words, in small letters, on that colour."""
    if not words:
        return html.escape(text)
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    parts = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return "".join(
        f'<span style="background-color: {colour}">{html.escape(part)}</span>' if place % 2 else html.escape(part)
        for place, part in enumerate(parts)
    )
