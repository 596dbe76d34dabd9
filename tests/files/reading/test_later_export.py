"""What a later export ought to have: an old row in a month's file does not make it one of the months between."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from afstemt.core.evidence.decision_findings import decisions_read
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.missing_rows import with_answers
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms

CASES = Path(__file__).parents[2] / "cases" / "eksporter" / "mangler_i_nyere.toml"
EXPORTS = tomllib.loads(CASES.read_text(encoding="utf-8"))["sag"]

CONTRACT = Contract(
    (
        Terms.model_validate(
            {
                "id": "prøve",
                "title": "Syntetisk kontrakt",
                "in_force_from": date(2026, 1, 1),
                "parties": [{"role": "authority", "name": "A"}, {"role": "supplier", "name": "L"}],
            }
        ),
    )
)


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


def test_decision_names_the_row_as_the_finding_quotes_it(
    read: Callable[..., Evidence], tmp_path: Path
) -> None:
    header = "service,from_at,to_at\n"
    kept, gone = (f"sag,2026-10-0{day}T09:00:00Z,2026-10-0{day}T10:00:00Z\n" for day in (5, 6))
    (tmp_path / "outages-2026-10-10.csv").write_text(header + kept + gone)
    (tmp_path / "outages-2026-10-31.csv").write_text(header + kept)
    (asked,) = [fault.message for fault in read(tmp_path).faults if fault.code == "missing-later"]
    name = asked.partition(" står her")[0]
    assert f"outages i table og »{name}« i row_id" in asked
    decided = "at,by,kind,table,row_id\n2026-11-01T09:00:00Z,{},lapsed,outages,{}\n"
    own = tmp_path / "myndigheden"
    own.mkdir()
    for by, folder, counted in (("supplier", tmp_path, 2), ("authority", tmp_path, 2), ("authority", own, 1)):
        (folder / "decisions.csv").write_text(decided.format(by, name))
        evidence = with_answers(read(tmp_path), CONTRACT)
        assert len(collect(evidence.table("outages"))) == counted
    (tmp_path / "decisions.csv").write_text(decided.format("authority", "en anden"))
    notes = [fault.message for fault in decisions_read(read(tmp_path)) if fault.severity == "note"]
    assert notes == ["Beslutningen er uden virkning: en nyere fil mangler ingen række »en anden« i outages."]
