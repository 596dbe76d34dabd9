"""JSON Lines: one object per line; a line that holds none is set aside."""

import json
from collections.abc import Iterator
from pathlib import Path

from afstemt.files.reading.sheets import records_json
from afstemt.files.reading.sheets.encoding import blocks, detect
from afstemt.files.reading.sheets.finding import Finding, Findings, Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.sheet import Sheet
from afstemt.files.reading.sheets.wanted import Wanted


def read(path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
    """Yield the one table of the file. See ``sheets.wanted.Reader``."""
    findings = Findings(limits)
    flat: list[tuple[int, dict[str, str | None]]] = []
    names: dict[str, None] = {}
    rows_read = 0
    encoding = detect(path)
    if encoding.codec == "cp1252":
        findings.add(Finding("read-as-cp1252", "note"))
    for text, first_line in blocks(path, encoding, limits):
        for number, line in enumerate(text.split("\n"), first_line):
            if not line.strip():
                continue
            rows_read += 1
            record = _record(line, number, findings)
            if record is None:
                continue
            flat.append((number, record))
            names.update(dict.fromkeys(record))
            if len(names) > limits.columns:
                raise Unreadable("too-many-columns", row=number, limit=limits.columns)
        if rows_read * len(names) > limits.cells:
            raise Unreadable("too-many-cells", limit=limits.cells)
    if not rows_read:
        raise Unreadable("empty-file")
    header = tuple(names)
    frame = records_json.rows(flat, wanted(header, ""))
    yield Sheet("", header, frame, rows_read, findings, lists=records_json.lists(frame))


def _record(line: str, number: int, findings: Findings) -> dict[str, str | None] | None:
    try:
        value = records_json.parse(line)
    except json.JSONDecodeError as error:
        findings.add(
            Finding("bad-json-row", "set_aside", number, None, {"why": f"{error.msg}, {error.colno}"})
        )
    except (ValueError, RecursionError) as error:
        findings.add(Finding("bad-json-row", "set_aside", number, None, {"why": str(error)[:80]}))
    else:
        return records_json.record(value, number, findings)
    return None
