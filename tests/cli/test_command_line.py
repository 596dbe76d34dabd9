"""The commands as a user runs them: on real input, on the demo, and with what is wrong."""

import ast
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest

from afstemt.cli.app import app
from afstemt.cli.click_texts import DANISH
from afstemt.files.demo.generate import DemoPaths, generate
from afstemt.files.writing.registry import WRITERS

ROOT = Path(__file__).parents[2]
AFSTEMT = Path(sys.executable).parent / "afstemt"
REPORT = sorted(f"driftsrapport.{suffix}" for suffix in WRITERS)


def afstemt(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [AFSTEMT, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | environment,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoPaths:
    return generate(tmp_path_factory.mktemp("demo"))


def test_report_on_the_servicenow_month(tmp_path: Path, shared_data: Path) -> None:
    done = afstemt(
        "report", "examples/servicenow-2016", shared_data / "servicenow-incidents",
        "--period", "2016-03", "--date", "2016-04-08", "--out", tmp_path,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == REPORT
    assert "Læst: 59.354 rækker i 1 fil = 59.345 brugt + 9 sat til side." in done.stdout
    assert "række 332" in done.stderr
    assert "Traceback" not in done.stderr
    rows = json.loads((tmp_path / "driftsrapport.json").read_text(encoding="utf-8"))
    assert rows["data"]["evidence"]["files"][0]["facts"]["incidents"] == 9202


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, demo: DemoPaths) -> None:
    code, evidence = demo.last
    hashes = []
    for number, zone in enumerate(("UTC", "America/New_York")):
        out = tmp_path / str(number)
        done = afstemt(
            "report", demo.terms, evidence, "--period", code, "--date", "2026-11-10", "--out", out,
            TZ=zone, PYTHONHASHSEED=str(number), LC_ALL="C" if number else "C.UTF-8",
        )  # fmt: skip
        assert done.returncode == 3, done.stderr
        done = afstemt(
            "agenda", demo.terms, evidence, "--meeting", "2026-11-17", "--date", "2026-11-10", "--out", out
        )
        assert done.returncode == 3, done.stderr
        hashes.append(
            {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}
        )
    assert hashes[0] == hashes[1]
    assert sorted(hashes[0]) == sorted([*REPORT, "dagsorden.docx", "dagsorden.pdf", "referat.docx"])


def test_report_in_english_and_nothing_left_behind(tmp_path: Path, demo: DemoPaths) -> None:
    code, evidence = demo.last
    working = tmp_path / "working"
    working.mkdir()
    words = ("--language", "en", "report", demo.terms, evidence, "--period", code, "--out", tmp_path)
    done = afstemt(*words, TMPDIR=str(working))
    assert list(working.iterdir()) == []
    assert "service levels" in done.stdout
    page = (tmp_path / "driftsrapport.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert "Servicemål" not in page


def test_report_cut_to_a_system(tmp_path: Path, demo: DemoPaths) -> None:
    code, evidence = demo.last
    done = afstemt(
        "report", demo.terms, evidence, "--period", code, "--system", "findes-ikke", "--out", tmp_path
    )
    assert done.returncode == 1
    assert "findes-ikke" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_only_the_formats_asked_for_are_written(tmp_path: Path, demo: DemoPaths) -> None:
    code, evidence = demo.last
    words = ("report", demo.terms, evidence, "--period", code, "--out", tmp_path / "rapport")
    done = afstemt(*words, "--only", "JSON, html")
    assert done.returncode == 3, done.stderr
    assert sorted(path.name for path in (tmp_path / "rapport").iterdir()) == [
        "driftsrapport.html",
        "driftsrapport.json",
    ]
    words = ("agenda", demo.terms, evidence, "--meeting", "2026-11-17", "--out", tmp_path / "møde")
    done = afstemt(*words, "--only", "pdf")
    assert done.returncode == 3, done.stderr
    assert [path.name for path in (tmp_path / "møde").iterdir()] == ["dagsorden.pdf"]


def test_explain_leads_from_clause_to_row(demo: DemoPaths) -> None:
    code, evidence = demo.last
    done = afstemt("explain", demo.terms, evidence, "KPI 7", "--period", code)
    assert done.returncode == 3, done.stderr
    assert "4 rækker er sat til side. Ret dem, og levér dem igen." in done.stderr
    assert "Bilag 6, pkt. 2.3" in done.stdout
    month = json.loads(
        (ROOT / "tests" / "months" / f"demo-{code}" / "expected.json").read_text(encoding="utf-8")
    )
    level = next(one for one in month["levels"] if one["id"] == "KPI 7")
    for result in level["results"]:
        assert f"{result['population']}: {result['numerator']} af {result['denominator']}" in done.stdout
    assert "incidents.csv, række" in done.stdout


def test_terms_with_open_points_are_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "incidents.csv").write_text("id;priority;opened_at\n", encoding="utf-8")
    done = afstemt(
        "report",
        "examples/vedligeholdelsesbilag",
        tmp_path / "data",
        "--period",
        "2025-03",
        "--out",
        tmp_path / "out",
    )
    assert done.returncode == 1
    assert done.stderr.count("✗") == 3
    assert "Intet er skrevet" in done.stderr
    assert not (tmp_path / "out").exists()


def test_read_lists_every_problem_and_what_could_be_read_beside_a_file_that_stops(tmp_path: Path) -> None:
    rows = "".join(f"A{at},1,i går\n" for at in range(250))
    (tmp_path / "incidents.csv").write_text("id,priority,opened_at\n" + rows)
    done = afstemt("read", tmp_path)
    assert (done.returncode, done.stderr.count("er ikke et tidspunkt")) == (3, 1)
    assert "249" in done.stderr
    done = afstemt("read", "--rows", tmp_path)
    assert (done.returncode, done.stderr.count("er ikke et tidspunkt")) == (3, 250)
    (tmp_path / "regneark.xls").write_text("x")
    done = afstemt("read", "--rows", tmp_path)
    assert (done.returncode, done.stderr.count("er ikke et tidspunkt")) == (1, 250)
    assert "250 rækker læst" in done.stdout.replace("\u00a0", " ")
    assert "Afvist: 1 fejl. Intet er skrevet." in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("report", "findes-ikke.toml", ".", "--period", "2026-10"),
        ("read", "findes-ikke"),
        ("check", "README.md"),
    ],
)
def test_what_is_not_there_is_said(words: tuple[str, ...]) -> None:
    done = afstemt(*words)
    assert done.returncode == 1
    assert "Afvist" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("report", "examples/standardkontrakt.toml", "examples", "--period", "oktober"),
        ("report", "examples/standardkontrakt.toml", "examples", "--period", "2026-Q4"),
        ("report", "examples/standardkontrakt.toml"),
        ("findes-ikke",),
        ("--language", "tysk", "check", "examples/standardkontrakt.toml"),
        ("read", "examples", "--zone", "Mars/Olympus"),
        ("read", "examples", "--zone", "Factory"),
        ("check", "examples/standardkontrakt.toml", "--date", "32. oktober"),
        ("check", "examples/standardkontrakt.toml", "--volume", "KPI 99=8"),
        ("check", "examples/standardkontrakt.toml", "--volume", "KPI 1"),
    ],
)
def test_wrong_use_is_exit_code_two(words: tuple[str, ...]) -> None:
    done = afstemt(*words)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr


