"""The sample sites as they lie in resources/sites: behaviour, files, and what a scan of each must find.

Each folder is named for its domain and holds `site.toml` beside the files that are served. All firms, people,
addresses and numbers in them are invented; the phone numbers come from ranges kept free for fiction, or, where a
country keeps none, from blocks that no line can have.
"""

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field

from desktop_scanner.core import domains, resources
from desktop_scanner.core.failures import FailureKind
from desktop_scanner.core.statuses import DomainStatus, Verdict

DECLARATION = "site.toml"


class Redirect(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A redirect from one origin to another, for every path below it."""

    source: str = field(name="from")
    to: str
    status: int = 301


class Behaviour(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the site's server behaves.

    `canonical` is the origin that the site's other doors forward to; a path of `statuses` or `delays_s` stands for
    itself, `*` for all the others.
    """

    port_80: Literal["serve", "refuse"] = "serve"
    port_443: Literal["serve", "expired", "refuse"] = "serve"
    canonical: str | None = None
    redirects: tuple[Redirect, ...] = ()
    charset: str = "utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    statuses: dict[str, int] = field(default_factory=dict)
    delays_s: dict[str, float] = field(default_factory=dict)


class Expectation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a scan of the site must find: None and empty do not restrict, and of lists a part may be named.

    `pages` is the least number of pages read, `absent` holds values that look like contacts and are none.
    """

    status: DomainStatus
    verdict: Verdict | None = None
    failure: FailureKind | None = None
    http_status: int | None = None
    final_url: str | None = None
    redirects: int | None = None
    title: str | None = None
    language: str | None = None
    charset: str | None = None
    organization: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    trackers: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    pages: int = 0


class _Declaration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    order: int
    name: str
    shows: str
    behaviour: Behaviour = field(default_factory=Behaviour)
    expect: Expectation


class Site(Struct, frozen=True, kw_only=True):
    """One sample site; `files` maps the path below its folder, with slashes, to the content."""

    domain: str
    name: str
    shows: str
    behaviour: Behaviour
    expect: Expectation
    files: dict[str, bytes]

    @property
    def hosts(self) -> tuple[str, str]:
        """Return the names it answers to: apex and www."""
        return self.domain, f"www.{self.domain}"

    @property
    def display(self) -> str:
        """Return the domain as people write it."""
        return domains.display(self.domain)


def load(folder: Path | None = None) -> tuple[Site, ...]:
    """Return the sites of a folder (those that come with the program by default), in their order in the list."""
    root = folder or resources.path("sites")
    found = [(_declaration(path), path.parent) for path in root.glob(f"*/{DECLARATION}")]
    found.sort(key=lambda pair: pair[0].order)
    return tuple(_site(declaration, home) for declaration, home in found)


def _declaration(path: Path) -> _Declaration:
    return msgspec.toml.decode(path.read_bytes(), type=_Declaration)


def _site(declaration: _Declaration, home: Path) -> Site:
    files = {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and path.name != DECLARATION
    }
    return Site(
        domain=home.name,
        name=declaration.name,
        shows=declaration.shows,
        behaviour=declaration.behaviour,
        expect=declaration.expect,
        files=files,
    )
