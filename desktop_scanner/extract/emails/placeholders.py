"""Addresses that only stand for one: what templates, themes and forms print where the owner's should be."""

import functools
import re

from desktop_scanner.extract.text import wordlists

_RESERVED = frozenset(("example.com", "example.org", "example.net", "example.edu"))
# Reserved by RFC 2606 and 6761, and what documentation writes where a top level should be.
RESERVED_TOPS = frozenset(("example", "test", "invalid", "localhost", "tld", "ext"))

# Domains that templates print; at its own domain a firm of that name has real addresses.
_STAND_IN_DOMAINS = wordlists.STAND_IN_DOMAINS | wordlists.words("""
    acme.com acme.org acme.co foo.com bar.com foobar.com test.com test.de test.fr test.nl test.it test.es test.org
    sample.com abc.com xyz.com somewhere.com somedomain.com anydomain.com company.com company.org
    business.com organization.com organisation.org yourbusiness.com yourdomain.org yourdomain.net yourdomain.co.uk
    yourdomain.de yourcompany.co.uk your-website.com yoursite.org youremail.com your-email.com myemail.com
    mailserver.com mailprovider.com emailprovider.com provider.com server.com host.com domain.org domain.net
    domain.de domain.fr domain.co.uk domain.co domain.eu domain.be domain.at domain.ch website.de webseite.de
    firma.de firma.at firma.ch firma.com firmenname.de ihre-firma.de ihrefirma.de deinefirma.de meinefirma.de
    ihre-domain.de ihredomain.de ihredomain.com deine-domain.de deinedomain.de deinedomain.com meinedomain.de
    meine-domain.de musterdomain.de muster.de mustermail.de muster-firma.de unternehmen.de anbieter.de
    votredomaine.fr votredomaine.com votre-domaine.fr votre-domaine.com votresite.fr votresite.com monsite.fr
    mondomaine.fr mon-domaine.fr domaine.fr domaine.com entreprise.fr entreprise.com votreentreprise.fr
    tudominio.com tu-dominio.com tudominio.es sudominio.com midominio.com dominio.com dominio.es dominio.it
    tuempresa.com tuempresa.es suempresa.com empresa.com empresa.es correo.com tucorreo.com sitio.com
    tuodominio.it iltuodominio.it tuodominio.com miodominio.it azienda.it tuaazienda.it nomeazienda.it sito.it
    seudominio.com.br seudominio.com suaempresa.com.br suaempresa.com empresa.com.br empresa.pt seudominio.pt
    dominio.com.br uwdomein.nl jouwdomein.nl jedomein.nl mijndomein.nl domein.nl domein.be uwbedrijf.nl bedrijf.nl
    jouwbedrijf.nl bedrijfsnaam.nl uwwebsite.nl uwdomein.be twojadomena.pl domena.pl firma.pl twojafirma.pl
    mojadomena.pl przyklad.pl vasedomena.cz domena.cz firma.cz vasafirma.cz priklad.cz doman.se foretag.se
    dindoman.se exempel.se dit-domaene.dk ditdomaene.dk firma.dk eksempel.dk eksempel.no bedrift.no firma.no
    esimerkki.fi yritys.fi pelda.hu domain.hu exemplu.ro domeniu.ro firma.ro alanadi.com ornek.com firma.com.tr
    primer.ru domen.ru primer.com yourname.com name.com
""")

