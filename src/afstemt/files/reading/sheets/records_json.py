"""JSON objects as rows of text: nested fields get dotted names (``fields.priority.name``)."""

import json
from typing import Any

import polars as pl

from afstemt.files.reading.sheets import plain
from afstemt.files.reading.sheets.finding import Finding, Findings

_DEEPEST = 12


class RepeatedFieldError(ValueError):
    """An object has the same field twice."""


class _Repeated(dict[str, Any]):
    """An object with a field twice; ``field`` is the first such."""

    field = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        made = _Repeated(made)
        made.field = next(name for name in names if names.count(name) > 1)
    return made


def parse(text: str) -> Any:
    """Return the JSON value; numbers stay as text, ``NaN`` and ``Infinity`` too. Raises JSONDecodeError."""
    return json.loads(
        text, parse_float=plain.number, parse_int=str, parse_constant=str, object_pairs_hook=_object
    )


def check_fields(value: dict[str, Any]) -> None:
    """Raise RepeatedFieldError for an object with a field twice."""
    if isinstance(value, _Repeated):
        raise RepeatedFieldError(value.field)


def record(value: Any, row: int, findings: Findings) -> dict[str, str | None] | None:
    """Return a record's fields as ``flat``; one that is no object, or cannot be told apart or written, is set aside."""
    if not isinstance(value, dict):
        findings.add(Finding("not-an-object", "set_aside", row))
        return None
    try:
        return flat(value)
    except RepeatedFieldError as error:
        findings.add(Finding("repeated-field", "set_aside", row, str(error)))
    except UnicodeEncodeError as error:
        why = f"U+{ord(error.object[error.start]):04X}"
        findings.add(Finding("no-such-character", "set_aside", row, None, {"why": why}))
    return None


def flat(record: dict[str, Any]) -> dict[str, str | None]:
    """Return the record's fields as text, nested ones under dotted names.

    A list of plain values is joined by commas, or written as in JSON where one of them has a comma; a list of objects
    is so field by field (``components.name``).

    Raises:
        RepeatedFieldError: Two fields have the same name, dotted or not.
        UnicodeEncodeError: A name or a text has half a character.
    """
    made: dict[str, str | None] = {}

    def put(name: str, value: Any, depth: int) -> None:
        if isinstance(value, dict) and depth < _DEEPEST:
            check_fields(value)
            for key, inner in value.items():
                put(f"{name}.{key}" if name else key, inner, depth + 1)
        elif isinstance(value, list):
            if all(not isinstance(each, (dict, list)) for each in value):
                keep(name, _joined([_plain(each) or "" for each in value]))
            elif all(isinstance(each, dict) for each in value) and depth < _DEEPEST:
                inner_fields: dict[str, list[str]] = {}
                for each in value:
                    for key, inner in flat(each).items():
                        inner_fields.setdefault(key, []).append(inner or "")
                for key, texts in inner_fields.items():
                    keep(f"{name}.{key}", _joined(texts))
        elif not isinstance(value, dict):
            keep(name, _plain(value))

    def keep(name: str, text: str | None) -> None:
        for each in (name, text):
            if each and not each.isascii():
                each.encode()
        if name in made:
            raise RepeatedFieldError(name)
        made[name] = text

    put("", record, 0)
    return made


def _joined(texts: list[str]) -> str | None:
    if any("," in text or ";" in text for text in texts):
        return json.dumps(texts, ensure_ascii=False)
    return ", ".join(texts) or None


def lists(frame: pl.DataFrame) -> frozenset[str]:
    """Return the columns in which a cell is a list as in JSON."""
    return frozenset(
        name
        for name, dtype in frame.schema.items()
        if dtype == pl.String and frame[name].str.starts_with('["').any()
    )


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
