"""What the user never wants to be kept: domains that are not scanned, values that are not stored."""

from datetime import datetime
from typing import Literal, get_args

from msgspec import Struct

# A domain, or a value that belongs to a person.
SuppressedKind = Literal["domain", "email", "phone", "social", "address"]
SUPPRESSED_KINDS: tuple[SuppressedKind, ...] = get_args(SuppressedKind)


class Suppression(Struct, frozen=True, kw_only=True):
    """One domain or value that is not to be kept, in its normalised form."""

    kind: SuppressedKind
    value: str
    note: str = ""
    created_at: datetime
