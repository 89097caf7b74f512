import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.errors import RemoteQuestionError
from desktop_scanner.core.remote_batches import RemoteState
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState, DomainStatus
from desktop_scanner.remote import refusals, wire
from tests.unit.remote.conftest import submission
from tests.unit.store.samples import AT, claimed, completed, rich

CLASSIC = {
    "batch_id": "e54fb21a",
    "status": "processing",
    "total_domains": 2,
    "completed_domains": 1,
    "failed_domains": 0,
    "progress": 0.5,
    "created_at": "2026-11-23T12:41:59.928837",
    "updated_at": "2026-11-23T12:42:00",
    "start_time": None,
    "end_time": None,
    "processing_time": 0.209802,
    "domain_statuses": {},
    "error": None,
    "metadata": {"domain_count": 2},
}
ENTRY = {
    "status": "Completed",
    "job_id": "j",
    "start_time": "2026-11-23T12:42:00",
    "processing_time": 1.25,
    "error": None,
}


def encoded(**changes: Any) -> bytes:
    return msgspec.json.encode({**CLASSIC, **changes})


def test_a_status_says_what_the_server_tells_and_nothing_else() -> None:
    batch = wire.batch(encoded(), "asked")
    assert (batch.batch_id, batch.state, batch.word) == ("e54fb21a", RemoteState.RUNNING, "processing")
    assert (batch.total, batch.completed, batch.failed, batch.progress) == (2, 1, 0, 0.5)
    assert (batch.started_at, batch.domains, batch.cursor, batch.error) == (None, {}, None, None)
    empty = wire.batch(b'{"status": "pending"}', "asked")
    assert (empty.batch_id, empty.total, empty.completed, empty.updated_at) == ("asked", None, None, None)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-23T12:41:59.928837", datetime(2026, 11, 23, 12, 41, 59, 928837, tzinfo=UTC)),
        ("2026-11-23T12:42:00", datetime(2026, 11, 23, 12, 42, tzinfo=UTC)),
        ("2026-11-23T12:42:00Z", datetime(2026, 11, 23, 12, 42, tzinfo=UTC)),
        ("2026-11-23T12:42:00+02:00", datetime(2026, 11, 23, 12, 42, tzinfo=timezone(timedelta(hours=2)))),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
        (1_700_000_000, None),
        (None, None),
    ],
)
def test_times_without_a_zone_are_utc_with_a_fraction_or_without(text: object, instant: datetime | None) -> None:
    found = wire.instant(text)
    assert found == instant
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("pending", RemoteState.PENDING),
        ("processing", RemoteState.RUNNING),
        ("RUNNING", RemoteState.RUNNING),
        ("complete", RemoteState.COMPLETED),
        ("Completed", RemoteState.COMPLETED),
        ("partial", RemoteState.PARTIAL),
        ("failed", RemoteState.FAILED),
        ("cancelled", RemoteState.CANCELLED),
        ("error", RemoteState.FAILED),
        ("unknown", RemoteState.NOT_FOUND),
        ("hibernating", RemoteState.UNCLEAR),
        (7, RemoteState.UNCLEAR),
    ],
)
def test_every_word_for_a_state_is_known_and_others_pass(word: object, state: RemoteState) -> None:
    assert wire.batch(encoded(status=word), "b").state is state


def test_an_error_about_no_domains_is_a_question_that_failed() -> None:
    with pytest.raises(RemoteQuestionError, match="database is away"):
        wire.batch(encoded(status="ERROR", total_domains=0, error="database is away"), "b")


@pytest.mark.parametrize(
    "place",
    [
        {"domain_statuses": {"A.com": ENTRY}},
        {"metadata": {"domain_results": {"A.com": ENTRY}}},
        {"metadata": {"domain_statuses": {"A.com": ENTRY}}},
        {"domain_statuses": None, "metadata": {"domain_statuses": {}, "domain_results": {"A.com": ENTRY}}},
    ],
)
def test_domains_are_found_in_each_of_the_three_places(place: dict[str, Any]) -> None:
    [domain] = wire.batch(encoded(**place), "b").domains.values()
    assert (domain.domain, domain.status, domain.elapsed_ms) == ("A.com", DomainStatus.COMPLETED, 1_250)
    assert domain.started_at == datetime(2026, 11, 23, 12, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "status", "word", "error"),
    [
        ("failed", DomainStatus.FAILED, "failed", None),
        ({"status": "dreaming", "error": {"message": "no", "error": "way"}}, None, "dreaming", "no way"),
        (None, None, "", None),
        ({"status": None, "processing_time": "long", "start_time": 5}, None, "", None),
    ],
)
def test_domains_of_any_form_pass(said: object, status: DomainStatus | None, word: str, error: str | None) -> None:
    domain = wire.batch(encoded(domain_statuses={"a.com": said}), "b").domains["a.com"]
    assert (domain.status, domain.word, domain.error, domain.elapsed_ms) == (status, word, error, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"total_domains": "two", "completed_domains": None, "progress": True, "metadata": [], "domain_statuses": []},
        {"total_domains": -1, "completed_domains": 1e300, "progress": "half", "metadata": None, "cursor": ""},
    ],
)
def test_fields_of_other_types_are_unknown_and_no_fault(changes: dict[str, Any]) -> None:
    batch = wire.batch(encoded(**changes, brand_new={"a": [1]}), "b")
    assert (batch.total, batch.completed, batch.progress, batch.domains, batch.cursor) == (None, None, None, {}, None)


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b'"Traceback"', b"{}", b'{"other": 1}', b"\xff"])
def test_what_is_no_status_is_refused(body: bytes) -> None:
    with pytest.raises((ValueError, msgspec.DecodeError)):
        wire.batch(body, "b")


