from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from desktop_scanner.core.statuses import DomainStatus
from desktop_scanner.demo import sites
from desktop_scanner.demo.answers import Answer, Answers
from desktop_scanner.demo.sites import Behaviour, Expectation, Redirect, Site

SITES = sites.load()
LINKS = (
    ("a", "href"),
    ("img", "src"),
    ("script", "src"),
    ("link[rel=stylesheet]", "href"),
    ("link[rel$=icon]", "href"),
)


def site(behaviour: Behaviour | None = None, **files: bytes) -> Answers:
    made = Site(
        domain="sample.de",
        name="Sample",
        shows="a sample",
        behaviour=behaviour or Behaviour(),
        expect=Expectation(status=DomainStatus.COMPLETED),
        files=files or {"index.html": b"<p>front", "about/index.html": b"<p>about", "faq.html": b"<p>faq"},
    )
    return Answers((made,))


def header(answer: Answer, name: str) -> str | None:
    return next((value for key, value in answer.headers if key == name), None)


@pytest.mark.parametrize(
    ("path", "body"),
    [("/", b"<p>front"), ("/index.html", b"<p>front"), ("/about/", b"<p>about"), ("/faq", b"<p>faq")],
)
def test_a_path_stands_for_a_file(path: str, body: bytes) -> None:
    assert site().answer("http", "sample.de", path).body == body


@pytest.mark.parametrize("target", ["/faq?ref=mail", "/%66aq"])
def test_queries_do_not_matter_and_paths_are_decoded(target: str) -> None:
    assert site().answer("http", "www.sample.de:80", target).body == b"<p>faq"


@pytest.mark.parametrize("path", ["/nothing", "/../sample.de/index.html", "/about/..%2fsite.toml", "//", "/site.toml"])
def test_any_other_path_is_not_found(path: str) -> None:
    assert site().answer("http", "sample.de", path).status == 404


def test_a_folder_without_its_slash_is_forwarded() -> None:
    answer = site().answer("http", "sample.de", "/about")
    assert (answer.status, header(answer, "Location")) == (301, "/about/")


def test_a_site_may_have_an_error_page_of_its_own() -> None:
    answer = site(None, **{"error.html": b"<p>lost"}).answer("http", "sample.de", "/nothing")
    assert (answer.status, answer.body) == (404, b"<p>lost")


def test_an_unknown_host_has_no_site() -> None:
    assert site().answer("http", "other.de", "/").status == 404


def test_other_doors_are_forwarded_to_the_canonical_one_with_their_path() -> None:
    answer = site(Behaviour(canonical="https://www.sample.de")).answer("https", "sample.de", "/faq?a=b")
    assert (answer.status, header(answer, "Location")) == (301, "https://www.sample.de/faq?a=b")


def test_the_canonical_door_is_served() -> None:
    assert site(Behaviour(canonical="https://www.sample.de")).answer("https", "www.sample.de", "/").status == 200


def test_a_declared_redirect_comes_before_the_canonical_one() -> None:
    detour = Redirect(source="https://sample.de", to="http://www.sample.de", status=302)
    behaviour = Behaviour(canonical="https://www.sample.de", redirects=(detour,))
    answer = site(behaviour).answer("https", "sample.de", "/faq")
    assert (answer.status, header(answer, "Location")) == (302, "http://www.sample.de/faq")


def test_a_status_is_declared_for_a_path_or_for_all_others() -> None:
    broken = site(Behaviour(statuses={"/faq": 200, "*": 503}))
    assert [broken.answer("http", "sample.de", path).status for path in ("/faq", "/", "/nothing")] == [200, 503, 503]


def test_a_delay_is_declared_for_a_path_or_for_all_others() -> None:
    slow = site(Behaviour(delays_s={"/": 4.0, "*": 0.5}))
    assert [slow.answer("http", "sample.de", path).delay_s for path in ("/", "/faq")] == [4.0, 0.5]


def test_headers_and_charset_are_the_site_s_own() -> None:
    answer = site(Behaviour(charset="iso-8859-2", headers=(("Server", "nginx"),))).answer("http", "sample.de", "/")
    assert header(answer, "Content-Type") == "text/html; charset=iso-8859-2"
    assert header(answer, "Server") == "nginx"


def test_a_browser_is_told_to_fetch_nothing_from_elsewhere() -> None:
    assert "default-src 'self'" in (header(site().answer("http", "sample.de", "/"), "Content-Security-Policy") or "")


def test_a_browser_reads_a_site_under_its_local_name_without_being_forwarded() -> None:
    local = site(Behaviour(canonical="https://www.sample.de")).answer("http", "sample.de.localhost:8080", "/")
    assert (local.status, local.body) == (200, b"<p>front")


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:8080"])
def test_the_plain_port_shows_the_list_of_the_sites(host: str) -> None:
    assert b'href="http://sample.de.localhost:8080/"' in site().answer("http", host, "/").body


def test_nothing_of_the_host_header_is_written_into_the_list() -> None:
    assert b"<script>" not in site().answer("http", "localhost:<script>", "/").body


@pytest.mark.parametrize("sample", [one for one in SITES if one.files], ids=lambda one: one.domain)
def test_every_link_within_a_sample_site_leads_somewhere(sample: Site) -> None:
    answers = Answers(SITES)
    dead = {link for link in links(sample) if answers.answer("https", f"{sample.domain}.localhost", link).status >= 400}
    assert dead == set()


def links(sample: Site) -> Iterator[str]:
    """Yield the targets of links within the site; what its content network would answer is not its own."""
    for name, body in sample.files.items():
        if not name.endswith(".html"):
            continue
        parsed = LexborHTMLParser(body.decode(sample.behaviour.charset))
        for tag, attribute in LINKS:
            for node in parsed.css(tag):
                url = urlsplit(urljoin(f"https://{sample.domain}/{name}", node.attributes.get(attribute) or ""))
                if url.hostname in sample.hosts and not url.path.startswith("/cdn-cgi/l/"):
                    yield f"{url.path}?{url.query}"
