"""All files together: tables joined, duplicates and references across files, the rows counted up."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from afstemt.core.evidence.evidence import LOST, UNUSABLE, Evidence, SourceFile
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.fault import Fault
from afstemt.files.reading.intake.interpret import Facts
from afstemt.files.reading.intake.words import faults as worded
from afstemt.files.reading.sheets.finding import ASIDE, NOTE, SHOWN, Finding

_TICKETS = ("incidents", "service_requests", "problems", "changes")
_REFERENCES = (("pauses", "ticket_id"), ("priority_changes", "ticket_id"))
_NOTED = (("outages", "incident_id"), ("deliverables", "incident_id"))
_NOTHING_MORE: Mapping[str, type[pl.DataType]] = {}


@dataclass
class Assembly:
    """Facts and files as they come; ``evidence`` closes it."""

    files: list[SourceFile] = field(default_factory=list)
    frames: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    lazy: dict[str, list[pl.LazyFrame]] = field(default_factory=lambda: defaultdict(list))
    lost: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    unusable: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Fault] = field(default_factory=list)
    aside: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, source: SourceFile, facts: Facts) -> int:
        """Take in one file's facts; return its ``file_no``."""
        number = len(self.files)
        self.files.append(source)
        for table, frame in facts.tables.items():
            self.frames[table].append(_complete(frame, table, number))
        for table, frame in facts.lost.items():
            self.lost[table].append(_complete(frame, table, number, LOST))
        for table, frame in facts.unusable.items():
            self.unusable[table].append(
                frame.with_columns(pl.lit(number, pl.Int32).alias("file_no")).select(list(UNUSABLE))
            )
        return number

    def add_lazy(self, table: str, frame: pl.LazyFrame, number: int) -> None:
        """Take in a file's facts that stay on disk; ``frame`` has the table's schema less ``file_no``."""
        marked = frame.with_columns(pl.lit(number, pl.Int32).alias("file_no"))
        rows = self.files[number].rows_used
        self.files[number] = replace(self.files[number], facts=((table, rows),))
        self.lazy[table].append(marked.select(list(BY_NAME[table].schema)))

    def evidence(self) -> Evidence:
        """Return the evidence: duplicates and broken references across files set aside."""
        tables = {name: pl.concat(frames) for name, frames in self.frames.items()}
        tables = {name: self._once(frame, name) for name, frame in tables.items()}
        self._check_references(tables)
        facts = self._count(tables)
        files = tuple(
            replace(
                source,
                rows_used=source.rows_used - len(self.aside[number]),
                rows_set_aside=source.rows_set_aside + len(self.aside[number]),
                facts=source.facts or tuple(facts.get(number, {}).items()),
            )
            for number, source in enumerate(self.files)
        )
        made = {name: frame.lazy() for name, frame in tables.items()}
        for name, scans in self.lazy.items():
            parts = [*([made[name]] if name in made else []), *scans]
            made[name] = parts[0] if len(parts) == 1 else pl.concat(parts)
        lost = {name: pl.concat(parts) for name, parts in self.lost.items()}
        return Evidence(made, files, tuple(self.faults), lost, self._unusable(tables))

    def _unusable(self, tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """Return the cells that could not be read of the rows that are still in the tables."""
        cells = {
            name: pl.concat(parts).join(tables[name], on=["file_no", "row_no"], how="semi")
            for name, parts in self.unusable.items()
        }
        return {name: frame for name, frame in cells.items() if len(frame)}

    def _lose(self, frame: pl.DataFrame, table: str, code: str) -> None:
        """Keep rows that are set aside for what stands in another file."""
        whole = frame.with_columns(pl.lit(code).alias("why")).select(*BY_NAME[table].schema, *LOST)
        cells = pl.concat([*self.unusable.get(table, ()), pl.DataFrame(schema=UNUSABLE)])
        for (name,), spoilt in cells.group_by("column"):
            rows = spoilt.select("file_no", "row_no", pl.lit(value=True).alias("spoilt"))
            whole = (
                whole.join(rows, on=["file_no", "row_no"], how="left")
                .with_columns(pl.when(pl.col("spoilt").is_null()).then(pl.col(str(name))).alias(str(name)))
                .drop("spoilt")
            )
        self.lost[table].append(whole)

    def _say(
        self, code: str, severity: str, row: dict[str, object], column: str, **values: str | int
    ) -> None:
        number, row_no = int(str(row["file_no"])), int(str(row["row_no"]))
        if severity == ASIDE:
            self.aside[number].add(row_no)
        finding = Finding(code, severity, row_no, column, values)  # type: ignore[arg-type]
        self.faults += worded([finding], self.files[number].name)

    def _once(self, frame: pl.DataFrame, name: str) -> pl.DataFrame:
        """Keep one row of each key: the one in the latest state, else the first; the others are named."""
        table = BY_NAME[name]
        if not table.key or frame["file_no"].n_unique() < 2:
            return frame
        key = [table.column(column).frame_name for column in table.key]
        instants = [column.frame_name for column in table.columns if column.type == "instant"]
        content = [column for column in frame.columns if column not in ("file_no", "row_no")]
        ranked = (
            frame.with_columns(
                pl.sum_horizontal(pl.col(column).is_not_null() for column in instants).alias("state"),
            )
            .sort("state", "file_no", "row_no", descending=[True, False, False], maintain_order=True)
            .with_columns(
                pl.col("row_no").first().over(key).alias("first_row"),
                pl.col("file_no").first().over(key).alias("first_file"),
                pl.col("state").first().over(key).alias("first_state"),
            )
        )
        kept = (pl.col("row_no") == pl.col("first_row")) & (pl.col("file_no") == pl.col("first_file"))
        used, others = ranked.filter(kept), ranked.filter(~kept).sort("file_no", "row_no")
        same = others.with_row_index("at").join(used, on=content, how="semi", nulls_equal=True)["at"]
        alike = set(same)
        aside = []
        for at, row in enumerate(others.iter_rows(named=True)):
            code, severity = ("duplicate-id-across", ASIDE)
            if at in alike:
                code, severity = "identical-across", NOTE
            elif row["state"] < row["first_state"]:
                code, severity = "earlier-state", NOTE
            else:
                aside.append(at)
            other = self.files[row["first_file"]].name
            shown = str(row[key[0]])[:SHOWN]
            self._say(code, severity, row, table.key[0], value=shown, file=other, other=row["first_row"])
        if aside:
            self._lose(others[aside], name, "duplicate-id-across")
        return used.sort("file_no", "row_no").select(frame.columns)

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
                self._say(code, ASIDE if own else NOTE, row, column, value=str(row[column])[:SHOWN])
            own_files = [number for number, file in enumerate(self.files) if file.table == name]
            if len(gone := tables[name].filter(lost & tables[name]["file_no"].is_in(own_files))):
                self._lose(gone, name, "no-such-ticket")
            tables[name] = tables[name].filter(~lost)
        for name, column in _NOTED:
            if name in tables and "incidents" in tables:
                lost = ~tables[name][column].is_in(tables["incidents"]["id"].implode())
                for row in tables[name].filter(lost.fill_null(False)).iter_rows(named=True):
                    self._say("no-such-ticket-note", NOTE, row, column, value=str(row[column])[:SHOWN])

    @staticmethod
    def _count(tables: dict[str, pl.DataFrame]) -> dict[int, dict[str, int]]:
        counts: dict[int, dict[str, int]] = defaultdict(dict)
        for name, frame in tables.items():
            for number, count in frame.group_by("file_no").len().iter_rows():
                counts[number][name] = count
        return counts


def _complete(
    facts: pl.DataFrame, name: str, number: int, more: Mapping[str, type[pl.DataType]] = _NOTHING_MORE
) -> pl.DataFrame:
    """Return the frame with all the table's columns, and ``more``, in order and in type."""
    table = BY_NAME[name]
    defaults: dict[str, str | int | None] = {
        column.frame_name: column.default if not more else None for column in table.columns
    }
    defaults["file_no"] = number
    schema: dict[str, pl.DataType | type[pl.DataType]] = {**table.schema, **more}
    return facts.select(
        (pl.col(column) if column in facts.columns else pl.lit(defaults.get(column)))
        .cast(dtype)
        .alias(column)
        for column, dtype in schema.items()
    )
