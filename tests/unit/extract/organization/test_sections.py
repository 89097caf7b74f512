from collections.abc import Callable

import pytest

from desktop_scanner.extract.organization import sections
from desktop_scanner.extract.organization.sections import Kind
from desktop_scanner.extract.parsing.document import Document

Make = Callable[..., Document]


@pytest.mark.parametrize(
    ("url", "title", "kind"),
    [
        ("https://x.de/impressum.html", "", Kind.IMPRINT),
        ("https://x.fr/mentions-legales", "", Kind.IMPRINT),
        ("https://x.es/es/aviso_legal", "", Kind.IMPRINT),
        ("https://x.nl/?p=5", "Colofon", Kind.IMPRINT),
        ("https://x.de/datenschutz", "Impressum", Kind.PRIVACY),
        ("https://x.com/", "Privacy Policy", Kind.PRIVACY),
        ("https://x.com/contact-us", "", Kind.CONTACT),
        ("https://x.cz/kontakty/", "", Kind.CONTACT),
        ("https://x.de/produkte/kontaktlinsen", "Linsen", Kind.OTHER),
    ],
)
def test_what_a_page_is_for_is_told_by_address_and_title(document: Make, url: str, title: str, kind: Kind) -> None:
    assert sections.kind_of(document(f"<title>{title}</title>", url)) is kind


def read(document: Make, body: str, url: str = "https://x.de/impressum") -> dict[str, bool]:
    page = document(body, url)
    found = sections.read(page, sections.kind_of(page), [])
    return dict(zip(found.lines, found.is_own, strict=True))


def test_what_is_said_of_others_ends_at_the_owner_s_label_or_a_heading(document: Make) -> None:
    own = read(document, "<p>A<p>Webdesign:<p>B<p>Kontakt<p>C<p>Hosting<p>D<h2>Haftung</h2><p>E")
    assert own == {
        "A": True,
        "Webdesign:": False,
        "B": False,
        "Kontakt": True,
        "C": True,
        "Hosting": False,
        "D": False,
        "Haftung": True,
        "E": True,
    }


def test_it_ends_after_as_many_lines_as_an_address_needs(document: Make) -> None:
    own = read(document, "<p>Webdesign" + "".join(f"<p>Zeile {number}" for number in range(12)))
    assert [line for line, is_own in own.items() if is_own] == ["Zeile 8", "Zeile 9", "Zeile 10", "Zeile 11"]


def test_words_of_menus_count_only_as_headings(document: Make) -> None:
    assert read(document, "<p>Partner<p>A")["A"]
    assert not read(document, "<h2>Partner</h2><p>A")["A"]
    assert not read(document, "<p>Partner:<p>A")["A"]
    assert read(document, "<p>Partner: x<p>A") == {"Partner: x": False, "A": True}


def test_an_imprint_may_go_on_as_a_privacy_notice(document: Make) -> None:
    own = read(document, "<p>A<h2>Datenschutz</h2><p>B<p>Verantwortlicher:<p>C")
    assert own == {"A": True, "Datenschutz": False, "B": False, "Verantwortlicher:": True, "C": True}


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>Müller <b>GmbH</b>", ("Müller GmbH",)),
        ("<p><b>Müller</b>, Ring 3", ("Müller, Ring 3",)),
        ("<p><span>12345</span> <span>Berlin</span>", ("12345 Berlin",)),
        ("<p><span>Hauptstraße</span> <span>3a</span>", ("Hauptstraße 3a",)),
        ("<p><i>Huber</i> &amp; <b>Sohn</b>", ("Huber & Sohn",)),
        ("<p><b>Tel</b>:<p>A<p>·<p>B", ("Tel:", "A", "B")),
        ("<p>A (<b>B</b>)", ("A (B)",)),
        ("<p>12345<p>67890 Ort", ("12345", "67890 Ort")),
    ],
)
def test_what_belongs_together_is_one_line(document: Make, markup: str, lines: tuple[str, ...]) -> None:
    assert tuple(read(document, markup)) == lines


def test_of_other_pages_only_what_stands_around_a_place_is_read(document: Make) -> None:
    page = document("".join(f"<p>A{number:03}</p>" for number in range(200)), "https://x.de/")
    found = sections.read(page, Kind.OTHER, [page.text.index("A050"), page.text.index("A150")])
    assert (found.lines[0], found.lines[-1], "" in found.lines, len(found.lines)) == ("A026", "A166", True, 83)
    assert sections.read(page, Kind.OTHER, []).lines == ()


def test_the_owner_s_labels_are_known() -> None:
    assert sections.announces_owner("Angaben gemäß § 5 DDG")
    assert not sections.announces_owner("Webdesign")


def test_of_many_headings_the_first_and_the_last_are_known(document: Make) -> None:
    found = sections.headings(
        document("".join(f"<h3>Product {number}</h3>" for number in range(100)) + "<h3>Kontakt</h3>")
    )
    assert {"Product 0", "Product 99", "Kontakt"} <= found
    assert "Product 50" not in found
    assert len(found) == sections.MAX_HEADINGS


def test_headings_within_headings_are_read_as_far_as_is_useful(document: Make) -> None:
    page = document("<div><h1>x" * 40 + "y" * 2_000)
    assert len(sections.headings(page)) <= 11
