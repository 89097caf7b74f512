"""Numbers of many countries as their pages write them, and what is known of each."""

from collections.abc import Callable

import pytest

from desktop_scanner.core.results import Phone
from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]

# Country of the page's top level, language, what the page says, and the number in E.164.
SAID = """
DE|de|Tel. 030 901820|+4930901820
DE|de|Tel.: 030/901820|+4930901820
DE|de|Tel.:030-90 18 20|+4930901820
DE|de|Tel:030901820|+4930901820
DE|de|Tel030901820|+4930901820
DE|de|Telefon: 030 – 90 18 20|+4930901820
DE|de|Telefon (030) 90 18 20|+4930901820
DE|de|Fon +49 (0)30 90 18 20|+4930901820
DE|de|Fon: +49 (30) 90 18 20|+4930901820
DE|de|T +49 30 901820|+4930901820
DE|de|T. 030 901820|+4930901820
DE|de|Rufen Sie uns an: 0049 30 901820|+4930901820
DE|de|Rufnummer 030.90.18.20|+4930901820
DE|de|Tel. Mo–Fr 9–17 Uhr: 030 901820|+4930901820
DE|de|Telefon: 030 901820-0|+49309018200
DE|de|Telefon: 030 901820 - 0|+49309018200
DE|de|Telefon: 030 9018207/08|+49309018207
DE|de|Tel.-Nr. 030 901820|+4930901820
DE|de|Mobil: 0151 23456780|+4915123456780
DE|de|Handy 0171/2345670|+491712345670
DE|de|Hotline: 0800 3301000|+498003301000
DE|de|030 901820 (Tel.)|+4930901820
DE|de|Sie erreichen uns telefonisch unter 030 901820|+4930901820
DE|de|Telefon|030 901820|+4930901820
AT|de|Tel.: 01 513 15 30|+4315131530
AT|de|Tel. +43 (0)1 / 513 15 30|+4315131530
AT|de|T: 0662 8044 0|+4366280440
AT|de|Mobil 0664 1234567|+436641234567
CH|de|Tel. 044 668 18 00|+41446681800
CH|de|Telefon +41 44 668 18 00|+41446681800
CH|fr|Tél. 022 730 21 11|+41227302111
CH|it|Telefono: 091 923 52 52|+41919235252
CH|de|Natel 079 234 56 78|+41792345678
NL|nl|Telefoon: 020 - 555 11 11|+31205551111
NL|nl|Tel: 020-5551111|+31205551111
NL|nl|Bel ons: 06 12 34 56 70|+31612345670
NL|nl|06-12345670 (mobiel)|+31612345670
NL|nl|T 088 123 45 60|+31881234560
BE|nl|Tel. 09 223 45 67|+3292234567
BE|nl|Gsm 0471/12.34.56|+32471123456
BE|fr|Tél. : 02/513.45.89|+3225134589
BE|nl|Bel gratis 0800 12 345|+3280012345
FR|fr|Tél. : 01 42 68 53 00|+33142685300
FR|fr|Tél. 01.42.68.53.00|+33142685300
FR|fr|Téléphone : 01-42-68-53-00|+33142685300
FR|fr|Tel : +33 (0)1 42 68 53 00|+33142685300
FR|fr|Portable : 06 12 34 56 70|+33612345670
FR|fr|Appelez le 0 800 12 34 50|+33800123450
FR|fr|N° de téléphone : 06.12.10.15.30|+33612101530
GB|en|Tel: 020 7183 8750|+442071838750
GB|en|Phone: (020) 7183 8750|+442071838750
GB|en|T: +44 (0)20 7183 8750|+442071838750
GB|en|Call us on 0161 496 0123|+441614960123
GB|en|Call 0800 496 0123 free|+448004960123
GB|en|Mobile 07911 123456|+447911123456
GB|en|Ring 0131 496 0123|+441314960123
IE|en|Phone 01 679 4800|+35316794800
IE|en|Tel: +353 (0)21 427 1000|+353214271000
US|en|Phone: (202) 456-1111|+12024561111
US|en|Call 202-456-1111|+12024561111
US|en|Tel. 202.456.1111|+12024561111
US|en|Ph: 1-202-456-1111|+12024561111
US|en|Phone: 202 456 1111 ext. 12|+12024561111
US|en|Phone: 202-456-1111x12|+12024561111
US|en|Toll-free: call 1-800-555-0199|+18005550199
US|en|P: 2024561111|+12024561111
CA|fr|Téléphone : 514 872-0311|+15148720311
CA|en|Phone: +1 (416) 338-0338|+14163380338
AU|en|Phone (02) 9374 4000|+61293744000
AU|en|Call 1300 975 707|+611300975707
AU|en|Mobile: 0412 345 670|+61412345670
NZ|en|Phone: 09 355 3550|+6493553550
ZA|en|Tel: 021 487 6800|+27214876800
IN|en|Mobile: +91 98765 00210|+919876500210
IN|en|Phone: 022 2266 1234|+912222661234
IN|hi|फ़ोन: 022 2266 1234|+912222661234
ES|es|Tel. 91 123 45 60|+34911234560
ES|es|Teléfono: 911 23 45 60|+34911234560
ES|es|Llámanos: 612 345 670|+34612345670
ES|es|Móvil 612 34 56 70|+34612345670
ES|ca|Telèfon: 93 402 70 00|+34934027000
MX|es|Teléfono: 55 5130 5200|+525551305200
AR|es|Tel: 011 4340-1200|+541143401200
CL|es|Fono: +56 2 2679 1000|+56226791000
CO|es|Celular: 300 123 4567|+573001234567
IT|it|Tel. 06 6982 1234|+390669821234
IT|it|Telefono: 02/72023412|+390272023412
IT|it|Cell. 347 123 4560|+393471234560
IT|it|Chiamaci: +39 055 239 6051|+390552396051
IT|it|Numero verde: tel 800 123 450|+39800123450
PT|pt|Telefone: 213 500 115|+351213500115
PT|pt|Telemóvel: 912 345 670|+351912345670
BR|pt|Telefone: (11) 3091-1234|+551130911234
BR|pt|Celular (11) 91234-5670|+5511912345670
BR|pt|WhatsApp: (11) 91234-5670|+5511912345670
PL|pl|Tel. 22 694 12 34|+48226941234
PL|pl|Telefon: (22) 694-12-34|+48226941234
PL|pl|tel. kom. 501 234 560|+48501234560
PL|pl|Zadzwoń: 501-234-560|+48501234560
CZ|cs|Tel.: 224 810 111|+420224810111
CZ|cs|Mobil: 601 234 560|+420601234560
CZ|cs|Zavolejte nám 800 123 450|+420800123450
SK|sk|Telefón: 02/5922 1234|+421259221234
HU|hu|Telefon: (06 1) 441 4000|+3614414000
HU|hu|Hívjon minket: 06-1-441-4000|+3614414000
RO|ro|Telefon: 021 305 9000|+40213059000
RO|ro|Sunați la 0721 234 560|+40721234560
BG|bg|Тел.: 02 987 1234|+35929871234
GR|el|Τηλ.: 210 320 1234|+302103201234
GR|el|Τηλέφωνο 210 320 1234|+302103201234
GR|el|Κιν. 694 123 4560|+306941234560
HR|hr|Telefon: 01 6303 222|+38516303222
HR|hr|Mobitel: 091 234 5670|+385912345670
SI|sl|Telefon: 01 478 1234|+38614781234
RS|sr|Тел: 011 3622 123|+381113622123
SE|sv|Telefon: 08-508 290 00|+46850829000
SE|sv|Tfn 08-508 290 00|+46850829000
SE|sv|Ring 070-123 45 60|+46701234560
NO|nb|Tlf. 22 34 12 34|+4722341234
NO|nb|Telefon: 22341234|+4722341234
DK|da|Tlf.: 33 92 33 00|+4533923300
DK|da|Telefon 33923300|+4533923300
FI|fi|Puh. 09 310 1691|+35893101691
FI|fi|Puhelin: 040 123 4560|+358401234560
IS|is|Sími: 411 1111|+3544111111
EE|et|Telefon: 640 4444|+3726404444
LV|lv|Tālr. 67 026 123|+37167026123
LT|lt|Tel. (8 5) 211 2000|+37052112000
TR|tr|Telefon: 0212 455 1234|+902124551234
TR|tr|Tel: (0212) 455 12 34|+902124551234
TR|tr|Cep: 0532 123 45 60|+905321234560
RU|ru|Телефон: 8 (495) 123-45-60|+74951234560
RU|ru|Тел. +7 495 123-45-60|+74951234560
RU|ru|Звоните: 8 800 123-45-60|+78001234560
UA|uk|Тел.: (044) 202 70 00|+380442027000
IL|he|טלפון: 03-521-8438|+97235218438
AE|ar|هاتف: 04 223 4567|+97142234567
SA|ar|الهاتف: 011 401 3333|+966114013333
EG|ar|تليفون: 02 2391 1234|+20223911234
EG|ar|هاتف: ٠٢ ٢٣٩١ ١٢٣٤|+20223911234
IR|fa|تلفن: ۰۲۱ ۸۸۷۷ ۱۲۳۴|+982188771234
JP|ja|電話：03-3501-1511|+81335011511
JP|ja|電話番号03-3501-1511|+81335011511
JP|ja|TEL 03(3501)1511|+81335011511
JP|ja|ＴＥＬ：０３－３５０１－１５１１|+81335011511
JP|ja|お電話は 0120-123-456|+81120123456
CN|zh|电话：010-65121234|+861065121234
CN|zh|联系电话010-65121234|+861065121234
CN|zh|手机：138 1234 5670|+8613812345670
CN|zh|服务热线：400-123-4567|+864001234567
TW|zh|電話：(02) 2720-8889|+886227208889
HK|zh|電話：2835 1234|+85228351234
KR|ko|전화: 02-2133-1234|+82221331234
KR|ko|대표전화 1588-1234|+8215881234
TH|th|โทร. 02 224 1234|+6622241234
TH|th|โทรศัพท์: 081-234-5670|+66812345670
VN|vi|Điện thoại: 024 3825 1234|+842438251234
VN|vi|ĐT: 028 3829 1234|+842838291234
ID|id|Telepon: (021) 386 1234|+62213861234
MY|en|Tel: 03-2161 1234|+60321611234
SG|en|Tel: 6325 1234|+6563251234
LU|fr|Tél. : 26 12 34 56|+35226123456
MA|fr|Tél : 05 22 29 12 34|+212522291234
XX|en|+44 20 7183 8750|+442071838750
XX|en|Our office (+33 1 42 68 53 00)|+33142685300
XX|en|Line +(49) 30 901820|+4930901820
XX|en|Any time: ++49 30 901820|+4930901820
XX|en|+49-30-901820|+4930901820
XX|en|+1.202.456.1111|+12024561111
XX|en|＋81 3 3501 1511|+81335011511
""".strip().splitlines()


