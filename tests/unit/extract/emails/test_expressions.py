import pytest

from desktop_scanner.extract.emails import expressions, script_calls


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("x = 'a' + 'b'", "ab"),
        ("x = ('a' + 'b') + 'c'", "abc"),
        ("x = 'a\\x62' + '\\u0063' + '\\144'", "abcd"),
        ("a = 'b'; x = a + 'c'", "bc"),
        ("x = 'a'; x += 'b'", "ab"),
        ("p = ['a', 'b']; x = p[1] + p[0]", "ba"),
        ("p = new Array('a', 'b'); x = p[1] + p[0]", "ba"),
        ("x = ['a', 'b'].join('@')", "a@b"),
        ("x = ['a', 'b'].join()", "a,b"),
        ("x = 'abc'.split('').reverse().join('')", "cba"),
        ("x = 'a-b'.split('-').join('@')", "a@b"),
        ("x = ['a'].concat(['b'], 'c').join('')", "abc"),
        ("x = 'a'.concat('b', 'c')", "abc"),
        ("x = 'A'.toLowerCase() + 'b'.trim().toString()", "ab"),
        ("x = String.fromCharCode(97, 0x62, 100 - 1)", "abc"),
        ("x = String.fromCharCode.apply(null, [97, 98])", "ab"),
        ("x = [97, 98].map(function (c) { return String.fromCharCode(c) }).join('')", "ab"),
        ("x = [98, 99].map(c => String.fromCharCode(c - 1)).join('')", "ab"),
        ("x = [98, 97].map(c => String.fromCharCode(c ^ 3)).join('')", "ab"),
        ("x = [96, 97].map(c => String.fromCharCode(c + 1)).join('')", "ab"),
        ("x = atob('YWI=')", "ab"),
        ("x = unescape('%61b') + decodeURIComponent('%63')", "abc"),
        ("x = 'a#b'.replace('#', '@')", "a@b"),
        ("x = 'a##b'.replace(/#/g, '@')", "a@@b"),
        ("x = 'a#b!c'.replace(/[#!]/g, '@')", "a@b@c"),
        ("x = 'a#b#'.replaceAll('#', '@')", "a@b@"),
        ("x = 'no'.replace(/[a-zA-Z]/g, function (c) { return c + 13 })", "ab"),
        ("x = rot13('no')", "ab"),
        ("const b = 'c'; x = `a${b}d`", "acd"),
        ("o = {user: 'a', 'host': 'b'}; x = o.user + '@' + o.host", "a@b"),
        ("f(function () { var a = 'b'; return a + 'c' })", "bc"),
        ("document.write('a' + 'b')", "ab"),
    ],
)
def test_a_text_is_what_the_code_makes(code: str, text: str) -> None:
    assert text in [result.text for result in expressions.texts(code) if result.is_built]


@pytest.mark.parametrize("code", ["x = 'a'", "f('a')", 'x = "a"'])
def test_a_plain_string_is_not_built(code: str) -> None:
    assert [(result.text, result.is_built) for result in expressions.texts(code)] == [("a", False)]


@pytest.mark.parametrize(
    "code",
    [
        "x = a + 'b'",
        "x = 'a' - 'b'",
        "x = ['a'][7] + 'b'",
        "x = 'a'.charAt(0) + 'b'",
        "x = 'ab'.replace(/a.*/, 'c')",
        "x = 'ab'.replace(f, 'c')",
        "x = 'ab'.reverse()",
        "x = 'ab'.join('')",
        "x = [1].map(f)",
        "x = String.fromCharCode(-1)",
        "x = String.fromCharCode",
        "x = atob('?')",
        "x = atob()",
        "x = unescape()",
        "x = rot13()",
    ],
)
def test_what_is_not_known_is_never_part_of_a_text(code: str) -> None:
    assert all(script_calls.UNKNOWN in result.text or result.text in ("b", "c") for result in expressions.texts(code))


@pytest.mark.parametrize(
    "code", ["(" * 5_000, "['a'," * 5_000, "'a'+" * 50_000, "f(" * 5_000, "'", "`${", "a=" * 9_000, "\\", "x = ["]
)
def test_any_code_is_read_to_its_end(code: str) -> None:
    assert len(list(expressions.texts(code))) <= expressions.MAX_TOKENS
