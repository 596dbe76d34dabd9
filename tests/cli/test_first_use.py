"""A newcomer's way from an unknown export to a report: how many commands, and how many lines to write."""

import os
import subprocess
import sys
from pathlib import Path

from test_names_told import TERMS

AFSTEMT = Path(sys.executable).parent / "afstemt"
EXPORT = """Tjenesten;Nede fra;Oppe igen;Bemærkning
Web;05-10-2026 09:00;05-10-2026 10:00;a
Web;13-10-2026 09:00;13-10-2026 09:30;b
"""


class Newcomer:
    """Somebody who runs commands in a folder, and writes lines; both are counted."""

    def __init__(self, folder: Path) -> None:
        """Begin in an empty folder."""
        self.folder, self.commands, self.lines = folder, 0, 0

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command."""
        self.commands += 1
        return subprocess.run(
            [AFSTEMT, *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=os.environ | {"AFSTEMT_LANGUAGE": "da"},
        )

    def correct(self, file: str, line: str, instead: str) -> None:
        """Write a line of a file anew."""
        text = (self.folder / file).read_text(encoding="utf-8").splitlines()
        (at,) = [number for number, each in enumerate(text) if each.startswith(line)]
        text[at] = instead
        self.lines += 1
        (self.folder / file).write_text("\n".join(text) + "\n", encoding="utf-8")


def test_from_an_unknown_export_to_a_report_takes_four_commands_and_three_lines(tmp_path: Path) -> None:
    user = Newcomer(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "terms.toml").write_text(TERMS, encoding="utf-8")
    (tmp_path / "data" / "nedetid.csv").write_text(EXPORT, encoding="utf-8")
    first = user.run("read", "data")
    assert first.returncode == 1
    assert "afstemt profile" in first.stderr
    made = user.run("profile", "data/nedetid.csv", "--table", "outages", "--out", "data/profil.toml")
    assert made.returncode == 0, made.stderr
    before = (tmp_path / "data" / "profil.toml").read_bytes()
    again = user.run("profile", "data/nedetid.csv", "--out", "data/profil.toml")
    user.commands -= 1  # only to see that nothing is written over
    assert again.returncode == 1
    assert (tmp_path / "data" / "profil.toml").read_bytes() == before
    for line, instead in (
        ("# service = ", 'service = { from = "Tjenesten", values = { Web = "w" } }'),
        ("# from_at = ", 'from_at = "Nede fra"'),
        ("# to_at = ", 'to_at = "Oppe igen"'),
    ):
        user.correct("data/profil.toml", line, instead)
    second = user.run("read", "data", "--terms", "terms.toml")
    assert second.returncode == 0, second.stdout + second.stderr
    assert "»w« (2, kendt)" in second.stdout
    report = user.run(
        "report", "terms.toml", "data", "--period", "2026-10", "--out", "out", "--date", "2026-11-05"
    )
    assert report.returncode == 0, report.stderr
    assert (user.commands, user.lines) == (4, 3)
