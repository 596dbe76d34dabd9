"""A lump of points for what is late or missing, plus points for each unit of delay."""

from decimal import Decimal
from typing import Annotated, Literal

import polars as pl
from pydantic import Field

from afstemt.core.settlement.counting import (
    STEPS_SHOWN,
    Count,
    Counted,
    count_units,
    rest_step,
    shown_steps,
    unit_words,
)
from afstemt.core.settlement.rule import Breach, Rule
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.settlement.unit_count import CountedUnits, counts_events
from afstemt.core.terms.model.miss_units import Unit
from afstemt.core.terms.model.numbers import Number
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


class Parameters(CountedUnits):
    """``lump`` points, and ``per_unit`` for each ``unit`` late."""

    lump: Annotated[Number, Word("Engangspoint", definite="antallet af engangspoint", unit="point")] = Field(
        gt=0
    )
    """Points at once."""
    per_unit: Annotated[
        Number, Word("Point pr. enhed", definite="antallet af point pr. enhed", unit="point")
    ] = Field(gt=0)
    """Points for each unit."""
    unit: Unit = "working_day"
    """What is counted."""
    count: Count = "commenced"
    """Every unit begun, only full ones, or the nearest whole."""
    first_unit: Annotated[
        Literal["included", "additional", "only_when_missing"] | None,
        Word("Første enhed"),
        Choices(
            {
                "included": "er med i engangspointet",
                "additional": "koster ud over engangspointet",
                "only_when_missing": "koster kun, når den mangler helt",
            }
        ),
        Asks(
            "Lægges pointene pr. enhed oven i engangspointene? Står der »3 point for manglende rapport "
            "+ 1 pr. arbejdsdags forsinkelse«, er 4 arbejdsdages forsinkelse enten 4 eller 7 point.",
            (
                ("included", "engangspointene dækker de første enheder: 4 dage er 4 point, 1 dag er 3 point"),
                ("additional", "alle enheder lægges oven i: 4 dage er 3 + 4 = 7 point"),
                (
                    "only_when_missing",
                    "engangspointene gælder kun det, der slet ikke er leveret: 4 dage er 4 point",
                ),
            ),
        ),
    ] = None
    """Whether the lump covers the first units, so that the greater of the lump and the units counts; every unit comes
    on top of it; or the lump is only for what is not delivered at all, and what is late costs its units only.
    """


def apply(breach: Breach) -> tuple[SettlementLine, ...]:
    """Return one line per missed population; each late case has its own lump."""
    parameters = breach.parameters
    assert isinstance(parameters, Parameters)
    lines = []
    for result in breach.results:
        if result.state != "missed":
            continue
        if parameters.first_unit is None:
            raise breach.open("first_unit")
        counted = count_units(breach, result, parameters.unit, parameters.size, parameters.count)
        missing = _not_delivered(breach)
        words = unit_words(parameters.unit, parameters.size, parameters.count)
        steps = list(shown_steps(counted, words))
        total = rest = Decimal(0)
        for number_, one in enumerate(counted):
            points = _points(parameters, one, one.case in missing)
            total += points
            if number_ >= STEPS_SHOWN:
                rest += points
                continue
            formula = _formula(parameters, one, one.case in missing)
            steps.append(
                Step(one.case or _("Point"), formula, f"{number(points)} {_('point')}", breach.clause)
            )
        if len(counted) > STEPS_SHOWN:
            steps.append(rest_step(len(counted) - STEPS_SHOWN, f"{number(rest)} {_('point')}"))
        if total:
            what = _("Engangspoint og point pr. {unit}").format(unit=words)
            steps.append(Step(what, "", f"{number(total)} {_('point')}", breach.clause))
            lines.append(breach.line(result.population, points=total, steps=tuple(steps)))
    return tuple(lines)


def _points(parameters: Parameters, counted: Counted, missing: bool) -> Decimal:
    units = parameters.per_unit * counted.units
    if parameters.first_unit == "included":
        return max(parameters.lump, units)
    return parameters.lump + units if parameters.first_unit == "additional" or missing else units


def _formula(parameters: Parameters, counted: Counted, missing: bool) -> str:
    lump = number(parameters.lump)
    by_unit = f"{counted.units} × {number(parameters.per_unit)}"
    if parameters.first_unit == "included":
        return _("den største af {lump} og {units}").format(lump=lump, units=by_unit)
    return f"{lump} + {by_unit}" if parameters.first_unit == "additional" or missing else by_unit


def _not_delivered(breach: Breach) -> frozenset[str]:
    """Return the cases that are still open past their limit."""
    rows = breach.outcome.rows
    if not {"id", "state"} <= set(rows.columns):
        return frozenset()
    return frozenset(rows.filter(pl.col("state") == "open_late")["id"].to_list())


RULE = Rule(
    name="lump_plus_unit",
    title="Engangspoint og point pr. enhed",
    parameters=Parameters,
    points=True,
    unit=lambda parameters: parameters.unit,
    apply=apply,
    counts_events=counts_events,
)
