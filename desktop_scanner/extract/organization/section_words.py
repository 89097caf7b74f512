"""The words that tell what a page, or a part of it, is about, in the languages of the sites that are scanned.

All patterns are for texts in lower case: without a flag, Python passes by what begins with another letter at once.
"""

import re


def _any(text: str) -> str:
    parts = (part.strip() for part in re.split(r", |\n", text))
    return "|".join(part.replace(" ?", r"\s?").replace(" ", r"[\s-]+") for part in parts if part)


def _phrases(text: str) -> re.Pattern[str]:
    """Return the pattern of a list of phrases as whole words."""
    return re.compile(rf"(?<!\w)(?:{_any(text)})(?!\w)")


def _beginnings(text: str, end: str = "") -> re.Pattern[str]:
    """Return the pattern of what a line begins with, marks and a number before it left aside."""
    return re.compile(rf"(?:\d\.?\s*)?[\W_]*+(?:{_any(text)}){end}")


IMPRINT = _phrases(r"""
    impressum, imprint, site notice, legal notice, legal information, legal info, legal disclosure, company details
    company information, company info, mentions? l[eé]gales?, informations? l[eé]gales?, aviso legal, avis legal
    informaci[oó]n legal, datos legales, nota legal, note legali, informazioni legali, dati societari, info legali
    colofon, colophon, bedrijfsgegevens, juridische informatie, wettelijke informatie, wettelijke vermeldingen
    dane firmy, dane rejestrowe, nota prawna, informacje prawne, obchodn[ií] [uú]daje, fakturačn[ií] [uú]daje
    pr[aá]vn[ií] informace, pr[aá]vne inform[aá]cie, identifikačn[ií] [uú]daje, impresszum, impresum, kol[oó]fon
    juridisk information, virksomhedsoplysninger, firmaoplysninger, f[oö]retagsinformation, juridisk informasjon
    firmainfo, yritystiedot, yrityksen tiedot, informa[cç][aã]o legal, informa[cç][oõ]es legais, avisos? legais
    date firm[aă], date de identificare, podatki o podjetju, podaci o tvrtki, cégadatok, rechtliche hinweise
    anbieterkennzeichnung, 会社概要, 特定商取引法?, 会社情報
""")
PRIVACY = _phrases(r"""
    datenschutz\w*, privacy, privacy policy, privacybeleid, privacyverklaring, privacystatement, cookies?
    cookie policy, cookiebeleid, confidentialit[eé], politique de confidentialit[eé], donn[eé]es personnelles
    privacidad, pol[ií]tica de privacidad, protecci[oó]n de datos, privacidade, riservatezza, informativa privacy
    polityka prywatno[sś]ci, prywatno[sś][cć], ochrana osobn[ií]ch [uú]daj[uů], ochrana osobn[yý]ch [uú]dajov, gdpr
    rodo, rgpd, dsgvo, integritetspolicy, persondatapolitik, privatlivspolitik, personvern\w*, personuppgifter
    tietosuoja\w*, adatv[eé]delem\w*, adatkezel[eé]si, terms, agb, cgv, cgu, gtc
""")
CONTACT = _phrases(r"""
    contact, contacts, contact us, contactez nous, contacto, contactar, contatti, contattaci, contato, contactos
    kontakt, kontakte, kontakty, kontaktai, kapcsolat, yhteystiedot, ota yhteytt[aä], kontakta oss, kontakt os
    kontakt oss, anfahrt, standort, standorte, find us, where we are, visit us, dove siamo, acc[eè]s, nous trouver
    localizaci[oó]n, onde estamos, about, about us, über uns, ueber uns, om oss, om os, over ons, qui sommes nous
    chi siamo, qui[eé]nes somos, sobre nosotros, quem somos, o nas, o n[aá]s, meist[aä], お問い合わせ, アクセス
""")
PRIVACY_HEADING = re.compile(
    r"datenschutz|privacy|protection des données|politique de confidentialité|protecci[oó]n de datos|pol[ií]tica de"
    r"|privacidad|informativa|ochrana osobn|polityka prywat|cookie|google|facebook|analytics"
)

