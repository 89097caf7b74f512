"""The commonest words of languages, by which their texts are told apart."""

LATIN = {
    "en": """
        the and of to in is for with you our we are your this that on from by at as it be or all have can more will
    """,
    "de": """
        und der die das ist für mit von wir sie den im auf ein eine ihre unsere zu nicht auch bei sind oder uns aus
        unser seit vom beim einen alle mehr hier werden zur wie als nach über haben
    """,
    "fr": """
        le la les et des de du en pour vous nous une dans est avec sur votre nos notre au aux par ou plus ce qui que
        sont vos été être à l d c qu depuis chez cette ces leur tous toute
    """,
    "nl": """
        de het een en van voor met wij zijn op is te onze uw bij in je ons u ook aan niet dat naar om of door wordt
        kunt worden meer deze
    """,
    "es": """
        el la los las y de en para con que una un por su se del al nuestro nuestra más es como sus o son le nos
        todos sobre este
    """,
    "it": """
        il la di e che per con una un del della i le in sono nel alla dei più è da gli nostri nostra si ogni al non
        delle come anche dal nella dell all l
    """,
    "pt": """
        o a os as e de para com que uma um em do da no na dos das por mais não seu sua ao você nosso nossa são ou se
        à também
    """,
    "pl": """
        jesteśmy zapraszamy roku pod za dla nam nami naszych przez można ul są wszystkie strony firmy kontakt tego
        tel czy by być każdy i w na z do się jest nie to oraz od po nas jak ze co lub nasze naszej o przy które już
        także tylko
    """,
    "cs": """
        jsou jsme není také můžete které naší našich ulice kontakt všechny již pouze může pod přes při roku nám tak
        až která jejich firmy a v na se je s z do pro že o jako ve si od nebo po vás naše máte za ale který podle
        bude
    """,
    "sk": """
        sú sme nie je tiež môžete ktoré našej našich ulica kontakt všetky už iba môže pod cez pri roku nám až ktorá
        ich firmy a v na sa s z do pre že o ako vo si od alebo po vás naše máte za ale ktorý podľa tak bude
    """,
    "sl": """
        in v na je se za z s so da ki kot pri tudi po od smo ali vas naše lahko do kako bo še ter iz med
    """,
    "hr": """
        i u na je se za s su da koji kao od do ili vas naše možete što po iz nije bi te sve kod smo
    """,
    "da": """
        og i at det en er til på for med af vi den som der har du kan ikke din vores et om eller fra også dig ved
        blev hos
    """,
    "nb": """
        og i å det en er til på for med av vi den som har du kan ikke din våre et om eller fra også deg ved ble hos
        hvor
    """,
    "sv": """
        och i att det en är till på för med av vi den som har du kan inte din vår ett om eller från också dig vid
        våra hos
    """,
    "fi": """
        ja on ei se että ovat myös tai kun sekä voit meidän sinun kanssa jos niin ole mutta hän olemme kuin joka voi
        nyt ota
    """,
    "et": """
        ja on ei see et ka või kui meie teie oma ning mis saab kas oleme välja kõik võib ole seda mille üle
    """,
    "lv": """
        un ir no ar par uz kas lai jūsu mūsu vai kā ko tiek pie arī mēs jūs tas būs pēc līdz var
    """,
    "lt": """
        ir yra iš su kad į mūsų jūsų arba kaip bei ne nuo apie už jei gali prie tai mes visi per buvo
    """,
    "hu": """
        vagyunk kapcsolat telefon cím lehet minket vagyok ki be fel nálunk illetve csak még a az és hogy nem is egy
        van meg ezt vagy mint már de volt minden több szerint után között ha kell önnek
    """,
    "ro": """
        sunt suntem noastră nostru contact toate despre către sau prin acest această fără până avem și de la în cu
        pe pentru este din care nu mai un o ce se noastre vă fi al ale dumneavoastră si
    """,
    "tr": """
        olan bize iletişim hakkında tüm olarak ürün yer bulunan hizmet ve bir bu için ile de da çok daha en gibi
        kadar sonra her ne veya biz sizin var ise değil olup
    """,
    "id": """
        dan yang di untuk dengan kami anda dari ini pada adalah dalam kepada tidak atau akan dapat bisa juga oleh
        itu kita lebih
    """,
    "vi": """
        và của các cho là trong với được có những một không này chúng tôi bạn khi đã để từ về tại hoặc đến
    """,
    "ca": """
        el la els les i de en per amb que una un del al és més com seu nostre nostra són aquest també ens o dels
    """,
    "gl": """
        o a os as e de en para con que unha un do da no na dos das por máis non seu súa ao noso nosa son ou tamén
    """,
    "eu": """
        eta da bat ere ez du dira egin izan den gure zure baina honetan hau edo dugu bere duen
    """,
    "ga": """
        agus an na ar le do is a i go sa tá ag ó leis bhí seo ní bheidh againn
    """,
    "cy": """
        a y yr yn i o ar am gyda mae ein eich ni chi neu hefyd wedi bod gan ac
    """,
    "is": """
        og að er á í til með við um fyrir sem en ekki þú okkar eða það frá hjá eru
    """,
    "sq": """
        dhe në e të për me një është nga që ne ju ose si tonë janë më do nuk
    """,
}
CYRILLIC = {
    "ru": """
        и в на с по для не из от что как это или вы мы наш при их все более также который у к за вас
    """,
    "uk": """
        і в на з по для не із від що як це або ви ми наш при їх всі більше також який у до за вас та є
    """,
    "bg": """
        и в на с по за не от че как това или вие ние наш при се са е да ще ви които към всички
    """,
    "sr": """
        и у на са по за не од да као што или ви ми наш при се су је који ће сте вас код
    """,
    "mk": """
        и во на со по за не од дека како тоа или вие ние наш при се е да ќе ги сите кои
    """,
    "be": """
        і ў на з па для не ад што як гэта або вы мы наш пры усе больш таксама які да за вас
    """,
}
