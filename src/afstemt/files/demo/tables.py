"""Writing the synthetic rows as exports: Afstemt's own columns, semicolons, decimal commas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from afstemt.core.evidence.tables import BY_NAME

Cell = str | int | bool | Decimal | datetime | date | None
Row = Mapping[str, Cell]


@dataclass
class Export:
    """One file on its way: its table and rows; ``raw`` lines are appended as they stand (planted faults)."""

    table: str
    rows: list[Row] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    encoding: str = "utf-8"


def cell(value: Cell) -> str:
    """Return the value as it stands in the file: times with offset, decimals with a comma."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case datetime() | date():
            return value.isoformat()
        case _:
            text = str(value)
            return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';"\n') else text


def columns_of(table: str, rows: Iterable[Row]) -> list[str]:
    """Return the table's columns that any row fills, in the table's order; required ones always."""
    used = {name for row in rows for name, value in row.items() if value is not None}
    return [column.name for column in BY_NAME[table].columns if column.required or column.name in used]


def write(export: Export, path: Path) -> None:
    """Write one export as a semicolon-separated file with CRLF line ends, as a Danish spreadsheet does."""
    columns = columns_of(export.table, export.rows)
    lines = [";".join(columns)]
    lines += [";".join([cell(row.get(name)) for name in columns]) for row in export.rows]
    lines += export.raw
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(export.encoding))
