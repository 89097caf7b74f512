import pytest

from desktop_scanner.extract.technologies import assets
from desktop_scanner.extract.technologies.assets import Asset


@pytest.mark.parametrize(
    ("url", "package", "file", "version"),
    [
        ("https://cdn.jsdelivr.net/npm/swiper@11.0.5/swiper-bundle.min.js", "swiper", "swiper", "11.0.5"),
        (
            "https://cdn.jsdelivr.net/npm/@splidejs/splide@4.1.4/dist/js/splide.min.js",
            "@splidejs/splide",
            "splide",
            "4.1.4",
        ),
        ("https://unpkg.com/vue@3", "vue", None, "3"),
        ("https://unpkg.com/vue@latest/dist/vue.global.prod.js", "vue", "vue", None),
        ("//cdnjs.cloudflare.com/ajax/libs/jquery/3.7.1/jquery.slim.min.js", "jquery", "jquery", "3.7.1"),
        ("https://code.jquery.com/ui/1.13.2/jquery-ui.min.js", None, "jquery-ui", "1.13.2"),
        ("/js/jquery-3.7.1.min.js", None, "jquery", "3.7.1"),
        ("/lib/lightbox2/v2.11.3/js/lightbox.js", None, "lightbox", "2.11.3"),
        ("/vendor/select2-4.0.13/select2.full.min.js", None, "select2", "4.0.13"),
        ("/vendor/other-4.0.13/select2.min.js", None, "select2", None),
        ("/js/app.9f8e7d6c5b4a.js", None, "app", None),
        ("/js/.min.js", None, ".min", None),
        ("/img/logo.png", None, None, None),
    ],
)
def test_an_address_names_package_file_and_version(
    url: str, package: str | None, file: str | None, version: str | None
) -> None:
    found = assets.read(url)
    expected = (Asset(package, file, version),) if package or file else ()
    assert [(one.package, one.file, one.version) for one in found] == [
        (one.package, one.file, one.version) for one in expected
    ]


@pytest.mark.parametrize(
    ("query", "version"),
    [
        ("ver=2.3.4", "2.3.4"),
        ("x=1&amp;v=2.3", "2.3"),
        ("ver=1713249423", None),
        ("ver=4.1.1-wc.8.8.3", "4.1.1"),
        ("", None),
    ],
)
def test_a_version_in_the_query_is_less_sure(query: str, version: str | None) -> None:
    (found,) = assets.read(f"/js/owl.carousel.min.js?{query}")
    assert (found.version, found.is_sure) == (version, version is None)


def test_style_sheets_and_scripts_are_told_apart() -> None:
    assert [assets.read(url)[0].suffix for url in ("/animate.css", "/animate.js")] == [".css", ".js"]


def test_files_that_a_cdn_joins_are_read_one_by_one() -> None:
    found = assets.read("https://cdn.jsdelivr.net/combine/npm/jquery@3.7.1,npm/lodash@4.17.21/lodash.min.js")
    assert [(one.package, one.version) for one in found] == [("jquery", "3.7.1"), ("lodash", "4.17.21")]
