from collections.abc import Callable

import pytest

from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.technologies import generators, rule_files


@pytest.mark.parametrize(
    ("content", "name", "version"),
    [
        ("ProcessWire", "ProcessWire", None),
        ("processwire 3.0.229", "ProcessWire", "3.0.229"),
        ("Kirby v4.2", "Kirby", "4.2"),
        ("Shoptet; https://www.shoptet.cz", "Shoptet", None),
        ("Statamic/5", "Statamic", "5"),
        ("Craft CMS (https://craftcms.com)", "Craft CMS", None),
        ("jQuery 3.7.1", None, None),
        ("Kirbys", None, None),
        ("My Kirby", None, None),
        ("3.0", None, None),
        ("", None, None),
    ],
)
def test_a_generator_called_like_a_technology_is_it(
    document: Callable[..., Document], content: str, name: str | None, version: str | None
) -> None:
    page = document(f'<meta name="generator" content="{content}">')
    found = [(hit.name, hit.version) for hit in generators.hits(page, rule_files.default())]
    assert found == ([(name, version)] if name else [])