@pytest.mark.parametrize("case", SAID)
def test_a_number_is_read_as_its_country_writes_it(facts: Facts, case: str) -> None:
    country, language, *said, value = case.split("|")
    markup = f"<html lang={language}><p>" + "</p><p>".join(said)
    found = facts(markup, url="https://a.com/", region_hint=None if country == "XX" else country)
    assert [(phone.value, phone.is_fax) for phone in found.phones] == [(value, False)]


# A fax in each of the languages that have a word of their own for it.
FAXES = """
DE|de|Fax: 030 901820|+4930901820
DE|de|Telefax 030 901820|+4930901820
DE|de|F: 030 901820|+4930901820
DE|de|030 901820 (Fax)|+4930901820
FR|fr|Télécopie : 01 42 68 53 00|+33142685300
FR|fr|Fax : 01 42 68 53 00|+33142685300
PL|pl|Faks: 22 694 12 34|+48226941234
HU|hu|Telefax: 06 1 441 4000|+3614414000
GR|el|Φαξ: 210 320 1234|+302103201234
RU|ru|Факс: 8 (495) 123-45-60|+74951234560
JP|ja|FAX 03-3501-1511|+81335011511
JP|ja|ファックス：03-3501-1511|+81335011511
CN|zh|传真：010-65121234|+861065121234
KR|ko|팩스: 02-2133-1234|+82221331234
TH|th|โทรสาร: 02 224 1234|+6622241234
EG|ar|فاكس: 02 2391 1234|+20223911234
IL|he|פקס: 03-521-8438|+97235218438
FI|fi|Faksi: 09 310 1691|+35893101691
US|en|📠 202 456 1111|+12024561111
""".strip().splitlines()


