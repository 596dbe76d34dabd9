"""All files together: tables joined, duplicates and references across files, the rows counted up."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.evidence import LOST, UNUSABLE, Evidence, SourceFile
from afstemt.core.evidence.export import UPDATED, Export
from afstemt.core.evidence.exports import Merged, merge
from afstemt.core.evidence.overlap import merge_lazily
from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.account import UNORDERED, Account
from afstemt.files.reading.intake.event_log import Rule, tables_of
from afstemt.files.reading.intake.interpret import Facts
from afstemt.files.reading.intake.interval import with_sound_intervals
from afstemt.files.reading.sheets.finding import ASIDE, NOTE, SHOWN, Findings
from afstemt.files.reading.sheets.limits import Limits

_TICKETS = ("incidents", "service_requests", "problems", "changes")
_REFERENCES = (("pauses", "ticket_id"), ("priority_changes", "ticket_id"))
_NOTHING_MORE: Mapping[str, type[pl.DataType]] = {}
_NOTED = (("outages", "incident_id"), ("deliverables", "incident_id"))


UPDATES = "updates"

UPDATE = replace(
    BY_NAME["incidents"],
    name=UPDATES,
    columns=(
        *BY_NAME["incidents"].columns,
        Column("order", "", "What orders a ticket's updates.", "integer"),
        Column("at", "", "When the update was made.", "instant"),
        Column("state", "", "The state after the update."),
    ),
    key=(),
    intervals=(),
    identity=(("id", "order"),),
)
"""The updates of an event log: those of several logs are one log, before they become tickets."""


@dataclass
class Assembly:
    """Facts and files as they come; ``evidence`` closes it."""

    limits: Limits
    files: list[SourceFile] = field(default_factory=list)
    exports: list[Export] = field(default_factory=list)
    frames: dict[str, dict[int, pl.DataFrame]] = field(default_factory=lambda: defaultdict(dict))
    lazy: dict[str, dict[int, pl.LazyFrame]] = field(default_factory=lambda: defaultdict(dict))
    logs: dict[int, tuple[Rule, pl.DataFrame]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.account = Account(self.files)

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
            self.frames[table][number] = _complete(frame, BY_NAME[table], number)
        for frame in facts.updates.values():
            assert rule is not None
            self.logs[number] = rule, _complete(frame, UPDATE, number)
        for table, frame in facts.lost.items():
            self.account.lost[table].append(_complete(frame, BY_NAME[table], number, LOST))
        for table, frame in facts.unusable.items():
            cells = frame.with_columns(pl.lit(number, pl.Int32).alias("file_no")).select(list(UNUSABLE))
            self.account.unusable[table] = pl.concat([self.account.unusable_of(table), cells])
        return number

    def add_lazy(self, table: str, frame: pl.LazyFrame, number: int) -> None:
        """Take in a file's facts that stay on disk; ``frame`` has the table's schema less ``file_no``."""
        marked = frame.with_columns(pl.lit(number, pl.Int32).alias("file_no"))
        self.lazy[table][number] = marked.select(list(BY_NAME[table].schema))

    def evidence(self) -> Evidence:
        """Return the evidence: each thing once, broken references across files set aside."""
        self._join_logs()
        series = {name: self._series(name) for name in BY_NAME if name in self.lazy or self._is_series(name)}
        tables = {name: self._merged(name) for name in self.frames if name not in series}
        self._check_references(tables)
        counts = self._count(tables)
        files = self.account.closed()
        for name in series:
            for number in (*self.lazy[name], *self.frames[name]):
                counts[number][name] = files[number].rows_used
        files = tuple(
            replace(source, facts=tuple(counts[number].items())) for number, source in enumerate(files)
        )
        made = {**{name: frame.lazy() for name, frame in tables.items()}, **series}
        lost = {
            name: pl.concat(frames, how="diagonal").select(*BY_NAME[name].schema, *LOST)
            for name, frames in self.account.lost.items()
        }
        return Evidence(
            made, files, tuple(self.account.faults), lost, self._unusable(tables), tuple(self.exports)
        )

    def _unusable(self, tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """Return the cells that could not be read of the rows that are still in the tables."""
        cells = {
            name: cells.join(tables[name], on=["file_no", "row_no"], how="semi") if name in tables else cells
            for name, cells in self.account.unusable.items()
        }
        return {name: frame for name, frame in cells.items() if len(frame)}

    def _is_series(self, name: str) -> bool:
        return bool(BY_NAME[name].series) and name in self.frames

    def _series(self, name: str) -> pl.LazyFrame:
        """Return a table of which some lies on disk, or of a series of measurements."""
        parts = {}
        for number in sorted({*self.frames[name], *self.lazy[name]}):
            own = [self.frames[name][number].lazy()] if number in self.frames[name] else []
            own += [self.lazy[name][number]] if number in self.lazy[name] else []
            parts[number] = pl.concat(own, how="diagonal")
        rows, merged = merge_lazily(BY_NAME[name], parts, self.exports)
        if merged is not None:
            self.account.take(BY_NAME[name], merged, self.exports)
        return rows.select(list(BY_NAME[name].schema))

    def _merged(self, name: str) -> pl.DataFrame:
        """Return a table of all files. What came of an event log follows its ticket, and is of no other export."""
        own: list[pl.DataFrame] = []
        made: list[pl.DataFrame] = []
        for number, frame in self.frames.get(name, {}).items():
            (own if self.files[number].table == name else made).append(frame)
        rows = pl.concat(own, how="diagonal") if own else pl.DataFrame(schema=BY_NAME[name].schema)
        merged = merge(BY_NAME[name], rows, self.exports)
        self.account.take(BY_NAME[name], merged, self.exports)
        parts = [merged.rows, *(self._of_used(frame) for frame in made)]
        return pl.concat(parts, how="diagonal").select(list(BY_NAME[name].schema)).sort("file_no", "row_no")

    def _of_used(self, made: pl.DataFrame) -> pl.DataFrame:
        """Return the pauses and changes of priority whose ticket's row in the same log is used."""
        into = self.account.into.get("incidents")
        if into is None or into.is_empty():
            return made
        logs = [number for number, source in enumerate(self.files) if number in self.logs]
        gone = into.filter(pl.col("file_no").is_in(logs) & pl.col("into_file_no").is_in(logs))
        tickets = pl.concat(list(self.frames["incidents"].values()), how="diagonal")
        followed = gone.join(tickets, on=["file_no", "row_no"]).select(
            "file_no", pl.col("id").alias("ticket_id")
        )
        return made.join(followed, on=["file_no", "ticket_id"], how="anti", maintain_order="left")

    def _join_logs(self) -> None:
        """Make the tickets of several logs anew, of the updates of all of them."""
        rules = [rule for rule, _updates in self.logs.values()]
        for rule in [one for at, one in enumerate(rules) if one not in rules[:at]]:
            parts = {number: updates for number, (one, updates) in self.logs.items() if one == rule}
            merged = merge(UPDATE, pl.concat(list(parts.values())), self.exports)
            if merged.superseded.is_empty() and merged.unordered.is_empty():
                shared = pl.concat([one.select("id").unique() for one in parts.values()])
                if not shared.is_duplicated().any():
                    continue
            self.account.take(UPDATE, merged, self.exports)
            self._make_anew(parts, merged, rule)

    def _make_anew(self, parts: dict[int, pl.DataFrame], merged: Merged, rule: Rule) -> None:
        """Put the tickets of all updates in place of each log's own; one with an update that is torn is lost whole."""
        torn = merged.unordered["id"].unique()
        rest = merged.rows.filter(pl.col("id").is_in(torn.implode()))
        table, unsaid = BY_NAME["incidents"], Findings(self.limits)
        both = pl.concat([rest, merged.unordered.select(rest.columns)]).sort("id", "order", "file_no")
        if not both.is_empty():
            lost = tables_of(both, table.name, rule, unsaid)[table.name]
            self.account.lost.pop(UPDATES, None)
            self.account.lose(table, lost, UNORDERED)
            for (number,), rows in rest.group_by("file_no"):
                self.account.aside[int(str(number))].update(rows["row_no"])
        updates = merged.rows.join(rest.select("id").unique(), on="id", how="anti").sort("id", "order")
        made = tables_of(updates, table.name, rule, unsaid)
        made[table.name] = with_sound_intervals(made[table.name], table, unsaid)
        self._doubt_anew(made[table.name], parts)
        for name, frame in made.items():
            for own in parts:
                self.frames[name][own] = _complete(
                    frame.filter(pl.col("file_no") == own), BY_NAME[name], None
                )

    def _doubt_anew(self, made: pl.DataFrame, parts: Mapping[int, pl.DataFrame]) -> None:
        """Let what is doubted of a ticket in one log be doubted of the ticket of all logs."""
        cells = self.account.unusable_of("incidents")
        own = pl.concat([self.frames["incidents"][number] for number in parts])
        doubted = cells.join(own.select("file_no", "row_no", "id"), on=["file_no", "row_no"])
        again = doubted.drop("file_no", "row_no").join(made.select("id", "file_no", "row_no"), on="id")
        self.account.unusable["incidents"] = pl.concat([cells, again.select(list(UNUSABLE))]).unique(
            ["file_no", "row_no", "column"], keep="first", maintain_order=True
        )

    def _check_references(self, tables: dict[str, pl.DataFrame]) -> None:
        delivered = [tables[name]["id"] for name in _TICKETS if name in tables]
        if not delivered or not any(name in tables for name in ("incidents", "service_requests")):
            return
        known = pl.concat(delivered)
        for name, column in _REFERENCES:
            if name not in tables:
                continue
            lost = ~tables[name][column].is_in(known.implode())
            for row in tables[name].filter(lost).iter_rows(named=True):
                own = self.files[row["file_no"]].table == name
                code = "no-such-ticket" if own else "no-such-ticket-note"
                self.account.say(code, ASIDE if own else NOTE, row, column, value=str(row[column])[:SHOWN])
            own_files = [number for number, file in enumerate(self.files) if file.table == name]
            if len(gone := tables[name].filter(lost & tables[name]["file_no"].is_in(own_files))):
                self.account.lose(BY_NAME[name], gone, "no-such-ticket")
            tables[name] = tables[name].filter(~lost)
        for name, column in _NOTED:
            if name in tables and "incidents" in tables:
                lost = ~tables[name][column].is_in(tables["incidents"]["id"].implode())
                for row in tables[name].filter(lost.fill_null(False)).iter_rows(named=True):
                    self.account.say("no-such-ticket-note", NOTE, row, column, value=str(row[column])[:SHOWN])

    @staticmethod
    def _count(tables: dict[str, pl.DataFrame]) -> dict[int, dict[str, int]]:
        counts: dict[int, dict[str, int]] = defaultdict(dict)
        for name, frame in tables.items():
            for number, count in frame.group_by("file_no").len().iter_rows():
                counts[number][name] = count
        return counts


def _complete(
    facts: pl.DataFrame,
    table: Table,
    number: int | None,
    more: Mapping[str, type[pl.DataType]] = _NOTHING_MORE,
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
