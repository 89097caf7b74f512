import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_scanner.engine.site import sitemaps
from desktop_scanner.engine.site.sitemaps import Queue, Sitemap

_URL = "https://a.test/sitemap.xml"
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*locations: str) -> bytes:
    urls = "".join(f"<url><loc> {location} </loc></url>" for location in locations)
    return f'<?xml version="1.0"?><urlset {_XMLNS}>{urls}</urlset>'.encode()


def index(*locations: str) -> bytes:
    files = "".join(f"<sitemap><loc>{location}</loc></sitemap>" for location in locations)
    return f"<sitemapindex {_XMLNS}>{files}</sitemapindex>".encode()


def test_a_urlset_names_pages() -> None:
    sitemap = sitemaps.parse(urlset("https://a.test/x", "/y", "ftp://z"), _URL)
    assert sitemap == Sitemap(urls=("https://a.test/x", "https://a.test/y"), count=3)


def test_an_index_names_sitemaps() -> None:
    sitemap = sitemaps.parse(index("/one.xml"), _URL)
    assert sitemap == Sitemap(is_index=True, urls=("https://a.test/one.xml",), count=1)


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(urlset("https://a.test/x")),
        b"\xef\xbb\xbfhttps://a.test/x\r\nno address\n",
        urlset("https://a.test/x").replace(b' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', b""),
        urlset("https://a.test/x").replace(b"</urlset>", b"<url><loc>broken"),
        urlset("https://a.test/x").decode().replace('<?xml version="1.0"?>', "").encode("utf-16"),
        urlset("https://a.test/x").replace(b"</url>", b"<image><loc>https://a.test/i.png</loc></image></url>"),
    ],
)
def test_every_form_of_a_sitemap_is_read(body: bytes) -> None:
    assert sitemaps.parse(body, _URL).urls == ("https://a.test/x",)


def test_entities_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "http://a.test/">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body = f"<?xml version='1.0'?>{bomb}<urlset><url><loc>&e11;</loc></url><url><loc>&f;</loc></url></urlset>"
    started = time.perf_counter()
    assert sitemaps.parse(body.encode(), _URL).urls == ()
    assert time.perf_counter() - started < 1


def test_a_gzip_bomb_is_cut_off() -> None:
    bomb = gzip.compress(b"https://a.test/x\n" + b"\n" * 100_000_000)
    assert sitemaps.parse(bomb, _URL).urls == ("https://a.test/x",)


def test_what_is_kept_of_a_huge_sitemap_is_bounded_and_its_count_told() -> None:
    sitemap = sitemaps.parse("\n".join(f"https://a.test/{n}" for n in range(12_000)).encode(), _URL)
    assert (len(sitemap.urls), sitemap.count) == (sitemaps.MAX_KEPT, 12_000)


def test_a_large_urlset_is_counted_to_its_end() -> None:
    sitemap = sitemaps.parse(urlset(*(f"/{n}" for n in range(12_000))), _URL)
    assert (len(sitemap.urls), sitemap.count) == (sitemaps.MAX_KEPT, 12_000)


def test_of_fifty_thousand_addresses_those_that_promise_contacts_are_kept_quickly() -> None:
    many = [f"https://a.test/products/contact-lens-{n}" for n in range(50_000)]
    many[40_000:40_000] = ["https://a.test/contact", "https://a.test/de/impressum", "https://a.test/%C3%BCber-uns"]
    started = time.perf_counter()
    sitemap = sitemaps.parse(urlset(*many), _URL)
    assert set(many[40_000:40_003]) <= set(sitemap.urls)
    assert (len(sitemap.urls), sitemap.count) == (sitemaps.MAX_KEPT, 50_003)
    assert time.perf_counter() - started < 1.5


def test_deep_nesting_ends_the_reading() -> None:
    assert sitemaps.parse(b"<a>" * 100_000, _URL) == Sitemap()


@given(st.binary(max_size=500))
def test_no_bytes_make_the_reading_fail(body: bytes) -> None:
    for beginning in (b"", b"<urlset><url><loc>", b"\x1f\x8b\x08", b"<!DOCTYPE x ["):
        sitemaps.parse(beginning + body, _URL)


def read_all(queue: Queue, files: dict[str, Sitemap]) -> list[str]:
    asked = []
    for url, on_parsed in queue.take():
        asked.append(url)
        on_parsed(files.get(url, Sitemap()))
    return asked


def test_without_a_named_sitemap_the_usual_place_is_asked() -> None:
    assert read_all(Queue("https://a.test/de/", ()), {}) == [_URL]


def test_files_that_promise_pages_come_first_and_other_sites_never() -> None:
    names = ("/product-sitemap1.xml", "/x.xml", "/page-sitemap.xml")
    found = Sitemap(is_index=True, urls=(*(f"https://a.test{name}" for name in names), "https://evil.test/page.xml"))
    asked = read_all(Queue("https://a.test/", (_URL,)), {_URL: found})
    assert asked == [
        _URL,
        *(f"https://a.test{name}" for name in ("/page-sitemap.xml", "/x.xml", "/product-sitemap1.xml")),
    ]


def test_indexes_of_indexes_are_followed_to_a_bounded_depth() -> None:
    files = {f"https://a.test/{n}": Sitemap(is_index=True, urls=(f"https://a.test/{n + 1}",)) for n in range(20)}
    assert len(read_all(Queue("https://a.test/", ("https://a.test/0",)), files)) == sitemaps.MAX_DEPTH


def test_no_site_has_too_many_sitemaps_read() -> None:
    named = tuple(f"https://a.test/{n}.xml" for n in range(50))
    assert len(read_all(Queue("https://a.test/", named), {})) == sitemaps.MAX_FILES
