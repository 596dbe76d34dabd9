"""Where a table's columns come from, as a profile's TOML file says it."""

import itertools
from collections.abc import Mapping
from typing import Any, get_args

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.tables import BY_NAME
from afstemt.files.reading.intake.profile import Other, Source, Unit, Unread
from afstemt.files.reading.intake.profile_values import (
    WrongError,
    formats_of,
    one_of,
    plain_of,
    table_of,
    text_of,
    texts_of,
    with_keys,
)

COLUMN = (
    "from",
    "values",
    "other",
    "constant",
    "formats",
    "unreadable",
    "unit",
    "time",
    "after",
    "split",
    "varying",
)


def source_of(said: Any, place: str) -> Source:
    """Return where a column comes from, as ``[columns.X]`` or a list of names says."""
    if isinstance(said, (str, list)):
        return Source(texts_of(said, place))
    if not isinstance(said, dict):
        raise WrongError(f"{place} = {said!r} ?")
    with_keys(said, COLUMN, place)
    if "from" not in said and "constant" not in said:
        raise WrongError(f"{place}: from ?")
    return Source(
        texts_of(said.get("from", ()), f"{place}.from"),
        {
            key.strip().lower(): plain_of(value, f"{place}.values")
            for key, value in table_of(said, "values", place).items()
        },
        one_of(said.get("other", "keep"), get_args(Other), f"{place}.other"),
        None if "constant" not in said else plain_of(said["constant"], f"{place}.constant"),
        formats_of(said.get("formats", ()), f"{place}.formats"),
        one_of(said.get("unreadable", "set_aside"), get_args(Unread), f"{place}.unreadable"),
        one_of(said.get("unit", "s"), get_args(Unit), f"{place}.unit"),
        texts_of(said.get("time", ()), f"{place}.time"),
        text_of(said.get("after", ""), f"{place}.after"),
        _signs(said.get("split", ()), f"{place}.split"),
        text_of(said.get("varying", ""), f"{place}.varying"),
    )


def _signs(value: Any, place: str) -> tuple[str, ...]:
    """Return the signs between the parts of a cell; a list of one sign each, or one."""
    signs = texts_of(value, place)
    if any(len(sign) != 1 or sign.isalnum() or sign in '[]"' for sign in signs):
        raise WrongError(f'{place} = {value!r} ? (",", ";")')
    return signs


def check_split(table: Table, columns: Mapping[str, Source]) -> None:
    """Refuse to split a cell of a table in which each row has an id, or two cells, or one that is not text."""
    split = [name for name, source in columns.items() if source.split]
    for name in split:
        if table.key or table.column(name).type != "text" or len(split) > 1 or columns[name].other != "keep":
            raise WrongError(f"columns.{name}.split ? ({table.name}: docs/profiles.md)")


def check_time(source: Source, table: str, target: str) -> None:
    """Refuse what only an instant can have on another column, and an ``after`` that is no earlier instant."""
    before = itertools.takewhile(lambda column: column.name != target, BY_NAME[table].columns)
    instants = [column.name for column in before if column.type == "instant"]
    is_instant = BY_NAME[table].column(target).type == "instant"
    if (source.time or source.after) and not is_instant:
        raise WrongError(f"columns.{target}: time, after ?")
    if source.after and (source.after not in instants or source.time):
        raise WrongError(f"columns.{target}.after = {source.after!r} ? ({', '.join(instants)})")
