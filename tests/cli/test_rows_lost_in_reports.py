"""Rows that are lost, from the files to what a user reads: the verdict, the first page, the exit code."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

AFSTEMT = Path(sys.executable).parent / "afstemt"
CASES = Path(__file__).parents[3] / "shared" / "cases" / "reading"
QUIET = "Der er ikke bedt om noget fra myndigheden for denne periode."


@pytest.mark.parametrize(
    ("name", "verdict", "first", "state"),
    [
        (
            "01a-all-outages-set-aside-level-met",
            "0 af 1 servicemål er opfyldt, 1 er ikke målt.",
            "A er ikke målt: Ingen rækker om afbrydelser i oktober 2026 kan bruges: 1 er sat til side.",
            "not_measured",
        ),
        (
            "01b-late-ticket-unreadable-end-level-met",
            "0 af 1 servicemål er opfyldt, 1 er opfyldt med forbehold.",
            (
                "1 række i incidents.csv (række 11) kunne ikke bruges: et tidspunkt kan ikke læses. Det kan højst være "
                "1 sag, og så er tallet 90,00 pct., hvor målet er alle sager."
            ),
            "reserved",
        ),
        (
            "01c-priority-unknown-to-terms-level-met-rc0",
            "0 af 1 servicemål er opfyldt, 1 er opfyldt med forbehold.",
            (
                "12 rækker i incidents.csv kunne ikke bruges: vilkårene kender ikke navnet. Det kan højst være "
                "12 sager, og så er tallet 7,69 pct., hvor målet er mindst 90,00 pct."
            ),
            "reserved",
        ),
        (
            "01d-service-unknown-by-case-level-met-rc0",
            "0 af 1 servicemål er opfyldt, 1 er opfyldt med forbehold.",
            "Det kan højst være 10 t. nedetid, og så er tallet 98,52 pct., hvor målet er mindst 99,00 pct.",
            "reserved",
        ),
        ("01e-optional-column-drops-ticket-from-other-level", "0 af 1 servicemål er opfyldt.", "", "missed"),
    ],
)
def test_report_says_what_was_lost_before_its_figures(
    tmp_path: Path, name: str, verdict: str, first: str, state: str
) -> None:
    if not CASES.is_dir():
        pytest.fail("The small inputs are not here: this test reads ../shared/cases beside the project.")
    case = CASES / name
    data = tmp_path / "data"
    shutil.copytree(case / "data", data)
    if name.startswith("01a"):  # its twelve-hour times are read today: the kind is rows that nobody can read
        (data / "p.csv").write_text((data / "p.csv").read_text().replace("2026-10-05", "i går"))
    done = subprocess.run(
        [AFSTEMT, "report", case / "terms.toml", data, "--period", "2026-10", "--date", "2026-11-05",
         "--out", tmp_path],
        capture_output=True, text=True, check=False, env=os.environ,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert verdict in done.stdout.replace("\u00a0", " ")
    assert "Ret den, og levér den igen." in done.stderr or "skal besvares" in done.stderr
    report = json.loads((tmp_path / "driftsrapport.json").read_text(encoding="utf-8"))
    assert [level["state"] for level in report["data"]["levels"]] == [state]
    page = report["first_page"]
    kinds = [block["block"] for block in page]
    said = [
        (n, item) for n, block in enumerate(page) for item in block.get("items", []) if isinstance(item, str)
    ]
    if first:
        ((at, _text),) = [(n, text) for n, text in said if first in text.replace("\u00a0", " ")]
        assert at < kinds.index("key_figures")
        assert "Forbehold for" in done.stderr
    texts = " ".join(block.get("text", "") for block in page)
    assert QUIET not in texts
    assert "Ingen servicemål er brudt" not in texts
    (figures,) = [block for block in page if block["block"] == "key_figures"]
    assert "met" not in {item["status"] for item in figures["items"]}
