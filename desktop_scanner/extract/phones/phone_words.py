"""Words that say what a number is: a telephone, a fax, or something else, in the languages of the pages.

A word is looked up as a whole, then by its beginning; words of scripts without spaces by what they contain.
"""

import functools
import re
import unicodedata
from typing import Literal

from desktop_scanner.extract.text import wordlists

Kind = Literal["phone", "fax", "both", "other"]

_PHONE = wordlists.words("""
    tel tél telf tlf tlfn tlph tlfno tfn tfno telnr ph fon phone call dial mob cell cel cellular landline freephone
    tollfree switchboard helpline hotline whatsapp gsm handy natel festnetz ruf rufen durchwahl zentrale notruf
    notdienst bereitschaft bel bellen fisso fijo cellulare numéro appelez appeler joindre chiama chiamaci chiamate
    chiamare llame llama llámanos llamanos llámenos llamar móvil movil celular centralita ligue ligar telemóvel
    telemovel chamada zadzwoń zadzwon dzwoń dzwon infolinia komórka komorka komórkowy zavolejte volejte volajte
    zavolajte pevná hívjon hívj hívjál sunați sunati sunaţi apelați apelati arayın arayin arayınız cep santral τηλ κιν
    κινητό κινητο σταθερό καλέστε καλεστε тел моб звоните позвоните звонок обадете мобильный мобилен мобільний
    телефонуйте дзвоніть позовите pozovite nazovite mobitel puh soita vaihde matkapuhelin växel växeln sentralbord
    ring skambinkite tālr talr zvaniet helista mobiil sími simi farsími điện thoại đt sđt telepon telp tlp hubungi
    هاتف الهاتف جوال الجوال موبايل تلفون تليفون اتصل اتصلوا تلفن همراه טלפון טל נייד חייגו התקשרו फोन फ़ोन मोबाइल
    दूरभाष dial-in urgencias
""")
_PHONE_BEGINNINGS = tuple(
    """
    telef telép telep teléf telèf telêf téléph teléph phone mobil mobile mobiel mobitel móvil handynummer rufnum
    rufbereit anruf appel llám hotline helpline whatsapp festnetz fernruf kontaktnum telefoon telefón τηλέφ τηλεφ
    телеф puhel kännykk
    tālrun hívás komór cellphon
    """.split()
)
# These are also words of ordinary sentences: they count only where the number follows at once.
_PHONE_AT_ONCE = wordlists.words("""
    text ring ringe fixe portable portatile vast belt wa hp kom linka standard guardia signal telegram viber sms fono
    fone urgencias direct direkt direkte directo diretto hovednr växel sac
""")
_FAX = wordlists.words(
    "fax fx telefax telecopie télécopie télécopieur telecopieur facsimile faks факс φαξ פקס فاكس فکس نمابر फैक्स"
)
_FAX_BEGINNINGS = tuple("fax telefax telefaks faks télécop telecop факс τηλεομοιότυπ bréfasím".split())
_OTHER = wordlists.words("""
    kod kód codice código codigo koodi
    iban bic swift vat btw tva ust ustid umsatzsteuer uid mwst moms kvk kbo rpr rpm hrb hra siren siret rcs rm ape naf
    nif cif nipc nie nip regon krs iva piva rea cf ic ičo ico dič dic ičdph cui cvr cnpj cpf creci crm cro ein duns
    abn acn inn инн огрн кпп бик окпо αφμ γεμη ytunnus tunnus momsnr rsin isbn issn ean gtin upc sku asin doi artnr
    ref referenz invoice rekening konto kontonr sort blz id lat lon lng latitude longitude gps sn copyright zipcode
    kundennummer patent permit licence license licença licencia batch modelnr tracking sendungsnummer aktenzeichen az
    matricule matrikel matrícula number-plate stammkapital isin wkn wpkn bankverbindung bankgiro plusgiro rib cpam
    rpps adeli finess bsnr lanr ik oib mbs emso pib mb jib adószám cégjegyzékszám bankszámlaszám számla dph dphič
    regno orgnr firmenbuch firmenbuchnummer fn steuernummer steuernr stnr handelsregister amtsgericht gläubiger 合計
    価格     税号 统一社会信用代码
""")
# These yield to a phone word before them: `call to order: 0800 123 456`.
_OTHER_WEAKLY = wordlists.words("""
    order orders reference case ticket code version model modell company registration registered account art item lot
    serial build capital kapital zip plz postcode
""")
_OTHER_BEGINNINGS = tuple(
    """
    vatn bestell handelsreg steuernum steuer-i umsatzst ust-i rechnung kontonum registern registr inscri auftrag
    organisationsnum organisasjonsnum organisationsnr serien artikel article ref. kundennum bestelling rekeningn
    ondernemingsn btwn fattura factur vergi ticaret mersis lizenz lieferschein versicherung mitglied
    """.split()
)
_WITHIN: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("fax", tuple("传真 傳真 ファックス ファクス ファクシミリ 팩스 โทรสาร แฟกซ์ แฟ็กซ์".split())),
    (
        "phone",
        tuple(
            "电话 電話 手机 手機 热线 熱線 座机 携帯 フリーダイヤル 直通 でんわ"
            " 전화 연락처 휴대폰 대표번호 고객센터 โทร มือถือ".split()
        ),
    ),
    ("other", tuple("税号 税務 口座 郵便番号 邮编 사업자 注册号 备案 公网安备 登録番号 许可证".split())),
)
# Parts of compounds: `Servicetelefon`, `Infohotline`.
_COMPOUND: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("fax", ("telefax",)),
    ("phone", ("telefon", "telefoon", "hotline", "hovednummer", "rufnummer", "notruf")),
)
_SIGNS: dict[str, Kind] = {**dict.fromkeys("☎☏✆📞📱📲🕿", "phone"), **dict.fromkeys("📠🖷", "fax"), "©": "other"}
# A letter alone announces only the number that follows it at once: `T 030 123456`.
_LETTERS: dict[str, Kind] = {"t": "phone", "p": "phone", "m": "phone", "f": "fax"}
_IN_BRACKETS = re.compile(r"\s{0,2}[(\[]\s?([^\W\d_]{3,20})\.?\s?[)\]]")
# Indian scripts write vowels as marks, which are no letters.
_LETTER = r"(?:[^\W\d_]|[\u0900-\u0963\u0971-\u0dff])"
_WORD = re.compile(rf"(?<![\d_]){_LETTER}+(?:[-’']{_LETTER}+)*|[☎☏✆📞📱📲🕿📠🖷©]")
_AT_ONCE = re.compile(r"\s{0,2}[.:)|]?\s{0,3}[(+]?")
_JOINT = re.compile(
    r"[\s./&+,|:()-]{0,6}(?:(?:und|and|et|y|e|en|i|a|og|och|ja|ve|és|si|и|oder|or|ou|of)[\s.]{1,3})?", re.IGNORECASE
)
_BEGINNINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("fax", _FAX_BEGINNINGS),
    ("phone", _PHONE_BEGINNINGS),
    ("other", _OTHER_BEGINNINGS),
)
_EXACT: dict[str, Kind] = {
    **dict.fromkeys(_OTHER, "other"),
    **dict.fromkeys(_PHONE, "phone"),
    **dict.fromkeys(_FAX, "fax"),
    **_SIGNS,
}
_EXACT |= {unicodedata.normalize("NFKC", word): kind for word, kind in _EXACT.items()}
# The commonest words, right before the number: no need to look further.
_IS_ANNOUNCED = re.compile(
    r"(?<![\w/+&-])(?:[Tt]el(?:efon|efoon|ephone|éfono|efono|efone)?|[Pp]hone|[Cc]all)[.:]{0,2}\s?(?:\+|\()?$"
)
_BEFORE = 60
# All that announces a phone or a fax: words as a whole, beginnings, and parts of longer words.
WORDS = (*(word for word, kind in _EXACT.items() if kind != "other"), *_PHONE_AT_ONCE)
BEGINNINGS = (*_PHONE_BEGINNINGS, *_FAX_BEGINNINGS)
PARTS = tuple(part for kind, parts in (*_WITHIN, *_COMPOUND) if kind != "other" for part in parts)


