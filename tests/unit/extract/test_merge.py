from collections.abc import Callable

import pytest

from desktop_scanner.extract.merge import DomainFacts, merge
from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]
FRONT, CONTACT = "https://x.be/", "https://x.be/contact"


def merged(facts: Facts, front: str, contact: str) -> DomainFacts:
    return merge([(FRONT, facts(front, FRONT, "BE")), (CONTACT, facts(contact, CONTACT, "BE"))])


def test_the_front_page_speaks_first(facts: Facts) -> None:
    found = merged(facts, "<title>Front</title>", '<title>Contact</title><meta name="description" content="Us">')
    assert (found.title, found.description) == ("Front", "Us")


def test_values_of_several_pages_are_one_with_all_evidence(facts: Facts) -> None:
    page = """<p>info@peeters.be, tel 09 223 45 67, GTM-ABC1234 <a href="https://x.com/peeters">x</a>
      <script type="application/ld+json">{"streetAddress": "A 1", "postalCode": "9000"}</script>"""
    found = merged(facts, page, page)
    for values in (found.emails, found.phones, found.social, found.trackers, found.addresses):
        assert len(values) == 1
        assert [piece.url for piece in values[0].evidence] == [FRONT, CONTACT]


def test_a_second_page_makes_a_contact_surer_but_not_a_placeholder(facts: Facts) -> None:
    found = merged(facts, "<p>info@peeters.be you@example.com", "<p>info@peeters.be you@example.com")
    assert [(email.value, email.confidence) for email in found.emails] == [
        ("info@peeters.be", 0.98),
        ("you@example.com", 0.1),
    ]


def test_the_best_version_and_the_surest_first(facts: Facts) -> None:
    found = merged(
        facts,
        "<p class=elementor-element-x><link href=/wp-content/a.css>",
        '<meta name="generator" content="WordPress 6.5">',
    )
    versions = {technology.name: technology.version for technology in found.technologies}
    assert versions["WordPress"] == "6.5"
    assert found.technologies[-1].name == "MySQL"


def test_the_fullest_organisation_is_kept(facts: Facts) -> None:
    block = '<script type="application/ld+json">{"@type": "Organization", "name": "P"%s}</script>'
    found = merged(facts, block % "", block % ', "telephone": "1", "email": "a@b.be"')
    assert found.organization is not None
    assert found.organization["telephone"] == "1"


def test_no_pages_give_no_facts() -> None:
    assert merge([]) == DomainFacts()


def test_at_most_five_pieces_of_evidence_are_kept(facts: Facts) -> None:
    pages = [(f"https://x.be/{n}", facts("<p>info@peeters.be</p>", f"https://x.be/{n}")) for n in range(9)]
    assert len(merge(pages).emails[0].evidence) == 5


def test_a_language_that_the_text_contradicts_gives_way_to_that_of_the_text(facts: Facts) -> None:
    text = "<p>Wir backen unser Brot für Sie und sind jeden Tag von sieben bis zwölf Uhr in der Stadt."
    assert merged(facts, f'<html lang="en">{text}', "").language == "de"
    assert merged(facts, f'<html lang="de-AT">{text}', "").language == "de"
    assert merged(facts, '<html lang="en"><p>Brot', "").language == "en"


def test_what_the_front_page_says_of_itself_is_kept(facts: Facts) -> None:
    found = merged(facts, "<h1>Front</h1>", '<h1>Contact</h1><link rel=icon href="data:image/x;base64,aWNvbg==">')
    assert found.page_facts is not None
    assert [heading.text for heading in found.page_facts.headings] == ["Front"]
    assert found.favicon_hash is not None


def test_addresses_of_the_domain_that_was_asked_for_are_its_own(facts: Facts) -> None:
    page = facts("<p>info@x.be, info@old.be, info@other.be", FRONT)
    own = {email.value: email.own_domain for email in merge([(FRONT, page)], domain="old.be").emails}
    assert own == {"info@x.be": True, "info@old.be": True, "info@other.be": False}


@pytest.mark.parametrize(
    ("front", "contact", "is_fax"),
    [
        ("Fax 09 223 45 67", "Fax 09 223 45 67", True),
        ("Fax 09 223 45 67", "+32 9 223 45 67", True),
        ("+32 9 223 45 67", "Fax 09 223 45 67", True),
        ("Tel 09 223 45 67", "Fax 09 223 45 67", False),
        ("Tel 09 223 45 67", "Tel 09 223 45 67", False),
    ],
)
def test_a_number_is_a_fax_where_no_page_says_phone(facts: Facts, front: str, contact: str, is_fax: bool) -> None:
    (phone,) = merged(facts, f"<p>{front}", f"<p>{contact}").phones
    assert phone.is_fax is is_fax