@pytest.mark.parametrize("case", FAXES)
def test_a_fax_is_told_apart(facts: Facts, case: str) -> None:
    country, language, said, value = case.split("|")
    (phone,) = facts(f"<html lang={language}><p>{said}</p>", url="https://a.com/", region_hint=country).phones
    assert (phone.value, phone.is_fax) == (value, True)


def only(found: PageFacts) -> Phone:
    (phone,) = found.phones
    return phone


@pytest.mark.parametrize(
    ("markup", "is_fax"),
    [
        ("<p>Tel./Fax: 030 901820</p>", False),
        ("<p>Telefon und Fax: 030 901820</p>", False),
        ("<p>Tel & Fax 030 901820</p>", False),
        ("<p>Fax/Tel. 030 901820</p>", False),
        ("<p>Tel. 030 901820</p><p>Fax 030 901820</p>", False),
        ('<p>Fax: <a href="tel:030901820">030 901820</a></p>', True),
        ('<a href="fax:+4930901820">x</a>', True),
        ('<p>Tel: <a href="tel:030901820">030 901820</a></p>', False),
        ('<i class="fa fa-fax"></i> 030 901820', True),
        ('<i class="fa fa-phone"></i> 030 901820', False),
        ('<span aria-label="Telefon" class="icon"></span><span>030 901820</span>', False),
        ('<script type="application/ld+json">{"@type":"Organization","faxNumber":"030 901820"}</script>', True),
        ('<script type="application/ld+json">{"telephone":"030 901820","faxNumber":"030 901820"}</script>', False),
        ('<p itemscope><b itemprop="faxNumber">030 901820</b></p>', True),
        ('<meta property="og:fax_number" content="+4930901820">', True),
        ('<meta property="business:contact_data:phone_number" content="+4930901820">', False),
        ('<button data-phone="+4930901820">Show</button>', False),
        ('<a href="viber://chat?number=%2B4930901820">x</a>', False),
        ('<a href="whatsapp://send?phone=4930901820">x</a>', False),
        ("<ul><li>Hof 1</li><li>030 901820</li><li>info@hof.de</li></ul>", False),
    ],
)
def test_phone_or_fax_is_what_the_page_says(facts: Facts, markup: str, is_fax: bool) -> None:
    phone = only(facts(f"<html lang=de>{markup}", region_hint="DE"))
    assert (phone.value, phone.is_fax) == ("+4930901820", is_fax)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("Tel: 09 223 45 67 / 0471 23 45 67", {"+3292234567", "+32471234567"}),
        ("Tel: 09 223 45 67 | 0471 23 45 67", {"+3292234567", "+32471234567"}),
        ("Tel: 09 223 45 67 - 0471 23 45 67", {"+3292234567", "+32471234567"}),
        ("Tel: 09 223 45 67, 0471 23 45 67", {"+3292234567", "+32471234567"}),
        ("Tel: 09 223 45 67 of 0471 23 45 67", {"+3292234567", "+32471234567"}),
        ("Tel: 09 223 45 67<br>0471 23 45 67", {"+3292234567", "+32471234567"}),
        ("T 09 223 45 67 F 09 223 45 68 M 0471 23 45 67", {"+3292234567", "+3292234568", "+32471234567"}),
    ],
)
def test_each_number_of_a_list_is_read(facts: Facts, markup: str, expected: set[str]) -> None:
    assert {phone.value for phone in facts(f"<p>{markup}</p>", region_hint="BE").phones} == expected


