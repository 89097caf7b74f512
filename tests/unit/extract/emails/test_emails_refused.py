"""What looks like an address and is none, and what is one that nobody can write to."""

from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]


@pytest.mark.parametrize(
    "markup",
    [
        # File names and resolutions
        '<img src="/img/logo@2x.png" srcset="/img/logo@2x.png 2x, logo@3x.webp 3x">',
        "<p>logo@2x.png hero@desktop.jpg icon@1.5x.svg photo@large.jpeg sprite@3x.gif</p>",
        "<p>logo@2x.ai banner@2x.app retina@3x.io</p>",
        '<img alt="team@2x.avif" title="logo@2x.png">',
        "<style>.a{background:url(bg@2x.png)} @media print{.b{}}</style>",
        # Versions and package addresses
        "<p>jquery@3.1 jquery@3.7.1 react@18.2.0 vue@3 lodash@4.17.21</p>",
        "<p>npm install @scope/pkg@1.2.3 typescript@5.0-beta</p>",
        '<script src="https://unpkg.com/vue@3.2.1/dist/vue.js"></script>',
        "<p>https://cdn.jsdelivr.net/npm/bootstrap@5.3.0/dist/css/bootstrap.min.css</p>",
        '<script>import x from "https://esm.sh/preact@10.5.13/hooks"</script>',
        "<p>swiper@8.4.5.min.js alpine@2.0.rs tool@1.0.io</p>",
        # Keys of error trackers, calendars and service accounts
        "<p>605a7baede844d278b89dc95ae0a9123@sentry.io</p>",
        "<p>abc123@o4504.ingest.sentry.io abc123@o1.ingest.us.sentry.io</p>",
        '<script>Sentry.init({dsn:"https://abcd@o123.ingest.sentry.io/456"})</script>',
        "<p>8c4075d5481d476e945486754f783364@sentry.wixpress.com</p>",
        "<p>dd0a55ccb8124b9c9d938e3acf41f8aa@sentry-next.wixpress.com</p>",
        "<p>3f2504e0-4f89-11d3-9a0c-0305e82c3301@tracker.firm.com</p>",
        "<p>c_188abcdefghijk@resource.calendar.google.com x1y2@group.calendar.google.com</p>",
        "<p>robot@project-1.iam.gserviceaccount.com</p>",
        "<p>1234+jane@users.noreply.github.com</p>",
        # Handles
        "<p>@peeters @bakkerij.peeters Follow @peeters.be</p>",
        "<p>@jane@mastodon.social @peeters@chaos.social</p>",
        "<p>jane@mastodon.social peeters@fosstodon.org</p>",
        "<p>Mastodon: jane@social.firm.com</p>",
        "<p>Matrix: @jane:firm.com Jabber: jane@chat.firm.com</p>",
        '<a href="https://www.tiktok.com/@peeters.be">TikTok</a>',
        '<a href="https://medium.com/@jane.doe/story">Medium</a>',
        '<a href="https://www.youtube.com/@peeters.tv">YouTube</a>',
        # Places and accounts
        "<p>git@github.com:peeters/site.git git@gitlab.com:a/b.git</p>",
        "<p>ssh deploy@server.firm.com</p>",
        "<p>scp root@host.firm.com:/var/www/x .</p>",
        "<p>backup@nas.firm.com:~/data</p>",
        "<p>sip:jane@pbx.firm.com xmpp:jane@firm.com acct:jane@firm.com</p>",
        "<p>https://user:secret@firm.com/ https://user@firm.com/ ftp://anna@ftp.firm.com</p>",
        "<p>postgres://app:pw@db.firm.com:5432/app redis://x@cache.firm.com</p>",
        '<a href="https://www.google.com/maps/@51.05,3.72,15z">Map</a>',
        '<a href="https://www.flickr.com/photos/12345678@N00/">Photos</a>',
        # Not a name that can receive mail
        "<p>info@peeters info@peeters.notatld info@be info@co.uk</p>",
        "<p>info@-peeters.be info@peeters-.be info@pee_ters.be</p>",
        "<p>info@127.0.0.1 info@10.0.0.1 info@[::1]</p>",
        "<p>info@.be info@..be @.be @ a@ @b</p>",
        "<p>5@3.72 51.05@3.72 2pcs@9.99 10@5.50</p>",
        "<p>x@y.z a@b.c</p>",
        f"<p>{'x' * 80}@peeters.be</p>",
        "<p>0123456789abcdef0123456789abcdef@firm.com</p>",
        # Sentences
        "<p>look at the dot com boom</p>",
        "<p>meet us @ cafe.com tonight</p>",
        "<p>Find more info at peeters.be or look at example.shop</p>",
        "<p>Our contact info at peeters.be is current</p>",
        "<p>option (a) amazon.com (b) ebay.com</p>",
        "<p>stay-at-home.com and look-at-me.net</p>",
        "<p>We are at point five and at dot four</p>",
        "<p>Arrivée à point nommé, at point.fr</p>",
        "<p>5 apples @ 2.50 each, 3 @ 1.20</p>",
        "<p>WHATSAPP CATALOGUE.PDF DATA DOTTED</p>",
        # Code
        "<script>/* jQuery plugin by John Roe <john@plugin-author.com> */ var a=1</script>",
        '<script>var lib={author:"John <john@plugin-author.com>",license:"MIT"}</script>',
        '<script>var d={"@type":"Thing","@context":"https://schema.org"}, v="swiper@8.4.5"</script>',
        "<script>x = name + '@' + host + '.com'</script>",
        "<script>x = 'jo' + part + 'hn@peeters.be'</script>",
        "<style>@import url(a.css); @font-face{} .a@b.c{}</style>",
        '<svg><path d="M0 0 info@peeters.be"/></svg>',
        "<template>info@peeters.be</template>",
        # Links without a recipient
        '<a href="mailto:">x</a><a href="mailto:?subject=a&amp;body=b@c.de">y</a><a href="mailto:@">z</a>',
        '<input type="email" placeholder="jan@peeters.be">',
    ],
)
def test_a_look_alike_is_no_address(facts: Facts, markup: str) -> None:
    assert facts(markup).emails == ()


