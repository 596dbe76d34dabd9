"""The fact tables, from what is said of each column in ``core/evidence/tables.py``."""

from collections.abc import Iterator

from afstemt.core.evidence.column import Column, Table
from afstemt.core.evidence.decisions import KINDS
from afstemt.core.evidence.tables import TABLES


def tables() -> str:
    """Return each fact table with its columns: type, unit, meaning, and the report's Danish heading."""
    return "\n\n".join("\n".join(_table(table)) for table in TABLES)


def named_columns() -> str:
    """Return the columns whose text is the name of something in the terms, by what it names."""
    places: dict[str, list[str]] = {}
    for table in TABLES:
        for column in table.named:
            places.setdefault(column.names, []).append(
                f"`{table.name}.{column.name}`" + ("*" if column.others else "")
            )
    lines = ["| name of | columns |", "|---|---|"]
    return "\n".join([*lines, *(f"| {of} | {', '.join(columns)} |" for of, columns in places.items())])


def decision_kinds() -> str:
    """Return each kind of decision: what it does, what its columns must say, and whose it is."""
    lines = ["| kind | what it does | `table` | must have | whose | Danish |", "|---|---|---|---|---|---|"]
    for kind in KINDS:
        tables = ", ".join(f"`{name}`" if name else "empty" for name in kind.tables)
        if kind.of_rows:
            tables = "a table whose rows have ids, `checks`, or empty for time"
        needs = ", ".join(f"`{name}`" for name in kind.needs)
        if kind.of_rows:
            needs = "`row_id` with `table`, or `from_at` or `to_at`"
        lines.append(
            f"| `{kind.name}` | {kind.meaning} | {tables} | {needs} | {kind.right_of or kind.whose} | {kind.title} |"
        )
    return "\n".join(lines)


def _table(table: Table) -> Iterator[str]:
    yield f"### `{table.name}`\n"
    if table.key:
        yield f"One row per {' and '.join(f'`{name}`' for name in table.key)}.\n"
    yield f"{_identity(table)}\n"
    if table.intervals:
        pairs = ", ".join(f"`{first}` to `{last}`" for first, last in table.intervals)
        yield f"Half-open, never reversed: {pairs}.\n"
    yield "| column | type | unit | meaning | Danish heading |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        name = f"**{column.name}**" if column.required else column.name
        type_ = ", ".join(column.choices) or column.type
        yield f"| {name} | {type_} | {column.unit} | {_meaning(column)} | {column.heading} |"


def _identity(table: Table) -> str:
    """Return what tells that rows of two exports are about the same."""
    sets = [" and ".join(f"`{name}`" for name in names) for names in table.identities]
    return f"Rows of two exports are about the same by {', else by '.join(sets)}."


def _meaning(column: Column) -> str:
    parts = [column.meaning]
    if column.default is not None:
        parts.append(f"Default {column.default}.")
    if column.least is not None:
        parts.append(f"At least {column.least}.")
    if column.most is not None:
        parts.append(f"At most {column.most:,}.")
    if column.places is not None:
        parts.append(f"At most {column.places} decimals.")
    return " ".join(parts)