# Beginnings of lines after which others than the site's owner are named.
FOREIGN = _beginnings(r"""
    (?:das )?webdesign(?!er), web design(?! (?:studio|agency)), webdesign (?:und|&) \w+
    website (?:by|von|door|made by|design), websites? erstellt
    site (?:by|web r[eé]alis[eé]|designed|r[eé]alis[eé]|cr[eé][eé]|internet r[eé]alis[eé])
    (?:designed|developed|built|created|made|powered) (?:and \w+ )?(?:by|with)
    web development by, development by, design (?:by|and development|& development|von|:), hosting\w*, hosted by
    host:, host(?:er|provider)
    h[eé]bergeur, h[eé]bergement, h[eé]berg[eé] par, le site est h[eé]berg[eé], ce site est h[eé]berg[eé]
    prestataire d'h[eé]bergement
    r[eé]alisation (?:du|technique|web|graphique|et|:), cr[eé]ation (?:du site|graphique|web|et|:)
    conception(?: et)?(?: graphique| web| r[eé]alisation)?, d[eé]veloppement(?: web| technique)?
    umsetzung\w*, technische (?:umsetzung|realisierung|betreuung), realisierung, realisation
    konzept(?:ion)?(?:,| und|:| &), gestaltung(?:,| und|:| &), programmierung
    diseño (?:web|y|por|:), desarrollo (?:web|y|por|:), desarrollado por, alojamiento(?: web)?, hospedaje
    proveedor de (?:hosting|alojamiento)
    realizzazione(?: sito)?, realizzato da, sviluppo(?: web)?, sito (?:realizzato|creato|web realizzato)
    progettazione, powered by, credits?(?: photo)?, cr[eé]dits?(?: photos?)?
    realisatie, ontwerp(?: en)?, website (?:gemaakt|ontwikkeld|door), gebouwd door, gerealiseerd door, ontwikkeld door
    realizacja(?: strony)?, projekt (?:i|strony), wykonanie, strona wykonana
    tvorba (?:webu|web|stránek|stránok|www), vytvo[rř]il\w*, web (?:vytvo[rř]il\w*|navrhl)
    webbyr[aå], webbureau, produktion av hemsida, hemsida av, hjemmeside (?:af|av|udviklet), nettside (?:av|fra)
    nettsted(?:et)? (?:av|er laget), verkkosivut?
    k[eé]sz[ií]tette, t[aá]rhely\w*, desenvolvido por, desenvolvimento, alojado, desenvolvido, site desenvolvido
    bildnachweis\w*, bildquelle\w*, bildrechte, bildmaterial, fotonachweis\w*, bild- und, fotos? ?(?::|©|von|by)
    fotografien? ?(?::|von), photos? ?(?::|©|by), photo credits?, photographies? ?:?, photography by
    cr[eé]dit photo\w*, fotografie:, im[aá]genes:, foto ?(?::|©)
    datenschutzbeauftragte\w*, (?:unser|der|die|den|externer?) datenschutzbeauftragte\w*
    data protection officer\w*, our data protection officer\w*, dpo, dpd, d[eé]l[eé]gu[eé] [aà] la protection\w*
    responsabile della protezione\w*, delegado de protecci[oó]n\w*, functionaris (?:voor )?gegevensbescherming\w*
    inspektor\w* ochrony\w*, pov[eě][rř]enec\w*, dataskyddsombud\w*, databeskyttelsesr[aå]dgiver\w*, encarregado\w*
    (?:verbraucher)?streit(?:schlichtung|beilegung)\w*, (?:allgemeine )?(?:verbraucher)?schlichtungsstelle\w*
    universalschlichtungsstelle\w*, plattform der eu, os-plattform, m[eé]diateur\w*, m[eé]diation\w*, mediator\w*
    online dispute\w*, klachten\w*, geschillen\w*
    (?:zust[aä]ndige )?aufsichtsbeh[oö]rde\w*, zust[aä]ndige (?:kammer|beh[oö]rde|[aä]rztekammer)\w*
    (?:landes)?[aä]rztekammer\w*, beh[oö]rde gem\w*, gewerbebeh[oö]rde\w*
    (?:zust[aä]ndige )?(?:rechtsanwalts|steuerberater|handwerks|zahn[aä]rzte|architekten|wirtschafts)kammer\w*
    autorit[eé] de\w*, autorit[aà] (?:di|garante)\w*, supervisory authorit\w*, regulated by
    authorised and regulated\w*, cnil, aepd, garante (?:per|della)\w*, autoriteit persoonsgegevens\w*
    gegevensbeschermingsautoriteit\w*, [uú][rř]ad (?:pro ochranu|na ochranu)\w*, urz[aą]d ochrony\w*
    prezes\w* urz[eę]du\w*, prezesa urz\w*, datatilsynet, datainspektionen, integritetsskyddsmyndigheten
    [cč]esk[aá] obchodn[ií] inspekce\w*, slovensk[aá] obchodn[aá]\w*, information commissioner\w*
    landesbeauftragte\w*, dozorov[yý] org[aá]n\w*, org[aá]n dozoru\w*
    (?:berufs)?haftpflicht(?:versicherung)?\w*, versicherer\w*, (?:name und sitz des )?versicherers?\w*
    assurance(?: professionnelle| responsabilit[eé])?\w*, assureur\w*, insurer\w*, insurance ?:, assicurazione\w*
    steuerberater ?:, rechtsanwalt ?:, bank(?:verbindung)? ?:, zahlungsanbieter\w*, paiement s[eé]curis[eé]
    kartenmaterial\w*
""")
# The same where they stand as a heading or before a colon; elsewhere they are mere items of a menu.
FOREIGN_HEADINGS = _beginnings(
    r"""
    (?:unsere )?partner\w*, (?:our )?partners, (?:nos )?partenaires, (?:nuestros )?(?:socios|colaboradores)
    (?:i nostri )?partner, sponsor\w*, referen[zc]\w*, kunden\w*, clients?, customers?, klanten, clienti, clientes
    testimonials?
    fotos?, photos?, bilder, images?, foto, icons?, illustrationen, schrift\w*, fonts?, theme, maps?, kartendienste?
    technik, redesign
    design, grafik, layout, agentur, agency, agence, bureau, hosting, host, provider, h[oô]te, webmaster\w*, crediti
    veranstaltung\w*, termine?, events?, agenda, [eé]v[eé]nements?, eventi, eventos?, arrangementer, evenemang
    konzerte?, news, aktuelles
    links, linkliste, liens, lieferanten, fournisseurs, suppliers, proveedores, leverancier\w*, leverand[oø]rer
    h[aä]ndler\w*, dealers?, distributors?, stockists?, verkaufsstellen, resellers?, revendeurs, rivenditori
    bezugsquellen, mitglieder, members, membres, projekte?, projects?, projets?, immobilien, properties
    google\w*, facebook\w*, meta\w*, youtube, vimeo, instagram, mailchimp, matomo, paypal\w*, stripe, klarna
    newsletter, analytics
""",
    r"(?!\w)",
)
# Beginnings of lines after which the owner is named.
OWN = _beginnings(r"""
    impressum, imprint, angaben gem[aä](?:ß|ss)\w*, angaben nach, (?:dienste)?anbieter\w*, (?:seiten)?betreiber\w*
    herausgeber\w*, medieninhaber\w*, inhaber\w*, firmenname, firma, unternehmen, verein ?:, verantwortlich\w*
    (?:die )?verantwortliche stelle\w*, name und (?:anschrift|kontaktdaten)\w*, name und adresse, kontakt\w*
    anschrift\w*, adresse\w*, postanschrift, sitz, hauptsitz, b[uü]ro, offenlegung\w*, informationspflicht\w*
    kontaktadresse
    contact\w*, address\w*, where to find us, find us, visit us, our (?:office|shop|address)\w*
    registered (?:office|name|address|in)\w*, company (?:name|number|details|information|reg)\w*
    (?:legal|trading) name, legal notice, (?:data )?controller\w*, who we are, (?:the )?data controller\w*
    publisher, published by, operated by, (?:this (?:web)?site is )?(?:owned|operated|run) (?:and operated )?by
    owner, head office, business name, trading address
    mentions l[eé]gales, [eé]diteur\w*, le site \S+ est [eé]dit[eé]\w*
    (?:ce|le) site (?:internet |web )?(?:est|appartient)\w*, propri[eé]taire\w*, raison sociale, d[eé]nomination\w*
    soci[eé]t[eé] ?:, entreprise ?:, si[eè]ge(?: social)?\w*, responsable d[eu]\w*
    directeur de (?:la )?publication\w*, identit[eé]\w*, coordonn[eé]es, nous (?:contacter|trouver)
    aviso legal, titular\w*, datos (?:identificativos|del titular|de la empresa|generales|de contacto)
    denominaci[oó]n social, raz[oó]n social, nombre (?:comercial|fiscal), identidad\w*, responsable
    domicilio(?: social)?, direcci[oó]n, contacto\w*, (?:en )?cumplimiento\w*, qui[eé]n es el responsable\w*
    note legali, titolare\w*, ragione sociale, denominazione\w*, sede(?: legale| operativa)?, gestore\w*
    propriet[aà]\w*, dati (?:societari|aziendali|della societ[aà]), contatti, indirizzo, dove siamo, il titolare\w*
    colofon, bedrijfsnaam, bedrijfsgegevens, handelsnaam, statutaire naam, maatschappelijke (?:naam|zetel)
    verantwoordelijke\w*, onze gegevens, adres\w*, bezoekadres, postadres, vestigingsadres, uitgever, wie zijn wij
    hoofdkantoor, ondernem\w*
    dane (?:firmy|rejestrowe|kontaktowe|spółki|adresowe)\w*, nazwa(?: firmy| pełna)?, pełna nazwa, siedziba\w*
    administrator(?:em)?(?! wit)\w*, właściciel\w*, wydawca, adres, biuro
    provozovatel\w*, prev[aá]dzkovate[lľ]\w*, obchodn[ií] (?:jm[eé]no|meno|firma|n[aá]zev|n[aá]zov|[uú]daje)
    n[aá]zev\w*, n[aá]zov\w*, s[ií]dlo\w*, spr[aá]vce\w*, fakturačn[ií] [uú]daje, adresa, kontaktn[ií] [uú]daje
    kde n[aá]s\w*, prodávající
    dataansvarlig\w*, virksomhed\w*, firmanavn\w*, juridisk navn, selskab\w*, bes[oø]gsadresse, postadresse
    ansvarlig\w*, foretaksnavn, organisasjon\w*, bedrift\w*, utgiver\w*, behandlingsansvarlig\w*, f[oö]retag\w*
    f[oö]retagsnamn, bolag\w*, bes[oö]ksadress, personuppgiftsansvarig\w*, postadress, utgivare, hitta hit
    rekisterinpit[aä]j[aä]\w*, yritys\w*, yhteystiedot, toimipaikka, k[aä]yntiosoite, postiosoite, osoite
    palveluntarjoaja
    respons[aá]vel\w*, denomina[cç][aã]o social, designa[cç][aã]o\w*, sede social, entidade\w*, morada, endere[cç]o
    contactos?, raz[aã]o social, empresa ?:
    szolg[aá]ltat[oó]\w*, [uü]zemeltet[oő]\w*, c[eé]gn[eé]v\w*, sz[eé]khely\w*, operator\w*, denumire\w*, sediu\w*
    naziv\w*, sjedi[sš]te\w*, 会社名, 商号, 販売業者, 運営会社, 所在地, 住所
""")
