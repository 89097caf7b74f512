import pytest

from desktop_scanner.core import tags
from desktop_scanner.core.errors import InputError


def test_needless_space_is_left_out_of_a_tag() -> None:
    assert tags.clean("  follow   up ") == "follow up"


@pytest.mark.parametrize("text", ["", "   ", "a,b", "x" * (tags.MAX_TAG + 1)])
def test_what_cannot_be_a_tag_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="1 to 50 characters"):
        tags.clean(text)
