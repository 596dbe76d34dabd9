"""A new import format: its files are read, and the messages that list what can be read name it."""

from pathlib import Path

from sandbox import Sandbox

READER = '''"""Cards: a line ``name: value`` for each field, and an empty line between records.

Made to be short; it knows no quotes.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from afstemt.files.reading.sheets.finding import Findings
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.sheet import Sheet
from afstemt.files.reading.sheets.wanted import Wanted


def read(path: Path, limits: Limits, wanted: Wanted) -> Iterator[Sheet]:
    """Yield the one table of the file. See ``sheets.wanted.Reader``."""
    cards = [dict(line.split(": ", 1) for line in card.splitlines()) for card in path.read_text().split("\\n\\n")]
    header = tuple(dict.fromkeys(name for card in cards for name in card))
    columns = {name: [card.get(name) for card in cards] for name in header if name in wanted(header, "")}
    numbered = pl.DataFrame(columns).with_row_index("row_no", 1).with_columns(pl.col("row_no").cast(pl.Int64))
    yield Sheet("", header, numbered, len(cards), Findings(limits))
'''


def test_a_reader_is_one_file_and_one_line(sandbox: Sandbox, evidence: Path, tmp_path: Path) -> None:
    sandbox.add(
        "an import format",
        "cards",
        READER,
        lines={'    Format("XLSX", "xlsx", (".xlsx", ".xlsm")),': '    Format("kort", "cards", (".card",)),'},
    )
    assert len(sandbox.touched()) == 2

    (evidence / "incidents.csv").unlink()
    (evidence / "incidents.card").write_text(
        "id: A1\npriority: 1\nopened_at: 2026-10-05T10:00:00+02:00\n\n"
        "id: A2\npriority: 1\nopened_at: 2026-10-06T10:00:00+02:00\nresolved_at: 2026-10-06T11:00:00+02:00",
        encoding="utf-8",
    )
    assert "incidents.card" in sandbox.report(tmp_path / "out", evidence=evidence)["json"].decode()
    assert "2\u00a0rækker" in sandbox.run("afstemt", "read", evidence)

    (tmp_path / "empty").mkdir()
    assert "(CSV, XLSX, kort, JSON, Parquet)" in sandbox.run(
        "afstemt", "read", tmp_path / "empty", refused=True
    )

    sandbox.house_stands("tests/files/reading/test_formats.py", "tests/files/reading/test_words.py")
    assert "| `.card` | Cards: a line `name: value`" in sandbox.page("docs/evidence.md")
