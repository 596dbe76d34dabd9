"""The columns of a fact table from the columns of a sheet, each value read or its row set aside."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from afstemt.core.evidence.column import DAY_BEGIN, Column
from afstemt.core.evidence.export import UPDATED
from afstemt.core.terms.model.names import Known, folded
from afstemt.files.reading.intake.instant_column import read_column, with_time
from afstemt.files.reading.intake.instants import read_instants
from afstemt.files.reading.intake.plan import Plan, blanked, counted, is_in, mapped, stripped
from afstemt.files.reading.intake.profile import OWN, Source
from afstemt.files.reading.intake.repeated_hour import repeats_of, settled
from afstemt.files.reading.intake.values import (
    Mark,
    mark_of,
    read_booleans,
    read_dates,
    read_decimals,
    read_durations,
    read_integers,
)
from afstemt.files.reading.sheets.finding import ASK, NOTE, Finding, Findings

_NAIVE, _DAY, _OFFSET, _LENGTH = "has local time: ", "is a day: ", "has offset", "length of time: "
_Repeats = dict[str, list[pl.DataFrame]]
Unreadable = Mapping[str, Mapping[int, str]]
_NO_ROWS: Mapping[int, str] = {}
_NONE: Unreadable = {}


def read_columns(
    parts: list[pl.DataFrame], plan: Plan, findings: Findings, unreadable: Unreadable = _NONE
) -> pl.DataFrame:
    """Return the table's columns, typed, with ``row_no``, for every row of the sheet; faults go to ``findings``.

    Args:
        parts: The sheet's rows, some at a time; each is let go of when it is read, so that the text of a large
            file and its types are not in memory together.
        plan: How the sheet is read. What only the whole sheet can tell (decimal marks, two zones) is told by it.
        findings: Takes what is wrong.
        unreadable: Cells without a value that ought to have one, as ``Sheet`` has them.
    """
    marks = _marks(parts, plan)
    read, repeats = [], _Repeats()
    while parts:
        read.append(_read_part(parts.pop(0), plan, marks, findings, unreadable, repeats))
    columns = _with_one_zone(pl.concat(read), plan, findings)
    twice = {name: pl.concat(frames) for name, frames in repeats.items()}
    columns = _with_lengths(settled(columns, twice, plan, findings), plan)
    for column in plan.table.columns:
        if column.asked:
            _ask_for(columns, column, plan, findings)
    return columns


def _ask_for(columns: pl.DataFrame, column: Column, plan: Plan, findings: Findings) -> None:
    """Ask for what rows do not say, once for all of them; no figure may stand on it."""
    name = column.frame_name
    said = (
        columns[name].is_not_null() if name in columns.columns else pl.repeat(False, len(columns), eager=True)
    )
    asked = set(findings.cells.get(name, ()))
    open_ = ~said & ~columns["row_no"].is_in(list(asked | set(findings.aside)))
    if count := int(open_.sum()):
        values: dict[str, str | int] = {"count": count, "table": plan.table.name}
        findings.add(Finding("not-said", ASK, None, column.name, values))
        findings.spoil(columns, open_, "not-said", column)


def _with_parties(
    value: pl.Series, text: pl.Series, bad: pl.Series, column: Column, plan: Plan, findings: Findings
) -> tuple[pl.Series, pl.Series]:
    """Return the values, and which of them mean nothing, with the names of parties read as their roles.

    Capitals, blanks and marks make no difference, as in a decision's ``by``; a name that is only near is not taken.
    """
    roles = {folded(name): role for name, role in plan.parties.items() if role in column.choices}
    words = text.filter(bad).unique(maintain_order=True).to_list()
    known = {word: roles[folded(word)] for word in words if folded(word) in roles}
    if not known:
        return value, bad
    named = bad & text.is_in(list(known))
    for role in dict.fromkeys(known.values()):
        own = text.filter(named & text.is_in([word for word, each in known.items() if each == role]))
        findings.add(Finding(f"party-{role}", NOTE, None, column.name, {"values": counted(own)}))
    read = text.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.String)
    return read.zip_with(named, value), bad & ~named


def _ask_what_is_meant(
    sheet: pl.DataFrame, text: pl.Series, bad: pl.Series, column: Column, plan: Plan, findings: Findings
) -> None:
    """Ask what words mean, once for all rows, with the line that would tell it."""
    words = text.filter(bad)
    if words.is_empty():
        return
    names = Known(dict.fromkeys(plan.parties, ""))
    near = next((name for word in words.unique(maintain_order=True) if (name := names.near(word))), "")
    each = ", ".join(
        f'"{word}" = "{"|".join(column.choices)}"' for word in words.unique(maintain_order=True).head(3)
    )
    values: dict[str, str | int] = {
        "count": len(words),
        "values": counted(words),
        "table": plan.table.name,
        "profile": plan.profile.name,
        "line": f"values = {{ {each} }}",
    }
    code = "unknown-said-near" if near else "unknown-said"
    code = f"{code}-own" if plan.profile.name == OWN else code
    findings.add(Finding(code, ASK, None, column.name, values | ({"near": near} if near else {})))
    findings.spoil(sheet, bad, "unknown-said", column)


def _marks(parts: list[pl.DataFrame], plan: Plan) -> dict[str, Mark]:
    """Return the decimal mark of each column of numbers, as its values in the whole sheet say."""
    marks: dict[str, Mark] = {}
    for column in plan.table.columns:
        source = plan.profile.source(plan.table, column.name)
        if source is None or column.type not in ("integer", "decimal"):
            continue
        said = (stripped(part, source, plan.profile.missing) for part in parts)
        marks[column.name] = mark_of(said, plan.profile.decimal, whole=column.type == "integer")
    return marks


def _read_part(
    sheet: pl.DataFrame,
    plan: Plan,
    marks: dict[str, Mark],
    findings: Findings,
    unreadable: Unreadable,
    repeats: _Repeats,
) -> pl.DataFrame:
    """Return the columns of some rows, and beside them where each time is local, and which rows have an offset.

    Times that occur twice go to ``repeats``, by Afstemt's column.
    """
    series: dict[str, pl.Series] = {}
    local: dict[str, pl.Series] = {}
    offset = pl.repeat(False, len(sheet), eager=True)
    for column in plan.table.columns:
        source = plan.profile.source(plan.table, column.name)
        if source is None or not is_in(sheet, source):
            continue
        said = stripped(sheet, source, plan.profile.missing)
        broken = _broken(sheet, column, source, findings, unreadable)
        said = said if broken is None else blanked(said, broken)
        text = _mapped(sheet, column, source, said, findings)
        if column.type == "instant":
            if source.after:
                length, bad = read_durations(text, source.unit)
                findings.cell(sheet, bad, "bad-duration", column, text)
                series[_LENGTH + column.frame_name] = length
                continue
            text = with_time(sheet, source, text, plan.profile.missing)
            read = read_column(sheet, text, column, source, plan, findings)
            value = read.seconds
            local[_NAIVE + column.frame_name] = read.naive
            local[_DAY + column.frame_name] = read.alone
            offset = offset | (read.seconds.is_not_null() & ~read.naive)
            if read.repeated.any():
                repeats.setdefault(column.name, []).append(repeats_of(sheet, text, read))
        else:
            value = _value(sheet, column, text, marks.get(column.name, "auto"), source, plan, findings)
        if column.required:
            blank = said.is_null() if source.other != "missing" else text.is_null()
            findings.cell(sheet, blank if broken is None else blank & ~broken, "missing-value", column)
        series[column.frame_name] = value
    if (updated := last_updated(sheet, plan)) is not None:
        series[UPDATED] = updated
    return pl.DataFrame({**series, "row_no": sheet["row_no"], **local, _OFFSET: offset})


def last_updated(sheet: pl.DataFrame, plan: Plan) -> pl.Series | None:
    """Return when each row was last changed, in UTC seconds; None where the sheet does not say."""
    if not any(name in sheet.columns for name in plan.profile.export.updated):
        return None
    source, clock = Source(plan.profile.export.updated), plan.profile.clock
    updated = stripped(sheet, source, plan.profile.missing)
    return read_instants(updated, clock, plan.local_zone, first=plan.first(source), alone=DAY_BEGIN).seconds


def _broken(
    sheet: pl.DataFrame, column: Column, source: Source, findings: Findings, unreadable: Unreadable
) -> pl.Series | None:
    """Return where one of the source's cells has no value but ought to; None for nowhere."""
    found: dict[int, str] = {}
    for name in source.columns:
        found |= unreadable.get(name, _NO_ROWS)
    if not found:
        return None
    for code in sorted(set(found.values())):
        rows = [row for row, why in found.items() if why == code]
        findings.cell(sheet, sheet["row_no"].is_in(rows), code, column)
    return sheet["row_no"].is_in(list(found))


