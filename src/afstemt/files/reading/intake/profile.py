"""A profile: how one source system's export becomes a fact table. Read by ``profile_file``."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch, fnmatchcase
from typing import Literal

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.files.reading.intake.day_text import First
from afstemt.files.reading.sheets.wanted import Frame

OWN = "afstemt"
"""The profile of Afstemt's own columns: it reads every table."""

Other = Literal["keep", "set_aside", "missing"]
Unread = Literal["set_aside", "leave_empty"]
Ambiguous = Literal["earliest", "latest", "set_aside"]
_USUAL: Ambiguous = "earliest"
Decimals = Literal["auto", ",", "."]
Unit = Literal["ms", "s", "m", "h", "d"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where one target column comes from.

    Attributes:
        columns: Columns in the file; in each row the first that has a value counts.
        values: The file's value (lower case) to Afstemt's.
        other: What a value outside ``values`` is: kept as it is, set aside, or missing.
        constant: The same value for every row.
        formats: Time formats of this column alone.
        unit: What a bare number counts, of a length of time: ``ms``, ``s``, ``m``, ``h`` or ``d``.
        time: Columns with the time of day, where ``columns`` has only the day.
        after: Afstemt's own column whose time this one is later than: ``columns`` has the length of time between.
        unreadable: What is said of a time that cannot be read: that somebody must answer (``set_aside``: its row is,
            where every row must have it), or only a note, for a time that no figure rests on (``leave_empty``).
        split: Signs between several things in one cell, each of which is a row; none where a cell is one thing.
        varying: Pattern of the file's columns of which the one that varies is meant; ``columns`` goes first where none
            does.
    """

    columns: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    other: Other = "keep"
    constant: str | None = None
    formats: tuple[str, ...] = ()
    unreadable: Unread = "set_aside"
    unit: Unit = "s"
    time: tuple[str, ...] = ()
    after: str = ""
    split: tuple[str, ...] = ()
    varying: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """Every column of the file that it reads."""
        return (*self.columns, *self.time)


@dataclass(frozen=True, slots=True)
class FormatZone:
    """In which zone the local times of files of one format are.

    Attributes:
        zone: As ``Clock.zone``; where ``by`` tells, that of values as they are shown.
        by: Columns that tell whether a file has values as they are stored, numbers, or as they are shown, texts.
        stored: The zone of stored values.
    """

    zone: str | None = None
    by: tuple[str, ...] = ()
    stored: str | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """How times are written.

    Attributes:
        formats: ``iso``, ``epoch``, ``epoch_ms`` or strptime patterns, tried in order.
        zone: ``contract``, an IANA name, or None when every time must carry its offset.
        zones: By file format (``json``), the zone where it is another than ``zone``, or where values tell it.
        zone_stated: False when a local time is read in the contract's zone only because nothing else is said.
        ambiguous: Which of an autumn hour's two occurrences a local time is where the row does not tell, or
            ``set_aside``.
        first: Which of day and month stands first in ``01/10/2026``, where no row shows it; None for what the formats
            say.
        first_stated: False when ``first`` is only what is usual, so that doubt is asked about.
        date_alone: By Afstemt's column, the time of day of a day that stands alone (``08:00``, ``24:00``); ``""`` is
            every other column.
    """

    formats: tuple[str, ...] = ("iso",)
    zone: str | None = None
    zone_stated: bool = True
    ambiguous: Ambiguous = _USUAL
    first: First | None = None
    first_stated: bool = True
    date_alone: Mapping[str, str] = field(default_factory=dict)
    zones: Mapping[str, FormatZone] = field(default_factory=dict)

    def alone(self, column: str) -> str | None:
        """Return the time of day of a day that stands alone in Afstemt's column; None where nobody has said."""
        return self.date_alone.get(column) or self.date_alone.get("")

    def under(self, general: "Clock") -> "Clock":
        """Return this with what the folder's own profile says of times in every file."""
        return replace(
            self,
            ambiguous=self.ambiguous if general.ambiguous == _USUAL else general.ambiguous,
            first=general.first or self.first,
            first_stated=general.first is not None or self.first_stated,
            date_alone={**self.date_alone, **general.date_alone},
        )


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows of a file are taken in, by a column's value; upper and lower case and blanks make no difference.

    Attributes:
        columns: The column; of several the first that the file has.
        only: The values that are taken in; empty for all but those left out.
        leave_out: The values that are left out.
    """

    columns: tuple[str, ...]
    only: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cases:
    """Columns that tell what kinds of case a file holds.

    Attributes:
        type: The type of a case; of several the first that the file has.
        outcome: What became of a case, likewise.
    """

    type: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """Which kind of case a profile reads, where other profiles read other kinds from the same file.

    Attributes:
        family: The profiles that read one file together. Empty for a profile by itself.
        numbering: What its ids are numbered with; empty for the family's.
        types: What the column of types says of such a case.
        ids: The letters that the ids of such a case begin with.
        parts: What either says of a part of such a case, as a task of a change: those rows are left out. ``*`` is all.
        columns: Columns that only such a case has.
        files: Patterns of names of files with such cases.
        neutral: Letters of ids and words of types that tell no kind here, whatever they tell elsewhere.
    """

    family: str = ""
    numbering: str = ""
    types: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()

    @property
    def only_parts(self) -> bool:
        """Whether every row is a part of a case, so that none of the file is read."""
        return "*" in self.parts


@dataclass(frozen=True, slots=True)
class EventLog:
    """The rule that turns one row per update into tickets, pauses and changes of priority.

    Attributes:
        order: Column that orders one ticket's updates (whole numbers); empty where only their time does.
        at: Column with the time of the update.
        state: Column with the state after the update.
        pauses: State to the pause's reason.
        responded_when_left: First update in a state outside these is the reaction; empty for none.
        reason: Where an update in a state of ``pauses`` says why it waits; what it says goes before the state's reason.
        resolved_when, closed_when: States in which a ticket is resolved, and closed: since the update that began the
            last stretch in them, while it lasts; empty where a column tells.
    """

    order: str
    at: str
    state: str
    pauses: Mapping[str, str]
    responded_when_left: tuple[str, ...] = ()
    resolved_when: tuple[str, ...] = ()
    closed_when: tuple[str, ...] = ()
    reason: Source = Source()

    @property
    def tells(self) -> frozenset[str]:
        """Afstemt's columns that the updates tell where the file has no column for them."""
        return frozenset({"opened_at"})

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the rule must have."""
        return tuple(name for name in (self.order, self.at, self.state) if name)

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns that the rule reads, where the file has them."""
        return (*self.columns, *self.reason.columns)


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What tells which of two exports is the later.

    Attributes:
        updated: Columns with the time that the row was last changed; the first that the file has counts.
        name: Pattern of the time in the file's name; None for an ISO date or month.
        order: Names of files as patterns, oldest first.
        partial: A later export need not have the rows of an earlier one.
    """

    updated: tuple[str, ...] = ()
    name: str | None = None
    order: tuple[str, ...] = ()
    partial: bool = False

    def over(self, general: "ExportOrder") -> "ExportOrder":
        """Return this with what only ``general`` says; an order that a folder's own profile writes down goes first."""
        return ExportOrder(
            (*general.updated, *self.updated),
            general.name or self.name,
            general.order or self.order,
            general.partial or self.partial,
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile.

    Attributes:
        reads: Which of the system's exports it reads, in English, for the documentation.
        based_on: What the export's form is known from, likewise.
        recognise: Sets of columns; a file with all of one set is of this profile.
        recognise_not: Patterns of columns; a file with one that fits is not of this profile all the same.
        customer: Columns with the customer's name; the first that the file has counts.
        filters: Which rows are taken in: those that every filter takes.
        cases: What tells which kinds of case there are.
        kind: Which of them it reads.
        frame: What stands around the table.
    """

    name: str
    title: str
    reads: str = ""
    based_on: str = ""
    table: str = ""
    recognise: tuple[frozenset[str], ...] = ()
    recognise_not: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    ignore_sheets: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()
    clock: Clock = Clock()
    decimal: Decimals = "auto"
    columns: Mapping[str, Source] = field(default_factory=dict)
    customer: tuple[str, ...] = ()
    take_in: tuple[str, ...] = ()
    event_log: EventLog | None = None
    filters: tuple[Filter, ...] = ()
    cases: Cases = Cases()
    kind: Kind = Kind()
    export: ExportOrder = ExportOrder()
    frame: Frame = field(default_factory=Frame)

    @property
    def is_general(self) -> bool:
        """Whether it reads nothing by itself, and only says what holds for a folder's files."""
        return not self.table and self.name != OWN

    def source(self, table: Table, column: str) -> Source | None:
        """Return where the table's column comes from; in own files from the column of the same name."""
        if self.name == OWN and column not in self.columns:
            target = table.column(column)
            names = (column, target.frame_name) if target.type == "instant" else (column,)
            return Source(names)
        return self.columns.get(column)

    @property
    def selecting(self) -> frozenset[str]:
        """The columns that say which rows are taken in, what they are, and in which zone their times are."""
        filtering = (name for each in self.filters for name in each.columns)
        zoning = (name for each in self.clock.zones.values() for name in each.by)
        return frozenset((*self.customer, *filtering, *zoning, *self.cases.type, *self.cases.outcome))

    def ignores(self, name: str) -> bool:
        """Return whether the profile says that the file is no evidence."""
        return any(fnmatch(name, pattern) for pattern in self.ignore)

    def ignores_sheet(self, name: str) -> bool:
        """Return whether the profile says that a workbook's sheet is no evidence; capitals make no difference."""
        return any(fnmatchcase(name.casefold(), pattern.casefold()) for pattern in self.ignore_sheets)


def is_zone(name: str) -> bool:
    """Return whether the frame library knows the time zone; it lacks some that a system has, such as ``localtime``."""
    try:
        pl.Series([0], dtype=pl.Datetime("us")).dt.replace_time_zone(name)
    except pl.exceptions.PolarsError:
        return False
    return bool(name)
