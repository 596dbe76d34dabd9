"""The documentation is kept true: links lead somewhere, commands exist, lists agree with the code."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from afstemt.core.measurement.registry import KINDS
from afstemt.core.report.registry import SECTIONS
from afstemt.core.report.sections import service_requests
from afstemt.core.settlement.registry import RULES
from afstemt.files.demo.generate import generate
from afstemt.files.reading.sheets.limits import Limits
from afstemt.files.reading.sheets.workbook import MOST_CELLS

ROOT = Path(__file__).parents[1]
CODE = ROOT / "src" / "afstemt"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
AFSTEMT = Path(sys.executable).parent / "afstemt"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_made_parts_are_as_the_code_has_them() -> None:
    made = [sys.executable, ROOT / "tools" / "docs", "--check"]
    done = subprocess.run(made, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run `make docs` and read the difference: {done.stdout}{done.stderr}"


def test_evidence_page_names_every_limit_of_reading() -> None:
    page = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    assert [one.name for one in fields(Limits) if f"| `{one.name}` |" not in page] == []
    assert f"at most {MOST_CELLS // 1_000_000} million cells" in page


def test_contributing_names_files_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w./-]+/[\w.-]*\.\w+)`", text)
    assert len(named) > 15
    assert [one for one in named if not any((top / one).exists() for top in (ROOT, CODE))] == []


def test_the_walk_from_the_checklist_leads_to_the_section_and_its_case() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    golden = (ROOT / "tests" / "core" / "report" / "golden" / "full.da.txt").read_text(encoding="utf-8")
    assert "| service request | `service_requests` |" in glossary
    assert "{service_requests}" in golden
    assert service_requests.SPEC.id == "service_requests"
    assert service_requests.SPEC in SECTIONS


def test_readme_shows_commands_that_exist() -> None:
    verbs = set(re.findall(r"\.venv/bin/afstemt (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert verbs == {"check", "read", "report", "agenda", "explain"}
    for verb in verbs:
        done = subprocess.run([AFSTEMT, verb, "--help"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_readme_and_makefile_agree_on_targets() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^make (\w+)$", readme, re.MULTILINE))
    assert targets == {"demo", "test"}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_terms_page_names_every_kind_and_rule() -> None:
    page = (ROOT / "docs" / "terms.md").read_text(encoding="utf-8")
    assert [one.name for one in (*KINDS, *RULES) if f"`{one.name}`" not in page] == []


def test_requirements_are_hashed_and_name_no_host() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path.name
        packages = re.findall(r"^\S+==\S+", text, re.MULTILINE)
        assert len(packages) > 10
        assert text.count("--hash=sha256:") >= len(packages), path.name


def keys_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            # The names of tables stand as keys there; a row's keys are its appendix's columns.
            yield from () if key == "facts" and isinstance(part, dict) else keys_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from keys_in(part)


def test_output_page_names_every_key_of_a_real_report_and_no_other(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    shape = page.partition("<!-- made: json_data -->")[2].partition("<!-- made -->")[0]
    named = set(re.findall(r"^(\w+)  ", shape, re.MULTILINE))
    named |= set(re.findall(r"(?:^|[{,])\s*(\w+)(?=\s*[,}:])", shape, re.MULTILINE))
    paths = generate(tmp_path / "demo")
    (paths.terms / "aliases.toml").write_text(
        'aliases = [{ of = "service", name = "Selvbetjeningens web", means = "selv-web", '
        'confirmed_by = ["authority", "supplier"] }]\n',
        encoding="utf-8",
    )
    code, evidence = paths.last
    words = ["report", paths.terms, evidence, "--period", code, "--only", "json", "--out", tmp_path]
    done = subprocess.run([AFSTEMT, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    report = json.loads((tmp_path / "driftsrapport.json").read_text(encoding="utf-8"))
    assert set(keys_in(report.pop("data"))) == named
    for appendix in report["appendices"]:
        columns = {column["name"] for column in appendix["columns"]}
        assert all(set(row) == columns for row in appendix.pop("rows"))
    table = page.partition("<!-- made: json_keys -->")[2].partition("<!-- made -->")[0]
    told = set(re.findall(r"^\|[^|]*\| `(\w+)` \|", table, re.MULTILINE))
    assert (set(keys_in(report)) | {"data", "rows"}) - told == set()
    assert {"seconds", "utc", "currency", "target_label", "decimals"} < told
