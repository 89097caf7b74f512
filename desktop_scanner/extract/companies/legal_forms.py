"""Legal forms of companies: what stands at the end (or beginning) of a registered name, by country.

A form is found where its letters stand as a word; those of two or three letters that are also words or initials (AS,
SA, AB, KG, SE) count only in capitals and beside a name.
"""

import re
import unicodedata
from functools import lru_cache

from desktop_scanner.extract.companies import transliteration

# As written; a dot may be left out, white space may vary. Longest first within a family is seen to below.
_AFTER = """
    GmbH & Co. KGaA|GmbH & Co. KG|GmbH & Co KG|GmbH u. Co. KG|GmbH und Co. KG|GmbH & Co. OHG|AG & Co. KG|AG & Co. KGaA
    UG (haftungsbeschränkt) & Co. KG|UG (haftungsbeschränkt)|UG haftungsbeschränkt|UG & Co. KG|SE & Co. KGaA
    SE & Co. KG|Ltd. & Co. KG|gGmbH|gAG|GmbH|GesmbH|Ges.m.b.H.|Gesellschaft mbH|mbH|KGaA|KG|OHG|oHG|UG|AG
    PartG mbB|PartGmbB|PartG|eGbR|GbR|e.K.|e.Kfm.|e.Kfr.|eK|eG|e.G.|e.V.|eV|gemeinnützige GmbH|VVaG|e.U.|OG|KEG|OEG
    Sàrl|Sarl|S.à r.l.|S.à.r.l.|S.A.R.L.|SARL|SASU|S.A.S.U.|SAS|S.A.S.|EURL|E.U.R.L.|SNC|SCI|SCOP|SCP|SELARL|SELAS
    SCIC|SCEA|GAEC|EARL|GIE|SCA|SCS|GmbH (Sàrl)|Genossenschaft|Sagl|S.a.g.l.
    Ltd.|Ltd|Limited|PLC|P.L.C.|LLP|L.L.P.|CIC|C.I.C.|Unlimited Company|DAC|Teoranta|Teo|ULC|CLG|LP
    LLC|L.L.C.|Inc.|Inc|Incorporated|Corp.|Corp|Corporation|Co., Ltd.|Co. Ltd.|Company Limited|PLLC|P.L.L.C.|LLLP|PBC
    P.C.|P.A.|Ltée|Ltee|inc.|Enrg.|Pty Ltd|Pty. Ltd.|Pty Limited|Proprietary Limited|Pte Ltd|Pte. Ltd.|Pvt. Ltd.
    Pvt Ltd|Private Limited|(Pty) Ltd|Sdn. Bhd.|Sdn Bhd
    S.r.l.s.|SRLS|S.r.l.|Srl|S.R.L.|SRL|S.p.A.|SpA|S.P.A.|SPA|S.a.s.|S.n.c.|S.c.a.r.l.|S.c.r.l.|Soc. Coop.
    Società Cooperativa|S.s.|Onlus|S.a.p.A.
    B.V.|BV|N.V.|NV|V.O.F.|VOF|v.o.f.|C.V.|BVBA|B.V.B.A.|CVBA|CommV|Comm.V|VZW|vzw|ASBL|asbl|SPRL|S.P.R.L.|SCRL
    Stichting|U.A.|VoG
    S.L.U.|S.L.N.E.|S.L.L.|S.L.P.|S.L.|SLU|SLP|SLL|SL|S.A.U.|SAU|S.A.|SA|S. Coop.|S.Coop.|C.B.|S.C.P.|S.C.
    Sociedad Limitada|Sociedad Anónima|Unipessoal, Lda.|Unipessoal Lda|Unipessoal Lda.|, Lda.|Lda.|Lda|LDA|Limitada
    Ltda.|Ltda|EIRELI|S/A|MEI|Epp
    Sp. z o.o. Sp. k.|Sp. z o.o. Sp.k.|Sp. z o.o.|Sp. z o. o.|sp. z o.o.|Spółka z o.o.|Sp.k.|Sp.j.|sp. k.|sp. j.
    Spółka Akcyjna|Spółka z ograniczoną odpowiedzialnością|S.K.A.|P.S.A.|s.c.
    s.r.o.|s. r. o.|spol. s r.o.|spol. s r. o.|a.s.|a. s.|k.s.|v.o.s.|o.p.s.|z.s.|z.ú.|družstvo
    A/S|ApS|I/S|K/S|IVS|P/S|A.M.B.A.|AB|HB|Aktiebolag|Handelsbolag|ek. för.|AS|ASA|ANS|DA|ENK|SA
    Oy Ab|Oyj Abp|Oy|Oyj|Ky|Ay|Tmi|osk|ehf.|ehf|hf.
    Kft.|Kft|Zrt.|Zrt|Nyrt.|Nyrt|Bt.|Bt|Kkt.|d.o.o.|d. o. o.|d.d.|j.d.o.o.|s.p.|k.d.|d.n.o.|S.C.S.|PFA|EOOD|OOD|EAD|AD
    ЕООД|ООД|АД|ЕАД|ЕТ|Ε.Π.Ε.|Α.Ε.|Ο.Ε.|Ι.Κ.Ε.|A.E.|E.P.E.|I.K.E.|OÜ|MTÜ|FIE|SIA|UAB|MB|VšĮ|A.Ş.|Ltd. Şti.|Ltd. Şti
    株式会社|有限会社|合同会社|(주)|有限公司|股份有限公司|K.K.|G.K.|Y.K.|Co.,Ltd.|Co., Ltd|SE|SCE
"""
_BEFORE = """
    SARL|SASU|SAS|EURL|SNC|SCI|SCOP|SELARL|Sàrl|S.A.R.L.|S.A.S.|SA|S.C.|SC|S.R.L.|SRL|BV|B.V.|BVBA|NV|VOF|VZW|ASBL
    Stichting|Genossenschaft|Oy|AB|AS|UAB|SIA|OÜ|AB|VšĮ|MB|ООО|АО|ИП|ТОВ|ФОП|株式会社|有限会社
    合同会社|PT|CV|PT.|P.P.H.U.|PPHU|F.H.U.|FHU|GAEC|EARL|SCEA
"""
# Words of the language or initials when not in this very spelling.
_CAPITALS_ONLY = frozenset(
    "AS SA AB AG KG SE AD DA HB SL SC LP CV PT OG UG SAU MB ET SAS SPA VOF SCI EARL INC DAC".split()
)


