from collections.abc import Callable

import pytest

from desktop_scanner.core.results import Email
from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]


def values(found: PageFacts) -> list[str]:
    return [email.value for email in found.emails]


def only(found: PageFacts) -> Email:
    (email,) = found.emails
    return email


@pytest.mark.parametrize(
    ("markup", "value", "method"),
    [
        ('<a href="mailto:info@peeters.be?subject=Hi">Mail us</a>', "info@peeters.be", "mailto"),
        ('<a href="MAILTO:in%66o%40peeters.be">x</a>', "info@peeters.be", "mailto"),
        ('<a href="mailto:%20info@peeters.be%20">x</a>', "info@peeters.be", "mailto"),
        ('<a href="mailto:Peeters%20%3Cinfo@peeters.be%3E">x</a>', "info@peeters.be", "mailto"),
        ('<a href="mailto:?to=info@peeters.be&amp;subject=x">x</a>', "info@peeters.be", "mailto"),
        ('<a href="&#109;&#97;ilto:info&#64;peeters.be">x</a>', "info@peeters.be", "mailto"),
        ("<p>Schrijf naar info@peeters.be.</p>", "info@peeters.be", "text"),
        ("<p>info&#64;peeters&#46;be</p>", "info@peeters.be", "text"),
        ("<p>info&commat;peeters.be</p>", "info@peeters.be", "text"),
        ("<p>Info@PEETERS.Be</p>", "Info@peeters.be", "text"),
        ("<p>(an.peeters+web@mail.peeters.co.uk)</p>", "an.peeters+web@mail.peeters.co.uk", "text"),
        ("<td>info@peeters.be</td><td>Telefoon</td>", "info@peeters.be", "text"),
        ("<p>info@peeters.beTelefoon</p>", "info@peeters.be", "text"),
        ("<p>info@peeters.be.Wij antwoorden</p>", "info@peeters.be", "text"),
        ("<p>info@<wbr>peeters.be</p>", "info@peeters.be", "text"),
        ("<p>info@<b>peeters.be</b></p>", "info@peeters.be", "text"),
        ("<p>in&shy;fo@pee&#8203;ters.be</p>", "info@peeters.be", "text"),
        ("<p>info<!-- no spam -->@peeters.be</p>", "info@peeters.be", "text"),
        ('<p>info<span style="display: none">remove</span>@peeters.be</p>', "info@peeters.be", "text"),
        ("<p>邮箱info@peeters.cn电话</p>", "info@peeters.cn", "text"),
        ("<p>kontakt@müller-bäckerei.de</p>", "kontakt@müller-bäckerei.de", "text"),
        ("<p>kontakt@xn--mller-kva.de</p>", "kontakt@müller.de", "text"),
        ("<p>o'brien@peeters.ie</p>", "o'brien@peeters.ie", "text"),
        ("<noscript>info@peeters.be</noscript>", "info@peeters.be", "text"),
        ('<span data-email="info@peeters.be"></span>', "info@peeters.be", "attribute"),
        ('<input value="info@peeters.be">', "info@peeters.be", "attribute"),
        ('<meta property="og:email" content="info@peeters.be">', "info@peeters.be", "meta"),
        ('<script type="application/ld+json">{"email":"mailto:info@peeters.be"}</script>', "info@peeters.be", "jsonld"),
        ('<p itemscope><b itemprop="email">info@peeters.be</b></p>', "info@peeters.be", "microdata"),
    ],
)
def test_an_address_is_found_however_it_stands(facts: Facts, markup: str, value: str, method: str) -> None:
    found = only(facts(markup)) if method != "microdata" else facts(markup).emails[0]
    assert found.value == value
    assert found.evidence[0].method == method


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="logo@2x.png" alt="logo@2x.png"><p>logo@2x.png icon@3x.webp</p>',
        "<p>npm i jquery@3.1.1 react@18.2.0 vue@next lodash@latest</p>",
        "<p>https://605a7baede844d278b89dc95ae0a9123@sentry.io/1</p>",
        "<p>605a7baede844d278b89dc95ae0a9123@o1.ingest.sentry.io</p>",
        "<p>https://user:secret@peeters.be/ and ftp://user@peeters.be</p>",
        "<p>git clone git@github.com:peeters/site.git</p>",
        "<p>Follow us @peeters.be and @bakkerij</p>",
        "<h2>Contact us</h2><a>@peeters.be</a>",
        "<p>51.05@3.72 a@b 1@2.3 x@y..be @ info@ info@.be .@peeters.be</p>",
        "<p>info@peeters.notatld info@be info@co.uk info@-peeters.be info@127.0.0.1</p>",
        '<script>var dsn = "https://abc@o1.ingest.sentry.io/2", v = "swiper@8.4.5"</script>',
        "<style>@media print { a@b.be {} }</style>",
        '<a href="mailto:">x</a><a href="mailto:?subject=x">y</a><a href="https://www.tiktok.com/@peeters.be">z</a>',
    ],
)
def test_what_only_looks_like_an_address_is_none(facts: Facts, markup: str) -> None:
    assert values(facts(markup)) == []


def test_escapes_before_an_address_are_cut_off(facts: Facts) -> None:
    assert values(facts("<p>u003einfo@peeters.be \\u003Csales@peeters.be</p>")) == [
        "info@peeters.be",
        "sales@peeters.be",
    ]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("info@peeters.be", "role"),
        ("sales-be@peeters.be", "role"),
        ("kontakt.wien@peeters.at", "role"),
        ("an.peeters@peeters.be", "personal"),
        ("an.peeters@gmail.com", "free"),
        ("info@telenet.be", "free"),
    ],
)
def test_the_kind_says_whose_mailbox_it_is(facts: Facts, address: str, kind: str) -> None:
    assert only(facts(f"<p>{address}</p>")).kind == kind


@pytest.mark.parametrize(
    "address", ["you@example.com", "a@sub.example.org", "info@firm.test", "info@firm.example", "name@yourdomain.com"]
)
def test_placeholders_are_kept_and_flagged(facts: Facts, address: str) -> None:
    found = only(facts(f"<p>{address}</p>"))
    assert (found.value, found.placeholder) == (address, True)
    assert found.confidence < 0.5


@pytest.mark.parametrize("address", ["info@example.be", "info@notexample.com", "info@peeters.be"])
def test_real_names_are_no_placeholders(facts: Facts, address: str) -> None:
    assert not only(facts(f"<p>{address}</p>")).placeholder


def test_one_address_gathers_its_evidence_and_comes_before_weaker_ones(facts: Facts) -> None:
    found = facts('<p>an [at] peeters.be</p><p>INFO@peeters.be</p><a href="mailto:info@peeters.be">Mail</a>')
    assert [email.value.lower() for email in found.emails] == ["info@peeters.be", "an@peeters.be"]
    assert {piece.method for piece in found.emails[0].evidence} == {"mailto", "text"}
    assert found.emails[0].confidence == 0.98
    assert all(piece.url == "https://www.bakkerij-peeters.be/contact" for piece in found.emails[0].evidence)


def test_several_addresses_of_one_link_are_told_apart(facts: Facts) -> None:
    markup = '<a href="mailto:a.b@peeters.be,c.d@peeters.be;e@peeters.be">x</a>'
    assert set(values(facts(markup))) == {"a.b@peeters.be", "c.d@peeters.be", "e@peeters.be"}
