from datetime import timedelta
from typing import Any

import pytest

from desktop_scanner.core.clock import now
from desktop_scanner.engine.site import page_reading
from desktop_scanner.engine.site.page_reading import Reading
from tests.servers.sites import Reply, page, redirect
from tests.unit.engine.scans import bench


async def read(reply: Reply, **options: Any) -> Reading:
    async with bench({"a.test": {"/": reply}}, robots=False, retries=0, **options) as made:
        visit = await made.visitor.follow(made.visitor.trail("https://a.test/"), "Reading")
    return page_reading.read(visit, "contact")


async def test_a_page_is_told_with_its_size_title_and_kind() -> None:
    reply = page("Here we are")
    reading = await read(reply)
    entry = reading.page
    assert (entry.url, entry.status, entry.title, entry.kind) == ("https://a.test/", 200, "Here we are", "contact")
    assert (entry.bytes, entry.failure) == (len(reply.body), None)
    assert reading.facts is not None


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(status=404), "http_client_error"),
        (Reply("{}", type="application/json"), "not_html"),
        (Reply(b"%PDF-1.7"), "not_html"),
        (Reply("<div>" * 100_000), "html_too_complex"),
        (Reply("x" * 2_000), "body_too_large"),
        (Reply(resets=True), "connect_reset"),
    ],
)
async def test_a_page_that_cannot_be_read_is_its_failure(reply: Reply, kind: str) -> None:
    limit = 1_000 if kind == "body_too_large" else 5_000_000
    reading = await read(reply, max_bytes=limit)
    assert reading.facts is None
    assert reading.page.failure is not None
    assert reading.page.failure.kind == kind


async def test_what_was_found_in_an_answer_is_told_with_the_tries_that_led_to_it() -> None:
    async with bench(
        {"a.test": {"/": [Reply(resets=True), Reply("{}", type="application/json")]}}, robots=False
    ) as made:
        visit = await made.visitor.follow(made.visitor.trail("https://a.test/"), "Reading")
    fault = page_reading.read(visit, "other").page.failure
    assert fault is not None
    assert (fault.kind, fault.attempts) == ("not_html", 2)
    assert [(attempt.stage, attempt.kind) for attempt in fault.timeline] == [
        ("connect", "connect_reset"),
        ("body", "not_html"),
    ]


async def test_a_reading_that_is_set_aside_keeps_what_the_result_is_made_of() -> None:
    reading = await read(page("Here we are", "/contact"))
    shelved = page_reading.shelved(reading)
    assert reading.facts is not None
    assert shelved.facts is not None
    assert shelved.visit.answer.fetched is not None
    assert (shelved.page, shelved.facts.title, shelved.facts.text) == (
        reading.page,
        "Here we are",
        reading.facts.text[:200],
    )
    assert (shelved.visit.answer.fetched.body, shelved.facts.links) == (b"", ())


async def test_a_page_without_a_type_is_read_where_it_is_html() -> None:
    reading = await read(Reply("<!doctype html><title>Plain</title>", type=None))
    assert reading.page.title == "Plain"


async def test_a_redirect_that_was_not_followed_is_no_page_and_no_failure() -> None:
    async with bench({"a.test": {"/": redirect("https://b.test/")}}, robots=False) as made:
        trail = made.visitor.trail("https://a.test/")
        visit = await made.visitor.follow(trail, "Reading", may_follow=lambda url: False)
    reading = page_reading.read(visit, "about")
    assert (reading.page.status, reading.page.failure, reading.facts) == (301, None, None)


async def test_a_page_may_turn_out_to_be_of_another_kind() -> None:
    reading = page_reading.of_kind(await read(page("Here")), "other")
    assert (reading.page.kind, reading.page.title) == ("other", "Here")


async def test_content_is_what_a_page_shows_not_where_it_stands() -> None:
    one, same = await read(page("Here")), await read(page("Here"))
    other, failed = await read(page("There")), await read(Reply(status=404))
    assert page_reading.content(one) == page_reading.content(same) != page_reading.content(other)
    assert page_reading.content(failed) is None


async def test_of_pages_that_show_nothing_the_markup_tells() -> None:
    one, other = (
        await read(Reply("<title>A</title><img src=1.png>")),
        await read(Reply("<title>A</title><img src=2.png>")),
    )
    assert page_reading.content(one) != page_reading.content(other)


async def test_a_page_says_how_long_after_the_domain_s_start_it_was_asked_for() -> None:
    began_at = now()
    read_later, refused = await read(page("Here")), await read(Reply(status=404))
    started_at = began_at - timedelta(seconds=5)
    offsets = [page_reading.page_of(reading, started_at).offset_ms for reading in (read_later, refused)]
    assert all(offset is not None and 5_000 <= offset < 30_000 for offset in offsets)
    assert page_reading.page_of(read_later, began_at + timedelta(hours=1)).offset_ms == 0