ENGLISH_FRAME = (
    "Usage",
    "Options",
    "Commands",
    "Arguments",
    "Show this",
    "required",
    "default",
    "Error",
    "Try ",
    "TEXT",
    "INTEGER",
    "env var",
)


@pytest.mark.parametrize("verb", ["", *app.commands])
def test_help_is_in_danish_and_whole(verb: str) -> None:
    done = afstemt(*verb.split(), "--help", COLUMNS="70")
    assert done.returncode == 0
    assert done.stdout.startswith("Brug: afstemt")
    assert not [word for word in ENGLISH_FRAME if word in done.stdout]
    assert "..." not in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("findes",), "Kommandoen 'findes' findes ikke."),
        (("report",), "Der mangler 'VILKÅR'."),
        (("report", "a"), "Der mangler 'DATA'."),
        (("report", "a", "b"), "Der mangler '--period'."),
        (("report", "a", "b", "--period"), "Valget '--period' mangler sin værdi."),
        (("report", "a", "b", "--perod", "2026-10"), "Valget '--perod' findes ikke. Mente du '--period'?"),
        (("report", "a", "b", "c", "--period", "2026-10"), "Der er et ord for meget: c."),
        (("report", "a", "b", "--attachments=2"), "Valget '--attachments' tager ingen værdi."),
        (
            ("explain", "a", "b", "KPI 1", "--period", "2026-10", "--rows", "x"),
            "'--rows': 'x' er ikke et helt tal.",
        ),
        (("--no-color",), "Kommandoen mangler."),
        (("--language", "tysk", "demo"), "'--language': 'tysk' er ikke en af 'da', 'en'."),
        (
            ("report", "a", "b", "--period", "2026-Q3"),
            "kvartalets sidste måned. Skriv en af månederne: 2026-07, 2026-08, 2026-09.",
        ),
        (
            ("explain", "a", "b", "KPI 1", "--period", "2026-13"),
            "'--period': »2026-13« er ikke en måned. Skriv den som 2026-10.",
        ),
        (
            ("report", "a", "b", "--period", "2026-10", "--only", "pdf,odt"),
            "--only: Formatet »odt« laves ikke her. Vælg blandt pdf, docx, html, xlsx, json.",
        ),
        (
            ("agenda", "a", "b", "--meeting", "2026-11-17", "--only", "json"),
            "--only: Formatet »json« laves ikke her. Vælg blandt pdf, docx.",
        ),
        (
            ("report", "a", "b", "--period", "2026-10", "--only", ","),
            "'--only': Skriv et eller flere formater med komma imellem, for eksempel pdf,json.",
        ),
        (
            ("report", "a", "b", "--period", "2026-10", "--only", "json", "--attachments"),
            "--attachments: Bilagene lægges ind i PDF-filen, som ikke er valgt. Skriv pdf med i --only.",
        ),
        (("check", "a", "--date", "x"), "'--date': »x« er ikke en dato. Skriv den som 2026-11-18."),
    ],
)
def test_wrong_use_is_said_in_danish(words: tuple[str, ...], said: str) -> None:
    done = afstemt(*words)
    assert done.returncode == 2
    assert f"Fejl: {said}" in done.stderr or said in done.stderr.partition("Fejl: ")[2]
    assert not [word for word in ENGLISH_FRAME if word in done.stderr]
    assert done.stdout == ""


