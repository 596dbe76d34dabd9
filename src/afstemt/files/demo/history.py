"""Earlier months' results, calculated by the engine itself, month by month, as they stand when locked."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.month import run
from afstemt.core.report.month import Month
from afstemt.core.terms.contract import Contract
from afstemt.core.units.money import rounded
from afstemt.core.units.period import Period
from afstemt.files.demo.tables import Cell, Row


def history_rows(contract: Contract, period: Period, evidence: Evidence) -> list[Row]:
    """Return the rows that ``period`` leaves to the months after it; ``evidence`` holds those before it.

    Raises:
        Refused: The terms leave open what a figure depends on.
    """
    made = run(contract, period, evidence, as_of=period.end + timedelta(days=14))
    rows: list[dict[str, Cell]] = []
    for level in dict.fromkeys(outcome.level for outcome in made.outcomes):
        own = [outcome for outcome in made.outcomes if outcome.level == level]
        rows.extend(_level(made, own))
    settlement = made.settlement
    rows.append({"subject": "fee", "amount": made.remuneration.total().amount})
    rows.append(
        {
            "subject": "penalty",
            "points": settlement.points,
            "amount": settlement.penalty.amount,
            "state": "calculated",
        }
    )
    if settlement.bonus.amount:
        rows.append({"subject": "bonus", "amount": settlement.bonus.amount, "state": "set_off"})
    rows.extend(_counts(made))
    return [{"period": period.code, **row} for row in rows]


def _level(made: Month, own: Sequence[Outcome]) -> list[dict[str, Cell]]:
    """Return the level's row, and one per population when it has several; the worst part's state, the last's value."""
    last = own[-1]
    level = next(one for one in made.terms.service_levels if one.id == last.level)
    decimals = 2 if level.decimals is None else level.decimals
    values: dict[str, Decimal | None] = {
        result.population: None
        if result.figure is None
        else rounded(result.figure.value, decimals, level.rounding)
        for result in last.results
    }
    points = sum(
        (line.points for line in made.settlement.lines if line.level == level.id and line.counts), Decimal(0)
    )
    state = "missed" if any(outcome.state == "missed" for outcome in own) else last.state
    alone = values[last.results[0].population] if len(values) == 1 else None
    rows: list[dict[str, Cell]] = [{"subject": level.id, "value": alone, "points": points, "state": state}]
    if len(values) > 1:
        rows.extend(
            {
                "subject": f"{level.id}/{result.population}",
                "value": values[result.population],
                "state": result.state,
            }
            for result in last.results
        )
    return rows


def _counts(made: Month) -> list[dict[str, Cell]]:
    """Return the counts that the report's lines over the periods need."""
    period, facts = made.period, made.evidence
    opened = collect(
        facts.table("incidents")
        .filter(pl.col("opened_s") >= period.from_s, pl.col("opened_s") < period.to_s)
        .group_by("priority")
        .agg(pl.len().cast(pl.Int64).alias("n"))
        .sort("priority")
    )
    still = collect(facts.table("incidents").filter(pl.col("resolved_s").is_null()).select("id")).height
    use = collect(
        facts.table("usage")
        .group_by("metric", "at_s")
        .agg(pl.col("value").sum())
        .group_by("metric")
        .agg(pl.col("value").sum().alias("total"), pl.col("value").max().alias("highest"))
        .sort("metric")
    )
    rows: list[dict[str, Cell]] = [
        {"subject": f"incidents/{priority}", "value": Decimal(number)}
        for priority, number in opened.iter_rows()
    ]
    rows.append({"subject": "open_incidents", "value": Decimal(still)})
    done = collect(facts.table("changes").filter(*_done(period)).select("id")).height
    rows.append({"subject": "changes_done", "value": Decimal(done)})
    if (share := _in_time(made)) is not None:
        rows.append({"subject": "incidents_in_time", "value": share})
    rows.extend(
        {"subject": f"usage/{metric}", "value": Decimal(highest if metric == "users" else total)}
        for metric, total, highest in use.iter_rows()
    )
    return rows


def _done(period: Period) -> tuple[pl.Expr, ...]:
    began = pl.coalesce("started_s", "planned_start_s")
    return pl.col("outcome") == "successful", began >= period.from_s, began < period.to_s


def _in_time(made: Month) -> Decimal | None:
    """Return the percent of the incidents in time over the levels of resolution; None when none was judged."""
    kinds = {level.id: level.kind for level in made.terms.service_levels}
    figures = [
        result.figure
        for outcome in made.outcomes
        if kinds.get(outcome.level) == "resolution_time"
        for result in outcome.results
        if result.figure is not None
    ]
    judged = sum(figure.denominator for figure in figures)
    share = Fraction(100 * sum(figure.numerator for figure in figures), judged or 1)
    return rounded(share, 2) if judged else None


def as_seen(rows: Sequence[Row], period: Period) -> list[Row]:
    """Return the rows as ``period`` finds them: penalties older than the latest period are set off."""
    latest = period.previous().code
    return [
        {**row, "state": "set_off"}
        if row["subject"] == "penalty" and row["amount"] and row["period"] != latest
        else row
        for row in rows
    ]
