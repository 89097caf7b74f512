"""The language of a text, guessed from the small words that every sentence has."""

import re
from collections import Counter

from desktop_scanner.extract.text import wordlists

MAX_CHARACTERS = 2_500
_MIN_WORDS = 4

_WORDS = {
    "de": "und der die das nicht mit von für wir sie ist auf den ein eine unsere oder bei uns zur zum werden",
    "en": "and the of for with our you your are is this that from have we was by or not all can",
    "fr": "et les des pour nous vous dans est une votre notre sur avec par pas plus aux sont ou qui",
    "nl": "en het een van voor met wij onze uw zijn niet bij ook naar door wordt deze als heeft ons",
    "it": "e il di che per con una del della sono nostro nostra non più le gli nel alla dei anche",
    "es": "y los las para con una por nuestro nuestra más del que sus como está también desde sin su al",
    "pt": "e os das para com uma por nosso nossa mais não que do da em são também você seu sua",
    "pl": "i w na z do się nie jest dla oraz nas przez jak są od po ich lub naszych pod",
    "cs": "a v na se je pro které nebo jsou jsme nás od při ze také podle jako vás do s",
    "sv": "och att som för med på är vi av till den det inte har du kan oss vår från eller",
    "da": "og af til for med på er vi den det der ikke har kan os vores fra eller hos du",
    "nb": "og av til for med på er vi den det som ikke har kan oss vår fra eller hos deg",
    "fi": "ja on ei että se ovat myös tai kun mutta oli sekä voi kanssa mukaan joka meidän sinun ovat hinnat",
    "hu": "és a az hogy nem is egy van vagy csak meg már ha mint minden nagy kell után",
    "ro": "și de la în pe cu pentru este din sau sunt care mai noastre nu un o să prin",
    "tr": "ve bir bu için ile olarak da de en çok daha olan gibi kadar sonra her ürün bizim",
    "hr": "i u na je za se da su od kao ili nije smo što ako po iz naše vas",
}
_LANGUAGES = {
    word: [code for code, words in _WORDS.items() if word in wordlists.words(words)]
    for word in wordlists.words(" ".join(_WORDS.values()))
}
_SCRIPTS = (
    ("el", "α", "ω"),
    ("he", "א", "ת"),
    ("th", "ก", "๛"),
    ("ja", "ぁ", "ヿ"),
    ("ko", "가", "힣"),
    ("zh", "一", "鿿"),
)
_TOKEN = re.compile(r"[^\W\d_]+")


def language(text: str) -> str | None:
    """Return the code of the language that most of the text's small words belong to, or None where none stands out."""
    text = text[:MAX_CHARACTERS].lower()
    counts: Counter[str] = Counter()
    for word in _TOKEN.findall(text):
        counts.update(_LANGUAGES.get(word, ()))
    best = counts.most_common(2)
    if best and best[0][1] >= _MIN_WORDS and (len(best) == 1 or best[0][1] > best[1][1]):
        return best[0][0]
    return _by_script(text)


def _by_script(text: str) -> str | None:
    for code, first, last in _SCRIPTS:
        if sum(first <= character <= last for character in text[:2_000]) > 20:
            return code
    return None
