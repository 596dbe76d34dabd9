"""The fact tables, from what is said of each column in ``core/evidence/tables.py``."""

from collections.abc import Iterator

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.tables import TABLES


def tables() -> str:
    """Return each fact table with its columns: type, unit, meaning, and the report's Danish heading."""
    return "\n\n".join("\n".join(_table(table)) for table in TABLES)


def _table(table: Table) -> Iterator[str]:
    yield f"### `{table.name}`\n"
    if table.key:
        yield f"One row per {' and '.join(f'`{name}`' for name in table.key)}.\n"
    if table.intervals:
        pairs = ", ".join(f"`{first}` to `{last}`" for first, last in table.intervals)
        yield f"Half-open, never reversed: {pairs}.\n"
    yield "| column | type | unit | meaning | Danish heading |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        name = f"**{column.name}**" if column.required else column.name
        type_ = ", ".join(column.choices) or column.type
        yield f"| {name} | {type_} | {column.unit} | {_meaning(column)} | {column.heading} |"


def _meaning(column: Column) -> str:
    parts = [column.meaning]
    if column.default is not None:
        parts.append(f"Default {column.default}.")
    if column.least is not None:
        parts.append(f"At least {column.least}.")
    if column.most is not None:
        parts.append(f"At most {column.most}.")
    return " ".join(parts)
