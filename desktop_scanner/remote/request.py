"""What a server is asked, as a value."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from desktop_scanner.remote.bodies import packed

_PACKED_FROM_BYTES = 1_024

Parts = Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Request:
    """One question; `path` stands below the server's base URL.

    Only a GET is ever asked again by itself: it changes nothing. `parts` are called when the body is sent.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    parts: Parts | None = None
    content_type: str = "application/json"
    is_packed: bool = False

    @property
    def is_repeatable(self) -> bool:
        """Whether asking twice does no more than asking once."""
        return self.method == "GET"

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers that belong to the body."""
        if self.parts is None:
            return {}
        packing = {"Content-Encoding": "gzip"} if self.is_packed else {}
        return {"Content-Type": self.content_type, **packing}

    def body(self) -> Iterator[bytes]:
        """Yield the body as it is sent."""
        parts = self.parts() if self.parts else iter(())
        return packed(parts) if self.is_packed else parts


def json_body(data: bytes, *, may_pack: bool) -> tuple[Parts, bool]:
    """Return a small body's parts, and whether it is worth packing."""
    return lambda: iter((data,)), may_pack and len(data) >= _PACKED_FROM_BYTES


def segment(text: str) -> str:
    """Return a text as one part of a path, whatever it holds."""
    return quote(text, safe="")
