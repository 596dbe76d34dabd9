"""Several services in one cell are a row of each, with the number of the row in the file, which counts once."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]
EIGHT = 1790834400  # 1 October 2026 8:00 in Copenhagen
PROFILE = """name = "vores"
table = "outages"
recognise = ["ydelse", "fra", "til"]
[times]
formats = ["iso"]
zone = "contract"
[columns]
from_at = "fra"
to_at = "til"
[columns.service]
from = "ydelse"
"""


def rows(evidence: Evidence) -> list[tuple[int, str]]:
    frame = collect(evidence.table("outages"))
    return frame.sort("row_no", maintain_order=True).select("row_no", "service").rows()


def write(folder: Path, kind: str, cells: list[str], more: str = 'split = [",", ";"]') -> Path:
    """Write an outage of each cell, in a profile's own columns."""
    (folder / "profil.toml").write_text(PROFILE + more)
    times = ("2026-10-01 08:00:00", "2026-10-01 09:00:00")
    if kind == "xlsx":
        with xlsxwriter.Workbook(folder / "x.xlsx") as book:
            sheet = book.add_worksheet()
            for at, line in enumerate([("ydelse", "fra", "til"), *((cell, *times) for cell in cells)]):
                sheet.write_row(at, 0, line)
    elif kind == "json":
        records = [dict(zip(("ydelse", "fra", "til"), (cell, *times), strict=True)) for cell in cells]
        (folder / "x.json").write_text(json.dumps(records))
    else:
        quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
        lines = [",".join((cell, *times)) for cell in quoted]
        (folder / "x.csv").write_text("\n".join(["ydelse,fra,til", *lines]) + "\n")
    return folder


def test_one_problem_on_two_hosts_is_an_outage_of_each(read: Read, cases: Path) -> None:
    evidence = read(cases / "reading" / "07a-one-problem-on-two-hosts" / "data")
    frame = collect(evidence.table("outages"))
    assert frame.select("row_no", "service", "from_s", "to_s").rows() == [
        (2, "w", 1791288000, 1791291600),
        (2, "x", 1791288000, 1791291600),
    ]
    [file] = evidence.files
    assert (file.rows_read, file.rows_used, file.facts) == (1, 1, (("outages", 2),))


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("w, x", ["w", "x"]),
        ("w;x ; y", ["w", "x", "y"]),
        ("w", ["w"]),
        ("w, w,", ["w"]),
        ('["w", "x, y"]', ["w", "x, y"]),
        ('["w, y"]', ["w, y"]),
        ("[w, x", ["[w", "x"]),
        (",", [","]),
    ],
)
def test_a_cell_is_split_at_its_signs_or_is_a_list(
    read: Read, tmp_path: Path, kind: str, cell: str, parts: list[str]
) -> None:
    evidence = read(write(tmp_path, kind, ["first", cell]))
    second = 2 if kind == "json" else 3
    assert rows(evidence) == [(second - 1, "first"), *((second, part) for part in parts)]
    assert (codes(evidence), evidence.files[0].rows_used) == ([], 2)


def test_a_cell_is_one_thing_where_no_profile_splits_it(read: Read, tmp_path: Path) -> None:
    assert rows(read(write(tmp_path, "csv", ["w, x"], ""))) == [(2, "w, x")]


def test_a_name_that_the_profile_maps_may_hold_the_sign_itself(read: Read, tmp_path: Path) -> None:
    more = 'split = ","\nvalues = { "Web, intern" = "web", "Post" = "mail" }'
    evidence = read(write(tmp_path, "csv", ["Web, intern", "post, WEB, INTERN, x", "Web, internt"], more))
    assert rows(evidence) == [(2, "web"), (3, "mail"), (3, "web"), (3, "x"), (4, "Web"), (4, "internt")]


def test_a_list_in_json_keeps_its_parts(read: Read, tmp_path: Path) -> None:
    either = PROFILE.replace('from = "ydelse"', 'from = ["ydelse.name", "ydelse"]').replace(
        '"ydelse", "fra"', '"fra"'
    )
    (tmp_path / "profil.toml").write_text(either + 'split = ","')
    times = {"fra": "2026-10-01 08:00:00", "til": "2026-10-01 09:00:00"}
    records = [
        {"ydelse": [{"name": "API"}, {"name": "Web, app"}], **times},
        {"ydelse": ["API", "Post"], **times},
        {"ydelse": ["Web, app"], **times},
    ]
    (tmp_path / "x.json").write_text(json.dumps(records))
    found = [(1, "API"), (1, "Web, app"), (2, "API"), (2, "Post"), (3, "Web, app")]
    assert rows(read(tmp_path)) == found
    (tmp_path / "x.json").unlink()
    (tmp_path / "x.jsonl").write_text("\n".join(json.dumps(record) for record in records))
    assert rows(read(tmp_path)) == found


