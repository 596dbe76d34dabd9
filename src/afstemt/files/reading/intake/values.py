"""Text to the other column types: numbers with Danish or English marks, yes and no, dates."""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

import polars as pl

from afstemt.files.reading.intake.day_text import First, day_of
from afstemt.files.reading.intake.instants import first_of
from afstemt.files.reading.intake.profile import Unit

Mark = Literal["auto", ",", "."]

_TRUE = ("true", "1", "ja", "yes", "y", "sand", "x", "j", "sandt", "t")
_FALSE = ("false", "0", "nej", "no", "n", "falsk", "f")
_GROUPED = r"^[+-]?\d{1,3}([.]\d{3})+$|^[+-]?\d{1,3}(,\d{3})+$"
_COMMA = (
    r"^[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d*,(?:\d{1,2}|\d{4,})|\d{4,},\d{3}|\d{1,3}(?:\.\d{3}){2,}|0,\d{3})$"
)
_POINT = (
    r"^[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d*\.(?:\d{1,2}|\d{4,})|\d{4,}\.\d{3}|\d{1,3}(?:,\d{3}){2,}|0\.\d{3})$"
)
_YEARS = (1970, 2099)
"""The same as an instant's: a day before or after is a slip of the pen."""
_WRITTEN = {
    ",": r"^[+-]?(\d+|\d{1,3}(\.\d{3})+)?(,\d*)?$",
    ".": r"^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?$",
}
_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)$"


def mark_of(texts: Iterable[pl.Series], stated: Mark, *, whole: bool = False) -> Mark:
    """Return the decimal mark of a column: the stated one, or what its values say.

    A value such as ``7,5`` or ``1.234,50`` says comma, ``7.5`` point. A column that says both, or nothing but values
    such as ``1.234``, stays ``auto``.

    Args:
        texts: The column, some rows at a time.
        stated: What the profile says.
        whole: The column holds whole numbers: ``1.200`` is whole only as thousands, and says so.
    """
    if stated != "auto":
        return stated
    comma = point = False
    thousands: Mark = "auto"
    for text in texts:
        bare = _bare(text)
        says_comma, says_point = (bare.str.contains(each).fill_null(False) for each in (_COMMA, _POINT))
        comma, point = comma or says_comma.any(), point or says_point.any()
        if whole and thousands == "auto":
            grouped = (
                bare.str.contains(_GROUPED) & ~says_comma & ~says_point & ~bare.str.contains(r"[.,]000$")
            )
            for found in bare.filter(grouped.fill_null(False)).head(1):
                thousands = "," if "." in found else "."
    if comma != point:
        return "," if comma else "."
    return thousands


def read_decimals(text: pl.Series, mark: Mark) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return exact numbers as text with a decimal point; a mask of texts that are no number; one of unclear ones.

    With ``auto`` (see ``mark_of``) each value that can be read in one way only is read so; ``1.234``, one or a
    thousand times more, is not guessed.
    """
    bare = _bare(text)
    unclear = pl.repeat(False, len(text), eager=True)
    if mark == "auto":
        comma, point = (bare.str.contains(each).fill_null(False) for each in (_COMMA, _POINT))
        unclear = bare.str.contains(_GROUPED).fill_null(False) & ~(comma | point)
        return _checked(_plain(bare, ",").zip_with(comma, _plain(bare, ".")), text, unclear)
    return _checked(_plain(bare, mark), text, unclear)


def _bare(text: pl.Series) -> pl.Series:
    return text.str.replace_all(r"[\s\u00a0'’]", "").str.replace(r"^[−–]", "-")


def _plain(bare: pl.Series, mark: str) -> pl.Series:
    """Return the numbers written with ``mark`` with a decimal point instead; null for what is not so written."""
    other = "." if mark == "," else ","
    plain = bare.str.replace_all(other, "", literal=True).str.replace(mark, ".", literal=True)
    return pl.select(pl.when(bare.str.contains(_WRITTEN[mark])).then(plain)).to_series()


def _checked(
    number: pl.Series, text: pl.Series, unclear: pl.Series
) -> tuple[pl.Series, pl.Series, pl.Series]:
    number = number.str.strip_prefix("+")
    bad = text.is_not_null() & ~number.str.contains(_NUMBER).fill_null(False) & ~unclear
    kept = pl.select(pl.when(~bad & ~unclear).then(number)).to_series()
    return kept, bad, unclear


def read_integers(text: pl.Series, mark: Mark) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return whole numbers; masks of texts that are none, and of unclear ones. ``12,0`` is whole, ``12,5`` is not."""
    number, bad, unclear = read_decimals(text, mark)
    whole = number.str.replace(r"\.0*$", "").cast(pl.Int64, strict=False)
    return whole, bad | (number.is_not_null() & whole.is_null()), unclear


