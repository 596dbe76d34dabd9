"""What sections are put together of: cut facts, short tables, statements, and the line for missing data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.outcome import Outcome, State, worst
from afstemt.core.measurement.source_states import TICKETS
from afstemt.core.report.blocks import Table, TableColumn, Text
from afstemt.core.report.month import Month, SectionMaker
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.parties import Phase
from afstemt.core.units.figure import Instant, Value
from afstemt.core.units.formats import number
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _


@dataclass(frozen=True)
class SectionSpec:
    """A section of the report.

    Attributes:
        id: Stable name, in the JSON and in ``report.leave_out`` and ``report.deepen``.
        aliases: Other names that terms and the statements table may use (Danish), casefolded.
        title: Gives the heading in the active language.
        make: The section itself.
        written: Whether the supplier writes words to it.
        draft: Gives a first draft of those words; of the first section that has one they are the report's summary.
        takes_all: Whether statements that name no section stand here.
        figures: Whether the service levels' figures stand here, from where a page leads to how they came about.
    """

    id: str
    aliases: tuple[str, ...]
    title: Callable[[], str]
    make: SectionMaker = field(repr=False)
    written: bool = True
    draft: Callable[[Month], str] | None = field(default=None, repr=False)
    takes_all: bool = False
    figures: bool = False

    def named(self, name: str) -> bool:
        """Return whether ``name`` means this section."""
        return name.strip().casefold() in (self.id, *self.aliases)


def not_delivered(what: str) -> Text:
    """Return the line that stands where there is no data."""
    return Text(_("Der er ikke leveret oplysninger om {what} for perioden.").format(what=what))


def facts(month: Month, table: str) -> pl.LazyFrame:
    """Return a fact table, cut to the report's system when there is one.

    A row belongs to the system it names, or else to the system of the service it names. Tables without
    either column are whole. Tickets are as ``measurement.ticket_ends`` has them, less those that are taken out.
    """
    frame = month.evidence.table(table)
    if table in TICKETS:
        frame = month.tickets[table].filter(pl.col("taken_out").is_null())
    return _of_system(month, table, frame)


def taken_out(month: Month, table: str) -> dict[str, int]:
    """Return how many of the report's tickets, open at some time in the period, are taken out, by why."""
    frame = _of_system(month, table, month.tickets[table])
    gone = frame.filter(pl.col("taken_out").is_not_null(), touching(month.period))
    counts = collect(gone.group_by("taken_out").agg(pl.len().cast(pl.Int64)).sort("taken_out"))
    return dict(counts.iter_rows())


def delivered(month: Month, table: str) -> pl.LazyFrame:
    """Return the report's tickets that were open at some time in the period as they were delivered, all of them."""
    own = _of_system(month, table, month.tickets[table]).filter(touching(month.period))
    rows = own.select("file_no", "row_no")
    return month.evidence.table(table).join(rows, on=["file_no", "row_no"], how="semi")


def taken_out_note(month: Month, table: str) -> tuple[Text, ...]:
    """Return the line that says which tickets are not counted, and why; nothing where all are."""
    gone = taken_out(month, table)
    if not gone:
        return ()
    reasons = "; ".join(f"{reason.rstrip('.')} ({number(count)})" for reason, count in gone.items())
    return (Text(_("Ikke talt med: {reasons}.").format(reasons=reasons), "note"),)


def _of_system(month: Month, table: str, frame: pl.LazyFrame) -> pl.LazyFrame:
    if month.system is None:
        return frame
    columns = {column.name for column in BY_NAME[table].columns}
    if table == "security_updates":
        return frame.filter(
            pl.col("systems").is_null() | pl.col("systems").str.contains(month.system, literal=True)
        )
    own = pl.lit(False)
    if "system" in columns:
        own = pl.col("system") == month.system
    if "service" in columns:
        of_service = pl.col("service").is_in(month.terms.services_in(month.system))
        own = (own | (pl.col("system").is_null() & of_service)) if "system" in columns else of_service
    elif "system" not in columns:
        return frame
    return frame.filter(own.fill_null(False))


def inside(column: str, period: Period) -> pl.Expr:
    """Return whether the instant lies in the period (half-open)."""
    return (pl.col(column) >= period.from_s) & (pl.col(column) < period.to_s)


def open_at(second: int) -> pl.Expr:
    """Return whether a ticket was opened before, and had not ended before, the instant. What is closed is not open."""
    not_ended = (pl.col("resolved_s") >= second).fill_null(~pl.col("undated"))
    return (pl.col("opened_s") < second) & not_ended


