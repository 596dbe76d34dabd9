"""Which of a file's columns are which of a table's, as somebody says it in a form: written as the TOML of a profile.

The profile is read by ``profile_file`` like any other, so that nothing can be said here that it does not know.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from afstemt.files.reading.intake.day_text import First

FORMATS = ("iso", "%d-%m-%y %H:%M", "epoch", "epoch_ms")
"""How times can be said to be written: usual forms with a whole year, with two figures, and counted since 1970."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one of the table's columns comes from: a column of the file, or the same text in every row.

    Attributes:
        heading: The file's column; empty for none.
        constant: The text of every row where the file has no such column.
        values: What each of the file's texts means, where that is another one.
    """

    heading: str = ""
    constant: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What a file's columns are.

    Attributes:
        name: The profile's name.
        table: The table that the file becomes.
        cells: By the table's column, those that the file gives.
        format: How times are written, one of ``FORMATS``.
        first: Which of day and month stands first where no row shows it; empty for nothing said.
        alone: The time of day that a day without one stands for; empty for nothing said.
    """

    name: str
    table: str
    cells: Mapping[str, Cell]
    format: str = "iso"
    first: First | None = None
    alone: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The file's columns that are used, by which a later file is recognised."""
        return tuple(dict.fromkeys(cell.heading for cell in self.cells.values() if cell.heading))


def document(mapping: ColumnMapping) -> str:
    """Return the mapping as the TOML of a profile."""
    return "\n".join(_lines(mapping)) + "\n"


def read(document_text: str) -> ColumnMapping | None:
    """Return the mapping that a document says; None of one that says what no mapping does, as one can write by hand."""
    try:
        said = tomllib.loads(document_text)
        times = said["times"]
        found = ColumnMapping(
            said["name"],
            said["table"],
            {name: _cell(each) for name, each in said["columns"].items()},
            times["formats"][0],
            times.get("first"),
            times.get("date_alone", ""),
        )
        return found if document(found) == document_text else None
    except (tomllib.TOMLDecodeError, LookupError, TypeError, AttributeError):
        return None


def _cell(said: Mapping[str, Any]) -> Cell:
    return Cell(said.get("from", ""), said.get("constant", ""), said.get("values", {}))


def _lines(mapping: ColumnMapping) -> Iterator[str]:
    yield f"name = {text(mapping.name)}"
    yield f"table = {text(mapping.table)}"
    yield f"recognise = [[{', '.join(map(text, mapping.headings))}]]"
    yield ""
    yield "[times]"
    yield f"formats = [{text(mapping.format)}]"
    yield 'zone = "contract"'
    if mapping.first:
        yield f"first = {text(mapping.first)}"
    if mapping.alone:
        yield f"date_alone = {text(mapping.alone)}"
    for name, cell in mapping.cells.items():
        yield ""
        yield f"[columns.{name}]"
        yield f"from = {text(cell.heading)}" if cell.heading else f"constant = {text(cell.constant)}"
        if cell.values:
            yield f"[columns.{name}.values]"
            yield from (f"{text(said)} = {text(means)}" for said, means in cell.values.items())


def text(value: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