def _listed(text: str) -> list[str]:
    forms = {form.strip(" ,") for line in text.splitlines() for form in line.split("|") if form.strip()}
    return sorted(forms, key=lambda form: (-len(form), form))


def _pattern(form: str) -> str:
    """Return the pattern of a form: dots may be missing where capitals or three letters remain, spaces vary."""
    must = len(form.replace(".", "").replace(" ", "")) < 3 and form == form.lower()
    dot = r"\." if must else r"\.?"
    written = re.escape(form.removesuffix(".")).replace(r"\ ", r"\s?+").replace(r"\.", rf"{dot}\s?")
    return written + (dot if form.endswith(".") else "")


def _compiled(text: str, after: str = "") -> re.Pattern[str]:
    """Return the pattern of a list of forms, those of up to three letters in the very letters of the list."""
    forms = _listed(text)
    latin = [form for form in forms if form[0] < "\u2e80" and form[0] != "("]
    exact = [form for form in latin if form in _CAPITALS_ONLY or len(form.replace(".", "")) <= 3]
    loose = [form for form in latin if form not in exact]
    words = "|".join([f"(?i:{'|'.join(map(_pattern, loose))})", *map(_pattern, exact)])
    asian = "|".join(re.escape(form) for form in forms if form not in latin)
    return re.compile(rf"(?:(?<![\w/&.-])(?=[^\W\d])(?:{words})(?![\w-])|{asian}){after}")


_FORM_AFTER = _compiled(_AFTER)
_FORM_BEFORE = _compiled(_BEFORE, r"\s*")
_ASIAN = re.compile("株式会社|有限会社|合同会社")
_MAX_AFTER = 30  # what follows a name and its form: a town, a department


def found_in(text: str) -> re.Match[str] | None:
    """Return the first legal form in a text that follows a name."""
    for match in _FORM_AFTER.finditer(text):
        if re.search(r"[^\W\d_]", text[: match.start()]) or _ASIAN.match(match[0]):
            return match
    return None


@lru_cache(maxsize=2_048)
def of(name: str) -> str | None:
    """Return the legal form in a name, as it is written there, or None."""
    forms = [match for match in _FORM_AFTER.finditer(name) if match.start() > 1 or _ASIAN.match(match[0])]
    if forms and len(name) - forms[-1].end() <= _MAX_AFTER:
        return forms[-1][0].strip()
    before = _FORM_BEFORE.match(name)
    return before[0].strip() if before and before.end() < len(name) and before[0] != name else None


def is_form(text: str) -> bool:
    """Return whether a text is a legal form and nothing else."""
    return _FORM_AFTER.fullmatch(text) is not None


@lru_cache(maxsize=4_096)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name by which names are compared: folded, without legal form and small words."""
    bare = name
    form = of(name)
    if form:
        at = bare.rfind(form)
        bare = bare[:at] + bare[at + len(form) :]
    found = re.findall(r"\w+", fold(bare))
    return tuple(word for word in found if word not in _SMALL) or tuple(found)


_SMALL = frozenset(
    "und and et e y og och en ja i a the der die das le la les de het il lo el los di du des da do of".split()
)


@lru_cache(maxsize=2_048)
def same(first: str, second: str) -> bool:
    """Return whether two names can be those of one organisation: one's words are all among the other's."""
    one, other = words(first), words(second)
    if not one or not other:
        return False
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    joined, further = "".join(one), "".join(other)
    return min(len(joined), len(further)) >= 5 and (joined in further or further in joined)


@lru_cache(maxsize=2_048)
def is_in(name: str, text: str) -> bool:
    """Return whether all words of a name stand in a text."""
    return set(words(name)) <= set(re.findall(r"\w+", fold(text)))


def fold(text: str) -> str:
    """Return a text in lower case and Latin letters, without accents, German umlauts written out."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_UMLAUTS))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return transliteration.latin(bare)


_UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "ø": "oe",
        "æ": "ae",
        "å": "aa",
        "ł": "l",
        "œ": "oe",
        "ı": "i",
        "đ": "d",
        "ð": "d",
        "þ": "th",
    }
)
