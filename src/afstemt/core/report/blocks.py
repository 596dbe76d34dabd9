"""The report as a document of blocks. Writers know blocks; sections know the month.

All texts are already in the report's language. Values in cells keep their types; ``units.formats.show``
gives their text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import polars as pl

from afstemt.core.units.figure import Value


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``supplier``: the supplier's own words; ``draft``: computed draft, to be marked so;
    ``note``: small print such as how a figure was made; ``lead``: the verdict line of a section or page.
    """

    text: str
    role: Literal["normal", "supplier", "draft", "note", "lead"] = "normal"
    author: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short items."""

    items: tuple[str, ...]
    ordered: bool = False


KeyStatus = Literal["", "met", "reserved", "missed", "neutral"]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with its label, and its line over the periods (oldest first, None where unknown)."""

    label: str
    value: Value
    note: str = ""
    series: tuple[float | None, ...] = ()
    status: KeyStatus = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Key figures side by side, at most six."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column heading; numbers, durations and amounts align right. ``weight`` is relative width."""

    title: str
    align: Literal["left", "right", "center"] = "left"
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. ``of`` is the number of rows there are when not all are shown; the writer then
    says how many are shown and that the rest is in the appendix ``appendix``. ``total`` is a last row.
    """

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    of: int | None = None
    appendix: str = ""
    total: tuple[Value, ...] | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One named row of numbers, as long as the chart's ``labels``."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with a title and a description (alternative text), both in the report's language.

    Kinds: ``lines`` (13 periods, optional ``target``), ``stacked`` (bars), ``bars``, ``heat`` (``labels``
    across, one series per row). ``unit`` stands on the axis. Every chart's numbers also stand in a table nearby or
    are given by the writer as one.
    """

    kind: Literal["lines", "stacked", "bars", "heat"]
    title: str
    description: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    target: float | None = None
    target_label: str = ""
    decimals: int = 0


Block = Text | Bullets | KeyFigures | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section; ``id`` is stable (``incidents``) and in the JSON. Subsections nest once."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    sections: "tuple[Section, ...]" = ()


CellType = Literal["text", "integer", "decimal", "instant", "duration", "date", "boolean", "percent"]


@dataclass(frozen=True, slots=True)
class AppendixColumn:
    """A column of an appendix: frame column, heading, and how cells are typed.

    ``instant``: Int64 UTC seconds shown in the contract's zone; ``duration``: Int64 seconds;
    ``decimal``: exact text.
    """

    name: str
    title: str
    type: CellType = "text"
    total: bool = False


@dataclass(frozen=True)
class Appendix:
    """All rows behind something: a sheet in XLSX, an array in JSON. Never cut. ``frame`` may be large."""

    id: str
    title: str
    columns: tuple[AppendixColumn, ...]
    frame: pl.DataFrame
    note: str = ""


@dataclass(frozen=True)
class Document:
    """A whole document. ``data`` is the machine-readable month (figures, terms, hashes) for the JSON file."""

    kind: Literal["report", "agenda", "minutes"]
    title: str
    subtitle: str
    language: Literal["da", "en"]
    date: date
    zone: str
    sections: tuple[Section, ...]
    appendices: tuple[Appendix, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """Label and text for the title block: contract, parties, period, version of terms, program version."""
    synthetic: bool = False
    first_page: tuple[Block, ...] = ()
    """The period on one page, before section 1."""
    data: Mapping[str, object] = field(default_factory=dict)
    max_rows: int = 50


def chart_value(value: Fraction | Decimal | int | None) -> float | None:
    """Return an exact value as the float a chart needs; charts are pictures, tables carry the figures."""
    return None if value is None else float(value)


def chart_values(*values: Fraction | Decimal | int | None) -> tuple[float | None, ...]:
    """Return exact values as a chart's line or bars."""
    return tuple(chart_value(value) for value in values)
