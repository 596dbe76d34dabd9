"""Lines over the periods: which periods, counts of rows per period, and a level's figures in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.history import PastRow, is_of
from afstemt.core.measurement.outcome import JUDGED_VERDICTS, Outcome
from afstemt.core.report.blocks import chart_value, chart_values
from afstemt.core.report.month import Month
from afstemt.core.units import formats
from afstemt.core.units.period import Period, parse_period


def periods(month: Month) -> tuple[Period, ...]:
    """Return the periods that lines run over (13 unless the terms say otherwise), oldest first."""
    return month.period.run(month.terms.report.periods)


def label(period: Period) -> str:
    """Return the period for an axis."""
    if period.is_month:
        return formats.short_month(period.first)
    return formats.period_name(period)


def labels(run: Sequence[Period]) -> tuple[str, ...]:
    """Return the periods for an axis."""
    return tuple(label(period) for period in run)


def code_name(code: str, zone: str) -> str:
    """Return the name of the period with this code; the code itself when it is no period."""
    try:
        return formats.period_name(parse_period(code, zone))
    except ValueError:
        return code


def index_of(column: str, run: Sequence[Period]) -> pl.Expr:
    """Return which of the periods (0 is the oldest) the instant lies in; null outside them all."""
    second = pl.col(column)
    number = pl.sum_horizontal([(second >= period.from_s).cast(pl.Int64) for period in run]) - 1
    return pl.when((second >= run[0].from_s) & (second < run[-1].to_s)).then(number)


def per_period(
    frame: pl.LazyFrame, column: str, run: Sequence[Period], group: pl.Expr | None = None
) -> dict[str, list[int]]:
    """Return the number of rows in each period, by group (text); groups in the order of their name."""
    counts = collect(
        frame.select(
            index_of(column, run).alias("index"),
            (pl.lit("") if group is None else group).fill_null("").alias("group"),
        )
        .drop_nulls("index")
        .group_by("group", "index")
        .agg(pl.len().cast(pl.Int64).alias("n"))
        .sort("group", "index")
    )
    found: dict[str, list[int]] = {}
    for row in counts.iter_rows(named=True):
        found.setdefault(row["group"], [0] * len(run))[row["index"]] = row["n"]
    return found


def kept(month: Month, subject: str, run: Sequence[Period]) -> list[Decimal | None]:
    """Return an earlier figure in each period from history; None where it is not known.

    An export usually covers one period, so what the lines need of earlier ones may stand in the history table:
    ``usage/<metric>`` (the period's total, or the highest of what is counted at a time), ``incidents/<priority>``
    (opened), ``open_incidents`` (at the end), ``changes_done`` and ``incidents_in_time`` (percent). All are of the
    whole contract.
    """
    if month.system is not None:
        return [None] * len(run)
    rows = [month.history.at(subject, period.code) for period in run]
    return [None if row is None else row.value for row in rows]


def kept_counts(month: Month, subject: str, run: Sequence[Period]) -> list[int | Decimal | None]:
    """Return an earlier count in each period from history, as ``kept`` does; what is no whole number as it stands."""
    values = kept(month, subject, run)
    return [int(value) if value is not None and value == int(value) else value for value in values]


def closed_first(
    closed: Sequence[int | Decimal | None], counted: Sequence[int | None]
) -> list[Decimal | int | None]:
    """Return earlier periods' figures: what history has, and what is counted of the delivered where it has none."""
    return [now if kept_ is None else kept_ for kept_, now in zip(closed, counted, strict=True)]


@dataclass(frozen=True)
class Line:
    """A population's figures over the periods, exact; None where it is not known."""

    population: str
    values: tuple[Fraction | Decimal | None, ...]
    states: tuple[str, ...] = ()
    """Verdicts of the periods where the level was judged."""

    @property
    def known(self) -> int:
        """Number of periods with a figure."""
        return sum(value is not None for value in self.values)

    @property
    def points(self) -> tuple[float | None, ...]:
        """The figures as floats for a chart."""
        return chart_values(*self.values)


def past(month: Month, level: str, population: str, alone: bool, code: str) -> PastRow | None:
    """Return the history of a population: ``level/population``, or the level's when it has only one."""
    return month.history.of_population(level, population, code, alone=alone)


def run_of_level(month: Month, outcome: Outcome) -> tuple[Period, ...]:
    """Return the periods of the level's own length that the lines run over, oldest first."""
    count = month.terms.report.periods
    return outcome.period.run(count if outcome.period == month.period else min(count, 5))


def lines(month: Month, outcome: Outcome) -> tuple[Line, ...]:
    """Return each population's figures over the periods, the current one last."""
    run = run_of_level(month, outcome)
    alone = len(outcome.results) == 1
    found = []
    for result in outcome.results:
        values: list[Fraction | Decimal | None] = []
        states: list[str] = []
        for period in run[:-1]:
            row = past(month, outcome.level, result.population, alone, period.code)
            values.append(None if row is None else row.value)
            states.append("" if row is None else row.state)
        values.append(None if result.figure is None else result.figure.value)
        states.append(result.state)
        judged = tuple(state for state in states if state in JUDGED_VERDICTS)
        found.append(Line(result.population, tuple(values), judged))
    return tuple(found)


def earlier_targets(
    month: Month, outcome: Outcome, population: str, every_case: float | None
) -> tuple[float | None, ...]:
    """Return a population's target in each of the level's earlier periods, by the terms then in force.

    Args:
        every_case: What stands for a population without a target, of which every case must meet its limit.

    Returns:
        None where the terms then had no such population.
    """
    found = []
    for period in run_of_level(month, outcome)[:-1]:
        ruling = month.contract.ruling_level(outcome.level, period)
        own = [one.target for one in ruling[1].populations if one.id == population] if ruling else []
        found.append((every_case if own[0] is None else chart_value(own[0])) if own else None)
    return tuple(found)


def met_per_period(month: Month, met_now: int) -> tuple[float | None, ...]:
    """Return the number of levels met in each period, by the states in history; the current one last."""
    levels = {outcome.level for outcome in month.outcomes}
    met: list[int | None] = []
    for period in periods(month)[:-1]:
        states = [
            row.state for row in month.history.in_period(period.code) if row.subject in levels and row.state
        ]
        met.append(states.count("met") if states else None)
    return chart_values(*met, met_now)


def penalties(month: Month) -> tuple[float | None, ...]:
    """Return the penalty in each period; the current one last."""
    earlier = month.settlement.earlier
    return chart_values(
        *(
            next((one.amount.amount for one in earlier if is_of(one.period, period.code)), None)
            for period in periods(month)[:-1]
        ),
        month.settlement.penalty.amount,
    )