_UNITS = {
    "ms": ("ms", "msec", "millisecond", "milliseconds", "millisekund", "millisekunder"),
    "s": ("s", "sec", "secs", "second", "seconds", "sek", "sekund", "sekunder"),
    "m": ("m", "min", "mins", "minute", "minutes", "minut", "minutter"),
    "h": ("h", "hr", "hrs", "hour", "hours", "t", "time", "timer"),
    "d": ("d", "day", "days", "dag", "dage", "døgn"),
}
"""How each unit of time is written; a day is 24 hours."""

MILLISECONDS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_PIECE = r"(\d+(?:[.,]\d+)?)\s*([a-zæøå]+)\.?"


def read_durations(text: pl.Series, unit: Unit) -> tuple[pl.Series, pl.Series]:
    """Return whole seconds (the rest of a second is cut off), and a mask of texts that are no length of time.

    ``1h 30m``, ``11 hours 16 minutes``, ``2 dage 3 timer``, ``12:30:00`` and ISO's ``PT1H30M`` carry their units; a
    bare number is in ``unit``.
    """
    bare = text.str.to_lowercase().str.strip_chars()
    iso = bare.str.contains(r"^p(\d+d)?(t(\d+h)?(\d+m)?(\d+(\.\d+)?s)?)?$") & bare.str.contains(r"\d")
    written = pl.select(pl.when(iso).then(bare.str.replace_all("[pt]", "")).otherwise(bare)).to_series()
    clock = written.str.extract_groups(r"^(\d+):([0-5]\d)(?::([0-5]\d))?$").struct.unnest().cast(pl.Int64)
    by_clock = clock["1"] * 3_600 + clock["2"] * 60 + clock["3"].fill_null(0)
    number = written.str.replace(",", ".").cast(pl.Float64, strict=False)
    plain = (number * (MILLISECONDS[unit] / 1_000)).floor().cast(pl.Int64, strict=False)
    whole = rf"^{_PIECE}(?:[\s,;]*(?:og |and )?{_PIECE})*$"
    seconds = _spelt(written.filter(written.str.contains(whole).fill_null(False)).unique())
    spelt = written.replace_strict(seconds, default=None, return_dtype=pl.Int64) if seconds else None
    found = plain.zip_with(plain.is_not_null(), by_clock)
    if spelt is not None:
        found = found.zip_with(found.is_not_null(), spelt)
    found = pl.select(pl.when(found >= 0).then(found)).to_series()
    return found, text.is_not_null() & found.is_null()


def _spelt(texts: pl.Series) -> dict[str, int]:
    """Return the seconds of texts with units; those with a unit that nobody knows are left out."""
    units = {name: MILLISECONDS[unit] for unit, names in _UNITS.items() for name in names}
    found = {}
    for text in texts:
        pieces = re.findall(_PIECE, text)
        if all(unit in units for _number, unit in pieces):
            total = sum(Fraction(number.replace(",", ".")) * units[unit] for number, unit in pieces)
            found[text] = int(total / 1_000)
    return found


def read_booleans(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return yes and no, and a mask of texts that are neither."""
    word = text.str.to_lowercase()
    found = pl.select(pl.when(word.is_in(_TRUE)).then(True).when(word.is_in(_FALSE)).then(False)).to_series()
    return found, text.is_not_null() & found.is_null()


def read_dates(
    text: pl.Series, formats: tuple[str, ...], first: First | None = None
) -> tuple[pl.Series, pl.Series]:
    """Return days from 1970 to 2099, and a mask of texts that are none. A midnight after the day is allowed.

    Args:
        formats: What the profile says of times; the days of them are used.
        first: What stands first in days of two numbers and a year; None for what the formats say.
    """
    bare = text.str.replace(r"[ T]00:00(:00)?$", "")
    first, short = first or first_of(formats), any("%y" in pattern for pattern in formats)
    days = {each: day_of(each) for each in bare.drop_nulls().unique()}
    known = {
        each: day.date(first) for each, day in days.items() if day is not None and (short or not day.short)
    }
    new = pl.Series(list(known.values()), dtype=pl.Date)
    found = bare.replace_strict(list(known), new, default=None, return_dtype=pl.Date)
    for pattern in (each for each in formats if "%d" in each and "%H" not in each):
        found = bare.str.to_date(pattern, strict=False).zip_with(
            found.is_null() & ~bare.is_in(list(known)), found
        )
    found = pl.select(pl.when(found.dt.year().is_between(*_YEARS)).then(found)).to_series()
    return found, text.is_not_null() & found.is_null()
