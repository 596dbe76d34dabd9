"""What a later export ought to have: an old row in a month's file does not make it one of the months between."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from afstemt.core.evidence.evidence import Evidence

CASES = Path(__file__).parents[2] / "cases" / "eksporter" / "mangler_i_nyere.toml"
EXPORTS = tomllib.loads(CASES.read_text(encoding="utf-8"))["sag"]


def csv(rows: list[str]) -> str:
    """Return lines of fields as a file's text."""
    return "".join(",".join(part.strip() for part in row.split("|")) + "\n" for row in rows)


@pytest.mark.parametrize("case", EXPORTS, ids=lambda case: case["navn"])
def test_row_missing_from_a_later_export(
    case: dict[str, Any], read: Callable[..., Evidence], tmp_path: Path
) -> None:
    for name, rows in case["filer"].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(csv(rows), encoding="utf-8")
    evidence = read(tmp_path)
    asked = [f"{fault.source} {fault.row}" for fault in evidence.faults if fault.code == "missing-later"]
    assert asked == case["spurgt"]
    stays = sum(source.rows_used + source.rows_superseded for source in evidence.files)
    assert stays == sum(len(rows) - 1 for rows in case["filer"].values()), "what is missing stays"
