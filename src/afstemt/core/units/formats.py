"""Danish and English formats for every value that is shown: ``99,95 pct.``, ``1.234,50 kr.``."""

from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

from afstemt.core.units.figure import Duration, Figure, Instant, Percent, Status, Unit, Value
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.period import Period, local
from afstemt.core.units.wording import _, language, spoken

NBSP = "\u00a0"
_MONTHS_DA = (
    "januar februar marts april maj juni juli august september oktober november december".split()  # noqa: SIM905
)
_MONTHS_EN = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_WEEKDAYS_DA = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
_WEEKDAYS_EN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@spoken
def number(value: int | Decimal | Fraction, decimals: int | None = None) -> str:
    """Return the number with the language's separators; ``decimals`` None keeps a Decimal's own."""
    if decimals is None:
        decimals = (
            0
            if isinstance(value, int)
            else max(0, -int(Decimal(value).as_tuple().exponent))
            if isinstance(value, Decimal)
            else 2
        )
    text = f"{rounded(value, decimals):,f}"
    if language() == "en":
        return text
    return text.translate(str.maketrans(",.", ".,"))


@spoken
def percent(value: Fraction | Decimal, decimals: int = 2) -> str:
    """Return ``99,95 pct.``."""
    return number(value, decimals) + _sign("percent")


def exact_percent(value: Decimal) -> str:
    """Return an agreed percentage with its own decimals: ``2 pct.``, ``0,5 pct.``."""
    return percent(value, max(0, -int(value.normalize().as_tuple().exponent)))


def unit_word(unit: Unit) -> str:
    """Return a figure's unit as it stands beside a number: on an axis, after a field; nothing for a count."""
    match unit:
        case "percent":
            return _("pct.")
        case "seconds":
            return _("sekunder")
        case "milliseconds":
            return _("ms")
        case "working_days":
            return _("arbejdsdage")
        case "points":
            return _("point")
        case "count":
            return ""


def unit_name(unit: Unit) -> str:
    """Return what a figure of the unit is written in, as the label of a field by itself."""
    return {
        "percent": _("Procent"),
        "seconds": _("Sekunder"),
        "milliseconds": _("Millisekunder"),
        "working_days": _("Arbejdsdage"),
        "count": _("Tal"),
        "points": _("Point"),
    }[unit]


@spoken
def unit_sign(unit: Unit) -> str:
    """Return what follows a number of ``unit``, with its space; nothing for a count."""
    return _sign(unit)


def _sign(unit: Unit) -> str:
    danish = language() == "da"
    if unit == "percent":
        return f"{NBSP}pct." if danish else "%"
    word = ("sek." if danish else "s") if unit == "seconds" else unit_word(unit)
    return f"{NBSP}{word}" if word else ""


def price(value: Money) -> str:
    """Return an agreed amount with all its decimals, two at least: ``1.250,00 kr.``, ``0,125 kr.``."""
    return money(value, max(2, -int(value.amount.normalize().as_tuple().exponent)))


def exact_money(value: Money, decimals: int) -> str:
    """Return an amount with ``decimals`` where they show all of it, else as a price: ``80 EUR``, ``79,50 EUR``."""
    return money(value, decimals) if rounded(value.amount, decimals) == value.amount else price(value)


@spoken
def money(value: Money, decimals: int = 2) -> str:
    """Return ``1.234,50 kr.``; another currency by its code."""
    sign = "kr." if value.currency == "DKK" and language() == "da" else value.currency
    return f"{number(value.amount, decimals)}{NBSP}{sign}"


@spoken
def duration(seconds: int) -> str:
    """Return ``7 min. 52 sek.``, ``2 t. 26 min.``, ``80 t.``; zero is ``0 sek.``.

    Never in days: eight hours of service time are a day to one reader and a third of it to the other.
    """
    sign, rest = ("-", -seconds) if seconds < 0 else ("", seconds)
    words = ("t.", "min.", "sek.") if language() == "da" else ("h", "min", "s")
    parts = []
    for size, unit in zip((3600, 60, 1), words, strict=True):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{number(count)}{NBSP}{unit}")
    return sign + (NBSP.join(parts) or f"0{NBSP}{words[-1]}")


