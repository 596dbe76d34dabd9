"""What the pages of a contract show, read in a number of queries that does not grow."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from afstemt.core.terms.check.open_points import OpenPoint
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import month
from afstemt.web.contracts.models import Contract, TermsVersion
from afstemt.web.contracts.terms import open_points


@dataclass(frozen=True)
class VersionShown:
    """A version of the terms with what it leaves open, or why it cannot be read."""

    version: TermsVersion
    points: tuple[OpenPoint, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def blocking(self) -> int:
        """How many open points stop every figure."""
        return sum(point.severity == "blocks" for point in self.points)


def versions(contract: Contract, as_of: date) -> list[VersionShown]:
    """Return all versions, newest first."""
    shown = []
    found = contract.versions.select_related("authority_approved_by", "supplier_approved_by").order_by(
        "-in_force_from", "-id"
    )
    for version in found:
        try:
            shown.append(VersionShown(version, open_points(version, as_of)))
        except Refused as refused:
            shown.append(VersionShown(version, (), refused.faults))
    return shown


def locked_until(contract: Contract) -> date | None:
    """Return the last day of the contract's latest locked period; None while none is locked.

    What is locked keeps the terms it was settled by: no version takes effect on that day or before it.
    """
    locked = contract.periods.filter(submissions__approved_at__isnull=False)
    last: date | None = locked.aggregate(last=Max("last_day"))["last"]
    return last


PERIODS = 13
"""Months shown of a contract: a year and the same month the year before."""


def last_periods(today: date, zone: str) -> list[tuple[str, str]]:
    """Return the code and name of the last months that are over, newest first."""
    months = month(today, zone).before().run(PERIODS)
    return [(one.code, period_name(one)) for one in reversed(months)]
