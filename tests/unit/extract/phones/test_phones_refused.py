"""Numbers of other kinds, which are no telephone numbers wherever they stand."""

from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]

NUMBERS_OF_OTHER_KINDS = """
DE|12.03.2024
DE|Tel. 12.03.2024
DE|Tel. 12. 03. 2024
DE|Tel: 2024-03-12
DE|Telefonisch vom 24.12.2024 - 26.12.2024
DE|Telefonisch vom 24.-26.12.2024 erreichbar
DE|Hotline 12/03/2024 14:30
DE|Anruf am 20240312
DE|Anruf 20240312143000
DE|Call 1710256200000
DE|Telefonzeiten: 09.00-18.00
DE|Telefonzeiten: 08.00-12.00 / 13.00-17.00
DE|Telefonzeiten Mo-Fr 9-12, 14-18
DE|Tel. 8-12 14-18
DE|Tel. seit 1998-2024
DE|Tel. 1998/99
DE|Öffnungszeiten 09.00 - 18.00, Sa 10.00 - 14.00
DE|Call now 1.234.567,00 €
DE|Tel 1.299.000 EUR
DE|Handy nur 123456,99
DE|Handy € 1 234 567
DE|Mobile $1,234,567.00
DE|Handy ab 0171234567 €
DE|Telefon 52.5200066, 13.404954
DE|Tel -33.8688197
DE|Tel. 192.168.100.200
DE|Tel 10.0.0.1/24
DE|IP 203.0.113.77
DE|USt-IdNr.: DE 123456788
DE|USt-IdNr. DE301234567
DE|Steuernummer: 030 901820
DE|Steuernr. 27/123/45678
DE|Umsatzsteuer-ID 030901820
DE|HRB 030901820
DE|Amtsgericht Berlin HRB 90182 030901820
DE|Handelsregister 030901820
DE|IBAN DE89 3704 0044 0532 0130 00
DE|Tel: - IBAN DE89370400440532013000
DE|Konto 0309018201 BLZ 37040044
DE|BIC 030901820
DE|Bestell-Nr. 030901820
DE|Bestellnummer: 030 901820
DE|Art.-Nr. 0309018201
DE|Artikelnummer 0309018201
DE|Rechnungsnummer 0309018201
DE|Kundennummer: 0309018201
DE|Lieferschein 0309018201
DE|Sendungsnummer 00340434161094000000
DE|ISBN 978-3-16-148410-0
DE|ISBN 3-16-148410-0
DE|Tel. 978-3-16-148410-0
DE|EAN 4006381333931
DE|WKN 030901820 ISIN DE0001234567
DE|LANR 030901820
DE|Tel. n. v. IK 030901820
DE|Aktenzeichen 030901820
DE|id 030901820
DE|SN 030901820
DE|Seriennummer: 030901820
DE|Version 030.90.1820
DE|x030901820
DE|030901820abc
DE|#030901820
DE|ref=030901820
DE|abc-030901820
DE|user_030901820
DE|030901820@qq.com
DE|1234567890123456789012345678901234567890
DE|0000 000000
DE|Tel. 0123456789
DE|Tel. 0123 456789
DE|Tel. 000000000
DE|Tel. 111111111
DE|Tel. +49 123 456789
DE|Tel. 12345
DE|Postfach 10 20 30 40
DE|10115 Berlin 030
DE|Telefon 1920 x 1080 x 1200 px
DE|Handy 150 x 75 x 80 mm
DE|Bereits 1 234 567 Nutzer
DE|Rückruf 5 000 000 km
FR|SIRET 732 829 320 00074
FR|SIREN : 732 829 320
FR|RCS Paris 732 829 320
FR|TVA FR 40 303 265 045
FR|Code APE 0142685300
FR|N° TVA intracommunautaire : 01 42 68 53 00
FR|RIB 0142685300
FR|Capital 01 42 68 53 00
FR|Inscription 01 42 68 53 00
GB|Company No. 02071838
GB|Company number: 0207 183 8750
GB|VAT no. 020 7183 8750
GB|Registered 02071838750
GB|Charity registration 02071838750
GB|Sort code 20-71-83 account 87500000
GB|Order 02071838750
GB|Ref. 020 7183 8750
GB|NIP 02071838750
GB|Copyright © 2012 2013 2014
GB|© 2004-2024 2025
GB|FRN 123456
US|EIN 12-3456788
US|NPI 2024561111 serial 2024561111
US|Tracking 2024561111
US|SKU 2024561111
US|UPC 202456111123
US|Case 202-456-1111
US|ISSN 2024-5611
US|Part item 2024561111
US|lat 38.897957 lon -77.036560
US|Zip 20500-0003
US|Order by 1/2/2024 - 3/4/2024
US|License 2024561111
US|202456
US|Call 555-1234
IT|P.IVA 06698212345
IT|Partita IVA 066 982 12345
IT|C.F. 06698212345
IT|REA 0669821234
IT|Cod. fisc. CF 06 6982 1234
ES|CIF 911234560
ES|NIF 91 123 45 60
ES|CIF B91123456
PL|NIP 525-000-00-90
PL|REGON 012345672
PL|KRS 0000123450
CZ|IČO: 224810111
CZ|DIČ CZ224810111
CZ|IČ 224 810 111
NL|KvK 20555111
NL|KvK-nummer: 020 555 11 11
NL|BTW NL0205551111
NL|BTW-nummer 020 555 1111
NL|Bestelnummer artnr 0205551111
BE|BTW BE 0403.170.701
BE|KBO 0403.170.701
BE|RPR Gent 0403.170.701
BE|Ondernemingsnummer 0403.170.701
BE|Rekening 001-2345678-90
BE|IBAN BE68 5390 0754 7034
SE|Org.nr 556016-0680
SE|Bankgiro 508-2900
SE|Organisationsnummer 08-508 290 00
NO|Organisasjonsnummer 22 34 12 34
NO|Konto 22341234
DK|CVR 33923300
DK|CVR-nr. 33 92 33 00
DK|CVR: 33923300
FI|Y-tunnus 0931016-9
HU|Adószám: 06 1 441 4000
RO|CUI 0213059000
BR|CNPJ 11.309.112/0001-34
BR|CPF 113.091.123-40
RU|ИНН 4951234560
RU|ОГРН 1034951234560
RU|КПП 495123456
JP|登録番号 T0335011511
CN|公网安备 01065121234号
CN|税号 01065121234
KR|사업자등록번호 022-13-31234
AU|ABN 02 9374 4000
AU|ACN 029 374 400
""".strip().splitlines()


