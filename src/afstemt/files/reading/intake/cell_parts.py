"""Several things in one cell: a row of each, where a profile says what stands between them. A list is a list."""

import json
import re
from collections.abc import Iterable

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.files.reading.intake.profile import Profile, Source


def with_a_row_of_each(columns: pl.DataFrame, table: Table, profile: Profile) -> pl.DataFrame:
    """Return the rows with one for each part of the cell that the profile splits, all with the same ``row_no``.

    Args:
        columns: The table's columns as they were read.
        table: What they are rows of; it has no key, so that several rows may stand for one of the file.
        profile: Says which column is split.
    """
    for column in table.columns:
        source = profile.source(table, column.name)
        name = column.frame_name
        if source is None or not source.split or name not in columns.columns:
            continue
        texts = columns[name].drop_nulls().unique()
        several = {text: parts for text in texts if (parts := _parts(text, source)) != [text]}
        if several:
            found = pl.DataFrame(
                {name: list(several), "_parts": list(several.values())},
                schema={name: pl.String, "_parts": pl.List(pl.String)},
            )
            columns = (
                columns.join(found, on=name, how="left", maintain_order="left")
                .with_columns(pl.coalesce("_parts", pl.concat_list(name)).alias(name))
                .drop("_parts")
                .explode(name)
            )
    return columns


def without_lists(frame: pl.DataFrame, lists: Iterable[str], profile: Profile, table: Table) -> pl.DataFrame:
    """Return the text of a sheet in which lists that are not split are one text: ``a, b``.

    Args:
        frame: The sheet's text.
        lists: Columns in which cells may be lists in JSON (``["a", "b, c"]``).
    """
    split = {
        name
        for column in table.columns
        if (source := profile.source(table, column.name)) is not None and source.split
        for name in source.columns
    }
    for name in lists:
        if name in frame.columns and name not in split:
            texts = {text: ", ".join(parts) for text in frame[name].unique() if (parts := _listed(text))}
            frame = frame.with_columns(pl.col(name).replace(texts))
    return frame


def _parts(text: str, source: Source) -> list[str]:
    """Return what stands in a cell, each once; a name that the profile maps may hold a separator itself."""
    listed = _listed(text)
    if listed is None:
        marks = "".join(re.escape(mark) for mark in source.split)
        whole = sorted(
            (name for name in source.values if set(name) & set(source.split)), key=len, reverse=True
        )
        names = "".join(rf"{re.escape(name)}(?=\s*(?:[{marks}]|$))|" for name in whole)
        found = re.findall(rf"\s*({names}[^{marks}]+)", text, re.IGNORECASE)
    else:
        found = listed
    bare = (part.strip() for part in found)
    return list(dict.fromkeys(source.values.get(part.lower(), part) for part in bare if part)) or [text]


def _listed(text: str | None) -> list[str] | None:
    """Return the plain values of a list in JSON; None for any other text."""
    if text is None or not (text.startswith("[") and text.endswith("]")):
        return None
    try:
        values = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    if not all(isinstance(value, (str, bool)) or value is None for value in values):
        return None
    return [value if isinstance(value, str) else str(value).lower() for value in values if value is not None]
