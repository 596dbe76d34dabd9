"""A contract on disk: one file, or a folder with a file per version."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.units.fault import Fault, Refused
from afstemt.files.reading.terms import LARGEST_FILE, read_contract

NOTHING = Vocabulary({}, {})


def contract(day: str, *, id: str = "K-1", supplier: str = "Leverandøren (eksempel)", more: str = "") -> str:  # noqa: A002
    return f"""
id = "{id}"
title = "Kontrakt"
in_force_from = {day}
{more}
[[parties]]
role = "authority"
name = "Myndigheden (eksempel)"
[[parties]]
role = "supplier"
name = "{supplier}"
"""


def write(folder: Path, **versions: str) -> Path:
    for name, text in versions.items():
        (folder / f"{name.removeprefix('v').replace('_', '-')}.toml").write_text(text, encoding="utf-8")
    return folder


def refused(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(Refused) as caught:
        read_contract(path, NOTHING)
    return caught.value.faults


def test_one_file_is_a_contract_with_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "kontrakt.toml"
    path.write_bytes(b"\xef\xbb\xbf" + contract("2026-01-01").encode())  # a byte order mark is let through
    made = read_contract(path, NOTHING)
    assert made.current.id == "K-1"
    assert made.hashes == (hashlib.sha256(path.read_bytes()).hexdigest(),)


def test_a_folder_is_its_versions_oldest_first(tmp_path: Path) -> None:
    write(tmp_path, v2026_07_15=contract("2026-07-15"), v2025_01_01=contract("2025-01-01"))
    (tmp_path / "noter.txt").write_text("hører ikke til")
    made = read_contract(tmp_path, NOTHING)
    assert [terms.in_force_from for terms in made.versions] == [date(2025, 1, 1), date(2026, 7, 15)]
    assert len(set(made.hashes)) == 2


def test_faults_of_all_files_come_in_one_list(tmp_path: Path) -> None:
    write(
        tmp_path,
        v2025_01_01=contract("2025-01-01"),
        v2025_06_01=contract("2025-06-02"),
        v2025_07_01=contract("2025-07-01", id="K-2", supplier="En anden (eksempel)"),
        v2025_08_01=contract("2025-08-01", more='zone = "UTC"'),
        v2025_09_01=contract("2025-09-01", more="tilte = 1"),
        udkast=contract("2026-01-01"),
    )
    assert {(fault.source, fault.code) for fault in refused(tmp_path)} == {
        ("2025-06-01.toml", "version-name"),
        ("2025-07-01.toml", "version-id"),
        ("2025-07-01.toml", "version-party"),
        ("2025-08-01.toml", "version-differs"),
        ("2025-09-01.toml", "unknown-key"),
        ("udkast.toml", "version-name"),
    }


def test_a_party_that_only_changes_its_name_keeps_its_cvr(tmp_path: Path) -> None:
    old, new = (
        contract("2025-01-01") + 'cvr = "12345678"',
        contract("2026-01-01", supplier="Nyt navn (eksempel)"),
    )
    write(tmp_path, v2025_01_01=old, v2026_01_01=new + 'cvr = "12345678"')
    assert len(read_contract(tmp_path, NOTHING).versions) == 2


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "empty", None),
        (b"  \n", "empty", None),
        ('id = "x"\ntitle = "Løsning"'.encode("latin-1"), "encoding", 2),
        ('id = "x"'.encode("utf-16"), "encoding", 1),
        (b"#" * (LARGEST_FILE + 1), "too-large", None),
        (b"\x00\x01", "toml-syntax", 1),
    ],
)
def test_a_file_that_is_no_terms_file(tmp_path: Path, content: bytes, code: str, row: int | None) -> None:
    path = tmp_path / "kontrakt.toml"
    path.write_bytes(content)
    (fault,) = refused(path)
    assert (fault.code, fault.row) == (code, row)
    assert fault.source == str(path)


def test_what_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "nej.toml")[0].code == "absent"
    assert refused(tmp_path)[0].code == "no-versions"


ALIASES = 'aliases = [{ of = "service", name = "Web", means = "" }]\n'


def test_aliases_stand_beside_the_versions_or_the_only_file(tmp_path: Path) -> None:
    folder = tmp_path / "kontrakt"
    folder.mkdir()
    write(folder, v2025_01_01=contract("2025-01-01"), v2026_01_01=contract("2026-01-01"))
    (folder / "aliases.toml").write_text(ALIASES, encoding="utf-8")
    single = tmp_path / "kontrakt.toml"
    single.write_text(contract("2025-01-01"), encoding="utf-8")
    (tmp_path / "kontrakt.aliases.toml").write_text(ALIASES, encoding="utf-8")
    for path, versions in ((folder, 2), (single, 1)):
        made = read_contract(path, NOTHING)
        assert len(made.versions) == versions
        assert [alias.name for alias in made.aliases] == ["Web"]
        assert made.aliases_hash == hashlib.sha256(ALIASES.encode()).hexdigest()


def test_without_aliases_there_is_no_hash_and_an_empty_file_has_none(tmp_path: Path) -> None:
    single = tmp_path / "kontrakt.toml"
    single.write_text(contract("2025-01-01"), encoding="utf-8")
    made = read_contract(single, NOTHING)
    assert (made.aliases, made.aliases_hash) == ((), "")
    (tmp_path / "kontrakt.aliases.toml").touch()
    assert read_contract(single, NOTHING).aliases == ()


def test_aliases_that_cannot_be_used_refuse_the_contract_in_their_own_name(tmp_path: Path) -> None:
    write(tmp_path, v2025_01_01=contract("2025-01-01"))
    (tmp_path / "aliases.toml").write_text(ALIASES.replace('means = ""', 'means = "w"'), encoding="utf-8")
    assert [(fault.source, fault.code) for fault in refused(tmp_path)] == [
        ("aliases.toml", "unknown-reference")
    ]
