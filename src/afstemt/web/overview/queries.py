"""Overblik: a row per contract, read in a number of queries that does not grow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.core.paginator import Page, Paginator
from django.db.models import Q

from afstemt.core.units.money import Money
from afstemt.core.units.period import add_months, month
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.overview.models import Summary
from afstemt.web.parties.models import Person
from afstemt.web.periods.state import Standing, standings

TILES = 13
"""Periods shown: a year and the same month the year before."""
A_PAGE = 25
STATES = ("supplier", "authority", "locked", "none")
"""What the newest period can wait for."""


@dataclass(frozen=True)
class Tile:
    """One period of a contract: where it stands, and how many levels are missed."""

    code: str
    first_day: date
    now: Standing | None

    @property
    def state(self) -> Literal["none", "open", "submitted", "returned", "approved"]:
        """Where the period stands; none for one that the contract does not have."""
        return "none" if self.now is None or self.now.row is None else self.now.state

    @property
    def missed(self) -> int:
        """Levels missed in the newest calculation."""
        latest = self.now.row.latest if self.now and self.now.row else None
        return latest.missed if latest else 0


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
            waits if waits in STATES else "",
        )


def rows(person: Person, filters: Filters, today: date) -> list[Row]:
    """Return all rows that the filters leave, in three queries."""
    contracts = Contract.objects.visible_to(person).select_related("authority", "supplier", "summary")
    if filters.text:
        contracts = contracts.filter(
            Q(title__icontains=filters.text)
            | Q(authority__name__icontains=filters.text)
            | Q(supplier__name__icontains=filters.text)
        )
    if filters.supplier:
        contracts = contracts.filter(supplier__name=filters.supplier)
    found = [
        one
        for one in contracts
        if not filters.system or ((own := _summary(one)) and filters.system in own.systems)
    ]
    first = add_months(today.replace(day=1), -TILES)
    periods = standings(found, first)
    made = [_row(contract, periods[contract.pk], today) for contract in found]
    return [row for row in made if not filters.waits or _waits(row) == filters.waits]


def page_of(all_rows: list[Row], number: str) -> Page[Row]:
    """Return one page of the rows; a page that is not there is the nearest."""
    return Paginator(all_rows, A_PAGE).get_page(number)


def choices(person: Person) -> tuple[list[str], list[str]]:
    """Return the suppliers and the systems to choose between: only those of contracts that the person sees."""
    visible = Contract.objects.visible_to(person)
    suppliers = visible.order_by("supplier__name").values_list("supplier__name", flat=True).distinct()
    systems = Summary.objects.filter(contract__in=visible).values_list("systems", flat=True)
    return list(suppliers), sorted({name for names in systems for name in names})


def _summary(contract: Contract) -> Summary | None:
    return getattr(contract, "summary", None)


def _row(contract: Contract, periods: list[Standing], today: date) -> Row:
    by_month = {one.row.first_day.replace(day=1): one for one in periods if one.row}
    tiles = []
    for back in range(TILES, 0, -1):
        first = add_months(today.replace(day=1), -back)
        tiles.append(Tile(month(first, contract.zone).code, first, by_month.get(first)))
    summary = _summary(contract)
    penalty = sum(
        (
            one.row.latest.penalty or Decimal(0)
            for one in periods
            if one.row and one.row.latest and one.row.first_day.year == today.year
        ),
        Decimal(0),
    )
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
        tuple(tiles),
        next((tile for tile in reversed(tiles) if tile.state != "none"), None),
        Money(penalty, summary.currency if summary else "DKK"),
        coming,
    )


def _waits(row: Row) -> str:
    if row.current is None or row.current.now is None:
        return "none"
    return row.current.now.ball or "locked"


def tile_word(tile: Tile) -> str:
    """Return a tile's state in words."""
    word = {
        "none": _("ingen periode"),
        "open": _("venter på leverandøren"),
        "submitted": _("venter på myndigheden"),
        "returned": _("sendt retur"),
        "approved": _("godkendt"),
    }[tile.state]
    if not tile.missed:
        return word
    missed = _("1 mål ikke opfyldt") if tile.missed == 1 else _("{n} mål ikke opfyldt").format(n=tile.missed)
    return f"{word}, {missed}"
