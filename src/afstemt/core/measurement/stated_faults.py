"""Figures stated by the supplier that cannot be: 2,500 percent, half an incident. Their rows are set aside."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import Evidence, SourceFile, collect
from afstemt.core.measurement.judge import WHOLE
from afstemt.core.measurement.registry import kind_of
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number
from afstemt.core.units.period import Period, quarter
from afstemt.core.units.wording import _

TABLE = "stated_values"
IMPOSSIBLE = "stated-impossible"
TWICE = "stated-twice"
"""Why a row is lost whose file has another figure of the same before it."""


def without_impossible(evidence: Evidence, contract: Contract, period: Period) -> Evidence:
    """Return the evidence with stated figures that cannot be set aside, each with a fault; as it was where all can be.

    So is a figure of what the same file has stated otherwise before: nobody knows which of them holds.

    A share is between 0 and 100 percent, a number of something is whole, and neither it nor a time is below zero.
    A level that is only ever stated may be anything (a score, a growth); its percentage is held to 100 where more
    is better and the target is no higher.
    """
    if not evidence.has(TABLE):
        return evidence
    levels: dict[str, list[ServiceLevel]] = {}
    reach = Period(min(period.first, quarter(period.first).first), period.end, period.zone)
    for _part, terms in contract.in_force(reach):
        for level in terms.service_levels:
            levels.setdefault(level.id, []).append(level)
    rows = collect(evidence.table(TABLE))
    codes = ("", period.code, quarter(period.first, period.zone).code)
    wrong: dict[int, str] = {}
    stated: dict[tuple[object, ...], Fraction] = {}
    for at, row in enumerate(rows.iter_rows(named=True)):
        if (row["period"] or "") in codes:
            expected = next(
                filter(None, (_expected(row, level) for level in levels.get(row["level"], ()))), ""
            )
            about = tuple(row[name] or "" for name in ("file_no", "level", "population", "period"))
            figure = next((_value(row, level) for level in levels.get(row["level"], ())), None)
            if expected:
                wrong[at] = expected
            elif figure is not None and stated.setdefault(about, figure) != figure:
                wrong[at] = ""
    return _set_aside(evidence, rows, wrong) if wrong else evidence


def expectation(level: ServiceLevel, value: Fraction) -> str:
    """Return what was expected of a figure that the level cannot have, in words; ``""`` when it can."""
    kind = kind_of(level)
    unit = kind.unit_of(level.parameters)
    if unit == "percent":
        most = None if kind.only_stated and _may_pass_the_whole(level) else WHOLE
        if value < 0 or (most is not None and value > most):
            return _("en procentdel er mellem 0 og 100")
    elif not kind.only_stated:
        if unit == "count" and value.denominator != 1:
            return _("et antal er et helt tal")
        if value < 0:
            return _("tallet kan ikke være under 0")
    return ""


def _expected(row: Mapping[str, Any], level: ServiceLevel) -> str:
    value = _value(row, level)
    return "" if value is None else expectation(level, value)


def _value(row: Mapping[str, Any], level: ServiceLevel) -> Fraction | None:
    """Return the stated figure as the level reads it: a percentage by its counts where those are stated."""
    top, bottom = row["numerator"], row["denominator"]
    if kind_of(level).unit_of(level.parameters) == "percent" and top is not None and bottom:
        return Fraction(int(top), int(bottom)) * 100
    try:
        return Fraction(Decimal(row["value"]))
    except (InvalidOperation, TypeError, ValueError):
        return None


def _may_pass_the_whole(level: ServiceLevel) -> bool:
    above = any((population.target or 0) > WHOLE for population in level.populations)
    return above or kind_of(level).holds_lower_better(level)


def _set_aside(evidence: Evidence, rows: pl.DataFrame, wrong: Mapping[int, str]) -> Evidence:
    kept = [at not in wrong for at in range(rows.height)]
    aside = Counter(rows["file_no"].gather(list(wrong)).to_list())
    files = tuple(_fewer(file, aside[at]) for at, file in enumerate(evidence.files))
    return replace(
        evidence,
        tables={**evidence.tables, TABLE: rows.filter(pl.Series(kept)).lazy()},
        files=files,
        lost={**evidence.lost, TABLE: _lost(evidence, rows, wrong)},
        faults=(*evidence.faults, *_faults(evidence, rows, wrong)),
    )


def _lost(evidence: Evidence, rows: pl.DataFrame, wrong: Mapping[int, str]) -> pl.DataFrame:
    """Return the rows lost with what can be read of them: not the figure."""
    figures = pl.lit(None).cast(pl.Int64).alias("numerator"), pl.lit(None).cast(pl.Int64).alias("denominator")
    gone = rows.with_row_index("_at").filter(pl.col("_at").is_in(list(wrong))).drop("_at")
    gone = gone.with_columns(
        pl.lit(None).cast(pl.String).alias("value"),
        *figures,
        pl.Series("why", [_code(each) for each in wrong.values()]),
    )
    return pl.concat([evidence.lost[TABLE], gone], how="diagonal") if TABLE in evidence.lost else gone


def _code(expected: str) -> str:
    return IMPOSSIBLE if expected else TWICE


def _fewer(file: SourceFile, aside: int) -> SourceFile:
    """Return the file with so many more rows set aside."""
    if not aside:
        return file
    facts = tuple((table, count - aside if table == TABLE else count) for table, count in file.facts)
    return replace(
        file, rows_used=file.rows_used - aside, rows_set_aside=file.rows_set_aside + aside, facts=facts
    )


def _faults(evidence: Evidence, rows: pl.DataFrame, wrong: Mapping[int, str]) -> Iterator[Fault]:
    for at, expected in wrong.items():
        row = rows.row(at, named=True)
        file_no, line = row["file_no"], row["row_no"]
        text = (
            _(
                "{level} er oplyst til {value}, men {expected}. Rækken er sat til side, og servicemålet er ikke målt "
                "efter den; ret tallet."
            )
            if expected
            else _(
                "{level} er oplyst til {value}, men en tidligere række i filen oplyser et andet tal for det samme. "
                "Rækken er sat til side; afklar, hvilket af tallene der gælder, og levér kun det."
            )
        )
        yield Fault(
            _code(expected),
            text.format(level=row["level"], value=_shown(row), expected=expected),
            evidence.files[file_no].name if file_no is not None and file_no < len(evidence.files) else TABLE,
            _("række {n}").format(n=line),
            line,
            "value",
            "set_aside",
        )


def _shown(row: Mapping[str, Any]) -> str:
    value = number(Decimal(row["value"]))
    if row["numerator"] is None or not row["denominator"]:
        return value
    counts = _("{part} af {all}").format(part=number(row["numerator"]), all=number(row["denominator"]))
    return f"{value} ({counts})"
