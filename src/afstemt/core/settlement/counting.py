"""How many units a result is past its limit: percentage points, hours, minutes, working days or cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Annotated, Literal

from afstemt.core.measurement.outcome import Overrun, Result
from afstemt.core.settlement.bands import places_of
from afstemt.core.settlement.rule import Breach, Unsettled
from afstemt.core.terms.model.miss_units import Unit, unit_word
from afstemt.core.terms.model.words import Choices, Word
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import duration, number
from afstemt.core.units.money import rounded
from afstemt.core.units.wording import _

Count = Annotated[
    Literal["commenced", "completed", "rounded"],
    Word("Enheder, der tæller"),
    Choices({"commenced": "hver påbegyndt", "completed": "kun fulde", "rounded": "nærmeste hele enhed"}),
]

SECONDS = {"hour": 3600, "minute": 60}
STEPS_SHOWN = 20
"""Cases shown one by one in the steps; the rest stand as one sum. All rows are in the outcome."""

MOST_PLACES = 12
"""Decimals of a figure and its target at most, to show that the distance is past a whole number of units."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Whole units counted for one case (``case`` is its id), or for the whole result (``case`` is empty).

    ``step`` is None for the cases past STEPS_SHOWN: a month may have hundreds of thousands of them.
    """

    case: str
    units: int
    step: Step | None


def whole(quantity: Fraction | int, size: Fraction, count: Count) -> int:
    """Return how many times ``size`` is in ``quantity``: begun (up), full (down), or the nearest (half up)."""
    parts, each = quantity.numerator * size.denominator, quantity.denominator * size.numerator
    if count == "commenced":
        return -(-parts // each)
    if count == "completed":
        return parts // each
    return (2 * parts + each) // (2 * each)


def unit_words(unit: Unit, size: Decimal, count: Count) -> str:
    """Return ``påbegyndt time``, ``fuldt procentpoint``, ``påbegyndte 15 minutter``, ``påbegyndt 0,5 time`` ..."""
    many = size > 1
    name = unit_word(unit, many=many)
    quantity = name if size == 1 else f"{number(size)} {name}"
    if unit == "case" and size == 1:
        return quantity
    if count == "rounded":
        return _("{quantity} (nærmeste hele antal)").format(quantity=quantity)
    if count == "commenced":
        return f"{_('påbegyndte') if many else _('påbegyndt')} {quantity}"
    if many:
        return f"{_('fulde')} {quantity}"
    return f"{_('fuld') if unit in ('hour', 'working_day') else _('fuldt')} {quantity}"


def count_units(
    breach: Breach, result: Result, unit: Unit, size: Decimal, count: Count
) -> tuple[Counted, ...]:
    """Return the units that ``result`` is past its limit, for a result that is missed.

    Time units count each case's overrun by itself; without cases they count the shortfall of a figure in
    seconds. Percentage points count the shortfall of a percentage. Cases count the overruns.

    Raises:
        Unsettled: The level's figure has nothing in that unit, so the terms name the wrong unit.
    """
    if unit == "case":
        cases = _cases(result)
        if cases is None:
            raise _wrong_unit(breach, unit)
        units = whole(cases, Fraction(size), count)
        return (Counted("", units, Step(_("Antal tilfælde over grænsen"), "", number(cases), breach.clause)),)
    if unit == "percentage_point":
        if result.figure is None or result.figure.unit != "percent" or result.target is None:
            raise _wrong_unit(breach, unit)
        return (_points_of_percentage(breach, result, size, count),)
    if result.overruns:
        return tuple(
            _one_case(breach, overrun, unit, size=size, count=count, shown=number_ < STEPS_SHOWN)
            for number_, overrun in enumerate(result.overruns)
        )
    if unit in SECONDS and result.figure is not None and result.figure.unit == "seconds":
        return (_seconds(breach, "", int(result.shortfall), unit=unit, size=size, count=count),)
    raise _wrong_unit(breach, unit)


def _cases(result: Result) -> int | None:
    if result.overruns:
        return len(result.overruns)
    if result.figure is not None and result.figure.unit == "count":
        return ceil(result.shortfall)
    return None


def _points_of_percentage(breach: Breach, result: Result, size: Decimal, count: Count) -> Counted:
    assert result.target is not None
    judged = result.judged if result.judged is not None else result.target
    units = whole(Fraction(result.shortfall), Fraction(size), count)
    ends = (judged, result.target) if result.at_least else (result.target, judged)
    places = max(breach.level.decimals or 0, *(places_of(value) for value in ends))
    while places < MOST_PLACES and whole(_distance(*ends, places), Fraction(size), count) != units:
        places += 1
    low, high = (rounded(value, places) for value in ends)
    step = Step(
        _("Afstand til målet"),
        f"{number(high)} − {number(low)} = {number(high - low)} {_('procentpoint')}",
        f"{units} × {unit_words('percentage_point', size, count)}",
        breach.clause,
    )
    return Counted("", units, step)


def _distance(low: Fraction, high: Fraction, places: int) -> Fraction:
    """Return the distance between two values as they are shown with ``places`` decimals."""
    return Fraction(rounded(high, places) - rounded(low, places))


def _one_case(
    breach: Breach, overrun: Overrun, unit: Unit, *, size: Decimal, count: Count, shown: bool
) -> Counted:
    if unit != "working_day":
        if overrun.seconds is None:
            raise _wrong_unit(breach, unit)
        return _seconds(breach, overrun.case, overrun.seconds, unit=unit, size=size, count=count, shown=shown)
    days = overrun.days_completed if count == "completed" else overrun.days_commenced
    if days is None:
        raise _wrong_unit(breach, unit)
    units = whole(days, Fraction(size), count)
    if not shown:
        return Counted(overrun.case, units, None)
    how = (
        _("fulde arbejdsdage over fristen: {days}")
        if count == "completed"
        else _("arbejdsdage over fristen: {days}")
    ).format(days=days)
    what = f"{units} × {unit_words(unit, size, count)}"
    return Counted(overrun.case, units, Step(overrun.case, how, what, breach.clause))


def _seconds(
    breach: Breach, case: str, seconds: int, *, unit: Unit, size: Decimal, count: Count, shown: bool = True
) -> Counted:
    units = whole(seconds, SECONDS[unit] * Fraction(size), count)
    if not shown:
        return Counted(case, units, None)
    how = _("{time} over grænsen").format(time=duration(seconds))
    what = case or _("Resultatet")
    return Counted(case, units, Step(what, how, f"{units} × {unit_words(unit, size, count)}", breach.clause))


def shown_steps(counted: Sequence[Counted], words: str) -> tuple[Step, ...]:
    """Return the cases' steps, at most STEPS_SHOWN of them, the rest as one sum of the unit in ``words``."""
    steps = tuple(one.step for one in counted[:STEPS_SHOWN] if one.step is not None)
    rest = counted[STEPS_SHOWN:]
    if not rest:
        return steps
    total = sum(one.units for one in rest)
    return (*steps, rest_step(len(rest), f"{total} × {words}"))


def rest_step(cases: int, result: str) -> Step:
    """Return the step of the cases past STEPS_SHOWN together."""
    return Step(_("Øvrige tilfælde"), _("{cases} tilfælde, alle i bilaget").format(cases=cases), result)


def _wrong_unit(breach: Breach, unit: Unit) -> Unsettled:
    rule = breach.penalty.rule
    field = next((name for name in ("unit", "per") if name in type(breach.parameters).model_fields), "")
    return Unsettled(
        Fault(
            "unit-not-measured",
            _(
                "{level}: reglen »{rule}« tæller i enheden »{unit}«, men servicemålets resultat har ingen "
                "overskridelse i den enhed. Der beregnes intet beløb; ret enheden, grænsen eller målet i "
                "vilkårene."
            ).format(level=breach.level.id, rule=rule, unit=unit),
            place=f"service_levels.{breach.level.id}.penalties.{rule}" + (f".{field}" if field else ""),
        )
    )
