"""Texts of times taken apart into a day, a time of day and an offset. Each distinct piece is looked at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from afstemt.files.reading.intake.day_text import Day, First, day_of

DAY_S = 86_400
_PLAIN_CLOCKS = {"%H:%M:%S": len("8:15:00"), "%H:%M": len("8:15")}
"""Forms of a time of day that are read at once, each with its shortest length."""
_NOON, _LAST = 12, 59
_WIDEST_OFFSET = 14 * 60
"""Minutes: Kiritimati is 14 hours ahead of UTC, and nowhere is further."""
_CLOCK = re.compile(
    r"(?:kl\.?\s*|klo\s+|at\s+|um\s+)?(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*(?:([ap])\.?\s?m\.?)?"
    r"\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?",
    re.I,
)
_WHOLE = (
    r"(?i)^(.*?)(?:[t,]\s*|\s+)((?:kl\.?\s*|klo\s+|at\s+|um\s+)?\d{1,2}(?:[:.]\d{2}){1,2}(?:[.,]\d+)?\s*(?:[ap]\.?\s?m\.?)?"
    r"\s*(?:z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?)$"
)
"""A day with blanks in it (``5. okt 2026 14:15``), and the time after it."""


@dataclass(frozen=True)
class Walls:
    """What texts say, row by row.

    Attributes:
        wall: What a clock on the wall showed (Datetime without zone); null where the text is none.
        offset: Seconds ahead of UTC; null where the text has none.
        no_such: A day or a time of day in a known form that does not exist.
        unordered: Which number is the day cannot be told.
        alone: A day without a time of day; ``wall`` is its first second.
    """

    wall: pl.Series
    offset: pl.Series
    no_such: pl.Series
    unordered: pl.Series
    alone: pl.Series


@dataclass(frozen=True, slots=True)
class Moment:
    """What stands after the day.

    Attributes:
        second: Whole seconds after midnight, 86,400 for ``24:00``; None for a time of day, or an offset, that does not
            exist.
        offset: Seconds ahead of UTC; None where none is said.
    """

    second: int | None
    offset: int | None = None


@lru_cache(maxsize=200_000)
def moment_of(text: str) -> Moment | None:
    """Return the time of day that a text is; None for a text in no form that is known."""
    found = _CLOCK.fullmatch(text.strip(" \t,\u00a0\u202f"))
    if found is None or (found[2] is None and found[4] is None):
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= _NOON:
            return Moment(None)
        hour = hour % _NOON + (_NOON if found[4] in "pP" else 0)
    total = hour * 3_600 + minute * 60 + second
    offset = None if found[5] is None else _offset_of(found[5])
    if minute > _LAST or second > _LAST or total > DAY_S or (found[5] is not None and offset is None):
        return Moment(None)
    return Moment(total, offset)


def _offset_of(text: str) -> int | None:
    """Return the seconds that an offset says; None for one that no place on earth has."""
    digits = re.sub(r"\D", "", text)
    minutes = int(digits[:2] or 0) * 60 + int(digits[2:] or 0)
    if minutes > _WIDEST_OFFSET or int(digits[2:] or 0) > _LAST:
        return None
    return (-60 if text.startswith("-") else 60) * minutes


def split(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the day's text and the rest of each text; the rest is null where there is only a day."""
    blank = text
    if text.str.slice(len("2026-10-05"), 1).is_in(["T", "t"]).any():
        blank = text.str.replace(r"^(\d{4}-\d{2}-\d{2})[Tt]", "$1 ")
    at_blank = blank.str.splitn(" ", 2).struct.unnest()
    day, rest = at_blank["field_0"], at_blank["field_1"]
    known = [each for each in day.drop_nulls().unique() if day_of(each) is not None]
    odd = text.is_not_null() & ~day.is_in(known)
    if not odd.any():
        return day, rest
    whole = text.filter(odd).str.replace_all(r"[\s\u00a0\u202f]+", " ")
    groups = whole.str.extract_groups(_WHOLE).struct.unnest()
    timed = groups["2"].is_not_null()
    whole_day, whole_rest = groups["1"].zip_with(timed, whole), groups["2"]
    rows = odd.arg_true()
    return day.scatter(rows, whole_day), rest.scatter(rows, whole_rest)


def read_walls(text: pl.Series, first: First | None, *, short_years: bool) -> Walls:
    """Return what the texts say, in whatever known form each is.

    Args:
        text: Stripped; null where nothing is said.
        first: What stands first in days that are written as two numbers and a year.
        short_years: Whether such a year may have two digits.
    """
    day_text, rest = split(text)
    days = _known_days(day_text, short_years=short_years)
    day = _mapped(day_text, {each: known.date(first) for each, known in days.items()}, pl.Date())
    dated = day_text.is_in(list(days)).fill_null(False)
    alone = dated & rest.is_null()
    second, offset, timed = _moments(rest)
    shaped = alone | (dated & timed)
    of_day = second.zip_with(~alone, pl.repeat(0, len(text), dtype=pl.Int64, eager=True))
    wall = day.cast(pl.Datetime("us")) + (of_day * 1_000_000).cast(pl.Duration("us"))
    doubtful = [each for each, known in days.items() if first is None and known.doubtful]
    unordered = shaped & day_text.is_in(doubtful).fill_null(False)
    no_such = shaped & wall.is_null() & ~unordered
    return Walls(wall, offset, no_such, unordered, alone & wall.is_not_null())


def _moments(rest: pl.Series) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return the seconds of the day, the offset's seconds, and whether the text is a time of day in a known form.

    The plain form, which has many distinct texts, is read at once; the others one by one.
    """
    second = pl.Series([None], dtype=pl.Int64).new_from_index(0, len(rest))
    offset = second.clone()
    longest = rest.str.len_bytes().max() or 0
    for pattern, length in _PLAIN_CLOCKS.items():
        if longest >= length and (second.is_null() & rest.is_not_null()).any():  # type: ignore[operator]
            read = rest.str.to_time(pattern, strict=False).cast(pl.Int64) // 1_000_000_000
            second = read.zip_with(second.is_null(), second)
    left = rest.is_not_null() & second.is_null()
    timed = second.is_not_null()
    if not left.any():
        return second, offset, timed
    odd = rest.filter(left)
    moments = {each: moment_of(each) for each in odd.unique()}
    known = {each: moment for each, moment in moments.items() if moment is not None}
    rows = left.arg_true()
    return (
        second.scatter(
            rows, _mapped(odd, {each: moment.second for each, moment in known.items()}, pl.Int64())
        ),
        offset.scatter(
            rows, _mapped(odd, {each: moment.offset for each, moment in known.items()}, pl.Int64())
        ),
        timed.scatter(rows, odd.is_in(list(known))),
    )


def _known_days(text: pl.Series, *, short_years: bool) -> dict[str, Day]:
    known = {each: day_of(each) for each in text.drop_nulls().unique()}
    return {each: day for each, day in known.items() if day is not None and (short_years or not day.short)}


def _mapped(text: pl.Series, values: Mapping[str, object], dtype: pl.DataType) -> pl.Series:
    """Return the value of each text; null for one that has none."""
    if not values:
        return pl.Series([None], dtype=dtype).new_from_index(0, len(text))
    new = pl.Series(list(values.values()), dtype=dtype)
    return text.replace_strict(
        pl.Series(list(values), dtype=pl.String), new, default=None, return_dtype=dtype
    )
