"""Text to UTC seconds, and what is wrong with the texts that are no instant. Vectorised."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

import polars as pl

from afstemt.files.reading.intake.day_text import First
from afstemt.files.reading.intake.profile import Clock
from afstemt.files.reading.intake.wall_text import Walls, moment_of, read_walls

_OFFSET = r":\d{2}(?:[.,]\d+)?\s*(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)$"
_WIDEST_OFFSET = 14 * 60
"""Minutes: Kiritimati is 14 hours ahead of UTC, and nowhere is further."""
_ISO = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")
_EARLIEST, _LATEST = 0, 4_102_444_800  # 1970 to 2100
EPOCHS = {"epoch": 1, "epoch_ms": 1000}
DIRECTIVES = ("%d", "%m", "%Y", "%y", "%H", "%I", "%M", "%S", "%p", "%b", "%B")

_EXAMPLES = {"iso": "2026-10-31T08:15:00+01:00", "epoch": "1793430900", "epoch_ms": "1793430900000"}
_SAMPLE = datetime(2026, 10, 31, 8, 15, tzinfo=UTC)


def example(pattern: str) -> str:
    """Return a time written in the format, for messages."""
    return _EXAMPLES.get(pattern) or _SAMPLE.strftime(pattern)


def first_of(patterns: tuple[str, ...]) -> First | None:
    """Return which of day and month the first of the formats with both, and the year last, puts first."""
    for pattern in patterns:
        day, month, year = (pattern.find(each) for each in ("%d", "%m", "%y" if "%y" in pattern else "%Y"))
        if min(day, month) >= 0 and year > max(day, month):
            return "day" if day < month else "month"
    return None


@dataclass(frozen=True)
class Instants:
    """Seconds, and masks over the same rows. Where one is true ``seconds`` is null, but for ``repeated``, ``naive``.

    Attributes:
        unordered: Which of two numbers is the day cannot be told.
        alone: A day without a time of day; ``seconds`` is null unless it was said which time that is.
        repeated: A local time that occurs twice; ``early`` and ``late`` are the two, null elsewhere.
    """

    seconds: pl.Series
    unread: pl.Series
    no_such_day: pl.Series
    skipped: pl.Series
    repeated: pl.Series
    out_of_range: pl.Series
    naive: pl.Series
    unordered: pl.Series
    alone: pl.Series
    early: pl.Series
    late: pl.Series


def read_instants(
    text: pl.Series,
    clock: Clock,
    zone: str,
    formats: tuple[str, ...] = (),
    *,
    first: First | None = None,
    alone: str | None = None,
) -> Instants:
    """Return the UTC seconds that the texts stand for.

    Args:
        text: Stripped text; null where nothing is said. Fractions of a second are cut off.
        clock: Formats, and which zone local times are in.
        zone: The zone itself, ``contract`` already resolved.
        formats: Formats of this column, before the clock's own.
        first: What stands first in days of two numbers and a year; None for what the formats say.
        alone: The time of day that a day alone stands for (``08:00``, ``24:00``); None where nobody has said.
    """
    patterns = formats or clock.formats
    none = pl.Series([None], dtype=pl.Int64).new_from_index(0, len(text))
    no = pl.repeat(False, len(text), eager=True)
    plain = Instants(none, no, no, no, no, no, no, no, no, none, none)
    for unit, per_second in EPOCHS.items():
        if patterns == (unit,):
            number = text.str.extract(r"^(-?\d{1,16})(?:[.,]\d*)?$").cast(pl.Int64) // per_second
            return _ranged(replace(plain, seconds=number, unread=text.is_not_null() & number.is_null()))
    walls = _walls(text, patterns, first or first_of(patterns))
    wall = walls.wall
    if walls.alone.any():
        wall = _placed(wall, walls.alone, alone)
    unread = text.is_not_null() & walls.wall.is_null() & ~walls.no_such & ~walls.unordered
    naive = wall.is_not_null() & walls.offset.is_null()
    found = replace(
        plain,
        unread=unread,
        no_such_day=walls.no_such,
        unordered=walls.unordered,
        alone=walls.alone,
        naive=naive,
    )
    return _ranged(_with_seconds(found, wall, walls.offset, clock, zone))


def _with_seconds(found: Instants, wall: pl.Series, offset: pl.Series, clock: Clock, zone: str) -> Instants:
    naive = found.naive
    if not naive.any():
        return replace(found, seconds=wall.dt.epoch("s") - offset)
    local = wall.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    later = wall.dt.replace_time_zone(zone, ambiguous="latest", non_existent="null")
    repeated = naive & (local != later).fill_null(False)
    early, late = local.dt.epoch("s"), later.dt.epoch("s")
    seconds = late if clock.ambiguous == "latest" else early
    if not naive.all():
        seconds = seconds.zip_with(naive, wall.dt.epoch("s") - offset)
    if repeated.any():
        twice = pl.select(pl.when(repeated).then(each) for each in (early.alias("early"), late.alias("late")))
        found = replace(found, early=twice["early"], late=twice["late"])
    return replace(found, seconds=seconds, skipped=naive & local.is_null(), repeated=repeated)


def _placed(wall: pl.Series, alone: pl.Series, time: str | None) -> pl.Series:
    """Return the walls with days that stand alone at their time of day; null where nobody has said which."""
    moment = None if time is None else moment_of(time)
    second = None if moment is None else moment.second
    placed = wall + pl.select(pl.lit(second, pl.Int64) * 1_000_000).to_series().cast(pl.Duration("us"))
    return placed.zip_with(alone, wall)


def _walls(text: pl.Series, patterns: tuple[str, ...], first: First | None) -> Walls:
    wall, alone = _by_own_patterns(text, patterns)
    offset = pl.Series([None], dtype=pl.Int64).new_from_index(0, len(text))
    year_first = (text.str.slice(4, 1) == "-").fill_null(False)
    if year_first.any():
        wall, offset = _iso(text, year_first, wall, offset)
    left = text.is_not_null() & wall.is_null()
    no = pl.repeat(False, len(text), eager=True)
    if not left.any():
        return Walls(wall, offset, no, no, alone)
    short = any("%y" in pattern for pattern in patterns)
    rest = read_walls(text if left.all() else text.filter(left), first, short_years=short)
    if left.all():
        return rest
    rows = left.arg_true()
    return Walls(
        wall.scatter(rows, rest.wall),
        offset.scatter(rows, rest.offset),
        no.clone().scatter(rows, rest.no_such),
        no.clone().scatter(rows, rest.unordered),
        alone.scatter(rows, rest.alone),
    )


def _by_own_patterns(text: pl.Series, patterns: tuple[str, ...]) -> tuple[pl.Series, pl.Series]:
    """Return what the patterns say that are no known form, and which of them are a day alone.

    The known forms are read whatever a profile says.
    """
    wall = pl.Series([None], dtype=pl.Datetime("us")).new_from_index(0, len(text))
    alone = pl.repeat(False, len(text), eager=True)
    for pattern in patterns:
        if pattern == "iso" or _is_known_form(pattern):
            continue
        if "%H" in pattern or "%I" in pattern:
            read = text.str.to_datetime(pattern, strict=False, time_unit="us")
        else:
            read = text.str.to_date(pattern, strict=False).cast(pl.Datetime("us"))
            alone = alone | (wall.is_null() & read.is_not_null())
        wall = read.zip_with(wall.is_null(), wall)
    return wall, alone


@lru_cache
def _is_known_form(pattern: str) -> bool:
    """Return whether what the pattern writes is read without it, and as the same."""
    read = read_walls(
        pl.Series([_SAMPLE.strftime(pattern)]), first_of((pattern,)), short_years="%y" in pattern
    )
    timed = "%H" in pattern or "%I" in pattern
    wanted = _SAMPLE if timed else _SAMPLE.replace(hour=0, minute=0)
    return bool(read.wall[0] == wanted.replace(tzinfo=None))


def _iso(
    text: pl.Series, year_first: pl.Series, wall: pl.Series, offset: pl.Series
) -> tuple[pl.Series, pl.Series]:
    """Return the walls and offsets with those of the texts that are ISO 8601 with a time of day."""
    if not year_first.all():
        text = pl.select(pl.when(year_first).then(text)).to_series()
    zoned = text.str.extract(_OFFSET).fill_null("")
    has_offset = zoned != ""
    wall_text = text
    if has_offset.any():
        bare = text.str.replace(r"\s*(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)$", "")
        wall_text = bare.zip_with(has_offset, text)
        offset = _offset(zoned).zip_with(has_offset & wall.is_null(), offset)
    wall_text = wall_text.str.replace(r"^(\d{4}-\d{2}-\d{2})[Tt]", "$1 ").str.replace(
        r"(:\d{2})[.,]\d+$", "$1"
    )
    for pattern in _ISO:
        if not (wall.is_null() & text.is_not_null()).any():
            break
        read = wall_text.str.to_datetime(pattern, strict=False, time_unit="us")
        wall = read.zip_with(wall.is_null(), wall)
    real = ~has_offset | offset.is_not_null()
    wall = wall if real.all() else pl.select(pl.when(real).then(wall)).to_series()
    return wall, offset


def _offset(zoned: pl.Series) -> pl.Series:
    """Return the seconds that each offset says; null for one that no place on earth has."""
    digits = zoned.str.replace_all(r"[^0-9]", "")
    hours = digits.str.slice(0, 2).cast(pl.Int64, strict=False).fill_null(0)
    minutes = digits.str.slice(2, 2).cast(pl.Int64, strict=False).fill_null(0)
    real = (hours * 60 + minutes <= _WIDEST_OFFSET) & (minutes < 60)
    size = pl.select(pl.when(real).then(hours * 3600 + minutes * 60)).to_series()
    return (-size).zip_with(zoned.str.starts_with("-"), size)


def _ranged(instants: Instants) -> Instants:
    beyond = ~instants.seconds.is_between(_EARLIEST, _LATEST, closed="left").fill_null(True)
    if not beyond.any():
        return instants
    seconds = pl.select(pl.when(~beyond).then(instants.seconds)).to_series()
    return replace(instants, seconds=seconds, out_of_range=beyond)
