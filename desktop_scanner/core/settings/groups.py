"""The settings, one struct a group; the options of a scan are declared in `core.options` and only grouped here."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from desktop_scanner.core.options import ScanOptions

Scheme = Literal["system", "light", "dark"]
Language = Literal["system", "en", "de"]
Contrast = Literal["system", "normal", "high"]
Density = Literal["compact", "comfortable"]
OnClose = Literal["ask", "keep", "pause", "cancel"]


class Choice(Struct, frozen=True):
    """One of the values that a setting may have, and what people see in its place."""

    value: str
    label: str


class Extraction(Struct, frozen=True, kw_only=True):
    """What is looked for in pages, beside the options of a scan."""

    rules_file: Annotated[
        str | None,
        Meta(
            title="Own rules",
            description="A TOML file of rules for values to take from pages, read anew for each batch.",
            extra={"path": "file"},
        ),
    ] = None


class Storage(Struct, frozen=True, kw_only=True):
    """Where results are kept, and for how long."""

    folder: Annotated[
        str | None,
        Meta(
            title="Folder of the database",
            description="Where scanner.db lies if not in the usual folder. Holds from the next start on; a database "
            "that is there already is not moved.",
            extra={"path": "folder"},
        ),
    ] = None
    evidence_days: Annotated[
        int,
        Meta(
            title="Keep pages and evidence",
            description="Remove them from results that are older, and give their space back; what was found stays. "
            "0 keeps them.",
            ge=0,
            le=36_500,
        ),
    ] = 0
    batch_days: Annotated[
        int,
        Meta(
            title="Keep batches",
            description="Delete batches that ended longer ago. 0 keeps them; one with a tag, or that is repeated, "
            "always stays.",
            ge=0,
            le=36_500,
        ),
    ] = 0


class Appearance(Struct, frozen=True, kw_only=True):
    """How the window looks."""

    scheme: Annotated[
        Scheme,
        Meta(
            title="Colours",
            description="The palette of the window.",
            extra={
                "choices": (
                    Choice("system", label="As the system"),
                    Choice("light", label="Light"),
                    Choice("dark", label="Dark"),
                )
            },
        ),
    ] = "system"
    contrast: Annotated[
        Contrast,
        Meta(
            title="Contrast",
            description="How far colours are apart; high has words of 7 to 1 and stronger lines.",
            extra={
                "choices": (
                    Choice("system", label="As the system"),
                    Choice("normal", label="Normal"),
                    Choice("high", label="High"),
                )
            },
        ),
    ] = "system"
    density: Annotated[
        Density,
        Meta(
            title="Row height",
            description="The height of the rows in tables.",
            extra={"choices": (Choice("compact", label="Compact"), Choice("comfortable", label="Comfortable"))},
        ),
    ] = "compact"
    text_size: Annotated[
        int,
        Meta(
            title="Text size",
            description="Steps above or below the system's text size, a tenth each. Holds from the next start on.",
            ge=-2,
            le=5,
        ),
    ] = 0
    language: Annotated[
        Language,
        Meta(
            title="Language",
            description="The language of the window. Holds from the next start on.",
            extra={
                "choices": (
                    Choice("system", label="As the system"),
                    Choice("en", label="English"),
                    Choice("de", label="Deutsch"),
                )
            },
        ),
    ] = "system"


class Notifications(Struct, frozen=True, kw_only=True):
    """What the program tells while nobody looks, and what closing it means."""

    when_done: Annotated[
        bool, Meta(title="Tell when a batch has ended", description="When nobody looks at the window.")
    ] = True
    min_minutes: Annotated[
        int,
        Meta(
            title="Only after",
            description="Tell only of batches that ran for at least this long.",
            ge=0,
            le=1_440,
        ),
    ] = 1
    tray: Annotated[
        bool,
        Meta(
            title="Show an icon in the tray", description="Where the system has one: the window, and its end, at hand."
        ),
    ] = False
    on_close: Annotated[
        OnClose,
        Meta(
            title="Closing while a batch runs",
            description="What becomes of the batch when the window is closed.",
            extra={
                "choices": (
                    Choice("ask", label="Ask"),
                    Choice("keep", label="Go on in the background"),
                    Choice("pause", label="Pause it and close"),
                    Choice("cancel", label="Cancel it and close"),
                )
            },
        ),
    ] = "ask"


class Remote(Struct, frozen=True, kw_only=True):
    """How servers are asked."""

    default_poll_s: Annotated[
        float,
        Meta(
            title="Ask for news every",
            description="How often a server is asked how its batch goes, where its profile says nothing else.",
            ge=0.5,
            le=3_600,
        ),
    ] = 3.0
    stall_deadline_s: Annotated[
        float,
        Meta(
            title="Call a batch stalled after",
            description="How long a server's counts may stand still before that is told.",
            ge=10,
            le=86_400,
        ),
    ] = 600.0


class Settings(Struct, frozen=True, kw_only=True):
    """All settings; `scan` holds the options with which new batches start."""

    scan: ScanOptions = ScanOptions()
    extraction: Extraction = Extraction()
    storage: Storage = Storage()
    appearance: Appearance = Appearance()
    notifications: Notifications = Notifications()
    remote: Remote = Remote()

    def __repr__(self) -> str:
        """Show what differs from the defaults, group by group."""
        usual = Settings()
        parts = ((name, getattr(self, name)) for name in self.__struct_fields__)
        changed = (f"{name}={part!r}" for name, part in parts if part != getattr(usual, name))
        return f"Settings({', '.join(changed)})"


def replaced(settings: Settings, part: str, name: str, value: object) -> Settings:
    """Return the settings with one value in its part."""
    changed = msgspec.structs.replace(getattr(settings, part), **{name: value})
    return msgspec.structs.replace(settings, **{part: changed})
