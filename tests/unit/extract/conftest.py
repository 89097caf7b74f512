"""Pages for the tests of extraction, from as little markup as a test needs."""

from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts, PageInput, read
from desktop_scanner.extract.parsing.document import Document

URL = "https://www.bakkerij-peeters.be/contact"


@pytest.fixture
def document() -> Callable[..., Document]:
    def make(markup: str, url: str = URL) -> Document:
        return Document(url, markup.encode(), "text/html; charset=utf-8")

    return make


@pytest.fixture
def facts() -> Callable[..., PageFacts]:
    def make(markup: str, url: str = URL, region_hint: str | None = None, **headers: str) -> PageFacts:
        given = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        page = PageInput(
            url=url,
            body=markup.encode(),
            content_type="text/html; charset=utf-8",
            headers=given,
            region_hint=region_hint,
        )
        return read(page)

    return make
