from collections.abc import Callable

import pytest

from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.security import mixed_content

Make = Callable[..., Document]


def found(page: Document) -> list[tuple[str, str]]:
    return [(part.kind, part.url) for part in mixed_content.find(page)]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<script src=http://b.test/x></script>", "active"),
        ("<link rel='preload stylesheet' href='http://b.test/x'>", "active"),
        ("<iframe src=' http://b.test/x'></iframe>", "active"),
        ("<object data=http://b.test/x></object>", "active"),
        ("<FORM ACTION='http://b.test/x'></FORM>", "form"),
        ("<img src=http://b.test/x>", "passive"),
        ("<img srcset='/small 1x, http://b.test/x 2x'>", "passive"),
        ("<video poster=http://b.test/x></video>", "passive"),
        ("<audio><source src=http://b.test/x></audio>", "passive"),
    ],
)
def test_what_a_page_takes_over_http_is_found(document: Make, html: str, kind: str) -> None:
    assert found(document(html)) == [(kind, "http://b.test/x")]


@pytest.mark.parametrize(
    "html",
    [
        "<a href=http://b.test/x>a link</a>",
        "<link rel=canonical href=http://b.test/x>",
        "<img src=https://b.test/x><img src=//b.test/x><img src=/http://b.test/x>",
        "<script>var src='http://b.test/x'</script>",
        "<!-- <img src=http://b.test/x> -->",
        "<img src=http://localhost:8080/x><img src=http://127.0.0.1/x>",
        "<svg xmlns='http://www.w3.org/2000/svg'></svg>",
    ],
)
def test_what_is_only_named_is_not(document: Make, html: str) -> None:
    assert found(document(html)) == []


def test_a_page_without_encryption_has_no_mixed_content(document: Make) -> None:
    assert found(document("<img src=http://b.test/x>", "http://a.test/")) == []


def test_the_same_thing_counts_once_and_the_list_is_bounded(document: Make) -> None:
    html = "<img src=http://b.test/same>" * 5 + "".join(f"<img src=http://b.test/{n}>" for n in range(100))
    assert len(found(document(html))) == mixed_content.MAX_PER_PAGE
