"""The supplier's own totals of hours, by consultant and by activity: they must agree with each other and the rows."""

from decimal import Decimal

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.tables import HOURS_BY_ACTIVITY, HOURS_BY_CONSULTANT
from afstemt.core.remuneration.rows import exact
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _


def reconcile_hours(by_consultant: Decimal, by_activity: Decimal, source: str = "") -> tuple[Fault, ...]:
    """Return what is wrong between two stated totals of the same hours; nothing when they agree."""
    if by_consultant == by_activity:
        return ()
    text = _(
        "Timerne stemmer ikke: {consultants} timer opgjort pr. konsulent, {activities} timer opgjort pr. aktivitet, "
        "en forskel på {difference} timer. Afklar forskellen, før timerne faktureres."
    )
    message = text.format(
        consultants=number(by_consultant, 2),
        activities=number(by_activity, 2),
        difference=number(abs(by_consultant - by_activity), 2),
    )
    return (Fault("hours-disagree", message, source=source, severity="note"),)


def stated_hours(evidence: Evidence, period: Period, counted: Decimal) -> tuple[Fault, ...]:
    """Return where the supplier's own totals for the period disagree with each other or with the rows."""
    rows = collect(
        evidence.table("stated_values").filter(
            pl.col("level").is_in([HOURS_BY_CONSULTANT, HOURS_BY_ACTIVITY]), pl.col("period") == period.code
        )
    )
    stated = {row["level"]: exact(row["value"]) for row in rows.iter_rows(named=True)}
    consultants, activities = stated.get(HOURS_BY_CONSULTANT), stated.get(HOURS_BY_ACTIVITY)
    faults: list[Fault] = []
    if consultants is not None and activities is not None:
        faults += reconcile_hours(consultants, activities, "stated_values")
    text = _(
        "Leverandøren oplyser {stated} timer, men rækkerne giver {counted} timer. Afklar forskellen, "
        "før timerne faktureres."
    )
    for value in dict.fromkeys(one for one in (consultants, activities) if one is not None):
        if evidence.has("hours") and value != counted:
            message = text.format(stated=number(value, 2), counted=number(counted, 2))
            faults.append(Fault("hours-not-as-stated", message, source="stated_values", severity="note"))
    return tuple(faults)
