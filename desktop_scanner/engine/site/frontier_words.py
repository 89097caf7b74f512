"""The words by which sites in many languages call the pages that hold contacts.

Phrases are folded (lower-case, without accents, words parted by single spaces) before they are compared. They match
where a word begins; phrases in scripts that do not part words match anywhere.
"""

import re
import unicodedata
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

_SEPARATORS = re.compile(r"[\s_\-./+|,:()&’'\"!?–—·•»«›‹→]+")

_CONTACT = """
contact|contacts|contact us|contactus|get in touch|reach us|write to us|enquiry|enquiries|inquiry|talk to us
kontakt|kontakty|kontakta|kontaktformular|ansprechpartner|so erreichen sie uns|anfahrt|anfrage|contactez
nous contacter|contactez nous|nous ecrire|coordonnees|contacto|contactanos|contactenos|contactar|contacte
escribenos|contato|contatos|contacta|fale conosco|fale connosco|fale com|contatti|contattaci|contattateci
dove siamo|scrivici|contact opnemen|neem contact op|contacteer|skontaktuj|napisz do nas|kontaktujte|napiste nam
kapcsolat|elerhetoseg|lepjen kapcsolatba|contacteaza|contactati|ota yhteytta|yhteystiedot|yhteydenotto|ta kontakt
kontakt oss|kontakta oss|kontakt os|epikoinonia|επικοινωνια|επικοινωνηστε|iletisim|bize ulasin|контакты|контакти
контакт|связаться|связь|обратная связь|зв язок|kontaktai|susisiekite|kontakti|sazinieties|kontaktid|votke uhendust
stik|pisite nam|kontaktirajte|javite se|お問い合わせ|お問合せ|問い合わせ|コンタクト|聯絡|联系|聯繫|联络|連絡|문의
연락처|오시는 길|lien he|hubungi|hubungi kami|kontak kami|ติดต่อ|संपर्क|اتصل|تواصل|צור קשר|צרו קשר|יצירת קשר|تماس
"""

_IMPRINT = """
imprint|impressum|legal notice|legal notices|legal disclosure|site notice|company details|company information
mentions legales|mentions|informations legales|aviso legal|nota legal|informacion legal|aviso juridico|note legali
informazioni legali|dati societari|colofon|wettelijke vermeldingen|bedrijfsgegevens|juridische informatie
nota prawna|dane firmy|dane spolki|impresum|tiraz|pravni informace|pravne informacie|identifikacni udaje
impresszum|jogi nyilatkozat|cegadatok|date de identificare|informatii legale|juridisk information
bolagsinformation|juridisk informasjon|virksomhedsoplysninger|yritystiedot|oikeudelliset tiedot|νομικη σημειωση
kunye|yasal uyari|реквизиты|правовая информация|реквізити|правова інформація|выходные данные|правна информация
特定商取引|会社概要|運営会社|法律声明|法律聲明|版权声明|사업자정보|legal
"""

_ABOUT = """
about|about us|aboutus|who we are|our story|our company|company|company profile|mission|profile|our history
uber uns|ueber uns|uber mich|ueber mich|wir uber uns|unternehmen|firma|das sind wir|wer wir sind|geschichte|profil
a propos|apropos|qui sommes nous|notre entreprise|notre histoire|entreprise|societe|presentation|sobre
sobre nosotros|quienes somos|acerca de|nosotros|empresa|nuestra empresa|nuestra historia|sobre nos|quem somos
a empresa|conheca|institucional|chi siamo|azienda|la nostra storia|l azienda|storia|over ons|over mij|wie zijn wij
wie we zijn|bedrijf|ons verhaal|o nas|o mnie|o firmie|o spolecnosti|o spolocnosti|rolunk|cegunk|bemutatkozas
despre|despre noi|cine suntem|om oss|om os|om foretaget|om virksomheden|foretaget|tietoa meista|meista|yritys
σχετικα|ποιοι ειμαστε|η εταιρεια|hakkimizda|biz kimiz|kurumsal|о нас|о компании|о фирме|про нас|про компанію
за нас|компания|кто мы|o nama|o podjetju|tko smo|apie mus|par mums|meist|firmast|会社案内|会社情報|企業情報
私たちについて|关于|關於|公司简介|公司簡介|회사소개|소개|gioi thieu|ve chung toi|tentang|tentang kami|เกี่ยวกับ
हमारे बारे|من نحن|عن الشركة|אודות|מי אנחנו|درباره
"""

_TEAM = """
team|our team|meet the team|the team|staff|people|our people|leadership|management|board|directors|employees
attorneys|mitarbeiter|unser team|das team|geschaftsfuhrung|geschaeftsfuehrung|vorstand|kollegium|arzte|aerzte
equipe|notre equipe|l equipe|collaborateurs|direction|equipo|nuestro equipo|el equipo|personal|directiva
nossa equipe|a equipa|il team|lo staff|il nostro team|persone|ons team|het team|medewerkers|onze mensen|zespol
nasz zespol|pracownicy|nas tym|tym|lide|ludia|zamestnanci|csapat|csapatunk|munkatarsak|echipa|echipa noastra
medarbetare|ansatte|medarbejdere|henkilosto|henkilokunta|tiimi|ομαδα|η ομαδα μας|ekibimiz|ekip|kadromuz|команда
наша команда|сотрудники|руководство|екип|ekipa|nas tim|osoblje|komanda|meeskond|komanda musu|スタッフ|スタッフ紹介
チーム|代表挨拶|团队|團隊|我们的团队|팀|구성원|doi ngu|tim kami|ทีมงาน|فريق|הצוות|צוות
"""

