import pytest

from desktop_scanner.extract.emails import scripted


@pytest.mark.parametrize(
    "code",
    [
        "document.write('info' + '@' + 'peeters.be')",
        'document.write("in"+"fo"+"&#64;"+"peeters"+"."+"be")',
        "var u = 'info', d = 'peeters.be'; link(u + '@' + d);",
        "x = 'info' + String.fromCharCode(64) + 'peeters.be'",
        "x = 'info\\u0040' + 'peeters.be'",
        "x = ['info', 'peeters.be'].join('@')",
        "document.write('<a href=\"mailto:info@peeters.be\">')",
        "location = 'mailto:info%40peeters.be'",
    ],
)
def test_pieces_are_put_together(code: str) -> None:
    assert {found.address for found in scripted.addresses(code)} == {"info@peeters.be"}


@pytest.mark.parametrize("code", ["var a = 1 + 2", "x = user + '@' + domain", "x = 'a' + 'b'", "'@' + '@'", ""])
def test_what_makes_no_address_gives_none(code: str) -> None:
    assert list(scripted.addresses(code)) == []