@spoken
def day(value: date) -> str:
    """Return ``31. oktober 2026``."""
    if language() == "da":
        return f"{value.day}.{NBSP}{_MONTHS_DA[value.month - 1]} {value.year}"
    return f"{value.day}{NBSP}{_MONTHS_EN[value.month - 1]} {value.year}"


@spoken
def weekday(value: date | int) -> str:
    """Return ``mandag`` for a date or an index (0 is Monday)."""
    index = value if isinstance(value, int) else value.weekday()
    return (_WEEKDAYS_DA if language() == "da" else _WEEKDAYS_EN)[index]


@spoken
def weekday_and_day(value: date) -> str:
    """Return ``fredag den 13. november 2026``."""
    return f"{weekday(value)} den {day(value)}" if language() == "da" else f"{weekday(value)} {day(value)}"


@spoken
def moment(second: int, zone: str) -> str:
    """Return ``8. juli 2022 kl. 22.34.47`` in local time; seconds are left out when they are zero."""
    at = local(second, zone)
    if language() == "da":
        clock = f"{at:%H.%M}" + (f".{at:%S}" if at.second else "")
        return f"{day(at.date())} kl.{NBSP}{clock}"
    return f"{day(at.date())} {at:%H:%M}" + (f":{at:%S}" if at.second else "")


@spoken
def stretch(from_s: int, to_s: int, zone: str) -> str:
    """Return the half-open stretch in words: in whole days when it begins and ends at midnight."""
    first, end = local(from_s, zone), local(to_s, zone)
    if first.time() == end.time() == time() and end > first:
        last = end.date() - timedelta(days=1)
        if last == first.date():
            return day(last)
        return f"{day(first.date())} – {day(last)}"
    return f"{moment(from_s, zone)} – {moment(to_s, zone)}"


def month_name(value: date) -> str:
    """Return ``oktober 2026``."""
    names = _MONTHS_DA if language() == "da" else _MONTHS_EN
    return f"{names[value.month - 1]} {value.year}"


@spoken
def short_month(value: date) -> str:
    """Return ``okt. 26``, for axes."""
    names = _MONTHS_DA if language() == "da" else _MONTHS_EN
    name = names[value.month - 1]
    return f"{name if len(name) <= 4 else name[:3] + '.'} {value:%y}"


@spoken
def period_name(period: Period) -> str:
    """Return ``oktober 2026``, ``4. kvartal 2026``, or the first and last day."""
    if period.is_month:
        return month_name(period.first)
    if period.is_quarter:
        index = (period.first.month + 2) // 3
        return (
            f"{index}. kvartal {period.first.year}" if language() == "da" else f"Q{index} {period.first.year}"
        )
    return f"{day(period.first)} – {day(period.last)}"


@spoken
def figure(value: Figure, decimals: int = 2) -> str:
    """Return an exact figure in its unit, rounded for showing."""
    if value.unit == "percent":
        return percent(value.value, decimals)
    if value.unit == "seconds" and value.denominator == 1:
        return duration(value.numerator)
    return number(value.value, 0 if value.denominator == 1 else decimals) + _sign(value.unit)


def show(value: Value) -> str:
    """Return any value as text in the active language; None is an en dash."""
    match value:
        case None:
            return "–"
        case bool():
            return _("ja") if value else _("nej")
        case str():
            return value
        case Status():
            return value.word
        case Money():
            return money(value)
        case Percent():
            return percent(value.value, value.decimals)
        case Duration():
            return duration(value.seconds)
        case Instant():
            return moment(value.second, value.zone)
        case Figure():
            return figure(value)
        case date():
            return day(value)
        case _:
            return number(value)
