from collections.abc import Callable

import pytest

from desktop_scanner.extract.parsing.document import Document, Link, host_of, language_tag

Make = Callable[..., Document]


def test_links_are_absolute_without_fragment_and_each_once(document: Make) -> None:
    page = document(
        '<a href="/a?x=1#top"></a><a href="/a?x=1" rel="NoFollow">Name</a><a href="../b">B</a><a href="#c">'
    )
    assert page.links() == (
        Link("https://www.bakkerij-peeters.be/a?x=1", "Name", "nofollow"),
        Link("https://www.bakkerij-peeters.be/b", "B", ""),
    )


@pytest.mark.parametrize(
    "href",
    ["javascript:void(0)", "mailto:a@b.be", "tel:1", "data:text/html,x", "ftp://x.be/", "http://[", "about:blank"],
)
def test_what_leads_to_no_page_is_no_link(document: Make, href: str) -> None:
    assert document(f'<a href="{href}">x</a>').links() == ()


def test_the_base_element_is_what_links_start_from(document: Make) -> None:
    page = document('<base href="https://cdn.example.org/x/"><a href="y">y</a><a href="/z">z</a>')
    assert [link.url for link in page.links()] == ["https://cdn.example.org/x/y", "https://cdn.example.org/z"]


@pytest.mark.parametrize("base", ["http://[", "javascript:1", ""])
def test_a_base_that_cannot_be_used_is_ignored(document: Make, base: str) -> None:
    assert document(f'<base href="{base}"><a href="/y">y</a>').links()[0].url == "https://www.bakkerij-peeters.be/y"


def test_people_do_not_see_scripts_styles_and_templates(document: Make) -> None:
    page = document("<p>seen</p><script>a</script><style>b</style><template>c</template><noscript>d</noscript>")
    assert page.text.split() == ["seen"]
    assert page.noscript_text == "d"
    assert page.visible_length() == 4


def test_soft_hyphens_and_comments_do_not_divide_words(document: Make) -> None:
    assert document("<p>info<!-- -->@x&shy;y.be</p>").text == "info@xy.be"


def test_a_long_select_is_read_quickly(document: Make) -> None:
    assert len(document("<select>" + "<option>x" * 20_000).text.split()) == 20_000


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/next", "https://www.bakkerij-peeters.be/next"),
        ("5;URL='https://other.be/'", "https://other.be/"),
        ("30", None),
        (" " * 5_000 + "x", None),
    ],
)
def test_a_refresh_names_where_it_leads(document: Make, content: str, target: str | None) -> None:
    assert document(f'<meta http-equiv="Refresh" content="{content}">').meta_refresh() == target


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("NL-be", "nl-BE"),
        ("de_DE.UTF-8", "de-DE"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("english", None),
        ("", None),
        ("x", None),
    ],
)
def test_a_language_tag_has_one_spelling(text: str, tag: str | None) -> None:
    assert language_tag(text) == tag


def test_the_language_is_declared_by_the_page_or_its_metas(document: Make) -> None:
    assert document('<html lang="fr">').language == "fr"
    assert document('<meta property="og:locale" content="pt_BR">').language == "pt-BR"
    assert document("<p>").language is None


def test_elements_are_looked_for_once(document: Make) -> None:
    page = document("<p>a<p>b")
    assert len(page.nodes("p")) == 2
    assert page.nodes("p") is page.nodes("p")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://x.de/a", "x.de"),
        ("http://u:p@x.de:8080/?a=//b", "x.de"),
        ("https://x.de", "x.de"),
        ("mailto:a@x.de", ""),
    ],
)
def test_an_addresss_host_is_what_stands_between_user_and_port(url: str, host: str) -> None:
    assert host_of(url) == host
