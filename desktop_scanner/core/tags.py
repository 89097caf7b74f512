"""What people write on batches and domains to find them again."""

from desktop_scanner.core.errors import InputError

MAX_TAG = 50


def clean(text: str) -> str:
    """Return the tag without needless space; raise InputError for one that is empty, endless or has a comma."""
    tag = " ".join(text.split())
    if not 1 <= len(tag) <= MAX_TAG or "," in tag:
        raise InputError(f"A tag has 1 to {MAX_TAG} characters and no comma.")
    return tag
