"""A folder of files: all or none."""

from pathlib import Path

import pytest
from sample import minutes

from afstemt.core.report.blocks import Document
from afstemt.files.writing import folder, registry
from afstemt.files.writing.folder import write_all


def test_files_in_the_registrys_order(tmp_path: Path) -> None:
    made = write_all({"referat": minutes()}, tmp_path / "a" / "b", ("json", "html"))
    assert [path.name for path in made] == ["referat.html", "referat.json"]
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == ["referat.html", "referat.json"]


class Broken(registry.Writer):
    def write(self, _document: Document) -> bytes:
        raise RuntimeError("planted")


def test_failure_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "referat.html").write_text("før")
    monkeypatch.setitem(registry.WRITERS, "json", Broken("json", "application/json"))
    with pytest.raises(RuntimeError, match="planted"):
        write_all({"referat": minutes()}, tmp_path, ("json", "html"))
    with pytest.raises(RuntimeError, match="planted"):
        write_all({"referat": minutes()}, tmp_path / "new" / "deep", ("json", "html"))
    assert [path.name for path in tmp_path.iterdir()] == ["referat.html"]
    assert (tmp_path / "referat.html").read_text() == "før"


def test_failure_while_moving_puts_back_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "referat.html").write_text("før")
    (tmp_path / "referat.json").mkdir()
    with pytest.raises(IsADirectoryError):
        write_all({"referat": minutes()}, tmp_path, ("json", "html"))
    assert (tmp_path / "referat.html").read_text() == "før"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["referat.html", "referat.json"]


def test_unknown_format_is_a_fault_in_the_program(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="unknown format: doc"):
        write_all({"referat": minutes()}, tmp_path, ("doc",))
    assert folder.WRITERS is registry.WRITERS
