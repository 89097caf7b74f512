import pytest
from PySide6.QtGui import QColor

from desktop_scanner.ui.palette import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Colours

GROUNDS = ("window", "surface", "selection", "selection_idle")
WORDS = ("text", "muted", "failed", "attention", "working", "done", "accent")


def luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_words_stand_out_from_every_ground(colours: Colours, ground: str, word: str) -> None:
    # Words on a selection are painted in the text colour; there the others are symbols, for which 3 is enough.
    needed = 3 if ground.startswith("selection") and word != "text" else 4.5
    assert contrast(getattr(colours, word), getattr(colours, ground)) >= needed


@pytest.mark.parametrize(
    "colours", [LIGHT, DARK, LIGHT_HIGH, DARK_HIGH], ids=["light", "dark", "light high", "dark high"]
)
def test_the_primary_button_and_messages_can_be_read(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    for ground in (colours.failed_soft, colours.attention_soft, colours.accent_soft):
        assert contrast(colours.text, ground) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT_HIGH, DARK_HIGH], ids=["light", "dark"])
def test_high_contrast_leaves_nothing_to_guess(colours: Colours) -> None:
    for ground in ("window", "surface", "raised"):
        for word in WORDS:
            assert contrast(getattr(colours, word), getattr(colours, ground)) >= 7
        assert contrast(colours.border, getattr(colours, ground)) >= 4.5
    for ground in ("selection", "selection_idle", "hover"):
        assert contrast(colours.text, getattr(colours, ground)) >= 7
