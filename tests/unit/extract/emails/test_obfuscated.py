from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]


def cloudflare(address: str, key: int = 0x54) -> str:
    return f"{key:02x}" + "".join(f"{byte ^ key:02x}" for byte in address.encode())


@pytest.mark.parametrize(
    "text",
    [
        "info [at] peeters [dot] be",
        "info(at)peeters(dot)be",
        "info [AT] peeters.be",
        "info{at}peeters{dot}be",
        "info (ät) peeters (punkt) be",
        "info [at] peeters [punkt] be",
        "info (arobase) peeters (point) be",
        "info[arroba]peeters[punto]be",
        "info (chiocciola) peeters (punto) be",
        "info (apenstaartje) peeters (punt) be",
        "info (arroba) peeters (ponto) be",
        "info [@] peeters [.] be",
        "info(a)peeters.be",
        "info &lt;at&gt; peeters.be",
        "info at peeters dot be",
        "info arobase peeters point be",
        "E-Mail: info @ peeters.be",
        "<span>info</span><span>@</span><span>peeters.be</span>",
        "info＠peeters.be",
    ],
)
def test_spelled_out_addresses_are_read_in_many_languages(facts: Facts, text: str) -> None:
    assert [email.value for email in facts(f"<p>{text}</p>").emails] == ["info@peeters.be"]


@pytest.mark.parametrize(
    "text",
    [
        "look at the dot com boom",
        "meet us @ cafe.com tonight",
        "option (a) amazon.com",
        "Section 4 (at) the end",
        "arrive at a point in time",
        "wij zijn er (at) home",
    ],
)
def test_sentences_are_no_addresses(facts: Facts, text: str) -> None:
    assert facts(f"<p>{text}</p>").emails == ()


def test_a_dotted_local_part_is_put_together(facts: Facts) -> None:
    assert facts("<p>an [dot] peeters [at] firm [dot] be</p>").emails[0].value == "an.peeters@firm.be"


@pytest.mark.parametrize(
    "markup",
    [
        f'<a class="__cf_email__" data-cfemail="{cloudflare("info@peeters.be")}">[email&#160;protected]</a>',
        f'<a href="/cdn-cgi/l/email-protection#{cloudflare("info@peeters.be", 0xA9)}">x</a>',
        f'<a href="/cdn-cgi/l/email-protection#{cloudflare("info@peeters.be?subject=x")}">x</a>',
    ],
)
def test_cloudflare_s_protection_is_undone(facts: Facts, markup: str) -> None:
    (email,) = facts(markup).emails
    assert (email.value, email.evidence[0].method) == ("info@peeters.be", "cfemail")


@pytest.mark.parametrize(
    "markup",
    [
        '<span style="unicode-bidi:bidi-override;direction:rtl">eb.sreteep@ofni</span>',
        "<a href=\"javascript:linkTo_UnCryptMailto('ocknvq,kphqBrggvgtu0dg');\">x</a>",
        '<a data-mailto-token="nbjmup+jogpAqffufst/cf" data-mailto-vector="1">x</a>',
        '<a data-name="info" data-domain="peeters.be">x</a>',
        '<a href="znvygb:vasb@crrgref.or">x</a>',
    ],
)
def test_scrambled_addresses_are_put_right(facts: Facts, markup: str) -> None:
    assert [email.value for email in facts(markup).emails] == ["info@peeters.be"]
