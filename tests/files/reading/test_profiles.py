"""Each source system's export becomes facts by its profile; a user writes one without code."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from reading_help import UNPROVEN, codes

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.files.reading.intake.profile_file import FOLDER, builtin

Read = Callable[..., Evidence]
EIGHT = 1790834400  # 1 October 2026 8:00 in Copenhagen

SERVICENOW = """number,priority,opened_at,resolved_at,short_description,state,caller_id
INC1,2 - High,01-10-2026 08:00:00,,Login,New,Navn
"""
JIRA = """Summary,Issue key,Issue Type,Status,Priority,Assignee,Created,Resolved,Comment,Comment
Login,SD-1,Incident,Open,High,Navn,01/Oct/26 8:00 AM,,a,b
"""
TOPDESK = """Sagsnummer;Oprettelsesdato;Prioritet;Kort beskrivelse;Anmelder
M 2610 001;01-10-2026 08:00;P2;Login;Navn
"""
GLPI = """"ID";"Title";"Status";"Last update";"Opening date";"Priority";"Requester"
"17";"Login";"New";"2026-10-01 09:00";"2026-10-01 08:00";"High";"Navn"
"""
EXPORTS = {
    "servicenow": (SERVICENOW, ("INC1", "2")),
    "jira-service-management": (JIRA, ("SD-1", "2")),
    "topdesk": (TOPDESK, ("M 2610 001", "2")),
    "glpi": (GLPI, ("17", "2")),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_a_ticket_export_becomes_incidents_without_persons(read: Read, tmp_path: Path, name: str) -> None:
    content, expected = EXPORTS[name]
    (tmp_path / "udtræk.csv").write_text(content)
    evidence = read(tmp_path)
    asked = {"kinds", "kind-not-told", UNPROVEN}
    assert {fault.code for fault in evidence.faults} - asked == {"personal-left-out"}
    assert evidence.files[0].profile == name
    frame = collect(evidence.table("incidents"))
    assert (frame["id"][0], frame["priority"][0]) == expected
    assert frame["opened_s"].to_list() == [EIGHT]
    assert not any("Navn" in str(value) for value in frame.row(0))


def test_jira_and_topdesk_answers_in_json(read: Read, tmp_path: Path) -> None:
    issue = {
        "key": "SD-1",
        "fields": {
            "priority": {"name": "High"},
            "created": "2026-10-01T08:00:00.000+0200",
            "summary": "Login",
        },
    }
    (tmp_path / "jira.json").write_text(json.dumps({"startAt": 0, "issues": [issue]}))
    call = {
        "number": "I 1",
        "callDate": "2026-10-01T06:00:00.000+0000",
        "briefDescription": "Login",
        "priority": {"name": "P2"},
        "majorCall": True,
    }
    (tmp_path / "topdesk.json").write_text(json.dumps([call]))
    frame = collect(read(tmp_path).table("incidents"))
    assert frame.select("id", "priority", "opened_s").rows() == [("SD-1", "2", EIGHT), ("I 1", "2", EIGHT)]
    assert frame["significant"].to_list() == [None, True]


GLPI_DANISH = """"ID";"Overskrift";"Status";"Åbnings dato";"Løsningsdato";"Prioritet"
"17";"Login";"Løst";"01-10-2026 08:00";"01-10-2026 09:00";"Større"
"""
PIPELINE = """id,key,project_key,issue_type,summary,status,priority_name,resolution,created_date,resolution_date
1,SD-1,SD,Incident,Login,Done,Highest,Done,2026-10-01T06:00:00Z,2026-10-01T07:00:00Z
"""
SERVICENOW_DANISH = """number,priority,opened_at,resolved_at,short_description,state
INC1,1 - Kritisk,01-10-2026 08:00:00,01-10-2026 09:00:00,Login,Løst
"""


@pytest.mark.parametrize(
    ("content", "profile"),
    [(GLPI_DANISH, "glpi"), (PIPELINE, "jira-service-management"), (SERVICENOW_DANISH, "servicenow")],
)
def test_other_languages_and_exports_of_the_same_systems_are_known(
    read: Read, tmp_path: Path, content: str, profile: str
) -> None:
    (tmp_path / "udtræk.csv").write_text(content)
    evidence = read(tmp_path)
    asked = [code for code in codes(evidence) if code[0] != "kind-not-told"]
    assert (evidence.files[0].profile, asked) == (profile, [])
    assert collect(evidence.table("incidents")).select(
        "priority", "opened_s", "resolved_s", "title"
    ).rows() == [("1", EIGHT, EIGHT + 3600, "Login")]


@pytest.mark.parametrize("both", [False, True])
def test_the_stored_times_of_servicenows_interface_are_utc(read: Read, tmp_path: Path, both: bool) -> None:
    stored = {
        "number": "INC1",
        "priority": "2",
        "opened_at": "2026-10-01 06:00:00",
        "short_description": "Login",
        "state": "2",
    }
    record: dict[str, object] = dict(stored)
    if both:
        shown = {"priority": "2 - High", "opened_at": "01-10-2026 08:00:00", "state": "In Progress"}
        record = {
            name: {"display_value": shown.get(name, text), "value": text} for name, text in stored.items()
        }
    record["caller_id"] = {"link": "x", "value": "6816f79cc0a8016401c5a33be04be441"}
    (tmp_path / "incident.json").write_text(json.dumps({"result": [record]}))
    evidence = read(tmp_path)
    assert (evidence.files[0].profile, codes(evidence)) == ("servicenow-api", [])
    frame = collect(evidence.table("incidents"))
    assert frame.select("id", "priority", "opened_s").rows() == [("INC1", "2", EIGHT)]


def test_on_hold_is_a_pause_in_a_newer_servicenow(read: Read, tmp_path: Path) -> None:
    audit(
        tmp_path,
        "New/0/1-10-2026 08:05/3 - Moderate",
        "On Hold/1/1-10-2026 09:00/3 - Moderate",
        "In Progress/2/1-10-2026 10:00/3 - Moderate",
    )
    assert collect(read(tmp_path).table("pauses")).select("from_s", "to_s", "reason").rows() == [
        (EIGHT + 3600, EIGHT + 7200, "På hold")
    ]


def test_the_reason_of_a_pause_is_the_one_given_else_the_state(read: Read, tmp_path: Path) -> None:
    updates = [
        ("In Progress", 0, "08:30", "Awaiting Vendor"),
        ("On Hold", 1, "09:00", "Awaiting Caller"),
        ("On Hold", 2, "09:30", "1"),
        ("On Hold", 3, "10:00", "Venter på tilbud"),
        ("On Hold", 4, "10:30", ""),
        ("On Hold", 5, "11:00", "010190-1234"),
        ("Resolved", 6, "12:00", "Awaiting Caller"),
    ]
    rows = [
        f"INC1,{state},{order},1/10/2026 08:00,1/10/2026 {at},2 - High,{why}"
        for state, order, at, why in updates
    ]
    head = "number,incident_state,sys_mod_count,opened_at,sys_updated_at,priority,hold_reason"
    (tmp_path / "log.csv").write_text("\n".join([head, *rows]) + "\n")
    evidence = read(tmp_path)
    assert collect(evidence.table("pauses")).select("from_s", "to_s", "reason").rows() == [
        (EIGHT + 3600, EIGHT + 7200, "Afventer bruger"),
        (EIGHT + 7200, EIGHT + 9000, "Venter på tilbud"),
        (EIGHT + 9000, EIGHT + 14400, "På hold"),
    ]
    assert [fault.code for fault in evidence.faults if fault.row == 7] == ["cpr-blanked"]


def test_zabbix_problems_become_outages(read: Read, tmp_path: Path) -> None:
    (tmp_path / "zbx_problems_export.csv").write_text(
        '"Severity","Time","Recovery time","Status","Info","Host","Problem","Duration","Ack","Actions","Tags"\n'
        '"High","2026-10-01 08:00:00","2026-10-01 08:07:52","RESOLVED","","web","HTTP nede","7m 52s","No","",""\n'
        '"High","2026-10-02 08:00:00","","PROBLEM","","web","HTTP nede","1h","No","",""\n'
    )
    frame = collect(read(tmp_path).table("outages"))
    assert frame.select("service", "from_s", "to_s").rows() == [
        ("web", EIGHT, EIGHT + 472),
        ("web", EIGHT + 86400, None),
    ]


def test_prometheus_and_zabbix_answers_become_checks(read: Read, tmp_path: Path) -> None:
    series = {"metric": {"job": "web", "instance": "web:443"}, "values": [[EIGHT, "1"], [EIGHT + 60.5, "0"]]}
    (tmp_path / "up.json").write_text(
        json.dumps({"status": "success", "data": {"resultType": "matrix", "result": [series]}})
    )
    values = [
        {"itemid": "9", "clock": str(EIGHT), "value": "2", "ns": "1"},
        {"itemid": "9", "clock": "1", "value": "1", "ns": "1"},
    ]
    (tmp_path / "zabbix.json").write_text(json.dumps({"jsonrpc": "2.0", "result": values}))
    evidence = read(tmp_path)
    assert codes(evidence) == [("unknown-value", 1, "ok")]
    assert collect(evidence.table("checks")).select("service", "at_s", "ok").rows() == [
        ("web:443", EIGHT, True),
        ("web:443", EIGHT + 60, False),
        ("9", 1, True),
    ]


OWN = """
name = "vores-system"
table = "incidents"
recognise = [["Sag", "Oprettet", "Kategori"]]
missing = ["-"]
[times]
formats = ["%d.%m.%Y kl. %H:%M"]
zone = "Europe/Copenhagen"
[customer]
column = "Kunde"
[columns]
id = "Sag"
opened_at = "Oprettet"
resolved_at = { from = "Løst" }
[columns.priority]
from = "Kategori"
values = { alvorlig = "1", mindre = "4" }
other = "set_aside"
"""
ROWS = """Sag|Oprettet|Løst|Kategori|Kunde
1|01.10.2026 kl. 8:00|-|alvorlig|A
2|01.10.2026 kl. 8:00|-|ukendt|A
3|x|-|hemmelig|B
"""


def test_a_profile_in_the_folder_is_used(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(OWN)
    (tmp_path / "udtræk.txt").write_text(ROWS)
    evidence = read(tmp_path, customer="a")
    assert codes(evidence) == [("unknown-value", 3, "priority")]
    [file] = evidence.files
    assert (file.rows_read, file.rows_used, file.rows_left_out, file.rows_set_aside) == (3, 1, 1, 1)
    assert collect(evidence.table("incidents")).select("id", "priority", "opened_s").rows() == [
        ("1", "1", EIGHT)
    ]
    assert not any("hemmelig" in fault.message for fault in evidence.faults)


def test_several_customers_and_none_named_asks(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(OWN)
    (tmp_path / "udtræk.txt").write_text(ROWS)
    assert codes(read(tmp_path)) == [("several-customers", None, "Kunde")]


def test_rows_without_a_customer_are_not_a_customer_of_their_own(read: Read, tmp_path: Path) -> None:
    (tmp_path / "sn.csv").write_text(
        "number,priority,opened_at,short_description,company\n"
        "INC1,2 - High,01-10-2026 08:00:00,Login,A\nINC2,2 - High,01-10-2026 08:00:00,Login,\n"
    )
    assert codes(read(tmp_path)) == []
    evidence = read(tmp_path, customer="a")
    assert codes(evidence) == [("no-customer", 3, "company")]
    assert evidence.lost["incidents"].select("id", "opened_s", "why").rows() == [
        (None, None, "no-customer")
    ], "it may be another's: it is not read"


def test_a_customer_that_no_column_can_tell_is_noted(read: Read, tmp_path: Path) -> None:
    (tmp_path / "sn.csv").write_text(SERVICENOW)
    assert not any(fault.code == "customer-not-checked" for fault in read(tmp_path).faults)
    noted = [fault for fault in read(tmp_path, customer="A").faults if fault.code == "customer-not-checked"]
    assert len(noted) == 1
    assert noted[0].message.startswith("Filen har ingen kolonne, som profilen servicenow kender som kunden.")


def test_the_customer_is_known_under_its_heading_too(read: Read, tmp_path: Path) -> None:
    (tmp_path / "sn.csv").write_text(
        "Number,Priority,Opened,Short description,Company\n"
        "INC1,2 - High,01-10-2026 08:00:00,Login,A\nINC2,2 - High,01-10-2026 08:00:00,Login,B\n"
    )
    assert codes(read(tmp_path)) == [("several-customers", None, "Company")]
    evidence = read(tmp_path, customer="B")
    assert (codes(evidence), not evidence.lost) == ([], True)
    [note] = [fault for fault in evidence.faults if fault.code == "other-customer"]
    assert note.message == "1 rækker hører til andre kunder end B og er ikke læst."
    assert evidence.files[0].rows_left_out == 1


def test_one_list_of_columns_recognises_as_one_set(read: Read, tmp_path: Path) -> None:
    (tmp_path / "profil.toml").write_text(OWN.replace("[[", "[").replace("]]", "]"))
    (tmp_path / "et.csv").write_text(ROWS)
    (tmp_path / "to.csv").write_text("Sag,x\n1,2\n")
    assert ("unrecognised", None, None) in codes(read(tmp_path, customer="A"))


def test_a_profile_is_asked_for_by_name_or_path(read: Read, tmp_path: Path) -> None:
    folder = tmp_path / "e"
    folder.mkdir()
    (tmp_path / "mit.toml").write_text(OWN)
    (folder / "udtræk.txt").write_text(ROWS)
    (folder / "pauses.csv").write_text("ticket_id,from_at\n1,2026-10-01T08:00Z\n")
    evidence = read(folder, customer="A", as_profile=str(tmp_path / "mit.toml"))
    assert [file.profile for file in evidence.files] == ["afstemt", "vores-system"]
    assert codes(read(folder, as_profile="findes-ikke"))[0] == ("no-such-profile", None, None)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ('table = "incidents"\ncolums = {}', "colums"),
        ('table = "hændelser"', "hændelser"),
        ('table = "incidents"\n[columns]\nprioritet = "P"', "columns.prioritet"),
        ('table = "incidents"\n[columns.id]\nfrom = "P"\nvalue = {}', "value"),
        ("table = ", "profil.toml"),
        ('table = "incidents"\n[event_log]\norder = "n"', "event_log.at"),
        ('table = "incidents"\ndecimal = "komma"', "decimal = 'komma'"),
        ('table = "incidents"\ntimes = "iso"', "times = 'iso'"),
        ('table = "incidents"\n[times]\nformat = ["iso"]', "times.format"),
        ('table = "incidents"\n[times]\nformats = ["%d-%m-%Q"]', "'%d-%m-%Q'"),
        ('table = "incidents"\n[times]\nformats = ["epoch", "iso"]', "epoch, iso"),
        ('table = "incidents"\n[times]\nambiguous = "first"', "times.ambiguous"),
        ('table = "incidents"\n[times]\nzone = "localtime"', "times.zone"),
        ('table = "incidents"\n[customer]\nkolonne = "K"', "customer.kolonne"),
        ('table = "incidents"\n[personal]\ntakein = ["K"]', "personal.takein"),
        ('table = "incidents"\ncolumns = ["id"]', "columns = ['id']"),
        ('table = "incidents"\n[columns.id]\nvalues = {}', "columns.id: from"),
        ('table = "incidents"\n[columns.id]\nfrom = "P"\nother = "skip"', "columns.id.other"),
        ('table = "incidents"\n[columns.id]\nfrom = "P"\nunreadable = "x"', "columns.id.unreadable"),
        ('table = "incidents"\nrecognise = [[]]', "recognise"),
        (
            'table = "checks"\n[event_log]\norder = "n"\nat = "t"\nstate = "s"\npauses = {}',
            "event_log: table = 'checks'",
        ),
    ],
)
def test_a_wrong_profile_is_refused_with_the_place(read: Read, tmp_path: Path, said: str, named: str) -> None:
    (tmp_path / "profil.toml").write_text(said)
    (tmp_path / "incidents.csv").write_text("id,priority,opened_at\n")
    faults = [fault for fault in read(tmp_path).faults if fault.severity == "stop"]
    assert {fault.code for fault in faults} == {"bad-profile"}
    assert named in faults[0].message


def test_every_builtin_profile_says_what_it_is() -> None:
    assert [profile.name for profile in builtin()] == [path.stem for path in sorted(FOLDER.glob("*.toml"))]
    for profile in builtin():
        assert profile.title != profile.name
        assert profile.reads, profile.name
        assert profile.based_on, profile.name


LOG = "number,incident_state,sys_mod_count,opened_at,sys_updated_at,priority,resolved_at,category\n"


def audit(tmp_path: Path, *updates: str) -> None:
    """One incident; each update is ``state/order/day hour:minute/priority``."""
    rows = []
    for update in updates:
        state, order, at, priority = update.split("/")
        rows.append(f"INC1,{state},{order},1/10/2026 08:00,{at.replace('-', '/')},{priority},?,C")
    (tmp_path / "log.csv").write_text(LOG + "\n".join(rows) + "\n")


def test_an_event_log_gives_the_final_state_the_first_priority_and_the_pauses(
    read: Read, tmp_path: Path
) -> None:
    audit(
        tmp_path,
        "Resolved/5/1-10-2026 12:00/2 - High",
        "New/0/1-10-2026 08:05/3 - Moderate",
        "Active/1/1-10-2026 08:10/3 - Moderate",
        "Awaiting User Info/2/1-10-2026 09:00/3 - Moderate",
        "Awaiting Vendor/3/1-10-2026 10:00/2 - High",
        "Awaiting Vendor/4/1-10-2026 10:30/2 - High",
    )
    evidence = read(tmp_path)
    assert [fault.code for fault in evidence.faults] == [UNPROVEN]
    [ticket] = collect(evidence.table("incidents")).to_dicts()
    assert (ticket["id"], ticket["status"], ticket["priority"], ticket["row_no"]) == (
        "INC1",
        "Resolved",
        "3",
        2,
    )
    assert (ticket["opened_s"], ticket["responded_s"], ticket["resolved_s"]) == (EIGHT, EIGHT + 600, None)
    pauses = collect(evidence.table("pauses")).select("from_s", "to_s", "reason", "row_no").rows()
    assert pauses == [
        (EIGHT + 3600, EIGHT + 7200, "Afventer bruger", 5),
        (EIGHT + 7200, EIGHT + 14400, "Afventer underleverandør", 6),
    ]
    changes = collect(evidence.table("priority_changes")).select("at_s", "priority").rows()
    assert changes == [(EIGHT + 7200, "2")]
    [file] = evidence.files
    assert (file.rows_read, file.rows_used) == (6, 6)
    assert dict(file.facts) == {"incidents": 1, "pauses": 2, "priority_changes": 1}


def test_a_pause_still_open_has_no_end_and_one_without_length_is_named(read: Read, tmp_path: Path) -> None:
    audit(
        tmp_path,
        "Awaiting Problem/0/1-10-2026 09:00/1 - Critical",
        "Active/1/1-10-2026 09:00/1 - Critical",
        "Awaiting Evidence/2/1-10-2026 10:00/1 - Critical",
    )
    evidence = read(tmp_path)
    assert [(fault.code, fault.row) for fault in evidence.faults] == [
        (UNPROVEN, None),
        ("pause-zero-length", 2),
    ]
    assert collect(evidence.table("pauses")).select("from_s", "to_s").rows() == [(EIGHT + 7200, None)]


def test_an_update_that_stands_twice_is_noted_or_set_aside_with_both_rows(read: Read, tmp_path: Path) -> None:
    audit(
        tmp_path,
        "New/0/1-10-2026 08:05/3 - Moderate",
        "New/0/1-10-2026 08:05/3 - Moderate",
        "Active/1/1-10-2026 09:00/3 - Moderate",
        "Resolved/1/1-10-2026 10:00/3 - Moderate",
    )
    evidence = read(tmp_path)
    assert [(fault.code, fault.row, fault.severity) for fault in evidence.faults] == [
        (UNPROVEN, None, "note"),
        ("identical-row", 3, "note"),
        ("duplicate-update", 4, "set_aside"),
    ]
    assert "række 5" in evidence.faults[2].message
    assert collect(evidence.table("incidents"))["status"].to_list() == ["Resolved"]


def test_two_updates_alike_but_not_like_the_one_in_use_are_set_aside(read: Read, tmp_path: Path) -> None:
    audit(
        tmp_path,
        "Active/0/1-10-2026 09:00/3 - Moderate",
        "New/0/1-10-2026 08:05/3 - Moderate",
        "New/0/1-10-2026 08:05/3 - Moderate",
    )
    assert codes(read(tmp_path)) == [("duplicate-update", 3, None), ("duplicate-update", 4, None)]


def test_the_documented_profile_works(read: Read, tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "profiles.md").read_text()
    (tmp_path / "profil.toml").write_text(page.split("```toml\n")[1].split("```")[0])
    (tmp_path / "m.csv").write_text("time;site;status;ms\n01-10-2026 08:00:00;web;up;12\n")
    evidence = read(tmp_path)
    assert evidence.faults == ()
    assert collect(evidence.table("checks")).select("service", "at_s", "ok").rows() == [("web", EIGHT, True)]


def test_what_was_asked_wrongly_is_said_once(read: Read, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("x,y\n")
    assert [fault.code for fault in read(tmp_path, zone="Europa/København").faults] == ["no-such-zone"]
    assert [fault.code for fault in read(tmp_path, as_profile="mangler.toml").faults] == ["no-such-profile"]
