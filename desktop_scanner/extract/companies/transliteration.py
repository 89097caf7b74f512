"""Greek and Cyrillic letters in Latin ones, as host names spell them."""

_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґђјљњћџ",
        "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y _ e yu ya e ye i yi g dj j lj nj c dz".split(),
        strict=True,
    )
)
_LETTERS = str.maketrans({**_GREEK, **_CYRILLIC, "ь": ""})
_PAIRS = (("ου", "ou"), ("μπ", "b"), ("γγ", "ng"))


def latin(text: str) -> str:
    """Return a folded text in Latin letters; what is in Latin letters already stays as it is."""
    if text.isascii():
        return text
    for pair, letters in _PAIRS:
        text = text.replace(pair, letters)
    return text.translate(_LETTERS)
