"""Overblik: a row per contract, read in a number of queries that does not grow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.core.paginator import Page, Paginator

from afstemt.core.units.money import Money
from afstemt.core.units.period import add_months, month
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.roles import MAY
from afstemt.web.overview.models import DoneEntry, Summary
from afstemt.web.overview.owed import Owed, entries, marks_of, next_meeting, of_calendar, of_period
from afstemt.web.overview.tasks import roles_of
from afstemt.web.parties.models import Person
from afstemt.web.periods.state import Standing, standings

TILES = 13
"""Periods shown: a year and the same month the year before."""
A_PAGE = 25
STATES = ("late", "supplier", "authority", "locked", "none")
"""What a contract can be looked for by: a binding deadline that has passed, or what its newest period waits for."""


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
        calculated: Whether any of this year's periods is calculated.
        coming: The next entry of the contract's calendar that is not done: title and the last day to act. None too
            for one who does not read the terms.
        passed: What has not been done though its day is over, the binding first, and the oldest of them first.
        meeting: The next day by which the terms ask for a status meeting; None when they do not say one.
    """

    contract: Contract
    tiles: tuple[Tile, ...]
    current: Tile | None
    penalty: Money
    calculated: bool
    coming: tuple[str, date] | None
    passed: tuple[Owed, ...]
    meeting: date | None
    systems: tuple[str, ...]

    @property
    def late(self) -> tuple[Owed, ...]:
        """What is late: a wish never is."""
        return tuple(one for one in self.passed if one.binding)

    @property
    def waits(self) -> str:
        """What the newest period waits for: one of ``STATES`` but ``late``."""
        if self.current is None or self.current.now is None:
            return "none"
        return self.current.now.ball or "locked"


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

    def leave(self, row: Row) -> bool:
        """Return whether the row is among what is asked for."""
        contract = row.contract
        names = (contract.title, contract.authority.name, contract.supplier.name)
        return (
            (not self.text or any(self.text.casefold() in name.casefold() for name in names))
            and (not self.supplier or contract.supplier.name == self.supplier)
            and (not self.system or self.system in row.systems)
            and (not self.waits or (bool(row.late) if self.waits == "late" else row.waits == self.waits))
        )


def rows(person: Person, filters: Filters, today: date) -> list[Row]:
    """Return all rows that the filters leave, in five queries."""
    return [row for row in rows_with(roles_of(person), today) if filters.leave(row)]


def rows_with(roles: Mapping[Contract, frozenset[str]], today: date) -> list[Row]:
    """Return a row for each contract of one who holds the roles, in three queries."""
    contracts = sorted(roles, key=lambda one: (one.title, one.pk))
    periods = standings(contracts, add_months(today.replace(day=1), -TILES))
    marks = marks_of(contracts)
    return [
        _row(
            contract,
            periods[contract.pk],
            marks.get(contract.pk, ()) if roles[contract] & MAY["see"] else None,
            today,
        )
        for contract in contracts
    ]


def page_of(all_rows: list[Row], number: str) -> Page[Row]:
    """Return one page of the rows; a page that is not there is the nearest."""
    return Paginator(all_rows, A_PAGE).get_page(number)


def choices(all_rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Return the suppliers and the systems to choose between: only those of contracts that the person sees."""
    suppliers = {row.contract.supplier.name for row in all_rows}
    return sorted(suppliers), sorted({name for row in all_rows for name in row.systems})


def verdict(all_rows: Sequence[Row]) -> str:
    """Return which binding deadlines have passed: who is late, since when; empty for none."""
    late = sorted((one for row in all_rows for one in row.late), key=_oldest)
    if not late:
        return ""
    said = _("{contract}: {lateness}").format(contract=late[0].contract.title, lateness=late[0].lateness())
    if len(late) == 1:
        return said
    contracts = len({one.contract.pk for one in late})
    count = (
        _("{n} bindende frister er overskredet i 1 kontrakt.").format(n=len(late))
        if contracts == 1
        else _("{n} bindende frister er overskredet i {m} kontrakter.").format(n=len(late), m=contracts)
    )
    return f"{count} " + _("Den ældste: {lateness}").format(lateness=said)


def _oldest(owed: Owed) -> tuple[date, str]:
    return owed.deadline or date.max, owed.text


def _summary(contract: Contract) -> Summary | None:
    return getattr(contract, "summary", None)


def _row(contract: Contract, periods: list[Standing], marks: Sequence[DoneEntry] | None, today: date) -> Row:
    """Return the contract's row; without ``marks``, one for who does not read the terms and their calendar."""
    by_month = {one.row.first_day.replace(day=1): one for one in periods if one.row}
    tiles = []
    for back in range(TILES, 0, -1):
        first = add_months(today.replace(day=1), -back)
        tiles.append(Tile(month(first, contract.zone).code, first, by_month.get(first)))
    summary = _summary(contract)
    year = [
        one.row.latest
        for one in periods
        if one.row and one.row.latest and one.row.first_day.year == today.year
    ]
    penalty = sum((one.penalty or Decimal(0) for one in year), Decimal(0))
    coming, asked = None, []
    if marks is not None:
        asked = of_calendar(contract, marks, today)
        calendar = (one for one in entries(contract, marks) if one.open and one.day >= today)
        coming = next(((one.title, one.act_by) for one in calendar), None)
    owed = [one for now in periods if (one := of_period(contract, now)) is not None] + asked
    return Row(
        contract,
        tuple(tiles),
        next((tile for tile in reversed(tiles) if tile.state != "none"), None),
        Money(penalty, summary.currency if summary else "DKK"),
        bool(year),
        coming,
        tuple(
            sorted(
                (one for one in owed if one.passed(today)), key=lambda one: (not one.binding, _oldest(one))
            )
        ),
        next_meeting(periods, today),
        tuple(summary.systems) if summary else (),
    )


SIGNS = {"none": "·", "open": "○", "submitted": "●", "returned": "↩", "approved": "✓"}
"""A tile's icon; its word is always beside."""


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
