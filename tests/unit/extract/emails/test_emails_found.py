"""Addresses as pages hide and mangle them: each piece of markup holds exactly the address beside it."""

from collections.abc import Callable

import pytest

from desktop_scanner.extract.page import PageFacts

Facts = Callable[..., PageFacts]

INFO = "info@peeters.be"

# One page can write one address in all of these ways.
OF_INFO = [
    # Links
    '<a href="mailto:info@peeters.be">x</a>',
    '<a href="mailto:%69%6e%66%6f@peeters.be">x</a>',
    '<a href="mailto:info%2540peeters.be">x</a>',
    '<a href="mailto:info@peeters.be&subject=Hello">x</a>',
    '<a href="mailto:info@peeters.be?subject=Ask%20sales@else">x</a>',
    '<a href="mailto:mailto:info@peeters.be">x</a>',
    '<a href="mailto://info@peeters.be">x</a>',
    '<a href="mailto:info@peeters.be/">x</a>',
    '<a href="mailto:&quot;An Peeters&quot; &lt;info@peeters.be&gt;">x</a>',
    '<a href="mailto:info[at]peeters.be">x</a>',
    '<a href="mailto:info(at)peeters(dot)be">x</a>',
    '<a href="MailTo:info@PEETERS.BE">x</a>',
    '<a href="mail:info@peeters.be">x</a>',
    '<a href="info@peeters.be">x</a>',
    '<a href="&#x6D;&#x61;&#x69;&#x6C;&#x74;&#x6F;&#x3A;info&#x40;peeters.be">x</a>',
    '<map><area href="mailto:info@peeters.be"></map>',
    '<form action="mailto:info@peeters.be" method="post"></form>',
    '<svg><a xlink:href="mailto:info@peeters.be"><text>x</text></a></svg>',
    # Entities and other escapes
    "<p>&#105;&#110;&#102;&#111;&#64;&#112;&#101;&#101;&#116;&#101;&#114;&#115;&#46;&#98;&#101;</p>",
    "<p>&#x69;&#x6e;&#x66;&#x6f;&#x40;peeters&#x2e;be</p>",
    "<p>info&amp;#64;peeters.be</p>",
    "<p>info&amp;#x40;peeters&amp;#46;be</p>",
    "<p>info&amp;commat;peeters.be</p>",
    "<p>info&amp;amp;#64;peeters.be</p>",
    "<p>\\u003cinfo@peeters.be\\u003e</p>",
    "<p>u003einfo@peeters.be</p>",
    '<p>"\\ninfo@peeters.be\\n"</p>',
    "<p>%20info@peeters.be</p>",
    "<p>info＠peeters.be</p>",
    "<p>info﹫peeters.be</p>",
    "<p>info@peeters。be</p>",
    "<p>info@peeters．be</p>",
    # Glued to the label before or the word after
    "<p>Emailinfo@peeters.be</p>",
    "<p>E-Mailinfo@peeters.be</p>",
    "<p>E-mail:info@peeters.be</p>",
    "<p>Mailinfo@peeters.be</p>",
    "<p>Kontaktinfo@peeters.be</p>",
    "<p>emailinfo@peeters.be</p>",
    "<p>Courrielinfo@peeters.be</p>",
    "<p>Tel 09-223-45-67info@peeters.be</p>",
    "<p>info@peeters.beTel</p>",
    "<p>info@peeters.betel: 09</p>",
    "<p>info@peeters.beTelefon 09</p>",
    "<p>info@peeters.be-Impressum</p>",
    "<p>info@peeters.beE-Mail</p>",
    "<p>info@peeters.bewww.peeters.be</p>",
    "<p>info@peeters.behttps://peeters.be</p>",
    "<p>info@peeters.be.Openingsuren</p>",
    "<p>info@peeters.be.</p>",
    "<p>info@peeters.be...</p>",
    "<p>...info@peeters.be</p>",
    "<p>info@peeters.be2024</p>",
    "<p>info@peeters.be:Tel 09</p>",
    "<p>info@peeters.be;</p>",
    "<p>info@peeters.be/Tel</p>",
    "<p>'info@peeters.be'</p>",
    "<p>„info@peeters.be“</p>",
    "<p>*info@peeters.be*</p>",
    "<p>联系info@peeters.be电话</p>",
    "<p>Почтаinfo@peeters.be</p>",
    # Divided by markup
    "<p><span>info</span>@<span>peeters</span>.<span>be</span></p>",
    "<p><span>info</span><span>@peeters.be</span></p>",
    "<p><span>info@</span><span>peeters.be</span></p>",
    "<p>info<i></i>@<i></i>peeters.be</p>",
    "<p>info&#8203;@&#8203;peeters.be</p>",
    "<p>info@peeters.be<!-- -->&nbsp;</p>",
    # Spelled out
    *(
        f"<p>{text}</p>"
        for text in (
            "info[at]peeters.be",
            "info [ at ] peeters [ dot ] be",
            "info((at))peeters.be",
            "info {at} peeters {dot} be",
            "info &lt;at&gt; peeters &lt;dot&gt; be",
            "info|at|peeters.be",
            "info -at- peeters -dot- be",
            "info_at_peeters.be",
            "info*at*peeters.be",
            "infoATpeetersDOTbe",
            "infoATpeeters.be",
            "info (a) peeters.be".replace(" (a) ", "(a)"),
            "info [ät] peeters [punkt] be",
            "info(Klammeraffe)peeters(Punkt)be",
            "info [arobase] peeters [point] be",
            "info (arobas) peeters.be",
            "info(arroba)peeters(punto)be",
            "info [chiocciola] peeters [punto] be",
            "info (apenstaart) peeters (punt) be".replace("staart", "staartje"),
            "info(arroba)peeters(ponto)be",
            "info (małpa) peeters (kropka) be",
            "info [zavináč] peeters [tečka] be",
            "info (snabel-a) peeters (punkt) be",
            "info(kukac)peeters(pont)be",
            "info [собака] peeters [точка] be",
            "info(アットマーク)peeters.be",
            "info★peeters.be（★を@に変えてください）",
            "info#peeters.be (请把#换成@)",
            "info 【at】 peeters.be",
            "Email: info at peeters.be",
            "info @ peeters . be".replace(" . ", "."),
            "info[@]peeters[.]be",
            "info@NOSPAMpeeters.be",
            "info.NOSPAM@peeters.be",
        )
    ),
    # Scrambled in the source
    '<span class="spamspan"><span class="u">info</span> [at] <span class="d">peeters.be</span></span>',
    '<p>info<img src="at.gif" alt="@">peeters.be</p>',
    '<p>info <img class="spam-span-image" alt="at" width="10" src="i.png" /> peeters.be</p>',
    '<bdo dir="rtl">eb.sreteep@ofni</bdo>',
    "<style>.rv{unicode-bidi:bidi-override;direction:rtl}</style><span class='a rv'>eb.sreteep@ofni</span>",
    "<p>eb.sreteep@ofni</p>",
    "<p>vasb@crrgref.or</p>",
    '<a data-enc-email="vasb[at]crrgref.or" href="javascript:;">x</a>',
    '<span class="rot13">vasb@crrgref.or</span>',
    '<a href="#" data-href="eb.sreteep@ofni:otliam">x</a>',
    '<a data-user="info" data-domain="peeters.be">x</a>',
    '<a data-domain="peeters" data-name="info" data-tld="be">x</a>',
    '<span data-user="ofni" data-website="eb.sreteep"></span>',
    '<a data-email="aW5mb0BwZWV0ZXJzLmJl">x</a>',
    "<a onclick=\"location.href=atob('bWFpbHRvOmluZm9AcGVldGVycy5iZQ==')\">x</a>",
    '<joomla-hidden-mail is-link="1" first="aW5mbw==" last="cGVldGVycy5iZQ==" text=""></joomla-hidden-mail>',
    "<a href=\"javascript:location='mailto:'+'info'+'@'+'peeters.be'\">x</a>",
    "<a href=\"javascript:linkTo_UnCryptMailto(%27ocknvq,kphqBrggvgtu0dg%27);\">x</a>",
    # Attributes and metadata
    '<div data-contact-email="info@peeters.be"></div>',
    '<i title="info@peeters.be"></i>',
    '<i aria-label="Mail: info@peeters.be"></i>',
    '<img src="x.png" alt="info@peeters.be">',
    '<meta name="description" content="Bakkerij Peeters, info@peeters.be">',
    '<meta property="business:contact_data:email" content="info@peeters.be">',
    '<script type="application/ld+json">{"contactPoint":[{"email":"info(at)peeters.be"}]}</script>',
    '<script type="application/json">{"props":{"contactEmail":"info@peeters.be"}}</script>',
    '<script>window.__NUXT__={email:"info@peeters.be"}</script>',
    "<noscript><a href='mailto:info@peeters.be'>x</a></noscript>",
]  # fmt: skip


