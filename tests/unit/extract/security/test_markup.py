from collections.abc import Callable

from desktop_scanner.extract.page import PageFacts
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.security import markup
from desktop_scanner.extract.security.markup import Markup

PAGE = """<meta http-equiv=Content-Security-Policy content="default-src 'self'"><meta name=Referrer content=origin>
<img src="http://a.test/x.png">"""


def test_what_a_page_declares_and_takes_is_read_together(document: Callable[..., Document]) -> None:
    read = markup.read(document(PAGE))
    assert (read.policies, read.referrer) == (("default-src 'self'",), ("origin",))
    assert [part.url for part in read.mixed_content] == ["http://a.test/x.png"]


def test_a_page_that_says_nothing_of_it_has_nothing(document: Callable[..., Document]) -> None:
    assert markup.read(document("<p>Hello")) == Markup()


def test_it_is_one_of_a_pages_facts(facts: Callable[..., PageFacts]) -> None:
    assert facts(PAGE).markup.policies == ("default-src 'self'",)
