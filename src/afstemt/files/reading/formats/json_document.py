"""JSON: a list of objects, an object with one list of objects, or Prometheus' answer to a range query; nested fields
get dotted names (``fields.priority.name``).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from afstemt.files.mark import is_own
from afstemt.files.reading.sheets import records_json
from afstemt.files.reading.sheets.encoding import detect
from afstemt.files.reading.sheets.finding import Finding, Findings, OwnOutput, Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.sheet import Sheet
from afstemt.files.reading.sheets.wanted import Wanted

_LISTS = ("records", "result", "results", "data", "items", "issues", "value", "values", "rows")


def read(path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
    """Yield the one table of a document; a record's number is its place in the list. See ``sheets.wanted.Reader``."""
    findings = Findings(limits)
    document = _document(path, findings)
    if isinstance(document, dict) and is_own(document.get("format")):
        raise OwnOutput
    records = _series(document)
    if records is None:
        records = _records(document)
    if not records:
        raise Unreadable("empty-file")
    flat: list[tuple[int, dict[str, str | None]]] = []
    names: dict[str, None] = {}
    for number, record in enumerate(records, 1):
        fields = records_json.record(record, number, findings)
        if fields is None:
            continue
        flat.append((number, fields))
        names.update(dict.fromkeys(fields))
        if len(names) > limits.columns:
            raise Unreadable("too-many-columns", row=number, limit=limits.columns)
    header = tuple(names)
    if len(flat) * len(header) > limits.cells:
        raise Unreadable("too-many-cells", limit=limits.cells)
    frame = records_json.rows(flat, wanted(header, ""))
    yield Sheet("", header, frame, len(records), findings, lists=records_json.lists(frame))


def _document(path: Path, findings: Findings) -> Any:
    encoding = detect(path)
    errors = "strict"
    if encoding.codec == "cp1252":
        errors = "latin-1-letters"
        findings.add(Finding("read-as-cp1252", "note"))
    try:
        document = records_json.parse(path.read_text(encoding.codec, errors))
        if isinstance(document, dict):
            records_json.check_fields(document)
    except json.JSONDecodeError as error:
        raise Unreadable(
            "bad-json", row=error.lineno, line=error.lineno, char=error.colno, why=error.msg
        ) from error
    except records_json.RepeatedFieldError as error:
        raise Unreadable("bad-json", line=1, char=1, why=f"{error} x 2") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("bad-json", line=1, char=1, why=str(error)[:80]) from error
    return document


def _records(document: Any) -> list[Any]:
    """Return the list of records in the document."""
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        lists = [name for name, value in document.items() if isinstance(value, list) and _of_objects(value)]
        for name in (*(each for each in _LISTS if each in lists), *lists):
            found: list[Any] = document[name]
            if len(lists) == 1 or name in _LISTS:
                return found
        if isinstance(document.get("data"), dict):
            return _records(document["data"])
        if any(isinstance(value, list) and not value for value in document.values()):
            return []
    raise Unreadable("json-shape", lists=", ".join(_LISTS))


def _of_objects(value: list[Any]) -> bool:
    return bool(value) and isinstance(value[0], dict)


def _series(document: Any) -> list[Any] | None:
    """Return Prometheus' series as one record per sample: ``metric.<label>``, ``timestamp``, ``value``; else None."""
    data = document.get("data") if isinstance(document, dict) else None
    if not isinstance(data, dict) or data.get("resultType") not in ("matrix", "vector"):
        return None
    made: list[Any] = []
    for series in data.get("result") or []:
        if not isinstance(series, dict):
            made.append(series)
            continue
        samples = series.get("values") or ([series["value"]] if "value" in series else [])
        for sample in samples:
            if isinstance(sample, list) and len(sample) == 2:
                made.append({"metric": series.get("metric"), "timestamp": sample[0], "value": sample[1]})
            else:
                made.append(sample)
    return made
