import pytest

from desktop_scanner.extract.parsing.charset_declaration import labels


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (b'<meta charset="utf-8">', ["utf-8"]),
        (b"<META CHARSET=Latin1 />", ["Latin1"]),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', ["koi8-r"]),
        (b"<meta content='text/html;charset=\"x\"' http-equiv=content-type>", ["x"]),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?><html>', ["ISO-8859-2"]),
        (b'<meta name="description" content="charset=utf-7">', []),
        (b"<!-- <meta charset=utf-7> --><meta charset=utf-8>", ["utf-8"]),
        (b'<html data-x="<meta charset=utf-7>"><meta charset=utf-8>', ["utf-8"]),
        (b"<!--><meta charset=utf-8>", ["utf-8"]),
        (b"<!-- <meta charset=utf-8>", []),
        (b"1 < 2 <meta charset=utf-8", ["utf-8"]),
        (b"", []),
    ],
)
def test_only_a_declaration_declares(markup: bytes, found: list[str]) -> None:
    assert list(labels(markup)) == found


def test_a_declaration_far_down_is_not_looked_for() -> None:
    assert list(labels(b" " * 20_000 + b"<meta charset=utf-8>")) == []


@pytest.mark.parametrize("piece", [b"<a ", b'<a b="', b"<!--", b"<meta a=", b"<", b"<meta content='charset="])
def test_the_look_is_linear(piece: bytes) -> None:
    assert len(list(labels(piece * 100_000))) <= 1
