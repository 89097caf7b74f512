from pathlib import Path

import pytest

from desktop_scanner.core.custom_rules import CustomRule
from desktop_scanner.core.errors import SettingsError
from desktop_scanner.intake import rules_file


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "rules.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_of_rules_is_read(tmp_path: Path) -> None:
    text = """\ufeff# ours
[[rule]]
name = "founded"
regex = 'since (\\d{4})'

[[rule]]
name = "products"
css = ".product h2"
many = true
pages = "/shop*"
"""
    assert rules_file.read(write(tmp_path, text)) == (
        CustomRule(name="founded", regex=r"since (\d{4})"),
        CustomRule(name="products", css=".product h2", many=True, pages="/shop*"),
    )


GOOD = '[[rule]]\nname = "good"\ncss = "a"\n\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f'{GOOD}[[rule]]\nname = "bad"\n\nxpath = "//a["\n', 'line 8: the rule "bad" cannot be used, it is no XPath'),
        (f'{GOOD}[[rule]]\nname = "bad"\n', 'line 6: the rule "bad" cannot be used, it has none of css'),
        (f'{GOOD}[[rule]]\nname = "bad"\n"regexp" = "a"\n', 'line 7: the rule "bad" .* an entry "regexp"'),
        (f'{GOOD}[[rule]]\nname = "bad"\ncss = 7\n', 'line 7: the rule "bad" .* expected `str'),
        (f"{GOOD}[[rule]]\ncss = 'a'\n", "line 5: this rule cannot be used, .*missing required field `name`"),
        (f"{GOOD}{GOOD}", 'line 6: the rule "good" cannot be used, another rule has the same name'),
        ('rule = [{name = "bad", regex = "("}]', 'line 1: the rule "bad" .* no regular expression'),
        ("rule = [3]", "line 1: this rule cannot be used, a rule is a table"),
        ("[[rule]]\nname = \n", "cannot be read: .*line 2"),
        ("", "holds no rules"),
        ('rule = "a"', "holds no rules"),
        (f'{GOOD}[other]\nname = "a"\n', "or something else too"),
        (b"\xff\xfe\x00", "no UTF-8 text"),
        ("#" * 1_000_001, "larger than a megabyte"),
        ("".join(f'[[rule]]\nname = "{n}"\ncss = "a"\n' for n in range(201)), "holds 201 rules"),
    ],
)
def test_a_fault_is_named_with_file_line_and_reason(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(SettingsError, match=f"rules.toml.*{says}"):
        rules_file.read(write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml cannot be read: No such file"):
        rules_file.read(tmp_path / "none.toml")
