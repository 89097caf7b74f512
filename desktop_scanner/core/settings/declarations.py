"""Every setting by its key, `group.name`, in the order in which people see them."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_type_hints

from msgspec import Meta, Struct

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.settings.groups import Choice, Settings

Form = Literal["switch", "choice", "whole", "number", "text", "lines"]

# Of an option's name, what it is counted in.
_UNITS = {"ms": "ms", "s": "s", "minutes": "min", "days": "days", "bytes": "bytes"}

# What only makes sense for the one scan that it is given for: sites led elsewhere. Rules are named by their file.
WITHOUT_SETTING = frozenset({"connect_to", "rules"})

_SCAN_GROUPS: Mapping[str, tuple[str, ...]] = {
    "crawl": (
        *("max_pages", "all_pages", "include", "exclude", "max_bytes", "max_domain_bytes", "max_redirects"),
        *("domain_timeout_s", "request_timeout_s"),
    ),
    "politeness": (
        *("robots", "per_host", "per_address", "delay_ms", "retries", "retry_after_s", "contact", "user_agent"),
    ),
    "network": (
        *("concurrency", "workers", "proxies", "headers", "cookies", "auth", "dns_servers", "ca_file"),
        *("insecure", "allow_private"),
    ),
    "extraction": ("favicon", "security_txt", "dns", "fingerprints"),
    "privacy": ("snippets",),
}
_PARTS = ("extraction", "storage", "appearance", "notifications", "remote")


class Setting(Struct, frozen=True, kw_only=True):
    """One setting: where it is held, of what type, and what people are told of it."""

    group: str
    name: str
    part: str  # of Settings
    hint: Any
    default: Any
    meta: Meta

    @property
    def key(self) -> str:
        """Return what files and commands call it."""
        return f"{self.group}.{self.name}"

    @property
    def title(self) -> str:
        """Return its label."""
        return self.meta.title or self.name

    @property
    def help(self) -> str:
        """Return what it does, in a sentence or two."""
        return self.meta.description or ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the values that it may have; none where it is free."""
        found: tuple[Choice, ...] = (self.meta.extra or {}).get("choices", ())
        return found

    @property
    def path(self) -> Literal["file", "folder"] | None:
        """Return what its value names on the disk, if it is a path."""
        named: Literal["file", "folder"] | None = (self.meta.extra or {}).get("path")
        return named

    @property
    def form(self) -> Form:
        """Return how its value is chosen or typed."""
        if self.choices:
            return "choice"
        forms: dict[type, Form] = {bool: "switch", int: "whole", float: "number", tuple: "lines"}
        return forms.get(type(self.default), "text")

    @property
    def unit(self) -> str:
        """Return what its number counts, "" where that is plain."""
        return unit(self.name)

    @property
    def least(self) -> float | None:
        """Return the least number that it may be; what must be above zero begins at a tenth."""
        if self.meta.gt is not None:
            return self.meta.gt + 0.1
        return self.meta.ge


class Group(Struct, frozen=True, kw_only=True):
    """Settings that stand together."""

    name: str
    title: str
    help: str
    settings: tuple[Setting, ...]


def unit(name: str) -> str:
    """Return what an option of this name counts, "" where that is plain."""
    return _UNITS.get(name.rpartition("_")[2], "") if "_" in name else ""


def _declared(struct: type[Struct], group: str, part: str, names: tuple[str, ...]) -> Iterator[Setting]:
    hints = get_type_hints(struct, include_extras=True)
    usual = struct()
    for name in names:
        meta = next(each for each in get_args(hints[name]) if isinstance(each, Meta))
        yield Setting(group=group, name=name, part=part, hint=hints[name], default=getattr(usual, name), meta=meta)


def _settings(name: str) -> tuple[Setting, ...]:
    found: list[Setting] = []
    if name in _SCAN_GROUPS:
        found += _declared(ScanOptions, name, "scan", _SCAN_GROUPS[name])
    if name in _PARTS:
        struct = type(getattr(Settings(), name))
        found += _declared(struct, name, name, struct.__struct_fields__)
    return tuple(found)


GROUPS = (
    Group(
        name="crawl",
        title="Crawl",
        help="How much of a site is read. New batches start with these.",
        settings=_settings("crawl"),
    ),
    Group(
        name="politeness",
        title="Politeness",
        help="How sites are treated. New batches start with these.",
        settings=_settings("politeness"),
    ),
    Group(
        name="network",
        title="Network",
        help="How sites are reached. New batches start with these.",
        settings=_settings("network"),
    ),
    Group(
        name="extraction",
        title="Extraction",
        help="What is looked for. New batches start with these.",
        settings=_settings("extraction"),
    ),
    Group(
        name="storage",
        title="Storage",
        help="Where results are kept, and for how long: tidied when the window opens, and once a day.",
        settings=_settings("storage"),
    ),
    Group(
        name="privacy",
        title="Privacy",
        help="What of people is kept.",
        settings=_settings("privacy"),
    ),
    Group(name="appearance", title="Appearance", help="How the window looks.", settings=_settings("appearance")),
    Group(
        name="notifications",
        title="Notifications",
        help="What is told while you do something else, and what closing the window means.",
        settings=_settings("notifications"),
    ),
    Group(
        name="remote",
        title="Remote",
        help="How servers that scan for you are asked.",
        settings=_settings("remote"),
    ),
)
ALL: Mapping[str, Setting] = {setting.key: setting for group in GROUPS for setting in group.settings}
