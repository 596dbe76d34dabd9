"""What the child process found: faults without words, so that the parent says them in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import polars as pl

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

    def __init__(self, code: str, row: int | None = None, column: str | None = None, **values: str | int):
        super().__init__(code)
        self.finding = Finding(code, "stop", row, column, values)


@dataclass
class Findings:
    """Findings of one file as they come, bounded by the limits."""

    limits: Limits
    found: list[Finding] = field(default_factory=list)
    aside: set[int] = field(default_factory=set)
    _notes: dict[tuple[str, str | None], int] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        """Keep a finding; notes past the limit are only counted."""
        if finding.severity == "note":
            kind = finding.code, finding.column
            self._notes[kind] = self._notes.get(kind, 0) + 1
            if self._notes[kind] > self.limits.notes:
                return
        elif finding.severity == "set_aside" and finding.row is not None:
            self.aside.add(finding.row)
            if len(self.aside) > self.limits.faults:
                raise Unreadable(
                    "too-many-faults", row=finding.row, limit=self.limits.faults, kind=finding.code
                )
        self.found.append(finding)

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
        hit = mask.fill_null(False)
        total = int(hit.sum())
        if not total:
            return
        numbers = frame["row_no"].filter(hit)
        if severity == "set_aside" and len(self.aside) + total > self.limits.faults:
            raise Unreadable(
                "too-many-faults", row=int(numbers[0]), column=column, limit=self.limits.faults, kind=code
            )
        quoted: Iterable[str | None] = (
            value.filter(hit).cast(pl.String).str.slice(0, SHOWN) if value is not None else [None] * total
        )
        for number, text in zip(numbers, quoted, strict=True):
            shown = values if text is None else {**values, "value": text}
            self.add(Finding(code, severity, int(number), column, shown))

    def finish(self) -> list[Finding]:
        """Return all findings, with one counting note for each kind past the limit."""
        more = [
            Finding(
                "more-notes",
                "note",
                None,
                column,
                {"kind": code, "count": count - self.limits.notes, "limit": self.limits.notes},
            )
            for (code, column), count in self._notes.items()
            if count > self.limits.notes
        ]
        return self.found + more
