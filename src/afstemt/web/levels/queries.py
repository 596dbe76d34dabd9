"""Levels by periods, read in a number of queries that grows with neither."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from afstemt.core.measurement.outcome import State, worst
from afstemt.core.report.blocks import KeyFigure
from afstemt.core.report.words import status, target_words
from afstemt.core.units.figure import Figure
from afstemt.core.units.formats import figure, number, percent, period_name, short_month
from afstemt.core.units.period import month
from afstemt.core.units.wording import _
from afstemt.files.writing.charts.sparklines import described, sparkline
from afstemt.web.contracts.models import Contract
from afstemt.web.levels.models import LevelResult
from afstemt.web.periods.models import ReportVersion

FEWEST, MOST = 13, 25
ICONS = {"met": "✓", "reserved": "!", "missed": "✗", "not_judged": "–", "not_measured": "?"}


@dataclass(frozen=True)
class Judged:
    """A period's result as it is shown: icon, word, the figure, what it was held against, and why.

    ``part`` says the stretch where the terms changed inside the period.
    """

    state: State
    icon: str
    word: str
    value: str
    target: str
    points: str
    reason: str
    part: date | None


@dataclass(frozen=True)
class Cell:
    """A level's group in a period: nothing where the period has no report or the report no such group."""

    code: str
    period: str
    results: tuple[Judged, ...]


@dataclass(frozen=True)
class LevelRow:
    """A level's group over the periods, oldest first.

    Attributes:
        guaranteed: The target of the newest result.
        line, said: The course as a drawing, and in words; both empty with fewer than two figures.
    """

    level: str
    title: str
    clause: str
    population: str
    guaranteed: str
    cells: tuple[Cell, ...]
    line: str
    said: str


@dataclass(frozen=True)
class Noted:
    """A miss, or a reservation, to read about: where, by how much, why."""

    code: str
    period: str
    title: str
    clause: str
    result: Judged


@dataclass(frozen=True)
class Levels:
    """The page: periods oldest first as code and short name, rows, and what was missed or is reserved, newest first."""

    periods: tuple[tuple[str, str], ...]
    rows: tuple[LevelRow, ...]
    missed: tuple[Noted, ...]
    reserved: tuple[Noted, ...]
    verdict: str


def levels(contract: Contract, count: int, today: date) -> Levels:
    """Return the contract's levels over the last ``count`` months that are over, by two queries."""
    months = month(today, contract.zone).before().run(count)
    names = {one.code: period_name(one) for one in months}
    newest = _counting(contract, list(names))
    found = LevelResult.objects.filter(version__in=newest.values()).order_by("period", "position")
    by_row: dict[tuple[str, str], dict[str, list[LevelResult]]] = {}
    for result in found:
        by_row.setdefault((result.level, result.population), {}).setdefault(result.period, []).append(result)
    rows = tuple(_row(names, results) for results in by_row.values())
    periods = tuple((one.code, short_month(one.first)) for one in months)
    return Levels(
        periods,
        rows,
        _noted(rows, names, "missed"),
        _noted(rows, names, "reserved", "not_measured"),
        _verdict(rows, names),
    )


def _noted(rows: tuple[LevelRow, ...], names: dict[str, str], *states: State) -> tuple[Noted, ...]:
    """Return the results in ``states``, the newest period first."""
    return tuple(
        Noted(
            cell.code,
            cell.period,
            row.title + (f", {row.population}" if row.population else ""),
            row.clause,
            one,
        )
        for code in reversed(names)
        for row in rows
        for cell in row.cells
        if cell.code == code
        for one in cell.results
        if one.state in states
    )


def _counting(contract: Contract, codes: list[str]) -> dict[str, int]:
    """Return by period the report whose figures count: the newest one, which an approved one is."""
    found = ReportVersion.objects.filter(contract=contract, period__in=codes).order_by("number")
    return dict(found.values_list("period", "pk"))


def _row(names: dict[str, str], results: dict[str, list[LevelResult]]) -> LevelRow:
    last = results[max(results)][-1]
    cells = tuple(
        Cell(code, name, tuple(_judged(one, len(results[code])) for one in results.get(code, ())))
        for code, name in names.items()
    )
    series = tuple(
        float(Fraction(values[-1].value)) if (values := results.get(code)) and values[-1].value else None
        for code in names
    )
    label = f"{last.title}, {last.population_title}" if last.population_title else last.title
    course = KeyFigure(label, None, series=series)
    return LevelRow(
        last.level,
        last.title,
        last.clause,
        last.population_title,
        _target(last),
        cells,
        sparkline(course),
        described(course),
    )


def _judged(one: LevelResult, stretches: int) -> Judged:
    points = number(
        one.points.normalize() if one.points != one.points.to_integral_value() else int(one.points)
    )
    return Judged(
        one.state,  # type: ignore[arg-type]
        ICONS[one.state],
        status(one.state, one.provisional).word,
        _text(one.value, one.unit, one.decimals),
        _target(one),
        points if one.points else "",
        one.reason,
        one.from_day if stretches > 1 else None,
    )


def _text(value: str, unit: str, decimals: int) -> str:
    if not value:
        return ""
    exact = Fraction(value)
    if unit == "percent":
        return percent(exact, decimals)
    return figure(Figure(exact.numerator, exact.denominator, unit), decimals)  # type: ignore[arg-type]


def _target(one: LevelResult) -> str:
    """Return what was guaranteed: ``mindst 99,5 pct.``, or every case."""
    target = Fraction(one.target) if one.target else None
    return target_words(target, one.unit or "count", decimals=one.decimals, at_least=one.at_least)  # type: ignore[arg-type]


def _verdict(rows: tuple[LevelRow, ...], names: dict[str, str]) -> str:
    """Return how the newest period with a report stands, by level."""
    for code in reversed(names):
        states: dict[str, list[State]] = {}
        for row in rows:
            for cell in row.cells:
                if cell.code == code and cell.results:
                    states.setdefault(row.level, []).extend(one.state for one in cell.results)
        if states:
            found = [worst(own) for own in states.values()]
            text = _("{period}: {met} af {all} servicemål er opfyldt.")
            name = names[code]
            said = text.format(period=name[:1].upper() + name[1:], met=found.count("met"), all=len(states))
            reserved = found.count("reserved")
            return f"{said} {_('{n} er opfyldt med forbehold.').format(n=reserved)}" if reserved else said
    return _("Ingen af perioderne har en driftsrapport endnu.")