def touching(period: Period) -> pl.Expr:
    """Return whether a ticket was open at some time in the period."""
    since = ~pl.col("undated") | (pl.col("opened_s") >= period.from_s)
    return (pl.col("opened_s") < period.to_s) & (pl.col("resolved_s") >= period.from_s).fill_null(since)


def count(frame: pl.LazyFrame) -> int:
    """Return the number of rows."""
    return int(collect(frame.select(pl.len().cast(pl.Int64))).item())


def column(title: str, align: str = "left", weight: float = 1.0) -> TableColumn:
    """Return a column heading."""
    return TableColumn(title, align, weight)  # type: ignore[arg-type]


def number_column(title: str, weight: float = 1.0) -> TableColumn:
    """Return a right-aligned column heading."""
    return TableColumn(title, "right", weight)


def short_table(
    month: Month,
    caption: str,
    columns: Sequence[TableColumn],
    frame: pl.LazyFrame,
    cells: Callable[[dict[str, Any]], tuple[Value, ...]],
    appendix: str = "",
) -> Table:
    """Return a table of the frame's first rows, up to the number the terms state, saying how many there are."""
    limit = month.terms.report.max_rows
    total = count(frame)
    first = collect(frame.head(limit))
    shown = tuple(cells(row) for row in first.iter_rows(named=True))
    return Table(caption, tuple(columns), shown, of=total if total > limit else None, appendix=appendix)


def without_empty(table: Table) -> Table:
    """Return the table without the columns that no row fills; the first column stays."""
    kept = [
        index
        for index in range(len(table.columns))
        if index == 0 or any(row[index] not in (None, "") for row in table.rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in table.rows),
    )


def at(month: Month, second: object) -> Value:
    """Return an instant as a cell in the contract's zone, or nothing."""
    return Instant(second, month.terms.zone) if isinstance(second, int) else None


def text(value: object) -> str:
    """Return a text cell; nothing for null."""
    return "" if value is None else str(value)


def statements(month: Month, spec_named: Callable[[str], bool]) -> tuple[Text, ...]:
    """Return the supplier's words for the section, in the order they were delivered."""
    frame = collect(
        month.evidence.table("statements").sort("file_no", "row_no").select("section", "text", "author")
    )
    return tuple(
        Text(row["text"], "supplier", row["author"] or "")
        for row in frame.iter_rows(named=True)
        if spec_named(row["section"])
    )


def level_of(month: Month, outcome: Outcome) -> ServiceLevel | None:
    """Return the level's terms in the version that was in force in the outcome's part."""
    ruling = month.contract.ruling_level(outcome.level, outcome.part)
    return ruling[1] if ruling else None


def covers(month: Month, outcome: Outcome) -> bool:
    """Return whether the level concerns the report's system; levels of the whole contract always do."""
    if month.system is None:
        return True
    level = level_of(month, outcome)
    if level is None or not (level.systems or level.services):
        return True
    own = month.terms.services_in(month.system)
    return month.system in level.systems or bool(set(own) & set(level.services))


def outcomes(month: Month) -> tuple[Outcome, ...]:
    """Return the outcomes that the report shows."""
    return tuple(outcome for outcome in month.outcomes if covers(month, outcome))


def level_states(month: Month, provisional: bool = False) -> dict[str, str]:
    """Return each level's state over the parts of the period; levels judged later apart, by ``provisional``."""
    states: dict[str, list[State]] = {}
    for outcome in outcomes(month):
        if outcome.provisional is provisional:
            states.setdefault(outcome.level, []).append(outcome.state)
    return {level: worst(own) for level, own in states.items()}


def phase_of(month: Month) -> Phase | None:
    """Return the contract's phase on the period's last day, or None when the terms name none."""
    day = month.period.last
    return next(
        (
            phase
            for phase in reversed(month.terms.phases)
            if phase.from_day <= day and (phase.to_day is None or day <= phase.to_day)
        ),
        None,
    )


def deepened(month: Month, spec: SectionSpec) -> bool:
    """Return whether the terms ask for all rows of the section."""
    return any(spec.named(name) for name in month.terms.report.deepen)


def with_rows(found: Outcome, table: str) -> bool:
    """Return whether the outcome is made of rows of the table."""
    frame = found.rows
    return (
        {"table", "id", "state"} <= set(frame.columns)
        and not frame.is_empty()
        and bool((frame["table"] == table).any())
    )
