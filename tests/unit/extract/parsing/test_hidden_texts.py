import contextlib
import time
from collections.abc import Callable

import pytest

from desktop_scanner.extract import HtmlTooComplexError
from desktop_scanner.extract.parsing import hidden_texts
from desktop_scanner.extract.parsing.document import Document

Make = Callable[..., Document]


@pytest.mark.parametrize(
    "html",
    [
        "info@<span style='display: none'>no</span>bakkerij.be",
        "info<b class='x d-none'>no</b>@bakkerij.be",
        "info@<i hidden>no</i>bakkerij.be",
        "info@bakkerij<!-- no -->.be",
    ],
)
def test_what_only_programs_read_does_not_divide_an_address(document: Make, html: str) -> None:
    assert document(f"<p>{html}").text == "info@bakkerij.be"


@pytest.mark.parametrize("piece", ["none", "@", "display:none", "<b display:none ", "@<b hidden ", "!--", "x<!--"])
def test_the_look_for_hidden_texts_takes_linear_time(document: Make, piece: str) -> None:
    started = time.process_time()
    with contextlib.suppress(HtmlTooComplexError):
        document(piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 2  # quadratic, each of these would take minutes


@pytest.mark.parametrize("source", [b"<p>info@x.be <!-- no --> <i>a</i>", b"<i style='display:none'><b>x</b></i>@"])
def test_what_stands_in_no_address_is_left_alone(source: bytes) -> None:
    assert hidden_texts.removed(source, frozenset()) == source
