"""Planned changes held against the business's peaks and freezes: one rule for the report and the agenda."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import Period


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A change not yet begun: planned stretch in UTC seconds, half-open, and what it affects."""

    id: str
    title: str
    from_s: int
    to_s: int
    risk: str
    type: str
    affects: str
    system: str


def planned_change(row: Mapping[str, object]) -> PlannedChange:
    """Return a row of ``changes`` that has a planned start; without a planned end it is one moment."""
    return PlannedChange(
        _text(row["id"]),
        _text(row["title"]),
        _second(row["planned_start_s"]),
        _second(row["planned_end_s"] if row["planned_end_s"] is not None else row["planned_start_s"]),
        _text(row["risk"]),
        _text(row["type"]),
        _text(row["affects"]) or _text(row["service"]),
        _text(row["system"]),
    )


def can_clash(period: Period) -> pl.Expr:
    """Return whether an activity of the business is not over with the period and is to be kept clear of changes.

    A launch is not; an activity that does not say what it is, is.
    """
    return (pl.col("to_s") > period.to_s) & (pl.col("kind") != "launch").fill_null(value=True)


def clashes(terms: Terms, change: PlannedChange, activity: Mapping[str, object]) -> bool:
    """Return whether the change lies in the activity and the activity concerns it.

    An activity concerns a change when it names nothing that it affects, or names the change's system, service
    or something the change affects; and one that says nothing of what it affects.
    """
    meets = change.from_s < _second(activity["to_s"]) and _second(activity["from_s"]) < max(
        change.to_s, change.from_s + 1
    )
    return meets and _concerns(terms, change, _text(activity["affects"]))


def _concerns(terms: Terms, change: PlannedChange, affects: str) -> bool:
    named = _names(affects)
    own = _names(change.affects) | ({change.system.casefold()} if change.system else set())
    if not named or not own:
        return True
    for system in terms.systems:
        services = {one.id.casefold() for one in system.services}
        words = {system.id.casefold(), system.name.casefold()}
        if own & services:
            own = own | words
        if named & words:
            named = named | words | services
    return bool(named & own)


def _names(text: str) -> set[str]:
    return {part.strip().casefold() for part in text.replace(";", ",").split(",") if part.strip()}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _second(value: object) -> int:
    assert isinstance(value, int)
    return value
