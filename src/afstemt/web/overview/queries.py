"""Overblik: a row per contract, read in a number of queries that does not grow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from afstemt.core.units.money import Money
from afstemt.core.units.period import add_months, month
from afstemt.web.contracts.models import Contract
from afstemt.web.overview.models import Summary
from afstemt.web.parties.models import Person
from afstemt.web.periods.models import ContractPeriod
from afstemt.web.periods.state import in_state

TILES = 13
"""Periods shown: a year and the same month the year before."""
A_PAGE = 25
TileState = Literal["none", "open", "submitted", "returned", "approved"]
WAITS: Mapping[str, tuple[TileState, ...]] = {
    "supplier": ("open", "returned"),
    "authority": ("submitted",),
    "locked": ("approved",),
    "none": ("none",),
}
"""What the newest period can wait for, and its states then."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One month of a contract.

    Attributes:
        state: Where the period stands; none for one that the contract does not have.
        missed: Levels missed in the newest calculation.
        late: The binding deadline that has passed without a report; None for none.
    """

    code: str
    state: TileState = "none"
    missed: int = 0
    late: date | None = None


class Told(NamedTuple):
    """What the database tells of a period."""

    code: str
    state: TileState
    report_due: date | None
    report_binding: bool
    latest__missed: int | None
    latest__penalty: Decimal | None

    def tile(self, today: date) -> Tile:
        """Return its tile; a report that came once and was returned is not late by that."""
        late = self.state == "open" and self.report_binding and self.report_due and self.report_due < today
        return Tile(self.code, self.state, self.latest__missed or 0, self.report_due if late else None)


@dataclass(frozen=True)
class Row:
    """A contract in the overview.

    Attributes:
        tiles: The last 13 periods, oldest first.
        current: The newest period that there is; None before the first.
        penalty: Calculated this year, over the newest version of each period.
        coming: The next entry of the contract's calendar that is not done: title and day.
    """

    contract: Contract
    tiles: tuple[Tile, ...]
    current: Tile | None
    penalty: Money
    coming: tuple[str, date] | None


@dataclass(frozen=True)
class Filters:
    """What the address asks for."""

    text: str = ""
    supplier: str = ""
    system: str = ""
    waits: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Filters":
        """Return the filters of an address; what is not known is left out."""
        waits = given.get("venter", "")
        return cls(
            given.get("soeg", "").strip()[:100],
            given.get("leverandoer", "").strip()[:200],
            given.get("system", "").strip()[:200],
            waits if waits in WAITS else "",
        )


def contracts_of(person: Person, filters: Filters, today: date) -> "QuerySet[Contract]":
    """Return the contracts that the person sees and the filters leave."""
    found = Contract.objects.visible_to(person).select_related("authority", "supplier", "summary")
    if filters.text:
        found = found.filter(
            Q(title__icontains=filters.text)
            | Q(authority__name__icontains=filters.text)
            | Q(supplier__name__icontains=filters.text)
        )
    if filters.supplier:
        found = found.filter(supplier__name=filters.supplier)
    if filters.system:
        named = Summary.objects.filter(contract__in=Contract.objects.visible_to(person))
        systems = named.values_list("contract_id", "systems")
        found = found.filter(pk__in=[contract for contract, names in systems if filters.system in names])
    if filters.waits:
        newest = in_state(ContractPeriod.objects.filter(contract=OuterRef("pk"), **_shown_months(today)))
        found = found.annotate(
            current=Coalesce(Subquery(newest.order_by("-first_day").values("state")[:1]), Value("none"))
        ).filter(current__in=WAITS[filters.waits])
    return found


def rows(contracts: "Iterable[Contract]", today: date) -> list[Row]:
    """Return a row for each contract, in one query beside that of the contracts."""
    found = list(contracts)
    periods: dict[int, dict[date, Told]] = {one.pk: {} for one in found}
    asked = in_state(ContractPeriod.objects.filter(contract__in=periods, **_shown_months(today)))
    for contract, first_day, *told in asked.values_list("contract_id", "first_day", *Told._fields):
        periods[contract][first_day.replace(day=1)] = Told(*told)
    firsts = [add_months(today.replace(day=1), -back) for back in range(TILES, 0, -1)]
    # A month's code is the same in every zone.
    months = {first: month(first, settings.TIME_ZONE).code for first in firsts}
    return [_row(contract, periods[contract.pk], months, today) for contract in found]


def _shown_months(today: date) -> dict[str, date]:
    this = today.replace(day=1)
    return {"first_day__gte": add_months(this, -TILES), "first_day__lt": this}


def page_of(contracts: "QuerySet[Contract]", number: str) -> Page[Contract]:
    """Return one page of the contracts; a page that is not there is the nearest."""
    return Paginator(contracts, A_PAGE).get_page(number)


def choices(person: Person) -> tuple[list[str], list[str]]:
    """Return the suppliers and the systems to choose between: only those of contracts that the person sees."""
    visible = Contract.objects.visible_to(person)
    suppliers = visible.order_by("supplier__name").values_list("supplier__name", flat=True).distinct()
    systems = Summary.objects.filter(contract__in=visible).values_list("systems", flat=True)
    return list(suppliers), sorted({name for names in systems for name in names})


def _row(
    contract: Contract,
    periods: Mapping[date, Told],
    months: Mapping[date, str],
    today: date,
) -> Row:
    tiles = tuple(
        told.tile(today) if (told := periods.get(first)) else Tile(code) for first, code in months.items()
    )
    penalty = sum(
        (told.latest__penalty or Decimal(0) for first, told in periods.items() if first.year == today.year),
        Decimal(0),
    )
    summary: Summary | None = getattr(contract, "summary", None)
    coming = next(
        (
            (entry["title"], date.fromisoformat(entry["act_by"]))
            for entry in (summary.calendar if summary else ())
            if not entry["done"] and date.fromisoformat(entry["day"]) >= today
        ),
        None,
    )
    return Row(
        contract,
        tiles,
        next((tile for tile in reversed(tiles) if tile.state != "none"), None),
        Money(penalty, summary.currency if summary else "DKK"),
        coming,
    )
