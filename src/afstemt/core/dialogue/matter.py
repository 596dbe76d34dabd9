"""Matters, actions and improvements as the parties keep them, at three levels of cooperation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.ticket_state import is_over
from afstemt.core.units.wording import _

Level = Literal["daily", "monthly", "contractual"]


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter, action or improvement. ``due`` is the last day."""

    id: str
    title: str
    level: Level
    owner: str = ""
    due: date | None = None
    status: str = ""
    effect: str = ""
    from_meeting: date | None = None

    @property
    def open(self) -> bool:
        """Whether it still waits for someone."""
        return not is_over(self.status)

    def overdue(self, today: date) -> bool:
        """Return whether it is open after its last day."""
        return self.open and self.due is not None and self.due < today


Kept = Literal["matters", "actions", "improvements"]


def latest_rows(evidence: Evidence, table: Kept) -> pl.LazyFrame:
    """Return the table with the last row of each id, those opened first first: a row further down says it anew."""
    rows = evidence.table(table).sort("file_no", "row_no").unique("id", keep="last", maintain_order=True)
    return rows.sort("opened_s", "id")


def read_matters(evidence: Iterable[Evidence], table: Kept = "matters") -> tuple[Matter, ...]:
    """Return the table's rows from several deliveries, oldest delivery first; the last word on an id counts."""
    latest: dict[str, Matter] = {}
    for one in evidence:
        for row in collect(latest_rows(one, table)).iter_rows(named=True):
            latest[row["id"]] = Matter(
                row["id"],
                row["title"],
                cast("Level", row["level"] or ("monthly" if table == "actions" else "daily")),
                row["owner"] or "",
                row["due"],
                row["status"] or "",
                row["effect"] or "",
                row["from_meeting"],
            )
    return tuple(latest.values())


def urgency(matter: Matter) -> tuple[bool, date, str]:
    """Return the sorting key that puts the earliest deadline first, and those without one last."""
    return matter.due is None, matter.due or date.max, matter.id


def owner_name(owner: str) -> str:
    """Return a party's name for an owner; a role or a name is given back as it is."""
    match owner:
        case "authority":
            return _("myndigheden")
        case "supplier":
            return _("leverandøren")
        case "both":
            return _("begge parter")
        case _:
            return owner


def level_name(level: Level) -> str:
    """Return the level of cooperation in words."""
    match level:
        case "daily":
            return _("daglig dialog")
        case "monthly":
            return _("månedlig opfølgning")
        case "contractual":
            return _("kontraktlig regulering")
