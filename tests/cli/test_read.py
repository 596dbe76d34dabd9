"""What ``afstemt read`` shows of a folder, as a user sees it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_names_told import TERMS

from afstemt.cli.console import gathered
from afstemt.core.units.fault import Fault

AFSTEMT = Path(sys.executable).parent / "afstemt"


def read(folder: Path, *words: str, language: str = "da") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [AFSTEMT, "read", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=os.environ | {"AFSTEMT_LANGUAGE": language},
    )


def shown(done: subprocess.CompletedProcess[str]) -> list[str]:
    return done.stdout.replace("\xa0", " ").splitlines()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "terms.toml").write_text(TERMS, encoding="utf-8")
    (tmp_path / "terms.aliases.toml").write_text(
        'aliases = [{ of = "service", name = "Weben", means = "w", confirmed_by = ["supplier", "authority"] },'
        '{ of = "service", name = "Webben", means = "w", confirmed_by = [] }]\n'
    )
    rows = ["w,2026-10-31T23:30:00+01:00", "w,2026-11-01T00:30:00+01:00", "W,2026-10-05T09:00:00+02:00"]
    rows += [
        "Weben,2026-10-06T09:00:00+02:00",
        "Webben,2026-10-07T09:00:00+02:00",
        "ukendt,2026-10-08T09:00:00Z",
    ]
    (data / "outages.csv").write_text("\n".join(["service,from_at", *rows]) + "\n")
    return tmp_path


def test_a_file_is_shown_with_its_months_and_what_the_terms_know(case: Path) -> None:
    done = read(case, "data", "--terms", "terms.toml")
    assert done.stderr == ""
    assert done.returncode == 0
    names = (
        "»w« (2, kendt), »W« (1, ukendt i vilkårene: er det w?), »Webben« (1, alias for w, ikke bekræftet), "
        "»Weben« (1, alias for w), »ukendt« (1, ukendt i vilkårene)"
    )
    assert shown(done) == [
        "outages.csv: 6 rækker læst som afstemt (på filens navn): 6 brugt + 0 sat til side.",
        "  outages: 6 rækker, from_at fra 5. oktober 2026 kl. 09.00 til 1. november 2026 kl. 00.30.",
        "    Måneder: oktober 2026 (5), november 2026 (1).",
        f"    service: {names}",
    ]


def test_a_file_that_is_not_recognised_has_a_whole_sentence_and_a_way_on(case: Path) -> None:
    (case / "data" / "liste.csv").write_text("Ref,Farve\n1,blå\n2,rød\n")
    done = read(case, "data")
    assert done.returncode == 1
    assert "liste.csv: ikke læst (2 rækker)." in shown(done)
    assert "Lav et udkast til en profil med afstemt profile" in done.stderr
    assert "read as" not in read(case, "data", language="en").stdout.splitlines()[0]


def test_one_finding_for_each_kind_of_fault_and_each_row_when_asked(case: Path) -> None:
    bad = "".join(f"w,i dag {number}\n" for number in range(14))
    (case / "data" / "outages.csv").write_text("service,from_at\n" + bad)
    done = read(case, "data")
    (line,) = (each for each in done.stderr.splitlines() if each.startswith("–"))
    assert line.startswith("– outages.csv, række 2, kolonne from_at: ")
    assert line.endswith(" Samme slags i 13 rækker mere: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 ….")
    assert done.returncode == 3
    assert "14 rækker er sat til side." in done.stderr
    each = read(case, "data", "--rows").stderr.splitlines()
    assert sum(line.startswith("–") for line in each) == 14


def test_faults_of_different_files_columns_and_no_row_are_not_one() -> None:
    row = Fault("bad", "x", "a.csv", "række 2", 2, "c", "set_aside")
    others = [
        Fault("bad", "x", "b.csv", "række 2", 2, "c", "set_aside"),
        Fault("bad", "x", "a.csv", "række 2", 2, "d", "set_aside"),
        Fault("unknown-name", "y", "a.csv", row=2, column="c", severity="ask"),
        Fault("unknown-name", "z", "a.csv", row=3, column="c", severity="ask"),
    ]
    again = Fault("bad", "x", "a.csv", "række 9", 9, "c", "set_aside")
    assert gathered([*others, row, again]) == [
        (others[0], ()),
        (others[1], ()),
        (row, (9,)),
        (others[2], ()),
        (others[3], ()),
    ]
