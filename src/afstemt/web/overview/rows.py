"""Overblik: a row per contract, made anew when something in it has changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from django.conf import settings

from afstemt.core.units.money import Money
from afstemt.core.units.period import add_months, month
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.roles import MAY
from afstemt.web.overview.changes import stamps
from afstemt.web.overview.models import Summary
from afstemt.web.overview.obligations import Obligation, obligations_in, open_entries
from afstemt.web.overview.task_texts import Task
from afstemt.web.overview.tasks import Roles
from afstemt.web.periods.models import ContractPeriod

TILES = 13
"""Periods shown: a year and the same month the year before."""
TileState = Literal["none", "open", "submitted", "returned", "approved"]


@dataclass(frozen=True, slots=True)
class Tile:
    """One month of a contract.

    Attributes:
        state: Where the period stands; none for one that the contract does not have.
        missed: Levels missed in the newest calculation.
        reserved: Levels that what was lost could turn, or that nothing was measured for.
        unanswered: Findings that wait for an answer.
    """

    code: str
    state: TileState = "none"
    missed: int = 0
    reserved: int = 0
    unanswered: int = 0

    @property
    def heed(self) -> bool:
        """Whether the period may be worse than it is calculated."""
        return bool(self.reserved or self.unanswered)


class Month(NamedTuple):
    """What the database tells of a period."""

    code: str
    state: TileState
    meeting_due: date | None
    latest__missed: int | None
    latest__reserved: int | None
    latest__unanswered: int | None
    latest__penalty: Decimal | None
    latest__currency: str | None


@dataclass(frozen=True)
class Row:
    """A contract in the overview, as it stands one day.

    Attributes:
        systems: Names of the systems.
        tiles: The last 13 periods, oldest first.
        current: The newest period that there is; None before the first.
        penalty: Calculated this year, over the newest version of each period that is in the terms' currency; None
            where nothing is calculated. Without corrections of earlier periods.
        owed: What the parties owe, the most pressing first.
        coming: The next entry of the contract's calendar that is not done: title and the last day to act.
        meeting: The next day by which the terms ask for a status meeting; None when they do not say one.
        written: The row as a piece of a page, by how it is written; filled by who writes it.
    """

    today: date
    contract: Contract
    systems: tuple[str, ...]
    tiles: tuple[Tile, ...]
    current: Tile | None
    penalty: Money | None
    owed: tuple[Task, ...]
    coming: tuple[str, date] | None
    meeting: date | None
    written: dict[tuple[str, bool], str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def passed(self) -> list[Task]:
        """What has not been done though its day is over, the binding first, and the oldest of them first."""
        return sorted(
            (one for one in self.owed if one.obligation.passed(self.today)), key=lambda one: not one.binding
        )

    @property
    def late(self) -> list[Task]:
        """The binding deadlines that either party has let pass."""
        return [one for one in self.owed if one.obligation.late(self.today)]

    def without_calendar(self) -> "Row":
        """Return the row for who does not read the contract's calendar."""
        owed = tuple(one for one in self.owed if one.obligation.what != "calendar")
        return replace(self, owed=owed, coming=None, written={})


_made: dict[int, tuple[int, Row]] = {}
"""Each contract's row with the stamp it was made under, in this process; at most one of each contract."""


def rows_of(roles: Roles, today: date) -> list[Row]:
    """Return a row for each contract of one with the roles, by title; two queries, and nine for what has changed."""
    stamped = stamps(list(roles))
    lacking = []
    for contract in roles:
        stamp, row = _made.get(contract, (None, None))
        if row is None or stamp != stamped.get(contract) or row.today != today:
            lacking.append(contract)
    for row in _read(lacking, today) if lacking else ():
        # What was read is at least as new as its stamp: a change since has another.
        _made[row.contract.pk] = stamped.get(row.contract.pk, -1), row
    found = []
    for contract, held in roles.items():
        row = _made[contract][1]
        found.append(row.without_calendar() if MAY["see"].isdisjoint(held) else row)
    return sorted(found, key=lambda row: (row.contract.title, row.contract.pk))


def _read(keys: Sequence[int], today: date) -> list[Row]:
    contracts = Contract.objects.select_related("authority", "supplier", "summary").in_bulk(keys)
    months: dict[int, dict[date, Month]] = {key: {} for key in contracts}
    this = today.replace(day=1)
    asked = ContractPeriod.objects.filter(
        contract__in=keys, first_day__gte=add_months(this, -TILES), first_day__lt=this
    ).order_by()
    for contract, first_day, *said in asked.values_list("contract_id", "first_day", *Month._fields):
        months[contract][first_day.replace(day=1)] = Month(*said)
    owed: dict[int, list[Obligation]] = {key: [] for key in contracts}
    for one in obligations_in(keys, today):
        owed[one.contract].append(one)
    coming, codes = _coming(keys, today), _codes(today)
    return [
        _row(contract, months[key], owed[key], coming.get(key), codes, today)
        for key, contract in contracts.items()
    ]


def _coming(contracts: Sequence[int], today: date) -> dict[int, tuple[str, date]]:
    """Return the next entry of each contract's calendar."""
    entries = open_entries().filter(contract__in=contracts, day__gte=today).order_by("act_by", "day", "title")
    found: dict[int, tuple[str, date]] = {}
    for contract, title, act_by in entries.values_list("contract_id", "title", "act_by"):
        found.setdefault(contract, (title, act_by))
    return found


def _codes(today: date) -> dict[date, str]:
    """Return the shown months' codes by their first day, oldest first; a code is the same in every zone."""
    firsts = [add_months(today.replace(day=1), -back) for back in range(TILES, 0, -1)]
    return {first: month(first, settings.TIME_ZONE).code for first in firsts}


def _tile(code: str, said: Month) -> Tile:
    counts = (said.latest__missed, said.latest__reserved, said.latest__unanswered)
    return Tile(code, said.state, *(count or 0 for count in counts))


def _row(
    contract: Contract,
    months: Mapping[date, Month],
    owed: Iterable[Obligation],
    coming: tuple[str, date] | None,
    codes: Mapping[date, str],
    today: date,
) -> Row:
    tiles = tuple(
        _tile(code, said) if (said := months.get(first)) else Tile(code) for first, code in codes.items()
    )
    summary: Summary | None = getattr(contract, "summary", None)
    currency = summary.currency if summary else "DKK"
    year = [
        said.latest__penalty
        for first, said in months.items()
        if first.year == today.year and said.latest__penalty is not None and said.latest__currency == currency
    ]
    meetings = [one.meeting_due for one in months.values() if one.meeting_due and one.meeting_due >= today]
    return Row(
        today,
        contract,
        tuple(summary.systems) if summary else (),
        tiles,
        next((tile for tile in reversed(tiles) if tile.state != "none"), None),
        Money(sum(year, Decimal(0)), currency) if year else None,
        tuple(Task(contract, one) for one in owed),
        coming,
        min(meetings, default=None),
    )
