"""The fact tables: their columns, units and meaning. The one source for readers, kinds and documentation.

A column of type ``instant`` is called ``opened_at`` in files and ``opened_s`` in frames: whole UTC
seconds in Int64. Every frame also carries ``file_no`` (index into ``Evidence.files``) and ``row_no``
(the line or row in that file, 1-based), so that each figure can be followed to its row.
"""

from dataclasses import dataclass
from typing import Literal

import polars as pl

ColumnType = Literal["text", "instant", "integer", "decimal", "boolean", "date", "choice"]

PROVENANCE = {"file_no": pl.Int32, "row_no": pl.Int64}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a fact table.

    Attributes:
        name: Name in Afstemt's own files.
        type: ``decimal`` is kept as exact text (String) in frames; money and quantities become Decimal
            only when rows leave the frame. ``instant`` is Int64 seconds. ``date`` is pl.Date.
        required: Whether every row must have it.
        choices: Allowed values for ``choice``; the first is the default when ``default`` is set.
        personal: Personal data, never taken in unless a profile asks.
        meaning: One line for the documentation (English).
        least, most: Bounds of a number that evidence must keep, both inclusive; None for none.
    """

    name: str
    type: ColumnType = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str | None = None
    meaning: str = ""
    least: int | None = None
    most: int | None = None

    @property
    def frame_name(self) -> str:
        """The column's name in frames."""
        return (
            self.name.removesuffix("_at") + "_s"
            if self.type == "instant" and self.name != "at"
            else ("at_s" if self.type == "instant" else self.name)
        )

    @property
    def dtype(self) -> pl.DataType:
        """The column's type in frames."""
        return _DTYPES[self.type]()


_DTYPES: dict[str, type[pl.DataType]] = {
    "text": pl.String,
    "instant": pl.Int64,
    "integer": pl.Int64,
    "decimal": pl.String,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "choice": pl.String,
}


@dataclass(frozen=True, slots=True)
class Table:
    """One fact table: its columns, what identifies a row, and which interval must not be reversed."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    intervals: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> Column:
        """Return the column called ``name`` in files."""
        return next(column for column in self.columns if column.name == name)

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Frame columns and types, provenance included."""
        own = {column.frame_name: column.dtype for column in self.columns}
        return own | {name: dtype() for name, dtype in PROVENANCE.items()}


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _need(name: str, type: ColumnType = "text", **rest: str | int) -> Column:  # noqa: A002 - the column's type
    return Column(name, type, required=True, **rest)  # type: ignore[arg-type]


def _at(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "instant") for name in names)


_WHERE = _text("system", "service")
_RESPONSIBLE = Column(
    "responsible",
    "choice",
    choices=("supplier", "authority", "third_party"),
    default="supplier",
    meaning="Who answers for it.",
)
_INITIATOR = Column("initiator", "choice", required=True, choices=("authority", "supplier"))