@pytest.mark.parametrize(
    ("country", "number", "type_"),
    [
        ("DE", "030 901820", "fixed_line"),
        ("DE", "0151 23456780", "mobile"),
        ("DE", "0800 3301000", "toll_free"),
        ("DE", "0900 1234567", "premium_rate"),
        ("DE", "0180 5 123456", "shared_cost"),
        ("US", "202-456-1111", "fixed_line_or_mobile"),
        ("GB", "056 1234 5678", "voip"),
        ("GB", "070 1234 5678", "personal_number"),
        ("GB", "0330 123 4567", "uan"),
        ("GB", "076 4012 3456", "pager"),
    ],
)
def test_the_type_is_told_where_the_number_plan_tells_it(facts: Facts, country: str, number: str, type_: str) -> None:
    assert only(facts(f"<p>Phone: {number}</p>", region_hint=country)).type == type_


@pytest.mark.parametrize(
    ("said", "language", "value"),
    [
        ("Tel. 01 513 15 30, A-1010 Wien", "de", "+4315131530"),
        ("1010 Wien, Österreich<br>Tel. 01 513 15 30", "de", "+4315131530"),
        ("1010 Wien<br>Tel. 01 513 15 30", "de", "+4315131530"),
        ("CH-8001 Zürich, Tel. 044 668 18 00", "de", "+41446681800"),
        ("1000 Bruxelles, Tél. 02 513 45 89", "fr", "+3225134589"),
        ("12 High Street, London W1A 1AA. Phone 020 7183 8750", "en", "+442071838750"),
        ("1 George St, Sydney NSW 2000. Phone 02 9374 4000", "en", "+61293744000"),
        ("Toronto, ON M5H 2N2. Phone 416 338 0338", "en", "+14163380338"),
        ("Dublin D02 X285. Phone 01 679 4800", "en", "+35316794800"),
        ("Wien: <a href='tel:+4315131530'>+43 1 513 15 30</a> Tel. 01 513 15 31", "en", "+4315131531"),
    ],
)
def test_the_country_is_read_off_the_page(facts: Facts, said: str, language: str, value: str) -> None:
    found = facts(f"<html lang={language}><p>{said}</p>", url="https://a.com/")
    assert value in [phone.value for phone in found.phones]
