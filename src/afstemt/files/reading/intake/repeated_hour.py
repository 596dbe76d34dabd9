"""The autumn hour that occurs twice: read by what makes the row possible; else as the profile says, and told."""

from collections.abc import Mapping

import polars as pl

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.instants import Instants
from afstemt.files.reading.intake.loss import alternatives
from afstemt.files.reading.intake.plan import Plan, blanked
from afstemt.files.reading.intake.repeated_series import by_series
from afstemt.files.reading.sheets.finding import NOTE, Findings

Repeats = Mapping[str, pl.DataFrame]
"""By Afstemt's column, the local times that occur twice: row_no, text, early, late."""


def repeats_of(sheet: pl.DataFrame, text: pl.Series, read: Instants) -> pl.DataFrame:
    """Return the rows of a column whose time occurs twice, with both."""
    frame = pl.DataFrame({"row_no": sheet["row_no"], "text": text, "early": read.early, "late": read.late})
    return frame.filter(read.repeated & read.seconds.is_not_null())


def settled(columns: pl.DataFrame, repeats: Repeats, plan: Plan, findings: Findings) -> pl.DataFrame:
    """Return the columns with each time that occurs twice as the one of the two that it is.

    It is the only one with which no interval of the row ends before it begins (from 02:50 to 02:10 is twenty minutes).
    Of a series of measurements the order of the file tells too. Where both are possible it is as the profile says, and
    the other is kept beside: no verdict may stand on which of the two it was.

    Args:
        columns: The table's columns with ``row_no``, unique.
        repeats: What occurs twice.
        plan: The profile and the table.
        findings: Takes what was decided, and which cells cannot be read.
    """
    some = {name: frame for name, frame in repeats.items() if len(frame)}
    for name, both in _bounds(columns, some, plan.table).items():
        column = plan.table.column(name)
        only = both["low"] == both["high"]
        bounds = by_series(columns, both, plan.table)
        told = ~only & (bounds["low"] == bounds["high"])
        findings.rows(
            bounds, told, "repeated-hour-by-series", NOTE, name, bounds["text"], zone=plan.local_zone
        )
        clock = plan.profile.clock
        value = bounds["high" if clock.ambiguous == "latest" else "low"]
        findings.rows(bounds, only, "repeated-hour-by-row", NOTE, name, bounds["text"], zone=plan.local_zone)
        value = blanked(value, tell_open(bounds, ~(only | told), column, plan, findings))
        chosen = bounds.select("row_no", value.alias("chosen"))
        columns = columns.join(
            chosen.with_columns(pl.lit(True).alias("has")), on="row_no", how="left", maintain_order="left"
        )
        kept = pl.when("has").then("chosen").otherwise(column.frame_name)
        columns = columns.with_columns(kept.alias(column.frame_name)).drop("chosen", "has")
    return columns


def tell_open(
    rows: pl.DataFrame, mask: pl.Series, column: Column, plan: Plan, findings: Findings
) -> pl.Series:
    """Tell of times that occur twice with nothing to tell which; return where the cell cannot be read, for that.

    Args:
        rows: row_no, text, low, high.
        mask: Where nothing tells it.
        column: The column that they stand in.
        plan: What the profile makes of them.
        findings: Takes what is told, and of a cell that is read the time that it could be as well.
    """
    clock, zone = plan.profile.clock, plan.local_zone
    if clock.ambiguous == "set_aside":
        return findings.cell(rows, mask, "repeated-hour", column, rows["text"], zone=zone)
    other = rows.filter(mask).select("row_no", "low" if clock.ambiguous == "latest" else "high")
    if len(other):
        findings.others.setdefault(column.frame_name, {}).update(other.iter_rows())
    findings.rows(rows, mask, f"repeated-hour-{clock.ambiguous}", NOTE, column.name, rows["text"], zone=zone)
    return pl.repeat(False, len(rows), eager=True)


