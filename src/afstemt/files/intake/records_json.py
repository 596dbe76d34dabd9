"""JSON objects as rows of text: nested fields get dotted names (``fields.priority.name``)."""

import json
from typing import Any

import polars as pl

from afstemt.files.intake import plain
from afstemt.files.intake.finding import Finding, Findings

_DEEPEST = 12


class RepeatedFieldError(ValueError):
    """An object has the same field twice."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        raise RepeatedFieldError(next(name for name in names if names.count(name) > 1))
    return made


def parse(text: str) -> Any:
    """Return the JSON value; numbers stay as text. Raises ValueError (JSONDecodeError, RepeatedFieldError)."""
    return json.loads(
        text, parse_float=plain.number, parse_int=str, parse_constant=_no_number, object_pairs_hook=_object
    )


def _no_number(name: str) -> None:
    raise ValueError(name)


def flat(record: dict[str, Any]) -> dict[str, str | None]:
    """Return the record's fields as text, nested ones under dotted names, lists of plain values joined by commas."""
    made: dict[str, str | None] = {}

    def put(name: str, value: Any, depth: int) -> None:
        if isinstance(value, dict) and depth < _DEEPEST:
            for key, inner in value.items():
                put(f"{name}.{key}" if name else key, inner, depth + 1)
        elif isinstance(value, list):
            if all(not isinstance(each, (dict, list)) for each in value):
                made[name] = ", ".join(_plain(each) or "" for each in value) or None
        elif not isinstance(value, dict):
            made[name] = _plain(value)

    put("", record, 0)
    return made


def _plain(value: Any) -> str | None:
    return ("true" if value else "false") if isinstance(value, bool) else value


def rows(records: list[tuple[int, dict[str, str | None]]], wanted: frozenset[str]) -> pl.DataFrame:
    """Return the wanted fields of numbered records as String columns with ``row_no``."""
    return pl.DataFrame(
        {
            name: pl.Series([record.get(name) for _, record in records], dtype=pl.String)
            for name in sorted(wanted)
        }
        | {"row_no": pl.Series([number for number, _ in records], dtype=pl.Int64)}
    )


def not_an_object(row: int, findings: Findings) -> None:
    """Set aside a record that is a number, a text or a list."""
    findings.add(Finding("not-an-object", "set_aside", row))
