"""The synthetic example: the same bytes for the same seed, terms that validate, every table, labelled."""

import csv
import hashlib
import time
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from afstemt.core.evidence.tables import TABLES
from afstemt.core.terms.model import Terms
from afstemt.files.demo import DemoPaths, generate


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoPaths:
    return generate(tmp_path_factory.mktemp("demo"))


def _digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_generate_twice_gives_the_same_bytes(demo: DemoPaths, tmp_path: Path) -> None:
    started = time.perf_counter()
    again = generate(tmp_path)
    assert time.perf_counter() - started < 10
    assert _digest(demo.folder) == _digest(again.folder)


def test_another_seed_gives_other_rows(demo: DemoPaths, tmp_path: Path) -> None:
    other = generate(tmp_path, seed=7, months=2)
    assert _digest(demo.last[1]) != _digest(other.last[1])


def test_thirteen_months_end_with_the_last(demo: DemoPaths) -> None:
    assert [code for code, _folder in demo.evidence][0::12] == ["2025-10", "2026-10"]
    assert len(demo.evidence) == 13


def test_last_month_holds_every_table(demo: DemoPaths) -> None:
    present = {path.stem for path in demo.last[1].iterdir()}
    assert present == {table.name for table in TABLES}


def test_terms_validate_and_are_marked_synthetic(demo: DemoPaths) -> None:
    files = sorted(demo.terms.iterdir())
    assert [file.name for file in files] == ["2025-10-01.toml", "2026-04-15.toml"]
    for file in files:
        terms = Terms.model_validate(tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal))
        assert terms.synthetic
        assert "syntetisk" in terms.title
        assert all("syntetisk" in party.name for party in terms.parties)
        assert 10 <= len(terms.service_levels) <= 12
        assert len(terms.systems) == 3


def test_last_month_has_rows_to_set_aside(demo: DemoPaths) -> None:
    text = (demo.last[1] / "incidents.csv").read_text(encoding="utf-8")
    assert "2026-10-32" in text
    assert "SYN-INC-90001" in text
    assert "SYN-INC-99999" in (demo.last[1] / "pauses.csv").read_text(encoding="utf-8")


def test_troubled_month_is_worse_than_a_calm_one(demo: DemoPaths) -> None:
    folders = dict(demo.evidence)
    calm, troubled = (_rows(folders[code] / "incidents.csv") for code in ("2026-08", "2026-09"))
    assert sum(row["priority"] == "1" for row in troubled) > sum(row["priority"] == "1" for row in calm)
    assert len(troubled) > len(calm) + 50


def test_open_tickets_return_in_the_next_month_until_resolved(demo: DemoPaths) -> None:
    folders = dict(demo.evidence)
    august, september = (_rows(folders[code] / "incidents.csv") for code in ("2026-08", "2026-09"))
    still_open = {row["id"] for row in august if not row["resolved_at"]}
    assert still_open
    assert still_open <= {row["id"] for row in september}


def test_one_month_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two months"):
        generate(tmp_path, months=1)
