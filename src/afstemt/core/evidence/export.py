"""One file as an export: which columns it has of each table, and what tells when it was taken."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import polars as pl

UPDATED = "updated_s"
"""A column beside a table's own: when the row was last changed in its source system, in UTC seconds."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is known of a file beside its rows.

    Attributes:
        book: The file that it is of; sheets of one workbook have the same.
        columns: By table, the columns that it has, by their names in frames. A table that is not named has them all.
        month: The month that the file's name tells, in months since year 0; None where it tells none.
        taken_s: The time that the file's name tells, in seconds from 1970; None where it tells none or only a month.
        delivery: The place of its delivery among the deliveries, in the order in which they were confirmed.
        place: Its place in an order that somebody has written down; None where nobody has.
        partial: It may lack rows that an earlier export has.
        numbering: What the ids are numbered with, whatever kind of case a row is; empty where nobody knows.
    """

    book: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    month: int | None = None
    taken_s: int | None = None
    delivery: int = 0
    place: int | None = None
    partial: bool = False
    numbering: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def from_json(said: Mapping[str, Any]) -> Export:
    """Return the export of plain values."""
    columns = {name: tuple(each) for name, each in said["columns"].items()}
    return Export(**{**said, "columns": columns})


ORDER = ("month", "taken_s", "delivery", "place")
"""What orders two files, the first that both have and that differs. A time in the rows goes before all of it."""


def facts_of(exports: Sequence[Export]) -> pl.DataFrame:
    """Return the exports as a frame: file_no, source, occasion, what orders them, and partial.

    Sheets of one workbook have the same source. Files that came together have the same occasion: those of one workbook,
    and of one delivery those whose names tell the same time. Of several files in one folder without any, nothing tells.
    """
    books: dict[tuple[int, str], int] = {}
    occasions: dict[tuple[object, ...], int] = {}
    delivered = any(one.delivery for one in exports)
    rows = [
        {
            "file_no": number,
            "source": (source := books.setdefault((one.delivery, one.book or f"#{number}"), len(books))),
            "occasion": occasions.setdefault(
                (one.delivery, one.month, one.taken_s)
                if delivered or (one.month, one.taken_s) != (None, None)
                else (source,),
                len(occasions),
            ),
            **{name: getattr(one, name) for name in ORDER},
            "partial": one.partial,
        }
        for number, one in enumerate(exports)
    ]
    whole = dict.fromkeys(("source", "occasion", *ORDER), pl.Int64)
    return pl.DataFrame(rows, schema={"file_no": pl.Int32, **whole, "partial": pl.Boolean})
