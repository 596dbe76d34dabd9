"""What every file became, before files are held against each other: a delivery keeps it, and a month is made of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.evidence import ALTERNATIVES, LOST, UNUSABLE, SourceFile
from afstemt.core.evidence.export import UPDATED, Export
from afstemt.core.evidence.recovery import UNREAD
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.fault import Fault
from afstemt.files.reading.intake.event_log import REASON, Rule
from afstemt.files.reading.intake.interpret import Facts
from afstemt.files.reading.intake.words import Reader

UPDATES = "updates"

UPDATE = replace(
    BY_NAME["incidents"],
    name=UPDATES,
    columns=(
        *BY_NAME["incidents"].columns,
        Column("order", "", "What orders a ticket's updates.", "integer"),
        Column("at", "", "When the update was made.", "instant"),
        Column("state", "", "The state after the update."),
        Column(REASON, "", "Why the ticket waits after the update, where it says so."),
    ),
    key=(),
    intervals=(),
    ends=(),
    identity=(("id", "order"),),
)
"""The updates of an event log: those of several logs are one log, before they become tickets."""

LOST_HERE: Mapping[str, pl.DataType | type[pl.DataType]] = {**LOST, UNREAD: pl.List(pl.String)}
"""What a row that was set aside has beside its table's columns, until the files are joined."""
_NOTHING_MORE: Mapping[str, pl.DataType | type[pl.DataType]] = {}


@dataclass
class Parts:
    """Files and what each of them became. ``file_no`` in every frame is a file's place in ``files``.

    Attributes:
        files: As each was counted by itself.
        exports: What tells when each was taken.
        frames: By table and file, rows in memory.
        lazy: By table and file, rows that stay on disk.
        logs: By file, the updates of an event log and what makes tables of them.
        lost: By table, rows that were set aside.
        unusable: By table, cells that no figure may stand on.
        alternatives: By table, cells that may be another time as well.
        left_out: By file, the ids of rows that its profile leaves out: file_no, row_no, id, ``UPDATED``.
        faults: What the reading found, each with its file; None for what is of no file that was read.
        reader: Who is told.
    """

    files: list[SourceFile] = field(default_factory=list)
    exports: list[Export] = field(default_factory=list)
    frames: dict[str, dict[int, pl.DataFrame]] = field(default_factory=lambda: defaultdict(dict))
    lazy: dict[str, dict[int, pl.LazyFrame]] = field(default_factory=lambda: defaultdict(dict))
    logs: dict[int, tuple[Rule, pl.DataFrame]] = field(default_factory=dict)
    lost: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    unusable: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    alternatives: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    left_out: dict[int, pl.DataFrame] = field(default_factory=dict)
    faults: list[tuple[int | None, Fault]] = field(default_factory=list)
    reader: Reader = "command_line"

    def add(self, source: SourceFile, facts: Facts, export: Export, rule: Rule | None = None) -> int:
        """Take in one file's facts; return its ``file_no``.

        Args:
            facts: What the file became.
            export: What tells when the file was taken, and its columns.
            rule: What made tables of an event log's updates.
        """
        number = len(self.files)
        self.files.append(source)
        self.exports.append(export)
        for table, frame in facts.tables.items():
            self.frames[table][number] = complete(frame, BY_NAME[table], number)
        for frame in facts.updates.values():
            assert rule is not None
            self.logs[number] = rule, complete(frame, UPDATE, number)
        for table, frame in facts.lost.items():
            self.lost[table].append(complete(frame, BY_NAME[table], number, LOST_HERE))
        for table, frame in facts.unusable.items():
            cells = frame.with_columns(pl.lit(number, pl.Int32).alias("file_no")).select(list(UNUSABLE))
            self.unusable[table].append(cells)
        for table, frame in facts.alternatives.items():
            cells = frame.with_columns(pl.lit(number, pl.Int32).alias("file_no")).select(list(ALTERNATIVES))
            self.alternatives[table].append(cells)
        for frame in facts.left_out.values():
            self.left_out[number] = frame.with_columns(pl.lit(number, pl.Int32).alias("file_no"))
        return number

    def add_lazy(self, table: str, frame: pl.LazyFrame, number: int) -> None:
        """Take in a file's facts that stay on disk; ``frame`` has the table's schema less ``file_no``."""
        marked = frame.with_columns(pl.lit(number, pl.Int32).alias("file_no"))
        self.lazy[table][number] = marked.select(list(BY_NAME[table].schema))

    def say(self, faults: Sequence[Fault], first: int = 0) -> None:
        """Take in what the reading found.

        Args:
            faults: Each names its file.
            first: The number of the first of the files that they are about; two deliveries may have files of one name.
        """
        numbers = {source.name: number for number, source in enumerate(self.files[first:], first)}
        self.faults += [(numbers.get(fault.source), fault) for fault in faults]

    def rows_of(self, table: str) -> dict[int, pl.LazyFrame]:
        """Return a table's rows by file, those in memory with those on disk."""
        parts = {}
        for number in sorted({*self.frames.get(table, {}), *self.lazy.get(table, {})}):
            own = [
                each[table][number].lazy()
                for each in (self.frames, self.lazy)
                if number in each.get(table, {})
            ]
            parts[number] = own[0] if len(own) == 1 else pl.concat(own, how="diagonal")
        return parts


def complete(
    facts: pl.DataFrame,
    table: Table,
    number: int | None,
    more: Mapping[str, pl.DataType | type[pl.DataType]] = _NOTHING_MORE,
) -> pl.DataFrame:
    """Return the frame with all the table's columns, and ``more``, in order and in type.

    Args:
        number: The file that the rows are of; None where they tell it themselves.
    """
    defaults: dict[str, str | int | None] = {
        column.frame_name: column.default if not more else None for column in table.columns
    }
    if number is not None:
        facts = facts.with_columns(pl.lit(number).alias("file_no"))
    schema: dict[str, pl.DataType | type[pl.DataType]] = {**table.schema, **more}
    if UPDATED in facts.columns:
        schema[UPDATED] = pl.Int64
    return facts.select(
        (pl.col(column) if column in facts.columns else pl.lit(defaults.get(column)))
        .cast(dtype)
        .alias(column)
        for column, dtype in schema.items()
    )
