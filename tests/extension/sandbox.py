"""A copy of the project in which the extension promise is kept or broken: one file, one line, its English, its case.

``CONTRIBUTING.md``'s table *is* the promise: a test extends the copy by a row of it, and by nothing else.
"""

import filecmp
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = Path("src/afstemt")
COPIED = ("src", "tests", "docs", "examples", "tools", "requirements", "deploy")
TERMS = "examples/vedligeholdelsesbilag-valgt"
QUICK = "not readme and not own_letters and not whatever_was_delivered"
"""Of those tests, the ones that an extension can break."""
OFFERED = """
import sys
from afstemt.core.month import VOCABULARY
from afstemt.core.terms.model import levels
from afstemt.core.terms.model.fields import fields_of
from afstemt.core.terms.wording.spoken import Speech
from afstemt.web.contracts.editor.form import options_of
field = next(one for one in fields_of(getattr(levels, sys.argv[1])) if one.name == sys.argv[2])
print(options_of(field, Speech(VOCABULARY)))
"""
LEFT = shutil.ignore_patterns("vendor", "web-assets", ".mypy_cache")
"""Compiled modules are copied with the times of their sources, so that the program need not be compiled anew."""

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Way:
    """How one thing is added, by its row in the table.

    Attributes:
        file: What is written, with the thing's name in angle brackets.
        registry: Where the line goes; None when there is none.
    """

    file: str
    registry: str | None


def ways() -> dict[str, Way]:
    """Return the table of ``CONTRIBUTING.md``: what is added, to how; rows that write a file."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (an? [^|]+?) \| `([^`|]+)` \| (?:`([^`|]+)`|nothing) \|$", text, re.MULTILINE)
    return {thing: Way(file, registry or None) for thing, file, registry in rows}


class Sandbox:
    """The copy. ``add`` is all that a contributor does; the rest looks at what came of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in COPIED:
            shutil.copytree(ROOT / name, root / name, symlinks=True, ignore=LEFT)
        for path in (*ROOT.glob("*.md"), ROOT / "pyproject.toml", ROOT / "Makefile"):
            shutil.copy(path, root)

    def add(
        self,
        thing: str,
        name: str,
        source: str,
        lines: Mapping[str, str],
        english: Mapping[str, str] = NOTHING,
    ) -> None:
        """Write the thing's one file, its lines in the registry and its English.

        Args:
            thing: As in the table.
            name: The new thing's name; the file's, where the table has angle brackets.
            source: The file's text.
            lines: A line of the registry that is there to the new one, which comes after it: the import and the entry,
                or the entry alone.
            english: Danish texts to English.

        Raises:
            AssertionError: A line that stands there is missing, or the new thing is there already.
        """
        way = ways()[thing]
        file = self.root / CODE / re.sub(r"<\w+>", name, way.file)
        assert not file.exists(), f"{file.name} is there already"
        file.write_text(source, encoding="utf-8")
        assert bool(lines) == (way.registry is not None)
        for before, new in lines.items():
            registry = self.root / CODE / str(way.registry)
            text = registry.read_text(encoding="utf-8")
            assert text.count(f"{before}\n") == 1, f"{registry.name} has not one line {before!r}"
            registry.write_text(text.replace(f"{before}\n", f"{before}\n{new}\n"), encoding="utf-8")
        if english:
            catalogue = self.root / CODE / "locale" / "en" / f"{name}.po"
            catalogue.write_text(
                "".join(f'msgid "{danish}"\nmsgstr "{text}"\n\n' for danish, text in english.items()),
                encoding="utf-8",
            )

    def run(self, *command: str | Path, refused: bool = False, **variables: str) -> str:
        """Return what a command says in the copy; a script of the environment, or ``python`` with arguments.

        Raises:
            AssertionError: It failed; or did not, when it was to be refused.
        """
        binaries = Path(sys.executable).parent
        environment = os.environ | {"PYTHONPATH": str(self.root / "src")}
        done = subprocess.run(
            [binaries / command[0], *command[1:]],
            cwd=self.root,
            env=environment | variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode != 0) is refused, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def report(
        self, out: Path, *, terms: str = TERMS, evidence: Path, language: str = "da"
    ) -> dict[str, bytes]:
        """Return what ``afstemt report`` writes for October 2026: ending to content."""
        self.run("afstemt", "--language", language, "report", *self.asked(evidence, out, terms))
        return {path.suffix.removeprefix("."): path.read_bytes() for path in out.iterdir()}

    @staticmethod
    def asked(evidence: Path, out: Path, terms: str = TERMS) -> tuple[str | Path, ...]:
        """Return the words after ``afstemt report``."""
        return (terms, evidence, "--period", "2026-10", "--date", "2026-11-10", "--out", out)

    def page(self, name: str) -> str:
        """Return a page of the documentation."""
        return (self.root / name).read_text(encoding="utf-8")

    def offered(self, table: str, field: str) -> str:
        """Return what the form of the terms offers to choose among: value and meaning of each."""
        return self.run("python", "-c", OFFERED, table, field)

    def pytest(self, *arguments: str, **variables: str) -> None:
        """Run tests of the copy, with few generated cases."""
        few = {"HYPOTHESIS_PROFILE": "mutation"}
        self.run("python", "-m", "pytest", "-p", "no:cacheprovider", *arguments, **few, **variables)

    def house_stands(self, *tests: str) -> None:
        """Hold what holds the house together, the documentation made anew, and the tests that list such things."""
        self.run("python", "tools/docs")
        self.run("lint-imports", "--no-cache")
        self.pytest(
            "tests/test_docs.py", "tests/test_glossary.py", "tests/test_wording.py", *tests, "-k", QUICK
        )

    def touched(self) -> set[str]:
        """Return the files that differ from the project's own: new ones and changed ones."""
        return {path.relative_to(self.root).as_posix() for path in self._files() if self._differs(path)}

    def _differs(self, path: Path) -> bool:
        own = ROOT / path.relative_to(self.root)
        return not own.exists() or not filecmp.cmp(path, own, shallow=False)

    def _files(self) -> Iterator[Path]:
        return (path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
