"""What the child process found: faults without words, so that the parent says them in the reader's language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

import polars as pl

from afstemt.core.evidence.column import Column
from afstemt.files.reading.sheets.limits import Limits

Severity = Literal["stop", "set_aside", "ask", "note"]
ASIDE: Severity = "set_aside"
ASK: Severity = "ask"
NOTE: Severity = "note"

SHOWN = 80
"""Characters of a value that a message quotes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault by its code, with the values that its sentence needs (``words.SENTENCES``)."""

    code: str
    severity: Severity = "stop"
    row: int | None = None
    column: str | None = None
    values: Mapping[str, str | int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return asdict(self)


class Unreadable(Exception):  # noqa: N818 - about the user's file, not a fault in the program
    """The whole file cannot be used."""

    severity: Severity = "stop"

    def __init__(self, code: str, row: int | None = None, column: str | None = None, **values: str | int):
        super().__init__(code)
        self.finding = Finding(code, self.severity, row, column, values)


class OwnOutput(Unreadable):
    """The file is a report, an agenda or the like that Afstemt wrote: it is passed over with a note."""

    severity = NOTE

    def __init__(self) -> None:
        super().__init__("own-output")


@dataclass
class Findings:
    """Findings of one file as they come, bounded by the limits.

    Attributes:
        aside: Rows set aside, with the code of the first fault of each.
        cells: By column in frames, rows whose cell could not be read, with the code of the first fault.
        others: By column in frames, rows whose time may be another one as well, with that one.
        left_out: Rows that the profile, or the customer asked for, leaves out; they are no fault.
        without_effect: Rows of which no cell is in a fact, so that a cell that could not be read asks nothing.
    """

    limits: Limits
    found: list[Finding] = field(default_factory=list)
    aside: dict[int, str] = field(default_factory=dict)
    cells: dict[str, dict[int, str]] = field(default_factory=dict)
    others: dict[str, dict[int, int]] = field(default_factory=dict)
    left_out: int = 0
    without_effect: set[int] = field(default_factory=set)
    _faulty: set[int] = field(default_factory=set)
    _notes: dict[tuple[str, str | None], int] = field(default_factory=dict)

    @property
    def faulty(self) -> int:
        """How many rows are set aside, or have a cell that could not be read."""
        return len(self._faulty)

    def add(self, finding: Finding) -> None:
        """Keep a finding; notes past the limit are only counted."""
        if finding.severity == NOTE:
            kind = finding.code, finding.column
            self._notes[kind] = self._notes.get(kind, 0) + 1
            if self._notes[kind] > self.limits.notes:
                return
        elif finding.row is not None:
            if finding.severity == ASIDE:
                self.aside.setdefault(finding.row, finding.code)
            self._count(finding.row, finding.code)
        self.found.append(finding)

    def _count(self, row: int, code: str) -> None:
        self._faulty.add(row)
        if len(self._faulty) > self.limits.faults:
            raise Unreadable("too-many-faults", row=row, limit=self.limits.faults, kind=code)

    def lose(self, rows: Iterable[int], code: str) -> None:
        """Set rows aside, of which a finding of another row tells already."""
        for row in rows:
            self.aside.setdefault(row, code)
            self._count(row, code)

    def rows(
        self,
        frame: pl.DataFrame,
        mask: pl.Series,
        code: str,
        severity: Severity,
        column: str | None = None,
        value: pl.Series | None = None,
        **values: str | int,
    ) -> None:
        """Add one finding for each row of ``frame`` (with ``row_no``) where ``mask`` is true."""
        for finding in self._of(frame, mask, code, severity, column, value, values):
            self.add(finding)

    def cell(
        self,
        frame: pl.DataFrame,
        mask: pl.Series,
        code: str,
        column: Column,
        value: pl.Series | None = None,
        severity: Severity = ASK,
        **values: str | int,
    ) -> pl.Series:
        """Add one finding for each row whose cell cannot be read; return where that is.

        Where every row must have the column the row is set aside. Else the cell alone is lost, as ``severity`` says.
        """
        hit = mask.fill_null(False)
        severity = ASIDE if column.required else severity
        for finding in self._of(frame, hit, code, severity, column.name, value, values):
            self.add(finding)
            if severity == NOTE and finding.row is not None:
                self._count(finding.row, finding.code)
        self.spoil(frame, hit, code, column)
        return hit

    def spoil(self, frame: pl.DataFrame, mask: pl.Series, code: str, column: Column) -> None:
        """Say that cells cannot be read, for a fault that is told of already."""
        if mask.any():
            spoilt = self.cells.setdefault(column.frame_name, {})
            for row in frame["row_no"].filter(mask):
                spoilt.setdefault(row, code)

    def _of(
        self,
        frame: pl.DataFrame,
        mask: pl.Series,
        code: str,
        severity: Severity,
        column: str | None,
        value: pl.Series | None,
        values: Mapping[str, str | int],
    ) -> Iterator[Finding]:
        hit = mask.fill_null(False)
        total = int(hit.sum())
        if not total:
            return
        numbers = frame["row_no"].filter(hit)
        if severity in (ASIDE, ASK) and total > self.limits.faults:
            raise Unreadable(
                "too-many-faults", row=int(numbers[0]), column=column, limit=self.limits.faults, kind=code
            )
        quoted: Iterable[str | None] = (
            value.filter(hit).cast(pl.String).str.slice(0, SHOWN) if value is not None else [None] * total
        )
        for number, text in zip(numbers, quoted, strict=True):
            shown = values if text is None else {**values, "value": text}
            yield Finding(code, severity, int(number), column, shown)

    def finish(self) -> list[Finding]:
        """Return all findings, with one counting note for each kind past the limit.

        What is asked of a cell is no question of its own where the row is set aside, or is in no fact.
        """
        more = [
            Finding(
                "more-notes",
                NOTE,
                None,
                column,
                {"kind": code, "count": count - self.limits.notes, "limit": self.limits.notes},
            )
            for (code, column), count in self._notes.items()
            if count > self.limits.notes
        ]
        return [self._settled(finding) for finding in self.found] + more

    def _settled(self, finding: Finding) -> Finding:
        if finding.severity == ASK and finding.row in self.aside:
            return replace(finding, severity=ASIDE)
        if finding.severity == ASK and finding.row in self.without_effect:
            return replace(finding, severity=NOTE)
        return finding
