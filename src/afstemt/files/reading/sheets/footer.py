"""The lines below a table that are no rows of it: a total, or a text by itself."""

import re
from collections.abc import Sequence

from afstemt.files.reading.sheets.finding import NOTE, Finding, Findings
from afstemt.files.reading.sheets.header import Line
from afstemt.files.reading.sheets.sheet import spans

LAST_LINES = 20
"""Lines at the end that are looked at."""
_TOTAL = re.compile(
    r"(?:grand )?(?:total|totals|totalt|i alt|ialt|sum|summe|summa|gesamt|subtotal)\b\W*[\d.,\s]*$",
    re.IGNORECASE,
)


def rows_end(lines: Sequence[Line], columns: int, stated: int | None, findings: Findings) -> int | None:
    """Return the number of the first line below the table; None where the last line is a row. It is named in a note.

    A line is below the table where it begins with the word for a total and has at most half of its columns, or has one
    text alone after an empty line; and so are all lines after it. A row that was cut off follows no empty line.

    Args:
        lines: The last lines of the file that are not empty, as many as ``LAST_LINES`` or ``stated``, and one before.
        columns: How many columns the headings name.
        stated: How many lines a profile says are below the table.
        findings: Takes the note.
    """
    if stated is not None:
        first = max(0, len(lines) - stated)
    else:
        first = len(lines)
        for place in range(len(lines) - 1, -1, -1):
            line = lines[place]
            if line.filled * 2 > columns:
                break
            apart = place > 0 and line.number > lines[place - 1].number + 1
            if _is_total(line) or (apart and line.filled == 1 and columns > 2):
                first = place
    if first == len(lines):
        return None
    numbers = [line.number for line in lines[first:]]
    findings.add(Finding("lines-below", NOTE, None, None, {"lines": spans(numbers)}))
    return numbers[0]


def _is_total(line: Line) -> bool:
    first = next((field.strip() for field in line.fields if field.strip()), "")
    return _TOTAL.match(first) is not None
