"""The account of every file's rows: which were set aside or stand in another export, and what is said about them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.evidence import MISSING, UNUSABLE, SourceFile
from afstemt.core.evidence.export import Export
from afstemt.core.evidence.exports import Merged
from afstemt.core.evidence.retyping import LEFT_OUT, RETYPED, Retyping
from afstemt.core.evidence.retyping import UNORDERED as UNORDERED_KINDS
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.fault import Fault
from afstemt.core.units.wording import _
from afstemt.files.reading.intake.words import Reader
from afstemt.files.reading.intake.words import faults as worded
from afstemt.files.reading.sheets.finding import ASIDE, ASK, NOTE, SHOWN, Finding, Severity

UNORDERED = "unordered-exports"
NAMED = 20
"""Rows that are missing from a later export which are named, of each table and two files; all are counted."""
LONGEST_NAME = 300
"""Characters of what such a row is known by, also in an answer about it."""
_OWN = ("file_no", "row_no")


@dataclass
class Account:
    """What becomes of the rows of some files, whose numbers are their places.

    Attributes:
        reader: Who is told.
        aside, superseded: By file, the numbers of rows.
        lost: By table, rows that were set aside.
        unusable: By table, cells that no figure may stand on.
        into: Rows that are superseded, each with the row that is used instead.
        missing: By table, rows that a later file ought to have and has not, as ``Evidence.missing``.
        recovered: Rows that the reading set aside and a later file has, by file and row: which file.
    """

    files: Sequence[SourceFile]
    reader: Reader = "command_line"
    faults: list[Fault] = field(default_factory=list)
    aside: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    superseded: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    lost: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    unusable: dict[str, pl.DataFrame] = field(default_factory=dict)
    into: dict[str, pl.DataFrame] = field(default_factory=dict)
    missing: dict[str, pl.DataFrame] = field(default_factory=dict)
    recovered: dict[tuple[int | None, int | None], int] = field(default_factory=dict)

    def say(
        self,
        code: str,
        severity: Severity,
        row: Mapping[str, object],
        column: str | None,
        **values: str | int,
    ) -> None:
        """Say something about a row, which has file_no and row_no; it is set aside where that is how grave it is."""
        number, row_no = int(str(row["file_no"])), int(str(row["row_no"]))
        if severity == ASIDE:
            self.aside[number].add(row_no)
        self._found(Finding(code, severity, row_no, column, values), number)

    def _found(self, finding: Finding, number: int) -> None:
        self.faults += worded([finding], self.files[number].name, self.reader)

    def take(self, table: Table, merged: Merged, exports: Sequence[Export]) -> None:
        """Enter what came of a table's rows of several exports."""
        self.into[table.name] = merged.superseded
        self._carry(table, merged.superseded, exports)
        for (number,), rows in merged.superseded.group_by("file_no"):
            self.superseded[int(str(number))].update(rows["row_no"])
        for (number, into), rows in merged.moved.group_by("file_no", "into_file_no", maintain_order=True):
            values: dict[str, str | int] = {"count": len(rows), "file": self._name(into), "table": table.name}
            self._found(Finding("moved-window", NOTE, int(rows["row_no"][0]), None, values), int(str(number)))
        self._unordered(table, merged.unordered)
        self._missing(table, merged.missing)

    def recover(self, table: str, rows: pl.DataFrame) -> None:
        """Enter rows that the reading set aside and that a later file has: file_no, row_no, into_file_no."""
        if rows.is_empty():
            return
        frames = self.lost.pop(table)
        left = pl.concat(frames, how="diagonal").join(rows, on=_OWN, how="anti", maintain_order="left")
        self.lost[table] = [left]
        self.recovered |= {(number, row): into for number, row, into in rows.iter_rows()}
        for (number,), some in rows.group_by("file_no"):
            self.superseded[int(str(number))].update(some["row_no"])

    def _carry(self, table: Table, superseded: pl.DataFrame, exports: Sequence[Export]) -> None:
        """Let a cell that cannot be used be so in the row used instead, where that row's file lacks the column."""
        lacking = pl.DataFrame(
            [
                (number, column)
                for number, one in enumerate(exports)
                for column in table.schema
                if table.name in one.columns and column not in one.columns[table.name]
            ],
            schema={"into_file_no": pl.Int32, "column": pl.String},
            orient="row",
        )
        cells = self.unusable_of(table.name)
        while len(cells):
            carried = cells.join(superseded, on=["file_no", "row_no"]).join(
                lacking, on=["into_file_no", "column"]
            )
            cells = carried.select(
                pl.col("into_file_no").alias("file_no"),
                pl.col("into_row_no").alias("row_no"),
                "column",
                "why",
            )
            self.unusable[table.name] = pl.concat([self.unusable_of(table.name), cells])

    def unusable_of(self, table: str) -> pl.DataFrame:
        """Return the cells of a table that no figure may stand on."""
        return self.unusable.get(table, pl.DataFrame(schema=UNUSABLE))

    def lose(self, table: Table, rows: pl.DataFrame, why: str) -> None:
        """Keep rows that are set aside for what stands in another file, less what could not be read of them."""
        whole = rows.select(
            *(name for name in table.schema if name in rows.columns), pl.lit(why).alias("why")
        )
        for (name,), spoilt in self.unusable_of(table.name).group_by("column"):
            marked = spoilt.select("file_no", "row_no", pl.lit(value=True).alias("_spoilt"))
            whole = (
                whole.join(marked, on=["file_no", "row_no"], how="left", maintain_order="left")
                .with_columns(pl.when(pl.col("_spoilt").is_null()).then(pl.col(str(name))).alias(str(name)))
                .drop("_spoilt")
            )
        self.lost[table.name].append(whole)

    def retype(self, table: Table, found: Retyping, rows: pl.DataFrame) -> None:
        """Enter rows of a table whose cases another export has as another kind: they are lost, with their effect."""
        named = {place[:2]: place for place in found.gone.select(*_OWN, "into", "into_file_no").iter_rows()}
        why: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(rows.select(*_OWN, "id").iter_rows(named=True)):
            place = named.get((row["file_no"], row["row_no"]))
            told: dict[str, str | int] = {"value": str(row["id"])[:SHOWN], "table": table.name}
            code = UNORDERED_KINDS if place is None else (RETYPED if place[2] else LEFT_OUT)
            why[code].append(at)
            if place is not None:
                later = self.files[int(str(place[3]))]
                told |= {"into": str(place[2]), "file": later.name, "party": later.party}
            self.say(code, ASIDE, row, "id", **told)
        for code, places in why.items():
            self.lose(table, rows[places], code)

    def _unordered(self, table: Table, rows: pl.DataFrame) -> None:
        if rows.is_empty():
            return
        self.lose(table, rows, UNORDERED)
        for row, column, value in _named(table, rows):
            names = [self._name(number) for number in row["file_nos"]]
            own = self._name(row["file_no"])
            line = ", ".join(f'"{name}"' for name in names)
            others = ", ".join(name for name in names if name != own)
            self.say(UNORDERED, ASIDE, row, column, value=value, file=others, line=f"order = [{line}]")

    def _missing(self, table: Table, rows: pl.DataFrame) -> None:
        places = [
            (row["file_no"], row["row_no"], row["later_file_no"], value)
            for row, _column, value in _named(table, rows, LONGEST_NAME)
        ]
        if places and table.name in BY_NAME:  # the updates of a log are no rows of a table
            self.missing[table.name] = pl.DataFrame(places, schema=MISSING, orient="row")
        for (number, later), some in rows.group_by("file_no", "later_file_no", maintain_order=True):
            name = self._name(later)
            for row, column, value in _named(table, some.head(NAMED), LONGEST_NAME):
                self.say("missing-later", ASK, row, column, value=value, file=name, table=table.name)
            if len(some) > NAMED:
                values: dict[str, str | int] = {"count": len(some) - NAMED, "all": len(some), "file": name}
                self._found(Finding("missing-later-more", ASK, None, None, values), int(str(number)))

    def _name(self, number: object) -> str:
        return self.files[int(str(number))].name

    def closed(self) -> tuple[SourceFile, ...]:
        """Return the files with their rows counted, and say of each how many rows stand in another export."""
        for number, rows in sorted(self.superseded.items()):
            if rows:
                self._found(Finding("superseded", NOTE, None, None, {"count": len(rows)}), number)
        again = Counter(number for number, _row in self.recovered)
        return tuple(
            replace(
                source,
                rows_used=source.rows_used
                - len(self.aside[number])
                - len(self.superseded[number])
                + again[number],
                rows_set_aside=source.rows_set_aside + len(self.aside[number]) - again[number],
                rows_superseded=source.rows_superseded + len(self.superseded[number]),
            )
            for number, source in enumerate(self.files)
        )


def as_recovered(fault: Fault, file: str) -> Fault:
    """Return what was found in a row that a later file has, as a note that says so."""
    said = _("{said} En nyere fil, {file}, har rækken; derfor mangler der intet.")
    return replace(fault, severity=NOTE, message=said.format(said=fault.message, file=file))


def _named(
    table: Table, rows: pl.DataFrame, longest: int = SHOWN
) -> Iterator[tuple[dict[str, Any], str | None, str]]:
    """Yield each row with the column that it is known by, and what it is known by in words."""
    for row in rows.iter_rows(named=True):
        names = next(
            each
            for each in table.identities
            if all(row[table.column(one).frame_name] is not None for one in each)
            or each == table.identities[-1]
        )
        told = (
            _text(row[table.column(name).frame_name], table.column(name).type == "instant") for name in names
        )
        yield row, names[0] if len(names) == 1 else None, " · ".join(filter(None, told))[:longest]


def _text(value: object, instant: bool) -> str:
    """Return a value as a message quotes it; an instant in UTC."""
    if value is None:
        return ""
    if instant:
        return f"{pl.select(pl.from_epoch(pl.lit(value))).item():%Y-%m-%dT%H:%M:%SZ}"
    return str(value)
