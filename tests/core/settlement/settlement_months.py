"""Months of settlement made from a few figures, for cases and properties."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.judge import judge
from afstemt.core.measurement.outcome import Outcome, Overrun, Result, overall
from afstemt.core.remuneration.entitlement import EntitlementLine, Remuneration
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import Population, ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.money import Money
from afstemt.core.units.period import Period, month

ZONE = ZoneInfo("Europe/Copenhagen")
OCTOBER = month(date(2026, 10, 1))
PARTIES = [{"role": "authority", "name": "Myndigheden"}, {"role": "supplier", "name": "Leverandøren"}]


def terms_of(document: Mapping[str, Any]) -> Terms:
    """Return terms from an excerpt; what every contract has is filled in."""
    common = {
        "id": "K1",
        "title": "Syntetisk kontrakt",
        "in_force_from": date(2020, 1, 1),
        "parties": PARTIES,
    }
    return Terms.model_validate({**common, **document})


def contract_of(*documents: Mapping[str, Any]) -> Contract:
    return Contract(tuple(terms_of(document) for document in documents))


def level_of(**more: Any) -> dict[str, Any]:
    """Return a level in percent with one population and a target of 90."""
    level = {"id": "KPI 1", "title": "Servicemål", "kind": "stated_value", "decimals": 1, "judge": "rounded"}
    return {**level, "populations": [{"id": "alle", "target": Decimal(90)}], **more}


def evidence_of(**tables: Sequence[Mapping[str, Any]]) -> Evidence:
    """Return evidence with the rows, in frame columns; what is left out is null."""
    frames = {}
    for name, rows in tables.items():
        schema = BY_NAME[name].schema
        full = [
            {column: row.get(column) for column in schema} | {"row_no": i} for i, row in enumerate(rows, 2)
        ]
        frames[name] = pl.LazyFrame(full, schema=schema)
    return Evidence(frames)


def second(text: str) -> int:
    """Return local Danish time (``2026-11-05`` or with a clock) as a UTC second."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def remuneration_of(
    period: Period, charge: Decimal, currency: str = "DKK", service: str = ""
) -> Remuneration:
    amount = Money(charge, currency)
    line = EntitlementLine("fixed", "drift", "Drift", Decimal(1), "måned", amount, amount, service=service)
    return Remuneration(period, (line,), currency)


def seconds_of(clock: str) -> int:
    """Return ``9:42`` as seconds."""
    hours, minutes = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def result_of(level: ServiceLevel, population: Population, given: Mapping[str, Any]) -> Result:
    """Return the verdict on what a case states: a percentage, counts, times used, or working days late."""
    if given.get("state") == "not_measured":
        return judge(level, population, None, cases=0, reason="Ikke afleveret")
    if "used" in given:
        assert population.limit is not None
        assert population.limit.hours is not None
        limit = int(population.limit.hours * 3600)
        used = [seconds_of(clock) for clock in given["used"]]
        overruns = tuple(
            Overrun(f"sag {number}", each - limit) for number, each in enumerate(used, 1) if each > limit
        )
        figure = Figure(len(used) - len(overruns), len(used), "percent")
        return judge(level, population, figure, cases=len(used), overruns=overruns)
    if "working_days_late" in given:
        late = given["working_days_late"]
        overruns = tuple(
            Overrun(f"sag {number}", None, days, max(0, days - 1))
            for number, days in enumerate(late, 1)
            if days
        )
        figure = Figure(len(late) - len(overruns), len(late), "percent")
        return judge(level, population, figure, cases=len(late), overruns=overruns)
    if "in_time" in given:
        figure = Figure(given["in_time"], given["of"], "percent")
        return judge(level, population, figure, cases=given["of"])
    share = Fraction(given["percent"]) / 100
    return judge(level, population, Figure(share.numerator, share.denominator, "percent"), cases=1)


def outcome_of(
    terms: Terms,
    level: str,
    period: Period,
    given: Sequence[Mapping[str, Any]],
    *,
    part: Period | None = None,
    provisional: bool = False,
    late: Sequence[str] = (),
    open_late: Sequence[str] = (),
) -> Outcome:
    """Return an outcome; ``late`` and ``open_late`` are the ids of the cases behind it."""
    found = terms.level(level)
    populations = {population.id: population for population in found.populations}
    results = tuple(
        result_of(found, populations[one.get("population", found.populations[0].id)], one) for one in given
    )
    rows = pl.DataFrame(
        {
            "id": [*late, *open_late],
            "state": ["late"] * len(late) + ["open_late"] * len(open_late),
            "held_out": [None] * (len(late) + len(open_late)),
        },
        schema={"id": pl.String, "state": pl.String, "held_out": pl.String},
    )
    return Outcome(
        level, period, part or period, overall(results), results, provisional=provisional, rows=rows
    )


def history_rows(settlement: Settlement, outcomes: Sequence[Outcome], charge: Decimal) -> tuple[PastRow, ...]:
    """Return what a locked month leaves in history."""
    code = settlement.period.code
    rows = []
    for outcome in outcomes:
        lines = [line for line in settlement.lines if line.level == outcome.level and line.kind == "penalty"]
        judged = outcome.results[0].judged
        value = None if judged is None else Decimal(judged.numerator) / Decimal(judged.denominator)
        points = sum((line.points for line in lines), Decimal(0))
        amount = sum((line.amount.amount for line in lines), Decimal(0))
        rows.append(PastRow(code, outcome.level, value, points, amount, outcome.state))
    rows.append(PastRow(code, "fee", None, None, charge, ""))
    penalty = settlement.penalty.amount
    rows.append(PastRow(code, "penalty", None, settlement.points, penalty, settlement.state))
    return tuple(rows)


def add(history: History, *rows: PastRow) -> History:
    return replace(history, rows=(*history.rows, *rows))


def to_settle(
    document: Mapping[str, Any],
    results: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    period: Period = OCTOBER,
    charge: Decimal = Decimal(1000),
    history: Sequence[PastRow] = (),
    evidence: Evidence | None = None,
) -> tuple[Contract, Period, tuple[Outcome, ...], Remuneration, History, Evidence]:
    """Return what ``settle`` is given: an excerpt of terms, and what each level came to in the whole period."""
    contract = contract_of(document)
    terms = contract.current
    outcomes = tuple(outcome_of(terms, level, period, given) for level, given in results.items())
    money = remuneration_of(period, charge, terms.currency)
    return contract, period, outcomes, money, History(tuple(history)), evidence or Evidence()


def compact(made: Settlement) -> list[str]:
    """Return a settlement's lines and steps, one a line."""
    lines = [
        f"{line.kind} {line.level}/{line.population} {line.rule}: {line.points} point, {line.amount.amount}"
        f" {line.amount.currency}, {line.clause}, {line.cause!r}, {'counts' if line.counts else 'does not count'}: "
        + "; ".join(said(step) for step in line.steps)
        for line in made.lines
    ]
    lines += [f"  {said(step)}" for step in made.steps]
    lines += [
        f"  {notice.severity} {notice.code} {notice.source}: {notice.message}" for notice in made.notices
    ]
    totals = (
        made.points,
        made.uncapped.amount,
        made.penalty.amount,
        made.bonus.amount,
        made.state,
        made.capped_by,
    )
    return [*lines, "  " + ", ".join(map(str, totals))]


def said(step: Step) -> str:
    return f"{step.what} | {step.formula} | {step.result} | {step.clause}"