@pytest.mark.parametrize(
    "address",
    """
    you@example.com info@sub.example.org a@firm.test name@domain.tld your@email.com your.email@gmail.com
    name@yourdomain.com you@company.com info@yourcompany.com youremail@domain.com email@email.com john.doe@gmail.com
    jane.doe@company.com max.mustermann@firma.de max.mustermann@gmx.de erika.mustermann@web.de info@musterfirma.de
    vorname.nachname@firma.de ihre-email@domain.de jean.dupont@gmail.com prenom.nom@entreprise.fr
    votre@email.com votre.nom@exemple.fr nombre@empresa.com tucorreo@gmail.com nombre.apellido@dominio.es
    nome.cognome@azienda.it mario.rossi@gmail.com tuonome@esempio.it naam@bedrijf.nl uw.naam@voorbeeld.nl
    jouwnaam@domein.nl seuemail@exemplo.com.br imie.nazwisko@firma.pl jan.kowalski@gmail.com jmeno@firma.cz
    fornamn.efternamn@foretag.se dit.navn@firma.dk test@test.com test@gmail.com someone@somewhere.com
    user@domain.com username@host.com firstname.lastname@firm.com abc@xyz.com foo@bar.com info@acme.com
    adsoyad@firma.com.tr yourname@yoursite.com
    """.split(),
)
def test_stand_ins_are_kept_flagged_and_unsure(facts: Facts, address: str) -> None:
    (email,) = facts(f"<p>{address}</p>").emails
    assert email.placeholder
    assert email.confidence < 0.5


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("info@firma.de", "https://www.firma.de/"),
        ("mario.rossi@officina-rossi.it", "https://www.officina-rossi.it/"),
        ("info@acme.com", "https://acme.com/"),
        ("jan.kowalski@sklep-kowalski.pl", "https://sklep-kowalski.pl/kontakt"),
        ("me@anna-peeters.be", "https://anna-peeters.be/"),
        ("info@exampleworks.com", "https://x.be/"),
        ("john.smith@bigfirm.com", "https://x.be/"),
        ("test.driver@autohaus-lang.de", "https://x.be/"),
        ("domain.manager@firm.com", "https://x.be/"),
    ],
)
def test_real_addresses_are_no_stand_ins(facts: Facts, address: str, url: str) -> None:
    (email,) = facts(f"<p>{address}</p>", url=url).emails
    assert not email.placeholder


@pytest.mark.parametrize(
    ("address", "url", "is_own"),
    [
        ("info@peeters.be", "https://www.peeters.be/", True),
        ("info@mail.peeters.be", "https://peeters.be/", True),
        ("info@peeters.be", "https://shop.peeters.be/", True),
        ("info@PEETERS.co.uk", "https://peeters.co.uk/", True),
        ("info@other.co.uk", "https://peeters.co.uk/", False),
        ("info@müller.de", "https://xn--mller-kva.de/", True),
        ("info@gmail.com", "https://peeters.be/", False),
        ("a.b@blogspot.com", "https://peeters.blogspot.com/", False),
        ("info@peeters.be", "http://127.0.0.1:8000/", False),
    ],
)
def test_an_address_at_the_site_s_own_domain_is_told(facts: Facts, address: str, url: str, is_own: bool) -> None:
    (email,) = facts(f"<p>{address}</p>", url=url).emails
    assert email.own_domain is is_own
