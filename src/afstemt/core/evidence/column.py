"""What a fact table and its columns are: all that is to be said of a column stands in it.

A column of type ``instant`` is called ``opened_at`` in files and ``opened_s`` in frames. Every frame also carries
``file_no`` (index into ``Evidence.files``) and ``row_no`` (the line or row in that file, 1-based), so that each figure
can be followed to its row.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

import polars as pl

from afstemt.core.terms.model.names import NameOf

ColumnType = Literal["text", "instant", "integer", "duration", "decimal", "boolean", "date", "choice"]

DAY_BEGIN, DAY_END, LAST_SECOND = "00:00", "24:00", "23:59:59"
"""What a day without a time of day can stand for: its begin, its half-open end, and its last second."""

PROVENANCE = {"file_no": pl.Int32, "row_no": pl.Int64}

_DTYPES: dict[str, type[pl.DataType]] = {
    "text": pl.String,
    "instant": pl.Int64,
    "integer": pl.Int64,
    "duration": pl.Int64,
    "decimal": pl.String,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "choice": pl.String,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a fact table.

    Attributes:
        name: Name in Afstemt's own files.
        heading: What the report calls it (Danish, translated when it is shown).
        meaning: One sentence for the documentation (English).
        type: ``decimal`` is kept as exact text (String) in frames; money and quantities become Decimal
            only when rows leave the frame. ``instant`` is whole UTC seconds in Int64, ``duration`` whole seconds in
            Int64, ``date`` is pl.Date.
        unit: What a number or an instant counts; empty for the rest.
        required: Whether every row must have it.
        asked: Whether it is asked for where a row does not say it: the row is used in the figures that do not need it.
        choices: Allowed values for ``choice``.
        default: The value of a row that says nothing, one of ``choices``.
        least, most: Bounds of a number that evidence must keep, both inclusive; None for none.
        places: The decimals that a ``decimal`` may have at most, where frames add it (``exact``); None for any.
        names: What of the terms its text is the name of; empty for text that names nothing there.
        others: Whether names that the terms do not know may stand in it too; then only a near miss is asked about.
        besides: Names that it may have without the terms.
        several: Whether it may hold several names, with a comma or a semicolon between.
        alone: The time of day that a day without one stands for (``00:00``, ``24:00``), in an instant that is kept by
            the day; empty where somebody must say it.
        ahead: Whether it may lie after the export was taken: a plan or a due time, nothing that has happened.
        grouped: Whether it is text that rows have in common, so that an overview counts each.
    """

    name: str
    heading: str
    meaning: str
    type: ColumnType = "text"
    unit: str = ""
    required: bool = False
    asked: bool = False
    choices: tuple[str, ...] = ()
    default: str | None = None
    least: int | None = None
    most: int | None = None
    places: int | None = None
    names: NameOf | Literal[""] = ""
    others: bool = False
    besides: tuple[str, ...] = ()
    several: bool = False
    alone: str = ""
    ahead: bool = False
    grouped: bool = False

    @property
    def is_time(self) -> bool:
        """Whether it is a moment or a day."""
        return self.type in ("instant", "date")

    @property
    def groups(self) -> bool:
        """Whether rows fall into groups by it: what they are of, their kind, their state."""
        return self.grouped or bool(self.names) or self.type in ("choice", "boolean")

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