_LOCATIONS = """
location|locations|our locations|offices|our offices|branches|branch|stores|store locator|find us|find a store
where to find us|visit us|directions|how to find us|dealers|where to buy|standort|standorte|filialen|filiale
niederlassungen|geschafte|handlersuche|haendlersuche|so finden sie uns|agences|nos agences|magasins|nos magasins
ou nous trouver|points de vente|implantations|ubicacion|ubicaciones|sucursales|oficinas|tiendas|donde estamos
encuentranos|unidades|lojas|onde estamos|localizacao|filiais|sedi|le nostre sedi|punti vendita|negozi|vestigingen
locaties|winkels|onze winkels|oddzialy|placowki|salony|lokalizacje|gdzie jestesmy|pobocky|prodejny|predajne
kde nas najdete|uzletek|telephelyek|uzleteink|locatii|magazine|sucursale|hitta hit|hitta oss|butiker|kontor
finn oss|butikker|find os|afdelinger|toimipisteet|toimipaikat|myymalat|καταστηματα|υποκαταστηματα|subeler
subelerimiz|magazalar|адреса|филиалы|магазины|магазини|офисы|филии|філії|poslovnice|poslovalnice|parduotuves
filialai|veikali|esindused|店舗|店舗情報|店舗案内|アクセス|拠点|门店|門市|分店|分公司|지점|매장|찾아오시는
chi nhanh|cua hang|cabang|lokasi|สาขา|فروعنا|الفروع|סניפים
"""

_SHOP = """
shop|store|products|product|catalog|catalogue|produkte|produkt|boutique|produits|produit|tienda|productos|producto
loja|produtos|negozio|prodotti|winkel|producten|sklep|produkty|obchod|bolt|termekek|magazin|produse|butik|butikk
kauppa|tuotteet|καταστημα|προιοντα|magaza|urunler|магазин|товары|каталог|товари|商品|製品|产品|產品|제품|상품
collections|category
"""

_BLOG = """
blog|blogs|news|newsroom|press|article|articles|post|posts|magazin|aktuelles|neuigkeiten|nachrichten|presse
actualites|actualite|noticias|novedades|notizie|novita|nieuws|aktualnosci|novinky|hirek|stiri|nyheter|nyheder
ajankohtaista|uutiset|νεα|haberler|новости|новини|ブログ|お知らせ|ニュース|新闻|新聞|뉴스|블로그|tin tuc|berita
أخبار|חדשות|story|stories|journal
"""

# Where the law asks for it, the privacy notice names who is responsible, with address and e-mail.
_PRIVACY = """
privacy|privacy policy|data protection|gdpr|datenschutz|dsgvo|datenschutzerklarung|confidentialite
politique de confidentialite|donnees personnelles|rgpd|privacidad|proteccion de datos|privacidade
protecao de dados|informativa privacy|trattamento dei dati|privacybeleid|privacyverklaring|polityka prywatnosci
rodo|ochrana osobnich udaju|ochrana osobnych udajov|adatvedelem|confidentialitate|integritetspolicy|personvern
privatlivspolitik|tietosuoja|απορρητο|gizlilik|kvkk|конфиденциальности|приватності|プライバシー|個人情報|隐私|隱私
개인정보|bao mat|kebijakan privasi|الخصوصية|פרטיות
"""

# Kinds in the order in which they are tried: a page that two kinds claim belongs to the first.
_PHRASES = {
    "contact": _CONTACT,
    "imprint": _IMPRINT,
    "team": _TEAM,
    "locations": _LOCATIONS,
    "privacy": _PRIVACY,
    "about": _ABOUT,
    "blog": _BLOG,
    "shop": _SHOP,
}


def fold(text: str) -> str:
    """Return the text in lower-case, without accents, its words parted by single spaces."""
    text = text.casefold()
    if not text.isascii():
        # Twice: taking signs apart can bring capitals to light.
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(c for c in text if not unicodedata.combining(c))
        text = text.replace("ł", "l").replace("ø", "o").replace("ı", "i")
    return _SEPARATORS.sub(" ", text).strip()


def kind_of(folded: str) -> tuple[str, bool] | None:
    """Return the kind that a folded text names and whether it names nothing else, or None."""
    for kind, pattern in _PATTERNS.items():
        match = pattern.search(folded)
        if match:
            return kind, match.end() - match.start() == len(folded)
    return None


def may_promise(part: str) -> bool:
    """Return whether a part of a path holds any word of the kinds that hold contacts: cheap, and often wrong."""
    if "%" in part:
        part = fold(unquote(part))
    return _HINTS.find_matches_as_indexes(part.lower().replace("-", " ").replace("_", " ")) != []


def _phrases_of(phrases: str) -> set[str]:
    return {fold(phrase) for phrase in phrases.replace("\n", "|").split("|")} - {""}


def _pattern(phrases: str) -> re.Pattern[str]:
    ordered = sorted(_phrases_of(phrases), key=len, reverse=True)
    parted = [_word(phrase) for phrase in ordered if _parts_words(phrase)]
    joined = [re.escape(phrase) for phrase in ordered if not _parts_words(phrase)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parted)})|{'|'.join(joined)}")


def _word(phrase: str) -> str:
    """Long words may go on (`kontaktformular`, `contactpage`); short ones would begin too many others."""
    return re.escape(phrase) + (r"\w*" if len(phrase) >= 7 and " " not in phrase else r"(?!\w)")


def _parts_words(phrase: str) -> bool:
    """Latin, Greek and Cyrillic part words; so do Arabic and Hebrew, yet they glue on articles."""
    return all(ord(character) < 0x530 for character in phrase)


_PATTERNS = {kind: _pattern(phrases) for kind, phrases in _PHRASES.items()}
_HINTS = AhoCorasick(sorted(_phrases_of(f"{_CONTACT}|{_IMPRINT}|{_TEAM}|{_LOCATIONS}|{_ABOUT}")))
