"""What the points of the agenda are made of: the periods since the last meeting, and what is open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from afstemt.core.dialogue.lift import Lift
from afstemt.core.dialogue.matter import Matter
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.meeting.stability import Stability
from afstemt.core.report.month import Month
from afstemt.core.report.untold import Untold, together, untold
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units import formats
from afstemt.core.units.money import Money


@dataclass(frozen=True)
class Material:
    """What a point is given.

    Attributes:
        months: The periods since the last meeting, oldest first, at least one.
        meeting: Day of the meeting.
        stability: The score that the minutes follow.
        lifts: Thresholds reached, with the code of the period that reached them.
        unknown_lifts: In words, thresholds that may be reached by periods that history lacks.
        actions, matters, improvements: As last delivered.
        fees: By code, what a closed period's fee is, before corrections, where it is calculated to another now.
    """

    months: tuple[Month, ...]
    meeting: date
    stability: Stability
    lifts: tuple[tuple[str, Lift], ...]
    unknown_lifts: tuple[str, ...]
    actions: tuple[Matter, ...]
    matters: tuple[Matter, ...]
    improvements: tuple[Matter, ...]
    fees: Mapping[str, Money] = field(default_factory=dict)

    @property
    def month(self) -> Month:
        """The latest period."""
        return self.months[-1]

    @property
    def terms(self) -> Terms:
        """The terms in force at the end of the latest period."""
        return self.month.terms

    @property
    def several(self) -> bool:
        """Whether more than one period has closed since the last meeting."""
        return len(self.months) > 1

    def caption(self, text: str, month: Month) -> str:
        """Return a caption, with the period's name where several periods are covered."""
        return f"{text}, {formats.period_name(month.period)}" if self.several else text

    def deliveries(self) -> tuple[Evidence, ...]:
        """Return the deliveries, oldest first; one that several periods share is there once."""
        return tuple({id(month.evidence): month.evidence for month in self.months}.values())

    def rows(self, table: str, keep: pl.Expr) -> list[dict[str, object]]:
        """Return a small table's rows from all deliveries; of rows alike, or with the same id, the last one."""
        known = BY_NAME[table]
        names = list(known.key) or [column.frame_name for column in known.columns]
        found: dict[tuple[object, ...], dict[str, object]] = {}
        for one in self.deliveries():
            for row in collect(one.table(table).filter(keep)).iter_rows(named=True):
                found[tuple(row[name] for name in names)] = row
        return list(found.values())

    def untold(self, table: str, column: str, keep: pl.Expr) -> Untold:
        """Return how many of a table's rows in all deliveries tell nothing of a column (its name in frames)."""
        return together(
            untold(one, table, column, one.table(table).filter(keep)) for one in self.deliveries()
        )

    def delivered(self, table: str) -> bool:
        """Return whether any delivery has the table."""
        return any(one.has(table) for one in self.deliveries())