def test_a_receipt_tells_whether_the_id_was_honoured() -> None:
    body = b'{"batch_id":"new","status_url":"/wrong","job_count":3,"created_at":"2026-11-23T12:41:59"}'
    assert not wire.submitted(body, "mine").is_key_honoured
    taken = wire.submitted(body, "new")
    assert (taken.is_key_honoured, taken.total, taken.batch_id) == (True, 3, "new")


def test_a_classic_server_is_sent_small_numbers_and_each_name_once() -> None:
    sent = submission("b.com", "a.com", "b.com", name="Shops", options={"x": 1}).for_classic()
    assert msgspec.to_builtins(sent) == {
        "domains": ("b.com", "a.com"),
        "max_pages": wire.CLASSIC_MAX_PAGES,
        "max_concurrent": wire.CLASSIC_MAX_CONCURRENT,
        "batch_id": "batch-1",
    }
    assert msgspec.structs.replace(sent, max_pages=-5).for_classic().max_pages == 1


def test_a_list_of_batches_leaves_out_what_has_no_id() -> None:
    page = wire.batches(msgspec.json.encode({"batches": [CLASSIC, {}, {"batch_id": 3}], "next": 7}))
    assert [each.batch_id for each in page.batches] == ["e54fb21a"]
    assert page.next_cursor == "7"


def test_a_result_goes_there_and_back_unchanged() -> None:
    result = rich(claimed("shop.example.com"))
    info = BatchInfo(id="b", name="A batch", state=BatchState.COMPLETED, created_at=AT, total=1)
    first, second = wire.upload_lines(info, [result])
    assert msgspec.json.decode(first)["batch"]["id"] == "b"
    assert second.endswith(b"}\n")
    assert second.count(b"\n") == 1
    pulled = wire.pulled(b'{"cursor":12,' + second[1:])
    assert (pulled.cursor, pulled.domain, pulled.problem) == ("12", "shop.example.com", None)
    assert pulled.result == result


def test_texts_that_are_no_unicode_can_be_sent() -> None:
    odd = completed(claimed("a.com"), title="\ud800!", columns={"\udfff": "x"})
    info = BatchInfo(id="b", name="\ud83d", state=BatchState.COMPLETED, created_at=AT, total=1)
    lines = list(wire.upload_lines(info, [odd]))
    assert msgspec.json.decode(lines[1], type=DomainResult).title == "?!"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"status": "dreaming"}, "does not know"),
        ({"domain": "Not A Domain"}, "no domain"),
        ({"domain": "A.com"}, "no dom"),
    ],
)
def test_a_result_that_this_version_cannot_use_is_told_and_passed_over(changes: dict[str, str], says: str) -> None:
    good = msgspec.to_builtins(completed(claimed("a.com")))
    pulled = wire.pulled(msgspec.json.encode({**good, "cursor": "5", "news": 1, **changes}))
    assert (pulled.cursor, pulled.result) == ("5", None)
    assert says in str(pulled.problem)


def test_fields_that_a_newer_server_adds_to_results_pass() -> None:
    good = msgspec.to_builtins(completed(claimed("a.com")))
    pulled = wire.pulled(msgspec.json.encode({**good, "cursor": "5", "news": {"a": 1}}))
    assert pulled.result is not None


def test_what_became_of_an_upload() -> None:
    done = wire.uploaded(b'{"batch_id":"b","stored":3,"kept_newer":1,"created":true}')
    assert (done.stored, done.kept_newer, done.is_new) == (3, 1, True)


SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # others use the machine too
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.dictionaries(st.sampled_from([*CLASSIC, "cursor", "name", "options", "news"]), ANYTHING)


@SLOWLY
@given(changes=FIELDS)
def test_a_status_with_anything_in_its_fields_is_read_or_refused(changes: dict[str, Any]) -> None:
    with suppress(RemoteQuestionError, *wire.UNREADABLE):
        batch = wire.batch(json.dumps({**CLASSIC, **changes}).encode(), "b")
        assert batch.total is None or batch.total >= 0
        assert msgspec.json.encode(batch)


@SLOWLY
@given(value=ANYTHING)
def test_whatever_a_server_answers_is_read_or_refused(value: Any) -> None:
    body = json.dumps(value).encode()
    for read in (wire.batches, wire.uploaded, wire.pulled, lambda body: wire.submitted(body, None)):
        with suppress(*wire.UNREADABLE):
            read(body)
    assert str(refusals.refusal(500, body, who="it", retry_after_s=None, may_have_arrived=False))
