from collections.abc import Callable

import pytest

from desktop_scanner.core.results import Technology
from desktop_scanner.extract.parsing.document import Document
from desktop_scanner.extract.technologies.technologies import technologies


def found(document: Document) -> dict[str, Technology]:
    return {technology.name: technology for technology in technologies(document)}


def test_a_plugin_without_a_rule_is_reported_by_its_folder_and_less_sure(document: Callable[..., Document]) -> None:
    known = found(document('<link rel="stylesheet" href="/wp-content/plugins/my-own-thing/a.css?ver=1.2.3">'))
    assert known["my-own-thing"].categories == ("WordPress plugins",)
    assert (known["my-own-thing"].version, known["my-own-thing"].confidence) == ("1.2.3", 75)
    assert known["WordPress"].confidence == 100


def test_a_theme_without_a_rule_shows_wordpress_only(document: Callable[..., Document]) -> None:
    known = found(document('<link rel="stylesheet" href="/wp-content/themes/bakkerij2023/style.css?ver=1.2.3">'))
    assert "WordPress" in known
    assert "bakkerij2023" not in known


def test_a_child_theme_shows_its_parent(document: Callable[..., Document]) -> None:
    assert "Astra" in found(document('<link rel="stylesheet" href="/wp-content/themes/astra-child/style.css">'))


def test_other_folders_than_wordpress_own_show_named_plugins_only(document: Callable[..., Document]) -> None:
    known = found(
        document('<script src="/app/plugins/unheard-of/a.js"></script><script src="/app/plugins/jetpack/a.js">')
    )
    assert "Jetpack" in known
    assert "unheard-of" not in known


@pytest.mark.parametrize(("host", "is_shown"), [("www.bakkerij-peeters.be", True), ("elsewhere.example", False)])
def test_an_image_tells_only_where_it_is_the_sites_own(
    document: Callable[..., Document], host: str, is_shown: bool
) -> None:
    page = document(f'<img src="https://{host}/wp-content/plugins/jetpack/a.png"><img src="http://[/wp-content/">')
    assert ("Jetpack" in found(page)) is is_shown


def test_wordpress_version_is_not_that_of_a_library(document: Callable[..., Document]) -> None:
    own = '<link rel="stylesheet" href="/wp-includes/css/dist/block-library/style.css?ver=6.5.2">'
    known = found(document(f'{own}<script src="/wp-content/themes/x/js/owl.carousel.min.js?ver=6.5.2"></script>'))
    assert known["WordPress"].version == "6.5.2"
    assert known["OWL Carousel"].version is None


@pytest.mark.parametrize("name", ["video", "chart", "highlight", "animate", "viewer", "system", "lightbox", "turbo"])
def test_a_file_of_an_everyday_name_is_no_library(document: Callable[..., Document], name: str) -> None:
    assert not found(document(f'<script src="/js/{name}.js"></script>'))


def test_scripts_that_wait_for_consent_or_are_announced_count(document: Callable[..., Document]) -> None:
    late = '<script type="text/plain" data-src="https://static.hotjar.com/c/hotjar-1.js"></script>'
    known = found(document(f'{late}<link rel="modulepreload" href="/_nuxt/entry.js">'))
    assert {"Hotjar", "Nuxt.js"} <= known.keys()


def test_the_number_of_unknown_plugins_is_bounded(document: Callable[..., Document]) -> None:
    links = (f'<script src="/wp-content/plugins/unheard-of-{n}/a.js"></script>' for n in range(300))
    assert len(found(document("".join(links)))) < 80
