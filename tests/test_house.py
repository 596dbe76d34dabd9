"""The layout checks itself: the import rules hold, and a planted violation is caught."""

import shutil
import subprocess
import sys
import tomllib
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


LAYERS = "in the web a package imports only packages above it in the house's list"
PAGES = "the pages of an app import what all pages share, and no other app's pages"
CIRCLES = "packages beside each other never depend on each other in a circle"


def broken_by(planted: str, importer: str, root: Path) -> str:
    """Return what is said of the contracts that a line, planted in a copy of the source, breaks."""
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", root)
    file = root / "src" / "afstemt" / importer
    file.write_text(file.read_text(encoding="utf-8") + f"\n{planted}\n", encoding="utf-8")
    result = lint(root)
    assert result.returncode == 1, result.stdout
    return " ".join(result.stdout.partition("Broken contracts")[2].split())


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("core/units/money.py", "afstemt.files.catalogues"),
        ("core/units/money.py", "afstemt.core.terms.model.terms"),
        ("core/terms/model/fields.py", "afstemt.core.terms.reading.parse"),
        ("core/terms/check/scope.py", "afstemt.core.terms.wording.lookup"),
        ("core/measurement/kinds/availability.py", "afstemt.core.measurement.kinds.outage_count"),
        ("core/settlement/rules/points_by_band.py", "afstemt.core.settlement.rules.points_per_unit"),
        ("core/report/sections/traffic.py", "afstemt.core.report.sections.incidents"),
        ("files/writing/formats/pdf.py", "afstemt.files.writing.formats.html"),
        ("files/catalogues.py", "afstemt.cli.console"),
        ("core/month.py", "typst"),
    ],
)
def test_a_planted_violation_is_caught(tmp_path: Path, importer: str, imported: str) -> None:
    assert broken_by(f"import {imported}  # planted", importer, tmp_path)


@pytest.mark.parametrize(
    ("importer", "planted", "contract"),
    [
        ("web/audit/record.py", "import afstemt.web.contracts.models", LAYERS),
        ("web/audit/record.py", "def late():\n    import afstemt.web.contracts.models", LAYERS),
        ("web/audit/record.py", "if TYPE_CHECKING:\n    import afstemt.web.contracts.models", LAYERS),
        ("web/contracts/access.py", "import afstemt.web.overview.tasks", LAYERS),
        ("web/reports/queries.py", "import afstemt.web.penalties.models", LAYERS),
        ("web/pages/reports/report.py", "import afstemt.web.pages.periods.period", PAGES),
        ("web/contracts/roles.py", "import afstemt.web.contracts.mandate", CIRCLES),
        ("web/pages/requests.py", "import afstemt.web.pages.contracts.contract", CIRCLES),
        ("files/reading/sheets/sheet.py", "import afstemt.files.reading.registry", CIRCLES),
    ],
)
def test_an_import_upwards_or_in_a_circle_is_caught(
    tmp_path: Path, importer: str, planted: str, contract: str
) -> None:
    assert contract in broken_by(planted, importer, tmp_path)


def test_a_package_of_the_web_without_a_place_in_the_list_is_caught(tmp_path: Path) -> None:
    house = tmp_path / "house"
    shutil.copytree(ROOT / "src", house / "src", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", house)
    (house / "src/afstemt/web/extra").mkdir()
    (house / "src/afstemt/web/extra/__init__.py").touch()
    assert LAYERS in " ".join(lint(house).stdout.partition("Broken contracts")[2].split())


def test_no_import_is_excepted() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert not any("ignore_imports" in contract for contract in linter["contracts"])


def test_no_module_has_grown_past_its_concept() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "src").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