def kind_before(text: str, start: int, before: int) -> Kind | None:
    """Return what the nearest telling word before a place announces; `before` is where the last number ended.

    A phone word announces all numbers of a list; a word of another kind only the one that follows it.
    """
    if _IS_ANNOUNCED.search(text, max(0, start - 20), start):
        return "phone"
    weakly: Kind | None = None
    words = list(_WORD.finditer(text, max(0, start - _BEFORE), start))
    for index in range(len(words) - 1, -1, -1):
        word, is_first = words[index], words[index].end() > before
        found = _kind(word, text, start)
        if found is None:
            if is_first and word[0].lower() in _OTHER_WEAKLY:
                weakly = "other"
        elif found == "phone":
            return None if weakly and not is_first else "phone"
        elif found == "fax" and is_first and _is_joined(words[max(0, index - 2) : index], word, text):
            return "both"
        else:
            return found if is_first else weakly
    return weakly


def kind_after(text: str, end: int) -> Kind | None:
    """Return what a word in brackets behind a number says of it: `030 123456 (Fax)`."""
    match = _IN_BRACKETS.match(text, end)
    found = kind_of(match[1].lower()) if match else None
    return found if found in ("phone", "fax") else None


@functools.lru_cache(maxsize=8_192)
def kind_of(word: str) -> Kind | None:
    """Return what a word, in lower case, announces."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word)
    found = _EXACT.get(word)
    if found is not None:
        return found
    for kind, beginnings in _BEGINNINGS:
        if word.startswith(beginnings):
            return kind
    for kind, parts in _COMPOUND if word.isascii() else _WITHIN:
        if any(part in word for part in parts):
            return kind
    head = word.partition("-")[0]
    return _EXACT.get(head) if head != word else None


def _kind(word: re.Match[str], text: str, start: int) -> Kind | None:
    lowered = word[0].lower()
    found = kind_of(lowered)
    if found is not None or not _AT_ONCE.fullmatch(text, word.end(), start):
        return found
    if lowered in _PHONE_AT_ONCE:
        return "phone"
    # Not the end of an abbreviation: `C.F.`
    return None if text[word.start() - 1 : word.start()] in (".", "&", "/") else _LETTERS.get(lowered)


def _is_joined(before: list[re.Match[str]], fax: re.Match[str], text: str) -> bool:
    """Whether a phone word and a fax word announce one number: `Tel./Fax`, `Telefon und Fax`."""
    return any(
        kind_of(word[0].lower()) == "phone" and _JOINT.fullmatch(text, word.end(), fax.start()) for word in before
    )
