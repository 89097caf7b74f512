"""Where the files are that come with the program (icons, sample sites, data)."""

from pathlib import Path

_INSTALLED = Path(__file__).parents[1] / "resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def path(*parts: str) -> Path:
    """Return the path of a file or folder under resources, in a checkout or an installed wheel alike."""
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)
