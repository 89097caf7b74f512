import re
import warnings

import pytest

from desktop_scanner.extract.technologies.javascript_patterns import translated


@pytest.mark.parametrize(
    ("javascript", "python"),
    [
        (r"(?<name>a)\k<name>", r"(?P<name>a)(?P=name)"),
        (r"(?<=a)(?<!b)c", r"(?<=a)(?<!b)c"),
        (r"a[^]b[]", r"a[\s\S]b(?!)"),
        (r"\e\i\d\/", r"ei\d\/"),
        (r"[\e\d]", r"[e\d]"),
        ("a{,3}", r"a\{,3}"),
        ("[[a]&&b]", r"[\[a]&&b]"),
        ("[a&&b~~c--]", r"[a&\&b~\~c-\-]"),
        ("[abc", "[abc"),
        ("abc\\", "abc\\"),
        ("ü[ß]", "ü[ß]"),
    ],
)
def test_what_javascript_writes_differently_is_put_in_pythons_words(javascript: str, python: str) -> None:
    assert translated(javascript) == python


@pytest.mark.parametrize(("pattern", "text"), [("[[]x", "[x"), (r"[\w-]+--", "a--"), ("a[^]c", "a\nc"), (r"\_x", "_x")])
def test_a_translated_pattern_matches_without_a_warning(pattern: str, text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert re.search(translated(pattern), text)