def test_each_danish_text_is_one_that_click_asks_for() -> None:
    asked = {
        node.value
        for path in Path(click.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert sorted(set(DANISH) - asked) == []


def test_the_language_may_stand_after_the_verb() -> None:
    done = afstemt("report", "a", "--language", "en")
    assert done.returncode == 2
    assert "Usage: afstemt report [OPTIONS] TERMS EVIDENCE" in done.stderr
    assert "Error: Missing argument 'EVIDENCE'." in done.stderr


def test_an_unwritable_folder_is_said(tmp_path: Path, demo: DemoPaths) -> None:
    (tmp_path / "fil").write_text("i vejen", encoding="utf-8")
    code, evidence = demo.last
    done = afstemt("report", demo.terms, evidence, "--period", code, "--out", tmp_path / "fil" / "mappe")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "--out" in done.stderr


def test_word_files_are_whole(tmp_path: Path, demo: DemoPaths) -> None:
    afstemt("agenda", demo.terms, demo.last[1], "--meeting", "2026-11-17", "--out", tmp_path)
    for name in ("dagsorden.docx", "referat.docx"):
        assert zipfile.ZipFile(tmp_path / name).testzip() is None


def test_check_warns_of_a_target_that_one_case_breaks_at_the_volume_given() -> None:
    terms = "examples/vedligeholdelsesbilag-valgt"
    done = afstemt("check", terms, "--volume", "KPI 1=40", "--volume", "KPI 1/kategori 1-2=6")
    assert done.returncode == 0
    warned = [line for line in done.stdout.splitlines() if "Én sag kan bryde målet" in line]
    assert len(warned) == 1
    assert "der er 6 sager i perioden" in warned[0]
    assert "(kategori 1-2)" in warned[0]
