"""The layout checks itself: the import rules hold, and a planted violation is caught."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = Path(sys.executable).parent / "lint-imports"


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache"],
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("core/units/money.py", "afstemt.files.catalogues"),
        ("core/units/money.py", "afstemt.core.terms.model.terms"),
        ("core/measurement/kinds/availability.py", "afstemt.core.measurement.kinds.outage_count"),
        ("core/settlement/rules/points_by_band.py", "afstemt.core.settlement.rules.points_per_unit"),
        ("core/report/sections/traffic.py", "afstemt.core.report.sections.incidents"),
        ("files/writing/formats/pdf.py", "afstemt.files.writing.formats.html"),
        ("files/catalogues.py", "afstemt.cli.console"),
        ("core/month.py", "typst"),
    ],
)
def test_a_planted_violation_is_caught(tmp_path: Path, importer: str, imported: str) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file = tmp_path / "src" / "afstemt" / importer
    file.write_text(file.read_text(encoding="utf-8") + f"\nimport {imported}  # planted\n", encoding="utf-8")
    assert (ROOT / "src" / "afstemt" / importer).exists()
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout


def test_no_module_has_grown_past_its_concept() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "src").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
        and path.name != "model.py"  # the terms' document is one concept, table by table
    }
    assert not long
