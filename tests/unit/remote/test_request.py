import zlib

from desktop_scanner.remote.request import Request, json_body, segment


def test_only_a_question_is_repeatable() -> None:
    assert Request("GET", "/x").is_repeatable
    assert not Request("POST", "/x").is_repeatable
    assert not Request("PUT", "/x").is_repeatable


def test_a_body_is_packed_as_its_headers_say() -> None:
    request = Request("PUT", "/x", parts=lambda: iter((b"ab", b"c")), content_type="text/x", is_packed=True)
    assert request.headers == {"Content-Type": "text/x", "Content-Encoding": "gzip"}
    assert zlib.decompress(b"".join(request.body()), 31) == b"abc"
    assert Request("GET", "/x").headers == {}
    assert list(Request("GET", "/x").body()) == []


def test_small_bodies_are_not_worth_packing_and_some_servers_cannot_unpack() -> None:
    assert json_body(b"{}", may_pack=True)[1] is False
    assert json_body(b"x" * 5_000, may_pack=True)[1] is True
    assert json_body(b"x" * 5_000, may_pack=False)[1] is False


def test_an_id_stays_one_part_of_the_path() -> None:
    assert segment("../a?b#c/d é") == "..%2Fa%3Fb%23c%2Fd%20%C3%A9"
