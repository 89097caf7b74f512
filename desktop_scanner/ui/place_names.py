"""The names of languages and countries by their codes, translated when shown."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

_LANGUAGES = {
    "ar": QT_TRANSLATE_NOOP("languages", "Arabic"),
    "be": QT_TRANSLATE_NOOP("languages", "Belarusian"),
    "bg": QT_TRANSLATE_NOOP("languages", "Bulgarian"),
    "bs": QT_TRANSLATE_NOOP("languages", "Bosnian"),
    "ca": QT_TRANSLATE_NOOP("languages", "Catalan"),
    "cs": QT_TRANSLATE_NOOP("languages", "Czech"),
    "cy": QT_TRANSLATE_NOOP("languages", "Welsh"),
    "da": QT_TRANSLATE_NOOP("languages", "Danish"),
    "de": QT_TRANSLATE_NOOP("languages", "German"),
    "el": QT_TRANSLATE_NOOP("languages", "Greek"),
    "en": QT_TRANSLATE_NOOP("languages", "English"),
    "es": QT_TRANSLATE_NOOP("languages", "Spanish"),
    "et": QT_TRANSLATE_NOOP("languages", "Estonian"),
    "eu": QT_TRANSLATE_NOOP("languages", "Basque"),
    "fa": QT_TRANSLATE_NOOP("languages", "Persian"),
    "fi": QT_TRANSLATE_NOOP("languages", "Finnish"),
    "fr": QT_TRANSLATE_NOOP("languages", "French"),
    "ga": QT_TRANSLATE_NOOP("languages", "Irish"),
    "gl": QT_TRANSLATE_NOOP("languages", "Galician"),
    "he": QT_TRANSLATE_NOOP("languages", "Hebrew"),
    "hi": QT_TRANSLATE_NOOP("languages", "Hindi"),
    "hr": QT_TRANSLATE_NOOP("languages", "Croatian"),
    "hu": QT_TRANSLATE_NOOP("languages", "Hungarian"),
    "id": QT_TRANSLATE_NOOP("languages", "Indonesian"),
    "is": QT_TRANSLATE_NOOP("languages", "Icelandic"),
    "it": QT_TRANSLATE_NOOP("languages", "Italian"),
    "ja": QT_TRANSLATE_NOOP("languages", "Japanese"),
    "ka": QT_TRANSLATE_NOOP("languages", "Georgian"),
    "ko": QT_TRANSLATE_NOOP("languages", "Korean"),
    "lb": QT_TRANSLATE_NOOP("languages", "Luxembourgish"),
    "lt": QT_TRANSLATE_NOOP("languages", "Lithuanian"),
    "lv": QT_TRANSLATE_NOOP("languages", "Latvian"),
    "mk": QT_TRANSLATE_NOOP("languages", "Macedonian"),
    "ms": QT_TRANSLATE_NOOP("languages", "Malay"),
    "mt": QT_TRANSLATE_NOOP("languages", "Maltese"),
    "nb": QT_TRANSLATE_NOOP("languages", "Norwegian (Bokmål)"),
    "nl": QT_TRANSLATE_NOOP("languages", "Dutch"),
    "nn": QT_TRANSLATE_NOOP("languages", "Norwegian (Nynorsk)"),
    "no": QT_TRANSLATE_NOOP("languages", "Norwegian"),
    "pl": QT_TRANSLATE_NOOP("languages", "Polish"),
    "pt": QT_TRANSLATE_NOOP("languages", "Portuguese"),
    "ro": QT_TRANSLATE_NOOP("languages", "Romanian"),
    "ru": QT_TRANSLATE_NOOP("languages", "Russian"),
    "sk": QT_TRANSLATE_NOOP("languages", "Slovak"),
    "sl": QT_TRANSLATE_NOOP("languages", "Slovenian"),
    "sq": QT_TRANSLATE_NOOP("languages", "Albanian"),
    "sr": QT_TRANSLATE_NOOP("languages", "Serbian"),
    "sv": QT_TRANSLATE_NOOP("languages", "Swedish"),
    "th": QT_TRANSLATE_NOOP("languages", "Thai"),
    "tr": QT_TRANSLATE_NOOP("languages", "Turkish"),
    "uk": QT_TRANSLATE_NOOP("languages", "Ukrainian"),
    "vi": QT_TRANSLATE_NOOP("languages", "Vietnamese"),
    "zh": QT_TRANSLATE_NOOP("languages", "Chinese"),
}
_COUNTRIES = {
    "AE": QT_TRANSLATE_NOOP("countries", "United Arab Emirates"),
    "AR": QT_TRANSLATE_NOOP("countries", "Argentina"),
    "AT": QT_TRANSLATE_NOOP("countries", "Austria"),
    "AU": QT_TRANSLATE_NOOP("countries", "Australia"),
    "BE": QT_TRANSLATE_NOOP("countries", "Belgium"),
    "BG": QT_TRANSLATE_NOOP("countries", "Bulgaria"),
    "BR": QT_TRANSLATE_NOOP("countries", "Brazil"),
    "CA": QT_TRANSLATE_NOOP("countries", "Canada"),
    "CH": QT_TRANSLATE_NOOP("countries", "Switzerland"),
    "CL": QT_TRANSLATE_NOOP("countries", "Chile"),
    "CN": QT_TRANSLATE_NOOP("countries", "China"),
    "CO": QT_TRANSLATE_NOOP("countries", "Colombia"),
    "CY": QT_TRANSLATE_NOOP("countries", "Cyprus"),
    "CZ": QT_TRANSLATE_NOOP("countries", "Czechia"),
    "DE": QT_TRANSLATE_NOOP("countries", "Germany"),
    "DK": QT_TRANSLATE_NOOP("countries", "Denmark"),
    "EE": QT_TRANSLATE_NOOP("countries", "Estonia"),
    "ES": QT_TRANSLATE_NOOP("countries", "Spain"),
    "FI": QT_TRANSLATE_NOOP("countries", "Finland"),
    "FR": QT_TRANSLATE_NOOP("countries", "France"),
    "GB": QT_TRANSLATE_NOOP("countries", "United Kingdom"),
    "GR": QT_TRANSLATE_NOOP("countries", "Greece"),
    "HK": QT_TRANSLATE_NOOP("countries", "Hong Kong"),
    "HR": QT_TRANSLATE_NOOP("countries", "Croatia"),
    "HU": QT_TRANSLATE_NOOP("countries", "Hungary"),
    "IE": QT_TRANSLATE_NOOP("countries", "Ireland"),
    "IL": QT_TRANSLATE_NOOP("countries", "Israel"),
    "IN": QT_TRANSLATE_NOOP("countries", "India"),
    "IS": QT_TRANSLATE_NOOP("countries", "Iceland"),
    "IT": QT_TRANSLATE_NOOP("countries", "Italy"),
    "JP": QT_TRANSLATE_NOOP("countries", "Japan"),
    "KR": QT_TRANSLATE_NOOP("countries", "South Korea"),
    "LI": QT_TRANSLATE_NOOP("countries", "Liechtenstein"),
    "LT": QT_TRANSLATE_NOOP("countries", "Lithuania"),
    "LU": QT_TRANSLATE_NOOP("countries", "Luxembourg"),
    "LV": QT_TRANSLATE_NOOP("countries", "Latvia"),
    "MT": QT_TRANSLATE_NOOP("countries", "Malta"),
    "MX": QT_TRANSLATE_NOOP("countries", "Mexico"),
    "NL": QT_TRANSLATE_NOOP("countries", "Netherlands"),
    "NO": QT_TRANSLATE_NOOP("countries", "Norway"),
    "NZ": QT_TRANSLATE_NOOP("countries", "New Zealand"),
    "PL": QT_TRANSLATE_NOOP("countries", "Poland"),
    "PT": QT_TRANSLATE_NOOP("countries", "Portugal"),
    "RO": QT_TRANSLATE_NOOP("countries", "Romania"),
    "RS": QT_TRANSLATE_NOOP("countries", "Serbia"),
    "RU": QT_TRANSLATE_NOOP("countries", "Russia"),
    "SE": QT_TRANSLATE_NOOP("countries", "Sweden"),
    "SG": QT_TRANSLATE_NOOP("countries", "Singapore"),
    "SI": QT_TRANSLATE_NOOP("countries", "Slovenia"),
    "SK": QT_TRANSLATE_NOOP("countries", "Slovakia"),
    "TR": QT_TRANSLATE_NOOP("countries", "Türkiye"),
    "UA": QT_TRANSLATE_NOOP("countries", "Ukraine"),
    "US": QT_TRANSLATE_NOOP("countries", "United States"),
    "ZA": QT_TRANSLATE_NOOP("countries", "South Africa"),
}


def language(code: str) -> str:
    """Return "German (de)"; of a language that is rare Qt's name, and the code alone of what is none."""
    name = str(_LANGUAGES.get(code, ""))
    if name:
        return f"{QCoreApplication.translate('languages', name)} ({code})"
    known = QLocale.codeToLanguage(code)
    is_none = known in (QLocale.Language.AnyLanguage, QLocale.Language.C)
    return code if is_none else f"{QLocale.languageToString(known)} ({code})"


def country(code: str) -> str:
    """Return "Germany (DE)"; of a country that is rare Qt's name, and the code alone of what is none."""
    name = str(_COUNTRIES.get(code, ""))
    if name:
        return f"{QCoreApplication.translate('countries', name)} ({code})"
    known = QLocale.codeToTerritory(code)
    return code if known == QLocale.Country.AnyCountry else f"{QLocale.territoryToString(known)} ({code})"