@dataclass(frozen=True, slots=True)
class Table:
    """One fact table.

    Attributes:
        name: Its files' name, and its key in ``Evidence``.
        title: Its name in words (Danish, translated when it is shown), as it stands within a sentence.
        columns: In the order of files and appendices.
        key: What stands once in a file; empty where a row that stands n times counts n times.
        intervals: Pairs of columns of which the second must not be before the first; half-open.
        identity: What tells that a row of another export is about the same: sets of columns, of which the first that
            a row has all of counts. Empty where the key does.
        series: What a series of measurements is of; another export covers its time only where it has the same.
        ticket: The column that names the ticket that a row hangs on; another export covers its time only where it tells
            of the same ticket.
        ends: What tells when a row's thing was over, the latest of them; without any of them it still runs. Empty where
            a row is of a moment.
        state: The column of its state, where no time tells when it was over.
        good_for: Whom it is good for that a row counts; nobody where no figure or amount stands on it.
        verdict: The yes or no that a thing has one of in one moment; two rows that differ in it contradict each other.
        moves: What a window is of, where a later export may have the same window at another time.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    intervals: tuple[tuple[str, str], ...] = ()
    identity: tuple[tuple[str, ...], ...] = ()
    series: tuple[str, ...] = ()
    ticket: str = ""
    ends: tuple[str, ...] = ()
    state: str = ""
    good_for: Literal["authority", "supplier", "either", "nobody"] = "nobody"
    verdict: str = ""
    moves: tuple[str, ...] = ()

    @property
    def identities(self) -> tuple[tuple[str, ...], ...]:
        """What tells that two exports' rows are about the same; of each row the first set that it has all of."""
        return self.identity or (self.key,)

    @property
    def time(self) -> Column | None:
        """The column that places a row in time: the first that every row has, else the first; None without any."""
        columns = [column for column in self.columns if column.is_time]
        return next((column for column in columns if column.required), columns[0] if columns else None)

    def column(self, name: str) -> Column:
        """Return the column called ``name`` in files."""
        return next(column for column in self.columns if column.name == name)

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Frame columns and types, provenance included."""
        own = {column.frame_name: column.dtype for column in self.columns}
        return own | {name: dtype() for name, dtype in PROVENANCE.items()}

    @property
    def named(self) -> tuple[Column, ...]:
        """The columns whose text is the name of something in the terms."""
        return tuple(column for column in self.columns if column.names)


def need(name: str, heading: str, meaning: str, **more: Any) -> Column:
    """Return a column that every row must have."""
    return Column(name, heading, meaning, required=True, **more)


def name(column: str, heading: str, meaning: str, of: NameOf, **more: Any) -> Column:
    """Return the name of something in the terms."""
    return Column(column, heading, meaning, names=of, **more)


def need_name(column: str, heading: str, meaning: str, of: NameOf, **more: Any) -> Column:
    """Return the name of something in the terms that every row must have."""
    return name(column, heading, meaning, of, required=True, **more)


def at(name: str, heading: str, meaning: str, *, required: bool = False, alone: str = "") -> Column:
    """Return an instant."""
    return Column(name, heading, meaning, "instant", "UTC seconds", required, alone=alone)


def need_at(name: str, heading: str, meaning: str, *, alone: str = "") -> Column:
    """Return an instant that every row must have."""
    return at(name, heading, meaning, required=True, alone=alone)


def ahead(column: Column) -> Column:
    """Return an instant that may lie after the export was taken."""
    return replace(column, ahead=True)


def by_day(column: Column, alone: str = DAY_BEGIN) -> Column:
    """Return an instant that is kept by the day: what a day without a time of day stands for."""
    return replace(column, alone=alone)


def count(name: str, heading: str, meaning: str, unit: str, *, required: bool = False) -> Column:
    """Return a whole number that is never below 0."""
    return Column(name, heading, meaning, "integer", unit, required, least=0)


def duration(name: str, heading: str, meaning: str) -> Column:
    """Return a length of time that is never below 0."""
    return Column(name, heading, meaning, "duration", "seconds", least=0)


def number(name: str, heading: str, meaning: str, unit: str, **more: Any) -> Column:
    """Return an exact number."""
    return Column(name, heading, meaning, "decimal", unit, **more)


def yes_no(name: str, heading: str, meaning: str, *, required: bool = False) -> Column:
    """Return a yes or no."""
    return Column(name, heading, meaning, "boolean", required=required)


def choice(name: str, heading: str, meaning: str, *choices: str, **more: Any) -> Column:
    """Return one of several values."""
    return Column(name, heading, meaning, "choice", choices=choices, **more)