TABLES: tuple[Table, ...] = (
    Table(
        "incidents",
        (
            _need("id"),
            _need("priority"),
            _need("opened_at", "instant"),
            Column(
                "authority_priority", meaning="Priority set by the authority; wins where the terms say so."
            ),
            *_at("responded_at", "resolved_at", "closed_at"),
            *_text("title", "category", "status"),
            *_at("escalated_at"),
            *_text("caused_by_change", "problem_id"),
            _RESPONSIBLE,
            *_text("cause", "remedy"),
            Column("significant", "boolean"),
            Column("affected_users", "integer", least=0),
            *_WHERE,
        ),
        key=("id",),
        intervals=(("opened_at", "resolved_at"), ("opened_at", "responded_at"), ("opened_at", "closed_at")),
    ),
    Table(
        "pauses",
        (_need("ticket_id"), _need("from_at", "instant"), Column("to_at", "instant"), *_text("reason")),
        intervals=(("from_at", "to_at"),),
    ),
    Table(
        "problems",
        (
            _need("id"),
            _need("opened_at", "instant"),
            *_at("resolved_at"),
            *_text("title", "status", "root_cause"),
            Column("known_error", "boolean"),
            *_text("incidents"),
            *_WHERE,
        ),
        key=("id",),
        intervals=(("opened_at", "resolved_at"),),
    ),
    Table(
        "service_requests",
        (
            _need("id"),
            _need("opened_at", "instant"),
            _INITIATOR,
            *_at("resolved_at"),
            *_text("type", "status", "title"),
            *_WHERE,
        ),
        key=("id",),
        intervals=(("opened_at", "resolved_at"),),
    ),
    Table(
        "changes",
        (
            _need("id"),
            _need("planned_start_at", "instant"),
            _INITIATOR,
            *_at("planned_end_at", "started_at", "ended_at"),
            Column("type", "choice", choices=("standard", "normal", "emergency")),
            *_text("risk", "status"),
            Column("outcome", "choice", choices=("successful", "failed", "rolled_back", "cancelled")),
            *_text("affects", "title"),
            *_WHERE,
        ),
        key=("id",),
        intervals=(("planned_start_at", "planned_end_at"), ("started_at", "ended_at")),
    ),
    Table(
        "priority_changes",
        (
            _need("ticket_id"),
            _need("at", "instant"),
            _need("priority"),
            Column("by", "choice", choices=("supplier", "authority")),
            *_text("reason"),
        ),
    ),
    Table(
        "outages",
        (
            _need("service"),
            _need("from_at", "instant"),
            *_at("to_at", "notified_at"),
            *_text("severity"),
            Column("affected_users", "integer", least=0),
            *_text("cause"),
            _RESPONSIBLE,
            *_text("incident_id", "system"),
            Column("id"),
        ),
        intervals=(("from_at", "to_at"),),
    ),
    Table(
        "maintenance",
        (
            _need("service"),
            _need("from_at", "instant"),
            _need("to_at", "instant"),
            *_at("announced_at"),
            Column("agreed", "boolean"),
            *_text("system"),
        ),
        intervals=(("from_at", "to_at"),),
    ),
    Table(
        "checks",
        (
            _need("service"),
            _need("at", "instant"),
            _need("ok", "boolean"),
            Column("response_ms", "integer", least=0),
            *_text("system"),
        ),
    ),
    Table(
        "usage",
        (
            _need("at", "instant"),
            _need("metric"),
            _need("value", "integer", least=0),
            *_text("group", "system"),
        ),
    ),
    Table(
        "security_updates",
        (
            _need("id"),
            _need("severity"),
            _need("released_at", "instant"),
            *_at("planned_at", "installed_at"),
            *_text("postponed_reason", "systems", "title", "window"),
        ),
        key=("id",),
        intervals=(("released_at", "installed_at"),),
    ),
    Table(
        "deliverables",
        (
            _need("id"),
            _need("kind"),
            _need("requested_at", "instant"),
            *_at("due_at", "delivered_at"),
            *_text("title"),
            Column("incident_id"),
        ),
        key=("id",),
    ),
    Table(
        "stated_values",
        (
            _need("level"),
            _need("value", "decimal"),
            *_text("basis"),
            Column("numerator", "integer", least=0),
            Column("denominator", "integer", least=0),
            Column("period"),
            Column("population"),
        ),
    ),
    Table(
        "hours",
        (
            _need("date", "date"),
            _need("consultant"),
            _need("activity"),
            _need("hours", "decimal", least=-24, most=24),
            *_text("rate_code", "order", "note"),
            Column("approved", "boolean"),
        ),
    ),
    Table(
        "quantities",
        (_need("item"), _need("quantity", "decimal", least=0), *_at("from_at", "to_at"), *_text("reason")),
        intervals=(("from_at", "to_at"),),
    ),
    Table(
        "history",
        (
            _need("period"),
            _need(
                "subject",
                meaning="A level's id, or an amount kind: fee, penalty, bonus, points; more below.",
            ),
            Column("value", "decimal"),
            Column("points", "decimal"),
            Column("amount", "decimal"),
            Column("state"),
            Column("note"),
            Column("locked_in"),
        ),
    ),
    Table(
        "feedback",
        (
            _need("at", "instant"),
            _need("from_whom"),
            _need("text"),
            Column("kind", "choice", choices=("praise", "complaint", "wish")),
        ),
    ),
    Table(
        "business_activities",
        (
            _need("title"),
            _need("from_at", "instant"),
            _need("to_at", "instant"),
            Column("kind", "choice", choices=("peak", "freeze", "launch")),
            *_text("affects"),
        ),
        intervals=(("from_at", "to_at"),),
    ),
    Table(
        "decisions",
        (
            _need("at", "instant"),
            _need("by"),
            _need("kind"),
            *_text("table", "row_id", "level"),
            *_at("from_at", "to_at"),
            *_text("reason"),
            Column("value"),
            Column("period"),
        ),
        intervals=(("from_at", "to_at"),),
    ),
    *(
        Table(
            name,
            (
                _need("id"),
                _need("title"),
                _need("opened_at", "instant"),
                Column("level", "choice", choices=("daily", "monthly", "contractual")),
                *_text("owner"),
                Column("due", "date"),
                *_text("status", "effect"),
                Column("from_meeting", "date"),
            ),
            key=("id",),
        )
        for name in ("matters", "actions", "improvements")
    ),
    Table(
        "statements",
        (
            _need("section"),
            _need("text"),
            *_text("author"),
            Column(
                "period", meaning="The period it is about, as `2026-10`; empty for the report it comes with."
            ),
        ),
    ),
)

BY_NAME = {table.name: table for table in TABLES}