# Parts before the at sign that stand for the reader's own name.
_STAND_IN_LOCALS = wordlists.words("""
    you your yours yourname your.name your-name your_name youremail your.email your-email your_email yourmail
    your.mail your-mail yourmail youraddress your-address user username user.name user_name userid name
    firstname lastname first.last firstlast firstname.lastname first_last first-last firstname_lastname fname.lname
    f.lastname flastname first name.surname name.lastname someone somebody someuser anyone email.address
    emailaddress email-address mail-address abc xyz xxx xxxx xxxxx foo bar foobar asdf qwerty dummy placeholder
    example sample me john.doe johndoe john-doe john_doe jane.doe janedoe jane-doe jane_doe j.doe jdoe
    joe.bloggs joebloggs j.bloggs
    vorname nachname vorname.nachname vornamenachname vorname-nachname vorname_nachname v.nachname
    max.mustermann maxmustermann max_mustermann max-mustermann m.mustermann mustermann muster mustername
    erika.mustermann erikamustermann e.mustermann maxime.mustermann max.muster maxmuster musterfrau
    erika.musterfrau ihr.name ihrname ihre-email ihre.email ihreemail deine-email deine.email deineemail
    dein.name deinname ihre-adresse beispiel
    prenom nom prenom.nom prénom.nom nom.prenom p.nom votre.nom votrenom votre-nom votre.email votre-email
    votreemail votremail votre.mail votre-mail votre.adresse adresse.email monemail exemple
    nombre apellido nombre.apellido tunombre tu.nombre tucorreo tu.correo tu-correo tuemail tu.email tu-email
    sucorreo su.correo micorreo usuario ejemplo
    nome cognome nome.cognome n.cognome tuonome tuo.nome latuaemail la.tua.email tuaemail tua.email iltuonome
    utente esempio nome.sobrenome nome.apelido seunome seu.nome seuemail seu.email seu-email usuario exemplo
    naam voornaam achternaam voornaam.achternaam v.achternaam uwnaam uw.naam jouwnaam jouw.naam uwemail uw.email
    uw-email jouwemail jouw.email jouw-email je.naam jenaam jeemail voorbeeld gebruiker
    imie nazwisko imie.nazwisko imię.nazwisko twoj.email twojemail twój.email twoje.imie przyklad uzytkownik
    jmeno prijmeni jmeno.prijmeni jméno.příjmení vas.email vasemail vase.jmeno priklad uzivatel meno.priezvisko
    fornamn efternamn fornamn.efternamn förnamn.efternamn dittnamn ditt.namn din.epost exempel
    fornavn efternavn fornavn.efternavn fornavn.etternavn ditnavn dit.navn dinepost din.email eksempel
    etunimi sukunimi etunimi.sukunimi esimerkki vezeteknev.keresztnev nev pelda prenume.nume nume.prenume nume
    ad.soyad adsoyad adiniz isim ornek ime prezime ime.prezime primer
""")

# Names of a country's everyman: stand-ins at other domains, perhaps an employee at the site's own.
_EVERYMAN = wordlists.words("""
    john.smith johnsmith jane.smith jean.dupont jeandupont j.dupont jean.dupond jean.martin marie.dupont
    juan.perez juanperez juan.pérez j.perez juan.garcia mario.rossi mariorossi m.rossi joao.silva joaosilva
    jan.jansen janjansen jan.janssen piet.jansen jan.kowalski jankowalski j.kowalski anna.kowalska jan.novak
    jannovak j.novak pavel.novak kari.nordmann ola.nordmann matti.meikalainen matti.meikäläinen maija.meikalainen
    medel.svensson anders.andersson hans.hansen kovacs.janos ion.popescu ivan.ivanov ivanov test tester testing
    test1 test123 test.test demo name.name email
    votre ihre ihr dein deine tu tuo su seu uw jouw mon twoj
""")
# At a firm's own domain these are somebody's, or the firm's own name.
_REAL_NAMES = wordlists.words("me you first abc xyz foo sample muster mustermann primer nev ime")
# At these any of the stand-ins stands for the reader: `your@email.com`, `name@gmail.com`.
_ANYBODYS = wordlists.FREE_PROVIDERS | {"email.com", "mail.com", "e-mail.com"}
_TEMPLATE = re.compile(r"(?:your|deine|ihre|votre|tu|tuo|uw|jouw)[._-]?(?:e?-?mail|name|domain|company)\b")


def is_reserved(domain: str) -> bool:
    """Return whether nobody can receive mail there, by the rules of the domain name system."""
    labels = domain.split(".")
    return labels[-1] in RESERVED_TOPS or ".".join(labels[-2:]) in _RESERVED


@functools.lru_cache(maxsize=4_096)
def is_stand_in(local: str, domain: str, *, is_own: bool) -> bool:
    """Return whether an address only stands for one; at the site's own domain only where nobody has such a name."""
    if is_reserved(domain):
        return True
    name = local.lower()
    if name in _STAND_IN_LOCALS or _TEMPLATE.match(name):
        return not is_own or name not in _REAL_NAMES
    if is_own:
        return False
    return domain in _STAND_IN_DOMAINS or (name in _EVERYMAN and _is_anywhere(name, domain))


def _is_anywhere(name: str, domain: str) -> bool:
    """Whether an everyman's address is at a provider for everybody, or at a domain called like himself."""
    return domain in _ANYBODYS or domain.partition(".")[0] == name
