"""The colours of the window: two palettes of the same names, the only colour literals in the program."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, kw_only=True)
class Colours:
    """One palette: neutral greys, one accent, four state colours; each a CSS colour."""

    is_dark: bool
    window: str  # behind everything: side bar, bars
    surface: str  # where content stands: tables, editors
    raised: str  # buttons, chips
    hover: str
    border: str
    border_strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    selection: str
    selection_idle: str
    done: str
    working: str
    attention: str
    failed: str
    failed_soft: str
    attention_soft: str


LIGHT = Colours(
    is_dark=False,
    window="#f3f5f5",
    surface="#ffffff",
    raised="#ffffff",
    hover="#e8eced",
    border="#dde3e4",
    border_strong="#b9c3c6",
    text="#1b2225",
    muted="#566368",
    accent="#0f6f69",
    accent_hover="#0b5c57",
    on_accent="#ffffff",
    accent_soft="#dff0ee",
    selection="#d3ebe8",
    selection_idle="#e7eced",
    done="#23764a",
    working="#1e66a8",
    attention="#8a5a00",
    failed="#b0322b",
    failed_soft="#fbeae9",
    attention_soft="#fcf3df",
)

DARK = Colours(
    is_dark=True,
    window="#161a1c",
    surface="#1d2225",
    raised="#272d31",
    hover="#2b3236",
    border="#30383c",
    border_strong="#4d585d",
    text="#e4e9eb",
    muted="#9fabb0",
    accent="#3fb8ad",
    accent_hover="#5accc1",
    on_accent="#0c1f1d",
    accent_soft="#1d3a38",
    selection="#22484a",
    selection_idle="#2c3539",
    done="#62c892",
    working="#6fb3ee",
    attention="#e2b153",
    failed="#f28b82",
    failed_soft="#3d2423",
    attention_soft="#3a301a",
)


# For those who see little contrast: every word at least 7 to 1 (WCAG 2.2, 1.4.6), lines that cannot be overlooked.
LIGHT_HIGH = replace(
    LIGHT,
    window="#ffffff",
    hover="#e2e2e2",
    border="#6a6a6a",
    border_strong="#4a4a4a",
    text="#000000",
    muted="#2e2e2e",
    accent="#004a45",
    accent_hover="#003531",
    selection="#b4e4df",
    selection_idle="#dcdcdc",
    done="#0a4727",
    working="#0a3a70",
    attention="#523300",
    failed="#7d0d08",
)
DARK_HIGH = replace(
    DARK,
    window="#000000",
    surface="#000000",
    raised="#000000",
    hover="#2a2a2a",
    border="#9a9a9a",
    border_strong="#b8b8b8",
    text="#ffffff",
    muted="#d9d9d9",
    accent="#74f0e5",
    accent_hover="#a2f7ef",
    on_accent="#000000",
    accent_soft="#003a37",
    selection="#00463f",
    selection_idle="#333333",
    done="#8df0b6",
    working="#a6d4ff",
    attention="#ffdc94",
    failed="#ffbab4",
)


def qt_palette(colours: Colours) -> QPalette:
    """Return the colours as Qt's own palette, for what no style sheet reaches."""
    palette = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window, role.AlternateBase), colours.window),
        ((role.Base,), colours.surface),
        ((role.Button, role.ToolTipBase), colours.raised),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.HighlightedText), colours.text),
        ((role.PlaceholderText,), colours.muted),
        ((role.Highlight,), colours.selection),
        ((role.Link, role.LinkVisited, role.Accent), colours.accent),
        ((role.Mid, role.Midlight), colours.border),
        ((role.Dark, role.Shadow), colours.border_strong),
    ):
        for each in roles:
            palette.setColor(each, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Inactive, role.Highlight, QColor(colours.selection_idle))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.border_strong))
    return palette