def _bounds(columns: pl.DataFrame, repeats: Repeats, table: Table) -> dict[str, pl.DataFrame]:
    """Return row_no, text, low, high by column: the two times that each cell can be, alike where only one can."""
    if not repeats:
        return {}
    rows = pl.concat([frame["row_no"] for frame in repeats.values()]).unique()
    named = {column.name: column.frame_name for column in table.columns if column.type == "instant"}
    named = {name: frame_name for name, frame_name in named.items() if frame_name in columns.columns}
    part = columns.filter(pl.col("row_no").is_in(rows.implode())).select("row_no", *named.values())
    for name, frame_name in named.items():
        low, high = pl.col(frame_name).alias(f"low {name}"), pl.col(frame_name).alias(f"high {name}")
        if name not in repeats:
            part = part.with_columns(low, high)
            continue
        part = part.join(repeats[name].select("row_no", "early", "late"), on="row_no", how="left")
        twice = pl.col("early").is_not_null() & pl.col(frame_name).is_not_null()
        part = part.with_columns(
            pl.when(twice).then(which).otherwise(own).alias(own.meta.output_name())
            for which, own in (("early", low), ("late", high))
        ).drop("early", "late")
    pairs = [(begin, end) for begin, end in table.intervals if begin in named and end in named]
    for begin, end in (*pairs, *pairs):
        part = part.with_columns(*_possible(begin, end))
    return {
        name: frame.join(
            part.filter(pl.col(named[name]).is_not_null()).select(
                "row_no", pl.col(f"low {name}").alias("low"), pl.col(f"high {name}").alias("high")
            ),
            on="row_no",
        )
        for name, frame in repeats.items()
        if name in named
    }


def _possible(begin: str, end: str) -> tuple[pl.Expr, pl.Expr]:
    """Return the later begin and the earlier end, where only the other one of two is possible."""
    low_begin, high_begin = pl.col(f"low {begin}"), pl.col(f"high {begin}")
    low_end, high_end = pl.col(f"low {end}"), pl.col(f"high {end}")
    begins_too_late = (high_begin > high_end) & (low_begin <= high_end)
    ends_too_early = (low_end < low_begin) & (high_end >= low_begin)
    return (
        pl.when(begins_too_late).then(low_begin).otherwise(high_begin).alias(f"high {begin}"),
        pl.when(ends_too_early).then(high_end).otherwise(low_end).alias(f"low {end}"),
    )


def in_order(updates: pl.DataFrame, *, by_order: bool) -> pl.DataFrame:
    """Return row_no, text, low, high of the updates whose time occurs twice: what their order leaves possible.

    Args:
        updates: All updates of the tickets that have such a time: id, order, at_s, row_no; of those that occur twice
            text, early_s, late_s, null else.
        by_order: Whether ``order`` tells the order; else nothing does.
    """
    found: list[tuple[int, str, int, int]] = []
    for _ticket, steps in updates.sort("id", "order", "row_no").group_by("id", maintain_order=True):
        low = [
            early if early is not None else at for early, at in steps.select("early_s", "at_s").iter_rows()
        ]
        high = [late if late is not None else at for late, at in steps.select("late_s", "at_s").iter_rows()]
        if by_order:
            _narrow(low, high)
        rows = zip(steps["row_no"], steps["text"], low, high, strict=True)
        found += [row for row, late in zip(rows, steps["late_s"], strict=True) if late is not None]
    schema = {"row_no": pl.Int64, "text": pl.String, "low": pl.Int64, "high": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")


def _narrow(low: list[int], high: list[int]) -> None:
    """Leave of each pair only what no earlier one is later than, and no later one is earlier than."""
    least = low[0]
    for at in range(len(low)):
        if low[at] < least <= high[at]:
            low[at] = high[at]
        least = max(least, low[at])
    most = high[-1]
    for at in reversed(range(len(high))):
        if low[at] <= most < high[at]:
            high[at] = low[at]
        most = min(most, high[at])


def alternatives_of(
    tables: Mapping[str, pl.DataFrame], updates: pl.DataFrame, at: Column, plan: Plan, findings: Findings
) -> dict[str, pl.DataFrame]:
    """Return a log's cells that may be another time as well: their own, and those that came of an update's time.

    Args:
        tables: What the log became.
        updates: What it was made of: row_no, id, at_s.
        at: The updates' time.
        plan: The profile and the main table.
        findings: Which times may be two.
    """
    others = findings.others.pop(at.frame_name, {})
    found = {plan.table.name: [alternatives(tables[plan.table.name], findings)]}
    both = pl.DataFrame([*others.items()], schema={"row_no": pl.Int64, "other_s": pl.Int64}, orient="row")
    doubled = updates.select("row_no", "id", "at_s").join(both, on="row_no").drop("row_no")
    for name, frame in tables.items() if len(doubled) else ():
        ticket = "id" if name == plan.table.name else "ticket_id"
        for column in (one for one in BY_NAME[name].columns if one.type == "instant"):
            if column.frame_name in frame.columns:
                same = frame.join(doubled, left_on=[ticket, column.frame_name], right_on=["id", "at_s"])
                cells = same.select("row_no", pl.lit(column.frame_name).alias("column"), "other_s")
                found.setdefault(name, []).append(cells)
    made = {name: pl.concat(each).unique(["row_no", "column"], keep="first") for name, each in found.items()}
    return {name: frame.sort("row_no", "column") for name, frame in made.items()}
