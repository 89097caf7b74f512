import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.engine.site import forwards
from desktop_scanner.extract import page as extract_page
from desktop_scanner.extract.page import PageFacts, PageInput

_URL = "https://a.test/"


def target(html: str) -> str | None:
    facts = extract_page.read(PageInput(url=_URL, body=html.encode(), content_type="text/html; charset=utf-8"))
    return forwards.target(_URL, html.encode(), facts)


@pytest.mark.parametrize(
    "html",
    [
        "<meta http-equiv=refresh content='0; url=/start'>",
        "<script>window.location.href = '/start';</script>",
        "<script>location='/start'</script>",
        '<body onload="x()"><script>document.location.replace("https://a.test/start")</script>',
        "<script>if (true) { top.location = '/start' }</script>",
        "<frameset rows='100%,*'><frame name=a src='/start'></frameset>",
    ],
)
def test_a_page_that_does_nothing_else_leads_on(html: str) -> None:
    assert target(html) == "https://a.test/start"


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Roofs</h1>",
        "<meta http-equiv=refresh content='300'>",
        "<meta http-equiv=refresh content='0; url=/'>",
        f"<meta http-equiv=refresh content='0; url=/start'><p>{'A page with a lot to say. ' * 50}</p>",
        "<script>if (phone) location='/m'; else location='/d'</script>",
        "<script>location='/start'</script><a href=/about>About</a>",
        "<script>window.onload=function(){window.location.href='/lander'}</script>",
        "<script>var mylocation = '/start'; x.location2='/y'</script>",
        "<frameset cols='20%,*'><frame src=/menu><frame src=/main></frameset>",
        "<script>location='/start';" + "var a=1;" * 1_000 + "</script>",
        "<script>location='mailto:x@a.test'</script>",
    ],
)
def test_a_page_with_more_to_it_is_read(html: str) -> None:
    assert target(html) is None


@given(st.binary(max_size=300))
def test_no_bytes_make_the_rules_fail(body: bytes) -> None:
    found = forwards.target(_URL, b"<script>location='" + body, PageFacts())
    assert found is None or found.startswith("http")
