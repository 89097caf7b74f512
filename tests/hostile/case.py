"""A hostile site as data: how each of its doors behaves, and what a scan of it must come to."""

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from desktop_scanner.core.failures import FailureKind, Stage
from desktop_scanner.core.statuses import Verdict
from tests.servers.certificates import Certificates
from tests.servers.dns import Entry
from tests.servers.hostile import Script

MIB = 1024 * 1024
OK = Verdict.OK


@dataclass(frozen=True)
class Tls:
    """A door that speaks TLS as the `context` that is made for the site's name; without a script, no further."""

    context: Callable[[Certificates, str], ssl.SSLContext]
    script: Script | None = None


class Wall(Enum):
    """A door that no server stands behind."""

    REFUSED = "refused"
    BLACK_HOLE = "black hole"


Door = Script | Tls | Wall


@dataclass(frozen=True, kw_only=True)
class Case:
    """One hostile site and its expected result; the defaults are those of a site that is read without a fault.

    `others` are further places that its redirects lead to (host, or host:port), `names` what the name server says of
    hosts that no connect-to rule covers; a `target` of its own is covered by none. `pages` are the failures of
    the pages by path, as far as they are expected. `facts` are further fields of the result. `asked` bounds the
    requests that the site may see. A patient case is scanned with the program's own limits, not with short ones; a
    long one takes seconds more than others, and is scanned by itself only where that is asked for.
    """

    name: str
    http: Door = Wall.REFUSED
    https: Door = Wall.REFUSED
    others: Mapping[str, Door] = field(default_factory=dict)
    names: Mapping[str, Entry] = field(default_factory=dict)
    target: str = ""
    kind: FailureKind | None = None
    stage: Stage | None = None
    says: str = ""
    attempts: int | None = None
    verdict: Verdict | None = OK
    pages: Mapping[str, FailureKind | None] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    asked: int | None = None
    within_s: float = 4.0
    cpu_s: float = 1.5
    growth: int = 60 * MIB
    is_patient: bool = False
    is_long: bool = False

    @property
    def domain(self) -> str:
        """Return the domain that is scanned."""
        return self.target or f"{self.name}.test"


def failing(name: str, kind: str, stage: str, **given: Any) -> Case:
    """Return a case whose domain fails in this way at this stage; without a page there is no verdict."""
    return Case(**{"name": name, "kind": FailureKind(kind), "stage": Stage(stage), "verdict": None, **given})
