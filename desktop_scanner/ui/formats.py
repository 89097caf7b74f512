"""Numbers, sizes, durations and instants as people read them; exact values belong in tooltips and exports."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QLocale, QTime

_MINUTE_S = 60
_HOUR_S = 3600


def number(value: int) -> str:
    """Return 1312 as "1,312", in the system's grouping."""
    return _locale().toString(value)


def decimal(value: float) -> str:
    """Return 12.5 as "12.5" and 10.0 as "10", with the system's sign between."""
    return _locale().toString(value, "g", 6)


def fixed(value: float, places: int) -> str:
    """Return 65.6 as "65.60", with the system's point."""
    return _locale().toString(value, "f", places)


def size(value: int) -> str:
    """Return a number of bytes as "2.1 MB"."""
    return _locale().formattedDataSize(value, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def percent(part: int, whole: int) -> str:
    """Return "66 %"; a part that is not the whole never rounds up to 100."""
    return f"{100 * part // whole if whole else 0} %"


def duration(elapsed_ms: int) -> str:
    """Return "840 ms", "1.4 s", "17 s" or "2 min 5 s"."""
    if elapsed_ms < 1000:
        return f"{elapsed_ms} ms"
    if elapsed_ms < 10_000:
        return f"{_locale().toString(elapsed_ms / 1000, 'f', 1)} s"
    return span(elapsed_ms / 1000)


def span(seconds: float) -> str:
    """Return a longer time in whole units: "17 s", "2 min 5 s", "3 h 20 min"."""
    whole = round(seconds)
    if whole < _MINUTE_S:
        return f"{whole} s"
    if whole < _HOUR_S:
        return f"{whole // _MINUTE_S} min {whole % _MINUTE_S} s"
    return f"{whole // _HOUR_S} h {whole % _HOUR_S // _MINUTE_S} min"


def rate(per_second: float) -> str:
    """Return "41/s", or "0.8/s" where it is slow."""
    return f"{_locale().toString(per_second, 'f', 0 if per_second >= 10 else 1)}/s"


def moment(instant: datetime, now: datetime | None = None) -> str:
    """Return "14:05" for today, "3 Nov, 14:05" for this year, else "3 Nov 2024"."""
    local = instant.astimezone()
    today = (now or datetime.now(UTC)).astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    month = _locale().monthName(local.month, QLocale.FormatType.ShortFormat)
    if local.year == today.year:
        return f"{local.day} {month}, {local:%H:%M}"
    return day(instant)


def to_the_second(instant: datetime) -> str:
    """Return the time of day to the second, as the system writes it."""
    local = instant.astimezone()
    return _locale().toString(QTime(local.hour, local.minute, local.second), "HH:mm:ss")


def exact(instant: datetime) -> str:
    """Return the instant to the second in local time, with its zone."""
    return f"{instant.astimezone():%Y-%m-%d %H:%M:%S %Z}"


def domains(count: int) -> str:
    """Return "1 domain" or "1,312 domains"."""
    if count == 1:
        return QCoreApplication.translate("formats", "1 domain")
    return QCoreApplication.translate("formats", "{count} domains").format(count=number(count))


def pages(count: int) -> str:
    """Return "1 page" or "12 pages"."""
    if count == 1:
        return QCoreApplication.translate("formats", "1 page")
    return QCoreApplication.translate("formats", "{count} pages").format(count=number(count))


def day(instant: datetime) -> str:
    """Return "3 Nov 2024", in local time."""
    local = instant.astimezone()
    return f"{local.day} {_locale().monthName(local.month, QLocale.FormatType.ShortFormat)} {local.year}"


def _locale() -> QLocale:
    # A bare "C" environment groups no digits and names no months; English does.
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return locale