def test_a_list_that_is_not_split_is_one_text(read: Read, tmp_path: Path) -> None:
    write(tmp_path, "csv", [], "")
    times = {"fra": "2026-10-01 08:00:00", "til": "2026-10-01 09:00:00"}
    (tmp_path / "x.csv").unlink()
    (tmp_path / "x.json").write_text(
        json.dumps([{"ydelse": ["Web, app"], **times}, {"ydelse": ["a", "b;c"], **times}])
    )
    assert rows(read(tmp_path)) == [(1, "Web, app"), (2, "a, b;c")]


def test_a_row_of_several_services_that_is_lost_is_lost_for_each(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(PROFILE + 'split = ","')
    (tmp_path / "x.csv").write_text('ydelse,fra,til\n"w, x",i går,2026-10-01 09:00:00\n')
    evidence = read(tmp_path)
    assert codes(evidence) == [("bad-time", 2, "from_at")]
    assert evidence.lost["outages"]["service"].to_list() == ["w", "x"]
    assert evidence.files[0].rows_set_aside == 1


@pytest.mark.parametrize(
    ("table", "more"),
    [
        ("incidents", '[columns.service]\nfrom = "a"\nsplit = ","'),
        ("outages", '[columns.from_at]\nfrom = "a"\nsplit = ","'),
        ("outages", '[columns.service]\nfrom = "a"\nsplit = ", "'),
        ("outages", '[columns.service]\nfrom = "a"\nsplit = "x"'),
        ("outages", '[columns.service]\nfrom = "a"\nsplit = ","\nother = "set_aside"\nvalues = { a = "b" }'),
        ("outages", '[columns.service]\nfrom = "a"\nsplit = ","\n[columns.cause]\nfrom = "b"\nsplit = ","'),
    ],
)
def test_a_split_that_cannot_be_is_refused(read: Read, tmp_path: Path, table: str, more: str) -> None:
    (tmp_path / "profil.toml").write_text(f'name = "vores"\ntable = "{table}"\n{more}\n')
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    assert any(fault.code == "bad-profile" and "split" in fault.message for fault in read(tmp_path).faults)


def test_a_newer_export_with_fewer_services_asks_for_the_one_that_is_gone(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(PROFILE + 'split = ","')
    for day, cell in (("05", "w, x"), ("06", "w")):
        lines = [
            f'"{cell}",2026-10-01 08:00:00,2026-10-01 09:00:00',
            "w,2026-10-04 08:00:00,2026-10-04 09:00:00",
        ]
        (tmp_path / f"x-2026-10-{day}.csv").write_text("\n".join(["ydelse,fra,til", *lines]) + "\n")
    evidence = read(tmp_path)
    assert sorted(collect(evidence.table("outages"))["service"]) == ["w", "w", "x"]
    assert codes(evidence) == [("missing-later", 2, None)]


def test_an_incident_on_two_components_of_a_status_page_is_an_outage_of_each(
    read: Read, tmp_path: Path
) -> None:
    incident = {
        "id": "p1",
        "name": "Fejl",
        "status": "resolved",
        "impact": "major",
        "created_at": "2026-10-01T08:05:00.000+02:00",
        "started_at": "2026-10-01T08:00:00.000+02:00",
        "updated_at": "2026-10-01T09:00:00.000+02:00",
        "resolved_at": "2026-10-01T09:00:00.000+02:00",
        "incident_updates": [{"id": "u1", "body": "Vi undersøger, hvad der er galt"}],
        "components": [{"id": "c1", "name": "Web, app"}, {"id": "c2", "name": "API"}],
    }
    (tmp_path / "incidents.json").write_text(json.dumps({"page": {"id": "x"}, "incidents": [incident]}))
    evidence = read(tmp_path)
    assert (evidence.files[0].profile, codes(evidence)) == ("statuspage", [])
    frame = collect(evidence.table("outages"))
    assert frame.select("service", "from_s", "to_s", "id").rows() == [
        ("Web, app", EIGHT, EIGHT + 3600, "p1"),
        ("API", EIGHT, EIGHT + 3600, "p1"),
    ]