def _mapped(
    sheet: pl.DataFrame, column: Column, source: Source, text: pl.Series, findings: Findings
) -> pl.Series:
    """Return the text with the profile's value mapping applied; what is mapped to nothing says nothing."""
    if source.values and source.other == "set_aside":
        unknown = text.is_not_null() & ~text.str.to_lowercase().is_in(list(source.values))
        findings.cell(sheet, unknown, "unknown-value", column, text, known=", ".join(source.values)[:200])
    return mapped(text, source)


def _with_lengths(columns: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Return the columns with each time that is given by its length after another, which is read by now."""
    for column in plan.table.columns:
        length = _LENGTH + column.frame_name
        if length in columns.columns:
            source = plan.profile.source(plan.table, column.name)
            assert source is not None
            begin = plan.table.column(source.after).frame_name
            if begin in columns.columns:
                ends = (pl.col(begin) + pl.col(length)).alias(column.frame_name)
                columns = columns.with_columns(ends)
            columns = columns.drop(length)
    return columns


def _with_one_zone(columns: pl.DataFrame, plan: Plan, findings: Findings) -> pl.DataFrame:
    """Blank local times in a file whose other times carry an offset, unless the profile states their zone.

    A day alone has no zone to tell: it is a day of the contract's, whatever the times beside it carry.
    """
    clock, offset = plan.profile.clock, columns[_OFFSET]
    naive, days = (
        {
            column: columns[kind + column.frame_name]
            for column in plan.table.columns
            if kind + column.frame_name in columns.columns
        }
        for kind in (_NAIVE, _DAY)
    )
    beside = [kind + column.frame_name for kind in (_NAIVE, _DAY) for column in naive]
    columns = columns.drop(_OFFSET, *beside)
    if not any(mask.any() for mask in naive.values()):
        return columns
    example_row = 0
    if clock.zone is None:
        code = "no-offset"
    elif clock.zone_stated:
        return columns
    elif offset.any():
        code, example_row = "two-zones", int(columns["row_no"].filter(offset)[0])
        naive = {column: mask & ~days[column] for column, mask in naive.items()}
    else:
        findings.add(Finding("local-times", NOTE, None, None, {"zone": plan.local_zone}))
        return columns
    said: dict[str, Any] = {"other": example_row, "profile": plan.profile.name, "zone": plan.zone}
    return columns.with_columns(
        blanked(columns[column.frame_name], findings.cell(columns, mask, code, column, **said))
        for column, mask in naive.items()
    )


def _value(
    sheet: pl.DataFrame,
    column: Column,
    text: pl.Series,
    mark: Mark,
    source: Source,
    plan: Plan,
    findings: Findings,
) -> pl.Series:
    unclear = None
    if column.type == "decimal":
        value, bad, unclear = read_decimals(text, mark)
        code = "bad-number"
    elif column.type == "integer":
        value, bad, unclear = read_integers(text, mark)
        code = "bad-integer"
    elif column.type == "duration":
        value, bad = read_durations(text, source.unit)
        code = "bad-duration"
    elif column.type == "boolean":
        value, bad = read_booleans(text)
        code = "bad-boolean"
    elif column.type == "date":
        value, bad = read_dates(text, source.formats or plan.profile.clock.formats, plan.first(source))
        code = "bad-date"
    elif column.type == "choice":
        value = text.str.to_lowercase()
        bad = value.is_not_null() & ~value.is_in(column.choices)
        if column.asked and bad.any():
            value, bad = _with_parties(value, text, bad, column, plan, findings)
            _ask_what_is_meant(sheet, text, bad, column, plan, findings)
            return blanked(value, bad)
        known = ", ".join(column.choices)
        value = blanked(value, findings.cell(sheet, bad, "unknown-choice", column, text, known=known))
        return value.fill_null(column.default) if column.default else value
    else:
        return text
    if column.type in ("decimal", "integer"):
        percent = bad & text.str.ends_with("%").fill_null(False)
        findings.cell(sheet, percent, "percent-number", column, text)
        bad = bad & ~percent
    findings.cell(sheet, bad, code, column, text)
    if unclear is not None:
        findings.cell(sheet, unclear, "unclear-number", column, text)
    if column.places is not None:
        long = value.str.contains(rf"\.\d{{{column.places}}}\d*[1-9]")
        value = blanked(value, findings.cell(sheet, long, "too-exact", column, text, places=column.places))
    if column.least is not None:
        small = value.cast(pl.Float64, strict=False) < column.least
        value = blanked(value, findings.cell(sheet, small, "too-small", column, text, least=column.least))
    if column.most is not None:
        large = value.cast(pl.Float64, strict=False) > column.most
        value = blanked(value, findings.cell(sheet, large, "too-large", column, text, most=column.most))
    return value