@pytest.mark.parametrize("markup", OF_INFO)
def test_an_address_is_read_in_each_of_its_disguises(facts: Facts, markup: str) -> None:
    assert [email.value.lower() for email in facts(markup).emails if email.confidence >= 0.5] == [INFO]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a href="mailto:a.bo@peeters.be,c.do@peeters.be">x</a>', {"a.bo@peeters.be", "c.do@peeters.be"}),
        (
            '<a href="mailto:a.bo@peeters.be?cc=c.do@peeters.be&amp;bcc=e.fo%40peeters.be">x</a>',
            {"a.bo@peeters.be", "c.do@peeters.be", "e.fo@peeters.be"},
        ),
        ("<p>a.bo@peeters.be / c.do@peeters.be | e.fo@x.be</p>", {"a.bo@peeters.be", "c.do@peeters.be", "e.fo@x.be"}),
        ("<p>a.bo@peeters.be,c.do@peeters.be</p>", {"a.bo@peeters.be", "c.do@peeters.be"}),
        ("<p>a.bo@peeters.be<br>c.do@peeters.be</p>", {"a.bo@peeters.be", "c.do@peeters.be"}),
        ("<p>John.Smith@Peeters.CO.UK</p>", {"John.Smith@peeters.co.uk"}),
        ("<p>info@müller-bäckerei.de</p>", {"info@müller-bäckerei.de"}),
        ("<p>info@xn--mller-kva.de</p>", {"info@müller.de"}),
        ("<p>почта@пример-сайт.рф</p>", {"почта@пример-сайт.рф"}),
        ("<p>info@пример-сайт.рф</p>", {"info@пример-сайт.рф"}),
        ("<p>contact@société.fr</p>", {"contact@société.fr"}),
        ("<p>o'neil+web_1@mail.firm.com.au</p>", {"o'neil+web_1@mail.firm.com.au"}),
        ("<p>an-marie.van_den.berg@firm.amsterdam</p>", {"an-marie.van_den.berg@firm.amsterdam"}),
        ("<p>hello@studio.design</p>", {"hello@studio.design"}),
        ("<p>hi@start.ai and us@my.app</p>", {"hi@start.ai", "us@my.app"}),
        ("<p>2fast@firm.io</p>", {"2fast@firm.io"}),
        ("<p>123456@qq.com</p>", {"123456@qq.com"}),
        ("<p>service@163.com</p>", {"service@163.com"}),
        ("<p>hello@1und1.de</p>", {"hello@1und1.de"}),
        ("<p>mailbox@firm.de emailer@firm.de</p>", {"mailbox@firm.de", "emailer@firm.de"}),
        ("<p>info@hotel.de info@motel.de</p>", {"info@hotel.de", "info@motel.de"}),
        ("<p>EmailJane.Roe@firm.com</p>", {"EmailJane.Roe@firm.com"}),
        ("<p>Emailjane.roe@firm.com</p>", {"jane.roe@firm.com"}),
        ("<p>sales@firm.com.Tel</p>", {"sales@firm.com"}),
        ("<p>info@web.firm.co.uk</p>", {"info@web.firm.co.uk"}),
        ("<p>kontakt@firma.wien</p>", {"kontakt@firma.wien"}),
        ("<p>sekretariat@schule.schulbezirk.k12.tr</p>", {"sekretariat@schule.schulbezirk.k12.tr"}),
    ],
)  # fmt: skip
def test_addresses_are_kept_as_they_are_written(facts: Facts, markup: str, expected: set[str]) -> None:
    assert {email.value for email in facts(markup).emails} == expected