@pytest.mark.parametrize("case", NUMBERS_OF_OTHER_KINDS)
def test_a_number_of_another_kind_is_no_phone(facts: Facts, case: str) -> None:
    country, said = case.split("|")
    assert facts(f"<p>{said}</p>", region_hint=country).phones == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<svg><path d="M030901820 030901821"/><text>Tel 030 901820</text></svg>',
        "<script>var hotelId='030 901820', phone=030901820, x={tel:030901820,phone:'0000 000000'}</script>",
        "<style>.tel{margin:030901820px}</style>",
        '<input type="tel" placeholder="030 901820">',
        '<img src="tel-030901820.jpg" alt="">',
        '<a href="/tel/030901820">Artikel</a>',
        '<a href="tel:">x</a><a href="tel:abc">y</a><a href="callto:skype.name">z</a>',
        '<a href="https://wa.me/?text=x">x</a><a href="https://wa.me/message/ABC">y</a>',
        '<a href="https://api.whatsapp.com/send?text=x">x</a>',
        '<div data-id="030901820" data-price="030901820"></div>',
        "<template>Tel 030 901820</template>",
        "<table><tr><td>030901820</td><td>030901821</td></tr></table>",
        "<p>030901820</p>",
        "<p>0341-0342 S. 0341–0367 fund 030-917-8842</p>",
        "<ul><li>030901820</li></ul>",
        '<div class="mobile-menu"></div><p>030901820</p>',
        '<a class="call-to-action">030901820</a>',
        '<p><i class="fa fa-phone"></i> Kontakt</p><p>030901820</p>',
        '<script type="application/ld+json">{"sku":"030901820","taxID":"030901820"}</script>',
    ],
)
def test_what_the_markup_holds_for_itself_is_no_phone(facts: Facts, markup: str) -> None:
    assert facts(f"<html lang=de>{markup}", region_hint="DE").phones == ()
