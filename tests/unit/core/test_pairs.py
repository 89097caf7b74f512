import pytest

from desktop_scanner.core import pairs
from desktop_scanner.core.errors import SettingsError


@pytest.mark.parametrize(
    ("option", "text", "pair"),
    [("headers", "X-A: b: c", ("X-A", "b: c")), ("cookies", "a=b=c", ("a", "b=c")), ("auth", "h=u:p", ("h", "u:p"))],
)
def test_what_is_written_is_read_again(option: str, text: str, pair: tuple[str, str]) -> None:
    assert pairs.parse([text], option, "entry", "form") == (pair,)
    assert pairs.written([pair], option) == (text,)


def test_a_text_that_is_no_pair_is_told_by_its_place_and_not_repeated() -> None:
    with pytest.raises(SettingsError, match=r"^The 2\. entry cannot be read; write it as name=value\.$"):
        pairs.parse(["a=b", "hunter2"], "cookies", "entry", "name=value")
