"""What the figure of a level over cases stands on, said once by its kind: the columns, and what lost rows can do.

A kind makes ``CaseFacts`` of a level; ``columns`` and ``at_worst`` of the kind are read from it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.completion import Cell, answered_for, in_a_population, of_the_level
from afstemt.core.measurement.kind import AtWorst, Task
from afstemt.core.measurement.lost_beside import decisions, pauses, priority_changes
from afstemt.core.measurement.lost_cases import Beside, Measure, at_worst
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.stated import USED
from afstemt.core.terms.model.levels import ServiceLevel

_DECISIONS = ("at_s", "kind", "table", "row_id", "level", "from_s", "to_s")
_CHANGES = ("ticket_id", "at_s", "priority", "by")
_PAUSES = ("ticket_id", "from_s", "to_s")


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What one level over cases uses.

    Attributes:
        level: The level.
        table: The fact table whose rows are its cases.
        sort: The column that its populations' ``priorities`` are values of.
        uses: Further columns that the figure stands on, beside the id: times, outcome ...
        tells: Those of them of which silence would be the better figure.
        cells: The kind's own cells of a lost row, as they could be at worst.
        others: Whether it matters who answers for a case.
        changed: Whether the cases' priorities can be changed underway.
        paused: Whether its cases have pauses that count.
        more: Further values of the sort to try, where it matters though no population asks for one.
        a_number: Whether the figure is the number of cases, not the share of them.
        beside: Further tables that bear on its cases: their columns, and what adds their lost rows.
    """

    level: ServiceLevel
    table: str
    sort: str
    uses: tuple[str, ...]
    cells: Callable[[Task], Sequence[Cell]]
    tells: tuple[str, ...] = ()
    others: bool = False
    changed: bool = False
    paused: bool = False
    more: tuple[str, ...] = ()
    a_number: bool = False
    beside: Mapping[str, tuple[tuple[str, ...], Beside]] = field(default_factory=dict)

    @property
    def _sorted(self) -> bool:
        return bool(self.more) or any(population.priorities for population in self.level.populations)

    @property
    def _placed(self) -> bool:
        names = TABLES[self.table].schema
        return bool(self.level.services or self.level.systems) and {"service", "system"} <= set(names)

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """Of each table, the columns in frames that the figure stands on."""
        own = ["id", *self.uses]
        by_change = self._sorted and self.changed and self.level.priority not in (None, "first")
        if self._sorted:
            own.append(self.sort)
            if self.changed and self.level.priority == "authority":
                own.append("authority_priority")
        if self.others:
            own.append("responsible")
        if self._placed:
            own += ["service", "system"]
        given = TABLES[self.table].schema
        own += ["status"] if "status" in given else []
        own += ["paused_seconds"] if self.paused and "paused_seconds" in given else []
        found = {self.table: tuple(own), "decisions": _DECISIONS, "stated_values": USED}
        if by_change:
            found["priority_changes"] = _CHANGES
        if self.paused:
            found["pauses"] = _PAUSES
        return found | {table: columns for table, (columns, _add) in self.beside.items()}

    @property
    def told(self) -> dict[str, tuple[str, ...]]:
        """Of each table, the columns of which silence would be the better figure: the populations' own among them."""
        optional = [column.frame_name for column in TABLES[self.table].columns if not column.required]
        own = [*self.tells, *([self.sort] if self._sorted and self.sort in optional else [])]
        return {self.table: tuple(own)} if own else {}

    def at_worst(self, task: Task, outcome: Outcome, measure: Measure) -> AtWorst:
        """Return what the level's lost rows can do to its outcome at most; ``measure`` is the kind's measurement."""
        if not any(len(rows) for rows in task.lost.values()):
            return at_worst(task, outcome, measure, self.table, ())
        cells = [*self.cells(task)]
        if self._sorted:
            cells += in_a_population(task, self.sort, more=self.more)
            if "authority_priority" in self.columns[self.table]:
                cells += in_a_population(task, "authority_priority")
        if self.others:
            cells.append(answered_for())
        if self._placed:
            cells += of_the_level(task)
        used = self.columns
        beside = [add for _columns, add in self.beside.values()]
        beside.append(decisions(self.table))
        if "priority_changes" in used:
            beside.append(priority_changes(measure, self.table, self.sort))
        if "pauses" in used:
            beside.append(pauses)
        return at_worst(task, outcome, measure, self.table, cells, a_number=self.a_number, beside=beside)
