"""A column of instants, or of days, from the columns of a sheet: its text, which number is the day, and its faults."""

from collections.abc import Iterator, Sequence

import polars as pl

from afstemt.core.evidence.column import Column
from afstemt.files.reading.intake.day_order import Parts, day_orders
from afstemt.files.reading.intake.instants import Instants, example, read_instants
from afstemt.files.reading.intake.plan import Orders, Plan, is_in, stripped
from afstemt.files.reading.intake.profile import Source
from afstemt.files.reading.sheets.finding import ASK, NOTE, Finding, Findings

_HAS_TIME = r"(?i)(?:^|[T\s])\d{1,2}(?:[:.]\d{2}|\s*[ap]\.?m)"
_IS_TIME = r"(?i)^\d{1,2}(?:[:.]\d{2}){1,2}(?:[.,]\d+)?(?:\s*[ap]\.?\s?m\.?)?$"


def orders_of(parts: Sequence[pl.DataFrame], plan: Plan, findings: Findings) -> Orders:
    """Return which of day and month stands first in each of the sheet's columns of times.

    Raises:
        Unreadable: ``two-date-orders``.
    """

    def read(source: Source) -> Parts:
        def texts() -> Iterator[tuple[pl.Series, pl.Series]]:
            return ((stripped(part, source, plan.profile.missing), part["row_no"]) for part in parts)

        return texts

    found = {source.columns: (name, source) for name, source in _sources(plan) if is_in(parts[0], source)}
    texts = ((name, source, read(source)) for name, source in found.values())
    return day_orders(texts, plan.profile.clock, plan.profile.name, findings)


def _sources(plan: Plan) -> Iterator[tuple[str, Source]]:
    profile = plan.profile
    if profile.export.updated:
        yield profile.export.updated[0], Source(profile.export.updated)
    if profile.event_log is not None:
        yield profile.event_log.at, Source((profile.event_log.at,))
    for column in plan.table.columns:
        source = profile.source(plan.table, column.name)
        timed = column.type in ("instant", "date")
        if timed and source is not None and source.constant is None and not source.after:
            yield column.name, source


def with_time(sheet: pl.DataFrame, source: Source, text: pl.Series, missing: frozenset[str]) -> pl.Series:
    """Return the text with the time of day after it, where it is only a day and another column has the time.

    That is a column that the profile names for it, or one of several where the one with a value holds times alone.
    """
    beside = [name for name in (*source.time, *source.columns[1:]) if name in sheet.columns]
    for name in beside:
        alone = text.is_not_null() & ~text.str.contains(_HAS_TIME)
        if not alone.any():
            break
        time = stripped(sheet, Source((name,)), missing)
        apart = alone & time.is_not_null()
        if name not in source.time:
            apart = apart & time.str.contains(_IS_TIME).fill_null(False)
        text = (text + " " + time).zip_with(apart, text)
    return text


def read_column(
    sheet: pl.DataFrame, text: pl.Series, column: Column, source: Source, plan: Plan, findings: Findings
) -> Instants:
    """Return the instants of a column; what is wrong with it is put into ``findings``.

    Times that occur twice are not told of: see ``repeated_hour``.
    """
    clock = plan.profile.clock
    stated = clock.alone(column.name)
    alone = stated or column.alone or None
    read = read_instants(text, clock, plan.local_zone, source.formats, first=plan.first(source), alone=alone)
    severity = NOTE if source.unreadable == "leave_empty" else ASK
    expected = " | ".join(example(each) for each in source.formats or clock.formats)
    for mask, code in (
        (read.unread, "bad-time"),
        (read.no_such_day, "no-such-date"),
        (read.unordered, "date-order-unknown"),
        (read.skipped, "skipped-hour"),
        (read.out_of_range, "time-out-of-range"),
    ):
        findings.cell(sheet, mask, code, column, text, severity, zone=plan.local_zone, expected=expected)
    if alone is None:
        findings.cell(sheet, read.alone, "date-alone", column, text, severity)
    elif (count := int(read.alone.sum())) > 0 and not stated:
        values: dict[str, str | int] = {
            "count": count, "other": int(sheet["row_no"].filter(read.alone)[0]), "time": alone,
        }  # fmt: skip
        findings.add(Finding("date-alone-read", NOTE, None, column.name, values))
    return read
