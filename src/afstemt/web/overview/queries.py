"""Overblik: a row per contract, read in a number of queries that does not grow."""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.roles import MAY
from afstemt.web.overview.models import Summary
from afstemt.web.overview.owed import Owed, open_entries, owed_in
from afstemt.web.overview.tasks import Roles, readable, tasks_of
from afstemt.web.overview.told import Told, told
from afstemt.web.parties.models import Person
from afstemt.web.periods.models import ContractPeriod

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
LATE = "late"
"""What else a contract can be looked for by: a binding deadline that has passed."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One month of a contract.

    Attributes:
        state: Where the period stands; none for one that the contract does not have.
        missed: Levels missed in the newest calculation.
    """

    code: str
    state: TileState = "none"
    missed: int = 0


class Month(NamedTuple):
    """What the database tells of a period."""

    code: str
    state: TileState
    meeting_due: date | None
    latest__missed: int | None
    latest__penalty: Decimal | None


@dataclass(frozen=True)
class Row:
    """A contract in the overview.

    Attributes:
        tiles: The last 13 periods, oldest first.
        current: The newest period that there is; None before the first.
        penalty: Calculated this year, over the newest version of each period; None where nothing is calculated.
        coming: The next entry of the contract's calendar that is not done: title and the last day to act.
        passed: What has not been done though its day is over, the binding first, and the oldest of them first.
        meeting: The next day by which the terms ask for a status meeting; None when they do not say one.
    """

    contract: Contract
    tiles: tuple[Tile, ...]
    current: Tile | None
    penalty: Money | None
    coming: tuple[str, date] | None
    passed: tuple[Told, ...]
    meeting: date | None


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
            waits if waits in (*WAITS, LATE) else "",
        )


@dataclass(frozen=True)
class Seen:
    """What one who holds roles sees across contracts; the same for the page's head and for its rows.

    Attributes:
        owed: All that is owed in them and may be read, the most pressing first.
    """

    roles: Roles
    owed: Sequence[Owed]
    today: date

    @classmethod
    def by(cls, roles: Roles, today: date) -> "Seen":
        """Return what one with the roles sees, in four queries."""
        return cls(roles, readable(owed_in(list(roles), today), roles), today)

    @property
    def tasks(self) -> list[Owed]:
        """What waits for the one who looks."""
        return tasks_of(self.owed, self.roles)

    @property
    def late(self) -> list[Owed]:
        """The binding deadlines that either party has let pass."""
        return [one for one in self.owed if one.late(self.today)]

    def verdict(self) -> str:
        """Return which binding deadlines have passed: who is late, since when; empty for none."""
        late = self.late
        if not late:
            return ""
        (oldest,) = told(late[:1])
        said = _("{contract}: {lateness}").format(contract=oldest.contract.title, lateness=oldest.lateness)
        if len(late) == 1:
            return said
        contracts = len({one.contract for one in late})
        count = (
            _("{n} bindende frister er overskredet i 1 kontrakt.").format(n=len(late))
            if contracts == 1
            else _("{n} bindende frister er overskredet i {m} kontrakter.").format(n=len(late), m=contracts)
        )
        return f"{count} " + _("Den ældste: {lateness}").format(lateness=said)

    def contracts(self, person: Person, filters: Filters) -> "QuerySet[Contract]":
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
        if filters.waits == LATE:
            found = found.filter(pk__in={one.contract for one in self.late})
        elif filters.waits:
            newest = ContractPeriod.objects.filter(contract=OuterRef("pk"), **_shown_months(self.today))
            found = found.annotate(
                current=Coalesce(Subquery(newest.order_by("-first_day").values("state")[:1]), Value("none"))
            ).filter(current__in=WAITS[filters.waits])
        return found

    def rows(self, contracts: Iterable[Contract]) -> list[Row]:
        """Return a row for each contract, in two queries beside that of the contracts."""
        found = {one.pk: one for one in contracts}
        months: dict[int, dict[date, Month]] = {key: {} for key in found}
        asked = ContractPeriod.objects.filter(contract__in=found, **_shown_months(self.today)).order_by()
        for contract, first_day, *said in asked.values_list("contract_id", "first_day", *Month._fields):
            months[contract][first_day.replace(day=1)] = Month(*said)
        passed: dict[int, list[Told]] = {key: [] for key in found}
        behind = [one for one in self.owed if one.contract in found and one.passed(self.today)]
        for one in told(behind, found.values()):
            passed[one.contract.pk].append(one)
        coming, codes = self._coming(found), _codes(self.today)
        return [
            _row(one, months[key], codes, coming.get(key), passed[key], self.today)
            for key, one in found.items()
        ]

    def _coming(self, contracts: Iterable[int]) -> dict[int, tuple[str, date]]:
        """Return the next entry of each contract's calendar that may be read."""
        readers = [key for key in contracts if not MAY["see"].isdisjoint(self.roles[key])]
        entries = open_entries().filter(contract__in=readers, day__gte=self.today)
        found: dict[int, tuple[str, date]] = {}
        for contract, title, act_by in entries.order_by("act_by", "day", "title").values_list(
            "contract_id", "title", "act_by"
        ):
            found.setdefault(contract, (title, act_by))
        return found


def _shown_months(today: date) -> dict[str, date]:
    this = today.replace(day=1)
    return {"first_day__gte": add_months(this, -TILES), "first_day__lt": this}


def _codes(today: date) -> dict[date, str]:
    """Return the shown months' codes by their first day, oldest first; a code is the same in every zone."""
    firsts = [add_months(today.replace(day=1), -back) for back in range(TILES, 0, -1)]
    return {first: month(first, settings.TIME_ZONE).code for first in firsts}


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
    months: Mapping[date, Month],
    codes: Mapping[date, str],
    coming: tuple[str, date] | None,
    passed: Collection[Told],
    today: date,
) -> Row:
    tiles = tuple(
        Tile(code, said.state, said.latest__missed or 0) if (said := months.get(first)) else Tile(code)
        for first, code in codes.items()
    )
    year = [
        said.latest__penalty or Decimal(0)
        for first, said in months.items()
        if first.year == today.year and said.latest__missed is not None
    ]
    summary: Summary | None = getattr(contract, "summary", None)
    meetings = [
        said.meeting_due for said in months.values() if said.meeting_due and said.meeting_due >= today
    ]
    return Row(
        contract,
        tiles,
        next((tile for tile in reversed(tiles) if tile.state != "none"), None),
        Money(sum(year, Decimal(0)), summary.currency if summary else "DKK") if year else None,
        coming,
        tuple(sorted(passed, key=lambda one: not one.binding)),
        min(meetings, default=None),
    )
