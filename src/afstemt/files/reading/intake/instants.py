"""Text to UTC seconds, and what is wrong with the texts that are no instant. Vectorised."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from afstemt.files.reading.intake.profile import Clock

_OFFSET = r":\d{2}(?:[.,]\d+)?\s*(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)$"
_WIDEST_OFFSET = 14 * 60
"""Minutes: Kiritimati is 14 hours ahead of UTC, and nowhere is further."""
_ISO = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")
_EARLIEST, _LATEST = 0, 4_102_444_800  # 1970 to 2100
EPOCHS = {"epoch": 1, "epoch_ms": 1000}
DIRECTIVES = {
    "%d": r"\d{1,2}", "%m": r"\d{1,2}", "%Y": r"\d{4}", "%y": r"\d{2}", "%H": r"\d{1,2}", "%I": r"\d{1,2}",
    "%M": r"\d{1,2}", "%S": r"\d{1,2}", "%p": r"[AaPp]\.?[Mm]\.?", "%b": r"[A-Za-z]{3}\.?", "%B": r"[A-Za-z]+",
}  # fmt: skip


_EXAMPLES = {"iso": "2026-10-31T08:15:00+01:00", "epoch": "1793430900", "epoch_ms": "1793430900000"}


def example(pattern: str) -> str:
    """Return a time written in the format, for messages."""
    return _EXAMPLES.get(pattern) or datetime(2026, 10, 31, 8, 15, tzinfo=UTC).strftime(pattern)


@dataclass(frozen=True)
class Instants:
    """Seconds, and masks over the same rows. Where one is true ``seconds`` is null, but for ``repeated``, ``naive``."""

    seconds: pl.Series
    unread: pl.Series
    no_such_day: pl.Series
    skipped: pl.Series
    repeated: pl.Series
    out_of_range: pl.Series
    naive: pl.Series


def read_instants(text: pl.Series, clock: Clock, zone: str, formats: tuple[str, ...] = ()) -> Instants:
    """Return the UTC seconds that the texts stand for.

    Args:
        text: Stripped text; null where nothing is said. Fractions of a second are cut off.
        clock: Formats, and which zone local times are in.
        zone: The zone itself, ``contract`` already resolved.
        formats: Formats of this column, before the clock's own.
    """
    patterns = formats or clock.formats
    empty = pl.repeat(False, len(text), eager=True)
    for unit, per_second in EPOCHS.items():
        if patterns == (unit,):
            number = text.str.extract(r"^(-?\d{1,16})(?:[.,]\d*)?$").cast(pl.Int64) // per_second
            bad = text.is_not_null() & number.is_null()
            return _ranged(Instants(number, bad, empty, empty, empty, empty, empty))
    iso = "iso" in patterns
    plain = (_ISO if iso else ()) + tuple(pattern for pattern in patterns if pattern != "iso")
    zoned = text.str.extract(_OFFSET).fill_null("") if iso else pl.repeat("", len(text), eager=True)
    has_offset = zoned != ""
    wall_text = text
    if iso:
        if has_offset.any():
            wall_text = text.str.replace(r"\s*(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)$", "").zip_with(
                has_offset, text
            )
        wall_text = wall_text.str.replace(r"^(\d{4}-\d{2}-\d{2})[Tt]", "$1 ").str.replace(
            r"(:\d{2})[.,]\d+$", "$1"
        )
    wall = _wall(wall_text, plain)
    unread = text.is_not_null() & wall.is_null()
    shaped = unread
    if unread.any():
        shaped = unread & wall_text.str.contains("|".join(f"^{_shape(pattern)}$" for pattern in plain))
    naive = wall.is_not_null() & ~has_offset
    if naive.any():
        local = wall.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        later = wall.dt.replace_time_zone(zone, ambiguous="latest", non_existent="null")
        repeated = naive & (local != later).fill_null(False)
        skipped = naive & local.is_null()
        seconds = (later if clock.ambiguous == "latest" else local).dt.epoch("s")
    else:
        repeated = skipped = empty
        seconds = pl.Series([None], dtype=pl.Int64).new_from_index(0, len(text))
    if has_offset.any():
        offset = _offset(zoned)
        shaped = shaped | (has_offset & wall.is_not_null() & offset.is_null())
        seconds = (wall.dt.epoch("s") - offset).zip_with(has_offset, seconds)
    return _ranged(Instants(seconds, unread & ~shaped, shaped, skipped, repeated, empty, naive))


def _wall(text: pl.Series, patterns: tuple[str, ...]) -> pl.Series:
    wall = pl.Series([None] * len(text), dtype=pl.Datetime("us"))
    for pattern in patterns:
        left = wall.is_null() & text.is_not_null()
        if not left.any():
            break
        if "%H" in pattern or "%I" in pattern:
            read = text.str.to_datetime(pattern, strict=False, time_unit="us")
        else:
            read = text.str.to_date(pattern, strict=False).cast(pl.Datetime("us"))
        wall = read.zip_with(left, wall)
    return wall


def _offset(zoned: pl.Series) -> pl.Series:
    """Return the seconds that each offset says; null for one that no place on earth has."""
    digits = zoned.str.replace_all(r"[^0-9]", "")
    hours = digits.str.slice(0, 2).cast(pl.Int64, strict=False).fill_null(0)
    minutes = digits.str.slice(2, 2).cast(pl.Int64, strict=False).fill_null(0)
    real = (hours * 60 + minutes <= _WIDEST_OFFSET) & (minutes < 60)
    size = pl.select(pl.when(real).then(hours * 3600 + minutes * 60)).to_series()
    return (-size).zip_with(zoned.str.starts_with("-"), size)


def _shape(pattern: str) -> str:
    return "".join(DIRECTIVES.get(part, re.escape(part)) for part in re.split(r"(%[A-Za-z])", pattern))


def _ranged(instants: Instants) -> Instants:
    beyond = ~instants.seconds.is_between(_EARLIEST, _LATEST, closed="left").fill_null(True)
    if not beyond.any():
        return instants
    seconds = pl.select(pl.when(~beyond).then(instants.seconds)).to_series()
    return Instants(
        seconds,
        instants.unread,
        instants.no_such_day,
        instants.skipped,
        instants.repeated,
        beyond,
        instants.naive,
    )
