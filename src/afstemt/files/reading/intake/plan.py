"""How a sheet is read, and the text of its columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.files.reading.intake.day_text import First
from afstemt.files.reading.intake.profile import Profile, Source
from afstemt.files.reading.sheets.finding import SHOWN

_VALUES_SHOWN = 12
Orders = Mapping[tuple[str, ...], First | None]
"""What stands first in days of two numbers and a year, by a source's columns; None where that cannot be told."""


@dataclass(frozen=True)
class Plan:
    """How a sheet is read.

    Attributes:
        table: What it becomes.
        zone: The contract's.
        customer: Whose rows are read; None for all.
        orders: Which of day and month stands first in the sheet's columns, as they themselves show.
        parties: The role of each party by its names in the terms; empty where they are not at hand.
    """

    profile: Profile
    table: Table
    zone: str
    customer: str | None = None
    orders: Orders = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)

    def first(self, source: Source) -> First | None:
        """Return what stands first in a source's days of two numbers; None where that cannot be told."""
        return self.orders.get(source.columns)

    @property
    def local_zone(self) -> str:
        """The zone of times without offset."""
        stated = self.profile.clock.zone
        return self.zone if stated in (None, "contract") else str(stated)


def stripped(sheet: pl.DataFrame, source: Source, missing: frozenset[str]) -> pl.Series:
    """Return the source's text in each row: the first of its columns with a value; null where none has."""
    if source.constant is not None:
        return pl.repeat(source.constant, len(sheet), eager=True)
    found = pl.Series([None] * len(sheet), dtype=pl.String)
    for name in source.columns:
        if name in sheet.columns:
            text = sheet[name].cast(pl.String).str.strip_chars()
            empty = text.is_in(list(missing | {""}))
            text = pl.select(pl.when(~empty).then(text)).to_series()
            found = text if found.null_count() == len(found) else found.zip_with(found.is_not_null(), text)
    return found


def mapped(text: pl.Series, source: Source) -> pl.Series:
    """Return the text with the source's values in the place of the file's; what is mapped to nothing says nothing.

    A value that is not among them is kept, or says nothing, as the source says.
    """
    if not source.values:
        return text
    key = text.str.to_lowercase()
    unknown = text.is_not_null() & ~key.is_in(list(source.values))
    meant = [value or None for value in source.values.values()]
    said = key.replace_strict(list(source.values), meant, default=None, return_dtype=pl.String)
    return text.zip_with(unknown, said) if source.other == "keep" else said


def counted(text: pl.Series) -> str:
    """Return the values with how many rows have each, most first."""
    totals = text.rename("value").value_counts(sort=True).sort("count", "value", descending=[True, False])
    shown = [f"{value[:SHOWN]} {count}" for value, count in totals.head(_VALUES_SHOWN).iter_rows()]
    return ", ".join([*shown, *(["…"] if len(totals) > _VALUES_SHOWN else [])])


def is_in(sheet: pl.DataFrame, source: Source) -> bool:
    """Return whether the sheet has something of the source."""
    return source.constant is not None or any(name in sheet.columns for name in source.columns)


def blanked(values: pl.Series, mask: pl.Series) -> pl.Series:
    """Return the values with null where ``mask`` is true."""
    if not mask.any():
        return values
    return pl.select(pl.when(~mask).then(values)).to_series().rename(values.name)
