"""Agreed maintenance: how much of the maintenance done is agreed time off, and how much counts as downtime."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.measurement.intervals import SPELLS, Line, fresh, minus, union
from afstemt.core.terms.model.calendars import ServiceWindow
from afstemt.core.terms.model.hours import service_window_spells
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.hours import Calendar
from afstemt.core.units.period import Period, months_of
from afstemt.core.units.wording import _


@dataclass(frozen=True)
class Maintenance:
    """Maintenance of a level's services in one stretch of time, on its line.

    Attributes:
        agreed: Disjoint: agreed time off; takes no downtime and is not agreed service time.
        counting: Disjoint: maintenance that counts as downtime (outside windows, unannounced, beyond the allowance).
        rows: The rows of the table that touch the line: id, service, file_no, row_no, start, end and
            ``note`` (why some of it counts, in the active language; null when all of it is agreed).
    """

    agreed: pl.DataFrame
    counting: pl.DataFrame
    rows: pl.DataFrame


def maintenance(
    evidence: Evidence, terms: Terms, line: Line, part: Period, working: Callable[[], Calendar]
) -> Maintenance:
    """Hold the maintenance done against the terms' service windows.

    A row counts as agreed time off as far as it lies in a window of its service, was announced in time,
    and keeps within the window's length, number and minutes a month, each month of local time by itself
    and the earliest first. ``agreed = yes`` stands for window and notice (it was agreed case by case), but
    not for the allowance; ``agreed = no`` never is. Time that several rows cover counts once. Where no
    window covers the service, only ``agreed`` decides, and a row that does not say is neither agreed time
    off nor downtime.

    Args:
        evidence: Table ``maintenance``.
        terms: The version in force in ``part``, with its ``service_windows``.
        line: Services and stretch that are measured.
        part: Local days; the allowance is kept over the whole months that it touches.
        working: Gives the calendar of working days, asked for only when notice is required. Notice is
            counted in working days that lie wholly between the announcement and the start.
    """
    months = months_of(part)
    wide = Line(line.services, months[0].from_s, months[-1].to_s)
    start, end = wide.place(pl.col("from_s"), pl.col("to_s"), pl.col("code"))
    rows = collect(
        evidence.table("maintenance")
        .filter(pl.col("from_s") < wide.to_s, pl.col("to_s") > wide.from_s)
        .with_columns(wide.code().alias("code"))
        .filter(pl.col("code").is_not_null())
        .select("service", "code", "from_s", "announced_s", "agreed", "file_no", "row_no", start, end)
        .filter(pl.col("end") > pl.col("start"))
        .sort("start", "end", "file_no", "row_no")
        .with_row_index("row")
    )
    empty = pl.DataFrame(schema=SPELLS)
    if rows.is_empty():
        return Maintenance(empty, empty, rows.with_columns(note=pl.lit(None, pl.String)))
    covered = pl.Series("covered", [False] * len(wide.services))
    agreed, asked = [empty], [empty]
    late = pl.Series("late", [False] * rows.height)
    for window in terms.service_windows:
        named = [not window.services or service in window.services for service in wide.services]
        its = pl.Series(named)
        covered = covered | its
        mine = rows.filter(its.gather(rows["code"]))
        if mine.is_empty():
            continue
        timely = _timely(mine, window, working)
        late = late | rows["row"].is_in(mine.filter(~timely)["row"].implode())
        agreed.append(_kept(_inside(mine, timely, window, wide, months), window, wide, months))
        asked.append(mine.select("start", "end"))
    alone = rows.filter(~covered.gather(rows["code"]))
    agreed.append(alone.filter(pl.col("agreed").fill_null(False)).select("start", "end"))
    asked.append(alone.filter(~pl.col("agreed").fill_null(True)).select("start", "end"))
    off = union(pl.concat(agreed))
    counting = minus(pl.concat(asked), off)
    partly = _overlaps(rows, counting)
    note = (
        pl.when(~partly)
        .then(None)
        .when(~pl.col("agreed").fill_null(True))
        .then(pl.lit(_("Vedligeholdet er ikke aftalt.")))
        .when(late)
        .then(pl.lit(_("Vedligeholdet er ikke varslet i tide.")))
        .otherwise(
            pl.lit(_("Vedligeholdet ligger uden for servicevinduet eller ud over det aftalte omfang."))
        )
        .alias("note")
    )
    return Maintenance(
        _onto(line, wide, off), _onto(line, wide, counting), _rows_onto(line, wide, rows.with_columns(note))
    )


def _timely(rows: pl.DataFrame, window: ServiceWindow, working: Callable[[], Calendar]) -> pl.Series:
    """Return whether each row was announced in time, or needs no announcement."""
    settled = rows["agreed"].fill_null(False)
    if window.notice_working_days is None:
        return settled | True
    days = working().working_days
    over = days["close_s"].search_sorted(rows["from_s"], side="right").cast(pl.Int64)
    begun = days["open_s"].search_sorted(rows["announced_s"].fill_null(0), side="left").cast(pl.Int64)
    announced = rows["announced_s"].is_not_null() & (over - begun >= window.notice_working_days)
    return settled | announced


def _inside(
    rows: pl.DataFrame, timely: pl.Series, window: ServiceWindow, wide: Line, months: list[Period]
) -> pl.DataFrame:
    """Return the pieces of rows that lie where the window allows: code, start, end."""
    eligible = rows.filter(timely & rows["agreed"].fill_null(True)).select("code", "start", "end", "agreed")
    if not window.weekly or not window.outside_counts:
        return eligible.select("code", "start", "end")
    free = eligible.filter(pl.col("agreed").fill_null(False)).select("code", "start", "end")
    bound = eligible.filter(~pl.col("agreed").fill_null(False)).select("code", "start", "end")
    spells = pl.DataFrame(
        service_window_spells(window, months[0].zone, months[0].first, months[-1].last),
        schema={"open_s": pl.Int64, "close_s": pl.Int64},
        orient="row",
    )
    base = pl.col("code") * wide.span - wide.from_s
    within = (
        bound.join(spells, how="cross")
        .select(
            "code",
            pl.max_horizontal("start", base + pl.col("open_s")).alias("start"),
            pl.min_horizontal("end", base + pl.col("close_s")).alias("end"),
        )
        .filter(pl.col("end") > pl.col("start"))
    )
    return pl.concat([free, within])


def _kept(pieces: pl.DataFrame, window: ServiceWindow, wide: Line, months: list[Period]) -> pl.DataFrame:
    """Return what the window's number, length and minutes a month leave of the pieces: start, end."""
    base = pl.col("code") * wide.span - wide.from_s
    cut = [
        pieces.select(
            "code",
            pl.lit(number).alias("month"),
            pl.max_horizontal("start", base + each.from_s).alias("start"),
            pl.min_horizontal("end", base + each.to_s).alias("end"),
        ).filter(pl.col("end") > pl.col("start"))
        for number, each in enumerate(months)
    ]
    used = fresh(pl.concat(cut).sort("start", "end")).filter(pl.col("end") > pl.col("fresh"))
    length = pl.col("end") - pl.col("fresh")
    if window.max_minutes_each is not None:
        length = pl.min_horizontal(length, pl.lit(window.max_minutes_each * 60, pl.Int64))
    if window.max_count is not None:
        within = pl.int_range(pl.len()).over("code", "month") < window.max_count
        length = pl.when(within).then(length).otherwise(0)
    used = used.with_columns(length.cast(pl.Int64).alias("length"))
    if window.allowance_minutes is not None:
        before = pl.col("length").cum_sum().over("code", "month") - pl.col("length")
        left = (window.allowance_minutes * 60 - before).clip(lower_bound=0)
        used = used.with_columns(pl.min_horizontal("length", left).alias("length"))
    return used.select(pl.col("fresh").alias("start"), (pl.col("fresh") + pl.col("length")).alias("end"))


def _overlaps(rows: pl.DataFrame, spells: pl.DataFrame) -> pl.Series:
    """Return whether each row shares time with the disjoint ``spells``."""
    after = spells["end"].search_sorted(rows["start"], side="right").cast(pl.Int64)
    before = spells["start"].search_sorted(rows["end"], side="left").cast(pl.Int64)
    return before > after


def _onto(line: Line, wide: Line, spells: pl.DataFrame) -> pl.DataFrame:
    return line.placed(wide.back(spells))


def _rows_onto(line: Line, wide: Line, rows: pl.DataFrame) -> pl.DataFrame:
    seconds = pl.col("code") * wide.span - wide.from_s
    start, end = line.place(pl.col("start") - seconds, pl.col("end") - seconds, pl.col("code"))
    return rows.with_columns(start, end).filter(pl.col("end") > pl.col("start"))
