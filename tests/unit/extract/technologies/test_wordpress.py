import time

import pytest

from desktop_scanner.extract.technologies import wordpress

ROOT = "https://www.x.example/wp-content/plugins"


def slugs(addresses: list[str], codes: list[str] | None = None, core: str | None = None) -> dict[str, str | None]:
    return {part.slug: part.version for part in wordpress.parts(addresses, codes or [], "www.x.example", core)}


def test_the_version_is_the_one_that_most_of_a_plugins_own_files_carry() -> None:
    own = [f"{ROOT}/shop/css/{name}.css?ver=2.1.0" for name in ("a", "b")]
    others = [f"{ROOT}/shop/lib/slick/slick.js?ver=1.8.1", f"{ROOT}/shop/js/x.js?ver=1.0", f"{ROOT}/shop/js/y.js"]
    assert slugs([*others, *own]) == {"shop": "2.1.0"}


def test_wordpress_own_version_is_no_plugins() -> None:
    assert slugs([f"{ROOT}/shop/a.css?ver=6.5.2"], core="6.5.2") == {"shop": None}
    assert slugs([f"{ROOT}/shop/a.css?ver=1713249423"]) == {"shop": None}


def test_themes_and_must_use_plugins_and_other_folders_are_known() -> None:
    addresses = ["/wp-content/themes/Divi/style.css?ver=4.24.2", "/wp-content/mu-plugins/x/a.js", "/app/plugins/y/b.js"]
    found = wordpress.parts([*addresses, "/wp-content/uploads/z/c.js"], [], "x.example", None)
    assert [(part.kind, part.slug, part.version) for part in found] == [
        ("theme", "divi", "4.24.2"),
        ("plugin", "x", None),
        ("plugin", "y", None),
    ]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (r'{"url":"https:\/\/www.x.example\/wp-content\/plugins\/shop\/ajax.php"}', ["shop"]),
        ("url(https://x.example/blog/wp-content/plugins/shop/a.png)", ["shop"]),
        (r'{"url":"https:\/\/other.example\/wp-content\/plugins\/shop\/ajax.php"}', []),
        ("nothing", []),
    ],
)
def test_in_code_only_the_sites_own_addresses_count(code: str, found: list[str]) -> None:
    assert list(slugs([], [code])) == found


@pytest.mark.parametrize(
    ("addresses", "generator", "version"),
    [
        (["/wp-includes/css/dist/block-library/style.min.css?ver=6.4.3"], "", "6.4.3"),
        (["/wp-includes/js/jquery/jquery.min.js?ver=3.7.1"], "", None),
        (["/wp-includes/js/wp-embed.min.js?ver=6.4.3"], "WordPress 6.5.2", "6.5.2"),
        ([], "Hugo 1", None),
    ],
)
def test_wordpress_version_stands_in_its_own_files(addresses: list[str], generator: str, version: str | None) -> None:
    assert wordpress.core_version(addresses, generator) == version


def test_code_made_to_mislead_takes_no_long_time() -> None:
    code = "//a.b/" * 80_000 + "wp-content"
    started = time.process_time()
    slugs([], [code])
    assert time.process_time() - started < 2
