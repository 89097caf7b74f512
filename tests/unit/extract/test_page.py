from collections.abc import Callable

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_scanner.extract import DecodeError, HtmlTooComplexError
from desktop_scanner.extract.page import PageFacts, PageInput, read

PIECES = [
    b"<p>", b"</p>", b"<a href='", b"'>", b'"', b"<script>", b"</script>", b"<script type=application/ld+json>",
    b"mailto:", b"tel:", b"@", b"x@y.be", b"[at]", b" dot ", b"%ff", b"&#xD800;", b"&#0;", b"\\ud800", b"\x00",
    b"\xff\xfe", b"xn--", b"https://[", b"https://www.facebook.com/", b"https://youtube.com/@",
    b'{"@type":"Organization","name":', b"[" * 50, b"<meta charset=", b"undefined", b"<base href=",
    b"<svg><title>", b"itemscope itemprop=a ", b"+32 9 223 45 67", b"data-cfemail=54", b"UnCryptMailto('",
    b"<!--", b"-->", b"<select><option>", b"<template>", b"<frameset>", b"1" * 30,
]  # fmt: skip
LABELS = st.sampled_from(["utf-8", "undefined", "idna", "hex", "shift_jis", "utf-16", "utf-7", "x" * 300, '"', ""])


def attempt(body: bytes, label: str | None, url: str = "https://x.be/") -> None:
    content_type = None if label is None else f"text/html; charset={label}"
    try:
        found = read(PageInput(url=url, body=body, content_type=content_type))
    except (DecodeError, HtmlTooComplexError):
        return
    assert msgspec.json.decode(msgspec.json.encode(found), type=PageFacts) == found


@given(st.binary(max_size=400), st.none() | LABELS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_raise_anything_but_the_declared_errors(body: bytes, label: str | None) -> None:
    attempt(body, label)


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=60), st.none() | LABELS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_broken_page_does_either(pieces: list[bytes], label: str | None) -> None:
    attempt(b"".join(pieces), label)


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_every_text_can_be_read_and_stored(text: str) -> None:
    attempt(f"<p>{text}</p><a href='{text}'>{text}</a>".encode("utf-8", "replace"), "utf-8")


def test_all_facts_of_a_page_come_together(facts: Callable[..., PageFacts]) -> None:
    found = facts(
        """<html lang="nl-BE"><title>Peeters</title><link rel=icon href=/f.ico>
        <meta http-equiv=refresh content="1;url=/b">
        <meta name=robots content=noindex><script src=/wp-content/x.js></script><p>Tel 09 223 45 67 info@peeters.be</p>
        <a href="https://www.facebook.com/peeters">F</a>""",
        region_hint="BE",
        server="nginx",
    )
    assert (found.title, found.language, found.charset, found.robots_meta) == ("Peeters", "nl", "utf-8", "noindex")
    site = "https://www.bakkerij-peeters.be"
    assert (found.favicon_url, found.meta_refresh) == (f"{site}/f.ico", f"{site}/b")
    assert (len(found.emails), len(found.phones), len(found.social), found.scripts) == (1, 1, 1, 1)
    assert {"nginx", "WordPress"} <= {technology.name for technology in found.technologies}
    assert found.text_characters == len("Tel092234567info@peeters.beF")


def test_every_fact_has_short_evidence_on_its_page(facts: Callable[..., PageFacts]) -> None:
    found = facts("<p>" + "lorem " * 100 + "info@peeters.be tel +32 9 223 45 67 " + "ipsum " * 100, server="nginx")
    pieces = [*found.emails[0].evidence, *found.phones[0].evidence, *found.technologies[0].evidence]
    assert all(
        0 < len(piece.snippet) <= 160 and piece.url == "https://www.bakkerij-peeters.be/contact" for piece in pieces
    )


def test_an_empty_page_has_no_facts() -> None:
    found = read(PageInput(url="https://x.be/", body=b""))
    assert (found.title, found.emails, found.links, found.text_characters, found.scripts) == (None, (), (), 0, 0)
