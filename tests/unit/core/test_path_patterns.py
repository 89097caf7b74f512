import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.core import path_patterns
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.core.path_patterns import PathPatterns


@pytest.mark.parametrize(
    ("pattern", "path", "is_match"),
    [
        ("/", "/", True),
        ("/blog/*", "/blog/2024/x", True),
        ("/blog/*", "/blog", False),
        ("/blog*", "/blog", True),
        ("*contact*", "/de/contact-us", True),
        ("*a", "/aa", True),
        ("/a*b*c", "/axxbxbxc", True),
        ("/a*b*c", "/axbxb", False),
        ("*.pdf", "/x.pdf", True),
        ("*.pdf", "/x.pdf.html", False),
        ("/p?ge", "/page", True),
        ("/p?ge", "/pge", False),
        ("*?print=*", "/x?print=1", True),
        ("/x", "/x?y", False),
        ("/Über-uns", "/%C3%BCber-uns", True),
        ("/a+b(c)[d]", "/a+b(c)[d]", True),
        ("/a.c", "/abc", False),
        ("/**/x", "/a/b/x", True),
    ],
)
def test_a_pattern_describes_the_whole_path(pattern: str, path: str, is_match: bool) -> None:
    assert path_patterns.matches(pattern, path) is is_match


@pytest.mark.parametrize(
    ("include", "exclude", "path", "is_wanted"),
    [
        ((), (), "/x", True),
        (("/de/*", "/kontakt"), (), "/kontakt", True),
        (("/de/*",), (), "/en/contact", False),
        ((), ("/shop/*",), "/shop/7", False),
        (("/de/*",), ("*blog*",), "/de/blog", False),
    ],
)
def test_what_is_included_and_not_excluded_is_wanted(
    include: tuple[str, ...], exclude: tuple[str, ...], path: str, is_wanted: bool
) -> None:
    assert PathPatterns(include, exclude).allow(path) is is_wanted


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("", "must begin with /"),
        ("blog", "such as /blog or"),
        ("https://a.test/x", "without scheme and host"),
        ("/a b", "no spaces"),
        ("/a#b", "what follows a #"),
        ("/" + "a" * 400, "longer than 300"),
    ],
)
def test_a_pattern_that_matches_nothing_is_refused_with_its_reason(pattern: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        path_patterns.check((pattern,))


def test_too_many_patterns_are_refused() -> None:
    path_patterns.check(["/x"] * path_patterns.MAX_PATTERNS)
    with pytest.raises(SettingsError, match="more than 500"):
        path_patterns.check(["/x"] * (path_patterns.MAX_PATTERNS + 1))


@pytest.mark.parametrize("pattern", ["*a" * 149 + "b", "*" + "a" * 290 + "*c", "*" + "?" * 290 + "b*c"])
def test_no_pattern_takes_long(pattern: str) -> None:
    started = time.perf_counter()
    assert not path_patterns.matches(pattern, "/" + "a" * 2_000)
    assert time.perf_counter() - started < 0.1


@given(st.text(alphabet="ab/*?", max_size=8), st.text(alphabet="ab/", max_size=10))
def test_matching_agrees_with_the_plainest_matcher(pattern: str, path: str) -> None:
    assert path_patterns.matches(pattern, path) is _matches_plainly(pattern, path)


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_makes_matching_fail(pattern: str, path: str) -> None:
    assert PathPatterns((pattern,)).allow(path) is path_patterns.matches(pattern, path)


def _matches_plainly(pattern: str, path: str) -> bool:
    if not pattern:
        return not path
    if pattern[0] == "*":
        return any(_matches_plainly(pattern[1:], path[start:]) for start in range(len(path) + 1))
    return bool(path) and pattern[0] in ("?", path[0]) and _matches_plainly(pattern[1:], path[1:])
