import contextlib
import time

import pytest

from desktop_scanner.extract import HtmlTooComplexError
from desktop_scanner.extract.parsing.complexity import check

ATTRIBUTES = " ".join(f"a{i}=1" for i in range(5_000))


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000,
        "<div><p>" * 20_000,
        "<span><div></span>" * 20_000,
        f"<div {ATTRIBUTES}>",
        "<div " + "a " * 5_000 + ">",
        "<div " + "".join(f'a{i}=">"' for i in range(5_000)) + ">",
        "<p>a" * 250_001,
        "<!--a-->" * 250_001,
        '<script>i<n="</script><div' + " a" * 5_000 + ' b="">',
        "<p>" + "".join(f"<b a{i}>" for i in range(1_500)) + "</p>" + "<p>x</p>" * 1_500,
    ],
)
def test_what_would_take_the_parser_too_long_is_refused(markup: str) -> None:
    with pytest.raises(HtmlTooComplexError):
        check(markup.encode())


@pytest.mark.parametrize(
    "markup",
    [
        "<ul>" + "<li><p>text" * 20_000 + "</ul>",
        "<table>" + "<tr><td>x" * 20_000,
        "<div><b>x</b><i>y</i></div>" * 20_000,
        "<p>a <b><i>misnested</b></i></p>" * 5_000,
        "<script>" + "for(i=0;i<n;i++){a=b}" * 2_000 + "</script>",
        '<a href="data:' + "x=y " * 5_000 + '">x</a>',
        "<div>" * 300 + "</div>" * 300,
        "<script>" + "'<div>'+" * 10_000 + "</script>",
        "<p>" + "".join(f"<a x{i}>" for i in range(1_500)) + "</p>" + "<p>x</p>" * 1_500,
        "<p>" + "<b>" * 1_500 + "</p>" + "<p>x</p>" * 1_500,
        "".join(f"<i class=icon-{i}></i>" for i in range(1_500)),
        "<p>" + "".join(f"<i class=icon-{i}>x</i>" for i in range(1_500)),
        f'<img srcset="{"/a.jpg 1x, " * 1_000}">',
    ],
)
def test_large_and_sloppy_pages_are_not(markup: str) -> None:
    check(markup.encode())


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<a ="', "<!--", "<script ", "</b>", "<a<a=", "<div><table>" + "<x>" * 300]
)
def test_the_look_itself_takes_linear_time(piece: str) -> None:
    markup = piece * (1_000_000 // len(piece))
    started = time.perf_counter()
    with contextlib.suppress(HtmlTooComplexError):
        check(markup.encode())
    assert time.perf_counter() - started < 5  # quadratic, each of these would take minutes
