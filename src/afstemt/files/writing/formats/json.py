"""JSON by ``driftsrapport.schema.json``: everything in the document, and every row of its appendices.

Within a major version the format only grows. Figures are exact: amounts and decimals are text, a share keeps its
numerator and denominator; ``text`` beside them is what the report shows.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from importlib.resources import files
from typing import Any

import polars as pl

from afstemt.core.report.blocks import (
    Appendix,
    AppendixColumn,
    Block,
    Bullets,
    Chart,
    Document,
    KeyFigures,
    Section,
    Table,
    Text,
)
from afstemt.core.units.figure import Duration, Figure, Instant, Percent, Status, Value
from afstemt.core.units.formats import show
from afstemt.core.units.money import Money
from afstemt.core.units.period import local
from afstemt.core.units.wording import speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.mark import DOCUMENT

VERSION = "1.0"


def schema() -> dict[str, Any]:
    """Return the published JSON Schema (draft 2020-12)."""
    text = files("afstemt.files.writing.formats").joinpath("driftsrapport.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def write(document: Document) -> bytes:
    """Return ``document`` as UTF-8 JSON, one value a line at the top levels; the same document, the same bytes."""
    with speaking(document.language, catalogue(document.language)):
        head = {
            "format": DOCUMENT,
            "version": VERSION,
            "kind": document.kind,
            "title": document.title,
            "subtitle": document.subtitle,
            "language": document.language,
            "date": document.date.isoformat(),
            "zone": document.zone,
            "synthetic": document.synthetic,
            "facts": [{"label": label, "text": text} for label, text in document.facts],
            "data": _plain(document.data),
            "first_page": [_block(block) for block in document.first_page],
            "sections": [_section(section, f"{index}") for index, section in enumerate(document.sections, 1)],
        }
        parts = [b"{", b",".join(_line(key, value) for key, value in head.items())]
        parts.append(b',\n "appendices": [')
        for index, appendix in enumerate(document.appendices):
            parts.append((b",\n" if index else b"\n") + _appendix(appendix, document.zone))
        parts.append(b"\n ]\n}\n")
        return b"".join(parts)


def _line(key: str, value: Any) -> bytes:
    """Return a member of the document; what it holds stands one a line, so that two reports can be compared."""
    if isinstance(value, dict) and value:
        inside = ",".join(f"\n  {_compact(name)}: {_compact(part)}" for name, part in value.items())
        text = f"{{{inside}\n }}"
    elif isinstance(value, list) and value:
        text = "[" + ",".join(f"\n  {_compact(part)}" for part in value) + "\n ]"
    else:
        text = _compact(value)
    return f"\n {_compact(key)}: {text}".encode("utf-8", "replace")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _section(section: Section, number: str) -> dict[str, Any]:
    return {
        "id": section.id,
        "number": number,
        "title": section.title,
        "blocks": [_block(block) for block in section.blocks],
        "sections": [_section(sub, f"{number}.{index}") for index, sub in enumerate(section.sections, 1)],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Text():
            return {"block": "text", "role": block.role, "author": block.author, "text": block.text}
        case Bullets():
            return {"block": "bullets", "ordered": block.ordered, "items": list(block.items)}
        case KeyFigures():
            return {
                "block": "key_figures",
                "items": [
                    {
                        "label": item.label,
                        "value": _value(item.value),
                        "note": item.note,
                        "status": item.status,
                        "series": list(item.series),
                    }
                    for item in block.items
                ],
            }
        case Table():
            return {
                "block": "table",
                "caption": block.caption,
                "columns": [{"title": column.title, "align": column.align} for column in block.columns],
                "rows": [[_value(value) for value in row] for row in block.rows],
                "total": None if block.total is None else [_value(value) for value in block.total],
                "of": len(block.rows) if block.of is None else block.of,
                "appendix": block.appendix,
            }
        case Chart():
            return {
                "block": "chart",
                "kind": block.kind,
                "title": block.title,
                "description": block.description,
                "labels": list(block.labels),
                "series": [{"name": series.name, "values": list(series.values)} for series in block.series],
                "unit": block.unit,
                "target": block.target,
                "target_label": block.target_label,
            }


def _value(value: Value) -> Any:
    """Return a cell: text, whole numbers, yes/no and nothing as they are, the others as objects with a type."""
    match value:
        case None | bool() | int() | str():
            return value
        case Status():
            return {"type": "status", "state": value.state, "text": value.word}
        case Money():
            made: dict[str, Any] = {
                "type": "money",
                "amount": _exact(value.amount),
                "currency": value.currency,
            }
        case Percent():
            made = {"type": "percent", **_fraction(value.value), "decimals": value.decimals}
        case Duration():
            made = {"type": "duration", "seconds": value.seconds}
        case Instant():
            utc = datetime.fromtimestamp(value.second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            made = {
                "type": "instant",
                "utc": utc,
                "local": local(value.second, value.zone).isoformat(),
                "zone": value.zone,
            }
        case Figure():
            made = {
                "type": "figure",
                "numerator": value.numerator,
                "denominator": value.denominator,
                "unit": value.unit,
            }
        case Decimal():
            made = {"type": "decimal", "value": _exact(value)}
        case date():
            made = {"type": "date", "date": value.isoformat()}
    return {**made, "text": show(value)}


def _exact(value: Decimal) -> str:
    return f"{value:f}"


def _fraction(value: Fraction) -> dict[str, int]:
    return {"numerator": value.numerator, "denominator": value.denominator}


def _plain(value: object) -> Any:
    """Return the machine-readable month as JSON values; sets are sorted, records keep their fields' names.

    Raises:
        TypeError: A value of a type that has no exact form in JSON.
    """
    match value:
        case Money() | Percent() | Duration() | Instant() | Figure() | Status() | Decimal():
            return _value(value)
        case None | bool() | int() | str() | float():
            return value
        case Fraction():
            return {"type": "fraction", **_fraction(value)}
        case datetime() | date():
            return value.isoformat()
        case Enum():
            return _plain(value.value)
        case Mapping():
            return {key if isinstance(key, str) else str(key): _plain(item) for key, item in value.items()}
        case pl.DataFrame():
            return _plain(value.to_dicts())
        case set() | frozenset():
            return sorted((_plain(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
        case Iterable() if not is_dataclass(value) and not hasattr(value, "model_dump"):
            return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "model_dump"):
        return _plain(value.model_dump(mode="python"))
    raise TypeError(f"{type(value).__name__} has no exact form in JSON")


def _appendix(appendix: Appendix, zone: str) -> bytes:
    """Return an appendix with all its rows; Polars writes the rows, so a large one takes no Python per row."""
    head = {
        "id": appendix.id,
        "title": appendix.title,
        "note": appendix.note,
        "columns": [{"name": c.name, "title": c.title, "type": c.type} for c in appendix.columns],
        "count": appendix.frame.height,
    }
    rows = appendix.frame.select(_column(appendix.frame, column, zone) for column in appendix.columns)
    written = rows.write_json().encode("utf-8") if rows.height else b"[]"
    return (
        json.dumps(head, ensure_ascii=False).removesuffix("}").encode("utf-8", "replace")
        + b', "rows": '
        + written
        + b"}"
    )


def _column(frame: pl.DataFrame, column: AppendixColumn, zone: str) -> pl.Expr:
    """Return a column as JSON holds it: an instant as ISO 8601 with offset, a decimal and a date as text."""
    found = pl.col(column.name)
    kind = frame.schema[column.name]
    if column.type == "instant" and kind.is_integer():
        at = (
            pl.from_epoch(found.cast(pl.Int64), time_unit="s")
            .dt.replace_time_zone("UTC")
            .dt.convert_time_zone(zone)
        )
        return at.dt.strftime("%Y-%m-%dT%H:%M:%S%:z").alias(column.name)
    if kind.is_decimal() or kind.is_temporal():
        return found.cast(pl.String).alias(column.name)
    return found
