from collections.abc import Callable

import pytest

from desktop_scanner.extract.emails import scrambled
from desktop_scanner.extract.parsing.document import Document

Documents = Callable[..., Document]


@pytest.mark.parametrize("code", ["", "zz", "54", "540", "0043"])
def test_a_code_without_an_address_is_passed_over(code: str) -> None:
    assert scrambled.cloudflare_decoded(code) is None


def test_a_typo3_code_without_a_link_is_passed_over() -> None:
    assert scrambled.typo3_decoded("nothing at all") is None


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("<a onclick=\"location.href='mailto:'+'info'+'@'+'firm.be'\">x</a>", "info@firm.be"),
        ("<a href=\"javascript:sendMail('info', 'firm.be')\">x</a>", "info@firm.be"),
        ("<a onclick=\"openMail('info','firm','be')\">x</a>", "info@firm.be"),
        ('info<script>document.write("@")</script>firm.be', "info@firm.be"),
        ("<style>.at:before{content:'@'}</style><b>info</b><i class=at></i><b>firm.be</b>", "info@firm.be"),
        ('<link rev="made" href="mailto:info@firm.be">', "info@firm.be"),
        ('<a data-email="info(at)firm.be">x</a>', "info@firm.be"),
        ('<a data-mail="bWFpbHRvOmluZm9AZmlybS5iZQ==">x</a>', "info@firm.be"),
    ],
)
def test_an_address_is_put_together(document: Documents, markup: str, address: str) -> None:
    assert address in [found.address for found in scrambled.found(document(markup))]


@pytest.mark.parametrize(
    "markup",
    [
        '<script data-domain="firm.be" src="https://stats.io/a.js"></script>',
        '<div data-email="bm8gYWRkcmVzcw=="></div>',
        '<joomla-hidden-mail first="?" last=""></joomla-hidden-mail>',
        '<p style="direction:rtl">שלום לכולם</p>',
        "data-domain=",
        '<b onclick="go(1, 2, 3, 4)">x</b>',
        "<a href=\"javascript:linkTo_UnCryptMailto('abcdefghij')\">x</a>",
        '<a href="/cdn-cgi/l/email-protection#zzzzzz" data-cfemail="010203"></a>',
    ],
)
def test_where_nothing_is_hidden_nothing_is_found(document: Documents, markup: str) -> None:
    assert list(scrambled.found(document(markup))) == []
