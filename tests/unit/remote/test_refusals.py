import json

import pytest

from desktop_scanner.core.errors import (
    RemoteAuthError,
    RemoteBusyError,
    RemoteConflictError,
    RemoteInvalidError,
    RemoteNotFoundError,
    RemoteRefusedError,
    RemoteTooLargeError,
)
from desktop_scanner.remote import refusals

TRACEBACK = b'Traceback (most recent call last):\n  File "/app/main.py", line 7\nRuntimeError: no loop\n'
PROBLEM = {"type": "about:blank", "title": "Refused", "status": 422, "detail": "2 domains cannot be used."}


def refused(status: int, body: object = b"", wait_s: float | None = None) -> RemoteRefusedError:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return refusals.refusal(status, data, who='"office"', retry_after_s=wait_s, may_have_arrived=False)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"error": True, "message": "Not Found", "status_code": 404}, "Not Found"),
        ({"error": True, "message": {"message": "Invalid input", "error": "bad UUID"}}, "Invalid input: bad UUID"),
        ({"detail": [{"loc": ["body", "domains"], "msg": "Field required"}], "error": True}, "body.domains: Field"),
        (TRACEBACK, "a fault of the server's program, RuntimeError: no loop"),
        (PROBLEM, "2 domains cannot be used"),
        (b"<html><title>502 Bad &amp; Gateway</title>", 'a web page, "502 Bad & Gateway"'),
        (b"<!DOCTYPE html><p>Sorry", "a web page"),
        (b"Disallowed CORS headers", "Disallowed CORS headers"),
    ],
)
def test_each_shape_of_error_gives_its_reason(body: object, says: str) -> None:
    error = refused(500, body)
    assert f": {says}" in str(error)
    assert error.problems[0].startswith(says)


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"[]", b"null", b"{}", b'{"detail": {}}', {"message": {}}, b"3", b"[" * 50_000]
)
def test_a_shape_that_nobody_knows_is_no_fault(body: object) -> None:
    assert str(refused(500, body)).startswith('"office" answered with status 500')


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, RemoteInvalidError), (401, RemoteAuthError), (403, RemoteAuthError), (404, RemoteNotFoundError)]
    + [(405, RemoteNotFoundError), (409, RemoteConflictError), (413, RemoteTooLargeError), (422, RemoteInvalidError)]
    + [(429, RemoteBusyError), (503, RemoteBusyError), (500, RemoteRefusedError), (418, RemoteRefusedError)],
)
def test_each_status_is_an_error_of_its_kind_with_a_next_step(status: int, kind: type[RemoteRefusedError]) -> None:
    error = refused(status)
    assert type(error) is kind
    assert error.status == status
    assert str(error).count(".") == 2


def test_each_bad_domain_is_named() -> None:
    errors = [{"domain": "a b", "detail": "a domain name has no spaces"}, {"domain": "", "detail": "empty"}, "odd"]
    error = refused(422, {**PROBLEM, "errors": errors})
    assert error.problems == ("a b: a domain name has no spaces", "empty", "odd")
    assert "(and 2 more)" in str(error)


def test_how_long_to_wait_is_said() -> None:
    error = refused(429, b"", 90.0)
    assert error.retry_after_s == 90
    assert "later, in 90 s" in str(error)


def test_long_reasons_are_cut_and_controls_shown_harmless() -> None:
    error = refused(500, {"message": "\x1b[31mSELECT\n  1 " + "x" * 5_000})
    assert "SELECT 1" in str(error)
    assert "\x1b" not in str(error)
    assert len(str(error)) < 700


@pytest.mark.parametrize(
    ("body", "content_type", "is_page"),
    [
        (b"", "text/html; charset=utf-8", True),
        (b"\n <!doctype HTML>", "application/json", True),
        (b"<html", "", True),
        (b"{}", "application/json", False),
    ],
)
def test_pages_for_people_are_told_apart(body: bytes, content_type: str, is_page: bool) -> None:
    assert refusals.is_web_page(body, content_type) is is_page
