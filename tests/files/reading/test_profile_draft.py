"""Drafts of profiles: what the columns prove is filled in, and the draft is a profile that can be loaded."""

import tomllib
from pathlib import Path

import pytest
from reading_help import ZONE

from afstemt.core.units.fault import Refused
from afstemt.files.reading.evidence import preview
from afstemt.files.reading.intake.profile_file import load
from afstemt.files.reading.profile_draft import draft_of


def drafted(folder: Path, text: str, **more: str) -> str:
    (folder / "x.csv").write_text(text, encoding="utf-8")
    made = draft_of(folder / "x.csv", **more)
    (folder / "profil.toml").write_text(made, encoding="utf-8")
    load(folder / "profil.toml")
    return made


@pytest.mark.parametrize(
    ("header", "table"),
    [
        ("Sagsnr,Emne,Hastegrad,Oprettet den,Løst den", "incidents"),
        ("Host,Start,End", "outages"),
        ("Dato,Konsulent,Aktivitet,Timer", "hours"),
    ],
)
def test_the_table_is_guessed_from_the_columns(tmp_path: Path, header: str, table: str) -> None:
    row = ",".join(
        "2026-10-13" if name[:3] in ("Opr", "Løs", "Sta", "End", "Dat") else "7" for name in header.split(",")
    )
    assert tomllib.loads(drafted(tmp_path, f"{header}\n{row}\n"))["table"] == table


@pytest.mark.parametrize(
    ("first", "second", "times"),
    [
        ("13/10/2026 08:00", "05/10/2026 08:00", {"formats": ["iso"], "zone": "contract", "first": "day"}),
        ("10/13/2026 08:00", "10/05/2026 08:00", {"formats": ["iso"], "zone": "contract", "first": "month"}),
        ("05/10/2026 08:00", "05/11/2026 08:00", {"formats": ["iso"], "zone": "contract"}),
        ("2026-10-05T08:00:00Z", "2026-10-05T09:00:00Z", {"formats": ["iso"]}),
        (
            "13-10-26 08:00",
            "05-10-26 08:00",
            {"formats": ["%d-%m-%y %H:%M"], "zone": "contract", "first": "day"},
        ),
    ],
)
def test_times_are_as_the_column_proves(
    tmp_path: Path, first: str, second: str, times: dict[str, object]
) -> None:
    made = drafted(tmp_path, f"Sagsnr,Hastegrad,Oprettet\nA1,Høj,{first}\nA2,Lav,{second}\n")
    assert tomllib.loads(made)["times"] == times


def test_a_column_of_numbers_of_seconds_says_so_itself(tmp_path: Path) -> None:
    made = tomllib.loads(drafted(tmp_path, "Sagsnr,Hastegrad,Oprettet\nA1,Høj,1791183600\n"))
    assert made["columns"]["opened_at"] == {"from": "Oprettet", "formats": ["epoch"]}
    (source,) = preview(tmp_path, zone=ZONE).files
    assert (source.profile, source.rows_used) == ("x", 1)


def test_what_must_be_said_is_a_comment_and_no_personal_data_is_written(tmp_path: Path) -> None:
    made = drafted(
        tmp_path,
        "Sagsnr,Anmelder,Vigtig,Oprettet\nA1,Bo Bosen,010190-1234,2026-10-05 08:00\nA2,Bo,b,2026-10-06 08:00\n",
        table="incidents",
    )
    assert '# priority = "?"  # Prioritet. SKAL UDFYLDES' in made
    assert "Bo" not in made
    assert "010190" not in made
    assert "Mulige: Vigtig" in made
    found = {fault.code for fault in preview(tmp_path, zone=ZONE).faults}
    assert "missing-column" in found


def test_a_choice_is_mapped_where_it_is_one_and_asked_for_where_not(tmp_path: Path) -> None:
    text = "Id,Opened_at,Initiator,Type\nA,2026-10-05T08:00:00Z,Supplier,x\nB,2026-10-05T08:00:00Z,Kunden,x\n"
    made = drafted(tmp_path, text, table="service_requests")
    assert '"Supplier" = "supplier"' in made
    assert '# "Kunden" = "?"' in made


def test_what_cannot_be_read_is_refused_with_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "tom.csv").write_text("")
    for path in (tmp_path, tmp_path / "ingen.csv", tmp_path / "tom.csv"):
        with pytest.raises(Refused):
            draft_of(path)
