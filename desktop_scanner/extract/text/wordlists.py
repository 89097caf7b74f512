"""Lists of words that the readers of pages look things up in."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """Return the `key:value` words of a text as a dictionary."""
    return dict(word.split(":", 1) for word in text.split())


# What themes and forms print where the owner's address should stand.
STAND_IN_DOMAINS = words("""
    domain.com domain.tld yourdomain.com yourdomain.tld your-domain.com yoursite.com yourwebsite.com
    yourcompany.com your-company.com mysite.com mydomain.com mycompany.com companyname.com website.com
    sitename.com emailaddress.com beispiel.de musterfirma.de mustermann.de exemple.fr exemple.com ejemplo.com
    esempio.it voorbeeld.nl voorbeeld.be exemplo.com exemplo.com.br email.tld site.tld company.tld
""")

# Where anyone gets a mailbox.
FREE_PROVIDERS = words("""
    gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.be hotmail.com
    hotmail.de hotmail.fr hotmail.it hotmail.es hotmail.be hotmail.nl hotmail.co.uk live.com live.be live.nl
    live.de live.fr live.it live.co.uk msn.com yahoo.com yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.co.uk
    yahoo.co.jp yahoo.com.br ymail.com rocketmail.com aol.com aol.de icloud.com me.com mac.com gmx.de gmx.net
    gmx.com gmx.at gmx.ch gmx.fr web.de freenet.de t-online.de arcor.de mail.de posteo.de posteo.net mailbox.org
    online.de protonmail.com protonmail.ch proton.me pm.me tutanota.com tutanota.de tuta.io fastmail.com
    fastmail.fm zoho.com mail.com email.com hey.com hushmail.com mail.ru bk.ru list.ru inbox.ru yandex.ru
    yandex.com ya.ru rambler.ru ukr.net orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr libero.it
    virgilio.it tiscali.it alice.it tin.it email.it telenet.be skynet.be proximus.be scarlet.be ziggo.nl
    kpnmail.nl planet.nl xs4all.nl home.nl hetnet.nl casema.nl bluewin.ch hispeed.ch sunrise.ch aon.at chello.at
    a1.net terra.com.br uol.com.br bol.com.br sapo.pt telefonica.net wp.pl onet.pl o2.pl interia.pl op.pl
    gazeta.pl seznam.cz email.cz centrum.cz volny.cz azet.sk abv.bg freemail.hu citromail.hu btinternet.com
    btconnect.com sky.com virginmedia.com ntlworld.com talktalk.net blueyonder.co.uk comcast.net verizon.net
    att.net sbcglobal.net bellsouth.net cox.net earthlink.net shaw.ca rogers.com bigpond.com optusnet.com.au
    xtra.co.nz qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net rediffmail.com online.no
    telia.com spray.se bredband.net mail.dk luukku.com
""")

# Local parts of addresses that belong to a function and not to a person.
ROLES = words("""
    manager referrals archiv archive archief archives prenota hof praxisteam empfang leitung geschaeftsfuehrung gf
    info infos information informatie informacion informazioni informacje informace informatique contact contacts
    contacto contatto contattaci contato kontakt contactus contact-us mail email e-mail post office buero buro
    bureau oficina ufficio kantoor kontor biuro hello hallo hi hey hola bonjour ciao hej ahoj sales sale verkauf
    vertrieb verkoop ventes vente ventas vendite comercial commercial commerciale vendas sprzedaz obchod support
    help helpdesk hilfe hulp aide ayuda assistenza assistance suporte soporte service services servicedesk
    kundenservice kundendienst klantenservice klantendienst customerservice customercare customer-service care sav
    admin administrator administration administratie administracion amministrazione administracja webmaster
    postmaster hostmaster abuse noc security root billing invoice invoices rechnung rechnungen buchhaltung
    accounting accounts boekhouding facturen facturation factures compta comptabilite contabilidad contabilita
    fatture finance marketing press presse pers prensa stampa imprensa media pr communication communications
    kommunikation redaktion redactie redaction redaccion editor editorial newsletter news jobs job career careers
    karriere bewerbung recruiting recruitment hr personal vacatures emploi recrutement rh empleo rrhh lavoro shop
    store webshop order orders bestellung bestellungen bestelling bestellen commande commandes pedidos ordini
    booking bookings buchung reservation reservations reservierung reserveringen reservas prenotazioni reception
    rezeption receptie empfang event events team welcome willkommen general enquiries enquiry inquiries inquiry
    request anfrage anfragen offerte offerten praxis kanzlei sekretariat secretariat secretaria segreteria legal
    privacy datenschutz dpo gdpr rgpd avg dsgvo datenschutzbeauftragter impressum partner partners partnership
    wholesale export import dispatch logistics feedback members membership donate donations noreply no-reply
    donotreply mailing web website dev it tech winkel sklep boutique negozio tienda loja atendimento boekingen
    bookkeeping technical technik techniek werkstatt werkplaats garage atelier studio hotel restaurant
""")
