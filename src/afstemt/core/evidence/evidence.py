"""What was delivered: frames of facts, the files they came from, and every fault found in them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from afstemt.core.evidence.export import Export
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.core.units.fault import Fault


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as received.

    Attributes:
        name: Path relative to the evidence folder, with forward slashes.
        sha256: Of the bytes as received.
        size: Bytes.
        table: The fact table or, for an event log, the main table it became.
        profile: Name of the profile it was read with (``afstemt`` for own columns).
        rows_read: Data rows in the file, counted independently of the frame reader.
        rows_used: Rows that became, or took part in, facts.
        rows_set_aside: Rows set aside, each with a Fault.
        facts: Facts by table that came of the rows used; an event log gives fewer facts than rows.
        rows_superseded: Rows that a later export has anew.
        rows_left_out: Rows that the profile leaves out. ``rows_read`` is the sum of used, superseded, left out and set
            aside.
        period: The month that it was delivered for, as ``2026-10``; empty where nobody knows.
        known_by: What it was recognised by: ``name`` (a table's), ``file_name`` (a profile's pattern), ``columns``,
            ``asked`` (somebody said so); empty where it was not, or nobody knows.
        signs: The columns that it was recognised by, with commas between.
        party: Who delivered it: each row of it is that party's word. Empty where the product itself made it, or nobody
            knows.
    """

    name: str
    sha256: str
    size: int
    table: str
    profile: str
    rows_read: int
    rows_used: int
    rows_set_aside: int
    facts: tuple[tuple[str, int], ...] = ()
    rows_superseded: int = 0
    rows_left_out: int = 0
    period: str = ""
    known_by: str = ""
    signs: str = ""
    party: PartyRole | Literal[""] = ""


@dataclass(frozen=True)
class Evidence:
    """All facts for a calculation. Tables nobody delivered are absent, which is not the same as empty.

    Attributes:
        tables: Facts by table.
        files: What they came from; ``file_no`` counts in it.
        faults: Everything that was found in the files.
        lost: By table, the rows that were set aside with what could be read of them: the table's columns, each null
            where it could not be read, and ``why`` (the code of the fault). Of a row whose fields cannot be told apart
            there are only file_no, row_no and why. A row whose key is null, or stands in the table, may be another word
            of a row there: at worst it changes that one. Of an event log, a ticket without one usable update is a row,
            and so is an update whose ticket cannot be read.
        unusable: By table, cells of rows in ``tables`` that no figure may stand on: file_no, row_no, column (its name
            in frames), why. A text that could not be read is null in its table; a name the terms do not know stays.
        alternatives: By table, cells of rows in ``tables`` whose time may be another one as well, as in the hour that
            occurs twice: file_no, row_no, column (its name in frames), other_s (UTC seconds).
        exports: What is known of each file as an export; fewer than the files where that is not known of the last.
        missing: By table, the rows in ``tables`` that a later file ought to have and has not: ``MISSING``.
    """

    tables: Mapping[str, pl.LazyFrame] = field(default_factory=dict)
    files: tuple[SourceFile, ...] = ()
    faults: tuple[Fault, ...] = ()
    lost: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    unusable: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    alternatives: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    exports: tuple[Export, ...] = ()
    missing: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def has(self, table: str) -> bool:
        """Return whether anyone delivered the table; one whose every row was set aside is empty, with them in lost."""
        return table in self.tables

    def table(self, name: str) -> pl.LazyFrame:
        """Return the table lazily, with all its columns; empty when nobody delivered it."""
        if name in self.tables:
            return self.tables[name]
        return pl.LazyFrame(schema=BY_NAME[name].schema)

    def untold(self, table: str, column: str) -> pl.Expr:
        """Return whether a row of the table is silent on a column (its name in frames) that its file does not have.

        Of a file whose columns are not known, one without any value in it is taken to lack it.
        """
        said = pl.col(column).is_not_null().any().alias("said")
        files = collect(self.table(table).group_by("file_no").agg(said))
        lacking = [
            number for number, any_ in files.iter_rows() if not self._tells(number, table, column, any_)
        ]
        return pl.col(column).is_null() & pl.col("file_no").is_in(lacking)

    def _tells(self, file_no: int | None, table: str, column: str, any_: bool) -> bool:
        known = file_no is not None and file_no < len(self.exports)
        columns = self.exports[file_no].columns.get(table) if known and file_no is not None else None
        return any_ if columns is None else column in columns


LOST = {"why": pl.String}
"""What a row that was set aside has beside its table's columns."""

MISSING = {"file_no": pl.Int32, "row_no": pl.Int64, "later_file_no": pl.Int32, "name": pl.String}
"""The columns of ``Evidence.missing``; ``name`` is what the row is known by, in words."""

UNUSABLE = {"file_no": pl.Int32, "row_no": pl.Int64, "column": pl.String, "why": pl.String}
"""The columns of ``Evidence.unusable``."""

ALTERNATIVES = {"file_no": pl.Int32, "row_no": pl.Int64, "column": pl.String, "other_s": pl.Int64}
"""The columns of ``Evidence.alternatives``."""


FEW = 100_000
"""Facts up to which a query is run at once: to start the streaming engine costs some 2 ms each time."""

_ENGINE: ContextVar[Literal["streaming", "in-memory"]] = ContextVar("engine", default="streaming")


@contextmanager
def engine_for(evidence: Evidence) -> Iterator[None]:
    """Run the queries within on an engine for as many facts as the evidence has. Speed alone depends on it."""
    facts = sum(count for file in evidence.files for _table, count in file.facts)
    token = _ENGINE.set("in-memory" if facts <= FEW else "streaming")
    try:
        yield
    finally:
        _ENGINE.reset(token)


def collect(frame: pl.LazyFrame) -> pl.DataFrame:
    """Run a lazy query. The one place where the engine collects."""
    return frame.collect(engine=_ENGINE.get())


def batches(frame: pl.LazyFrame, rows: int) -> Iterator[pl.DataFrame]:
    """Yield a lazy query's rows in their order, about ``rows`` at a time, so that memory stays flat."""
    yield from frame.collect_batches(chunk_size=rows, maintain_order=True, engine="streaming")
