"""Several kinds of case in one file: each row is read by one profile, or set aside or left out by name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]
JIRA = "Summary,Issue key,Issue Type,Status,Priority,Resolution,Created,Resolved,Organizations\n"
TASKS = "number,sys_class_name,priority,opened_at,short_description,state,start_date,end_date,company\n"


def issue(key: str, kind: str, organisation: str = "Fiktiv Styrelse") -> str:
    return f"a,{key},{kind},Done,High,Done,05/Oct/26 9:10 AM,05/Oct/26 4:10 PM,{organisation}\n"


def task(number: str, kind: str, company: str = "authority") -> str:
    return f"{number},{kind},2 - High,01-10-2026 08:00:00,x,New,02-10-2026 20:00:00,02-10-2026 22:00:00,{company}\n"


def ids(evidence: Evidence, table: str) -> list[str]:
    return collect(evidence.table(table))["id"].to_list() if evidence.has(table) else []


def whole(evidence: Evidence) -> tuple[int, int, int, int]:
    """Return read, used, left out, set aside over all files; they add up in each part and as a whole."""
    for file in evidence.files:
        assert file.rows_read == (
            file.rows_used + file.rows_superseded + file.rows_left_out + file.rows_set_aside
        )
    parts = ("rows_read", "rows_used", "rows_left_out", "rows_set_aside")
    read, used, out, aside = (sum(getattr(file, part) for file in evidence.files) for part in parts)
    return read, used, out, aside


def messages(evidence: Evidence, code: str) -> list[str]:
    return [str(fault.message) for fault in evidence.faults if fault.code == code]


def test_a_list_of_changes_is_not_read_as_incidents(read: Read, cases: Path) -> None:
    evidence = read(cases / "reading" / "04a-servicenow-change-list-read-as-incidents" / "data")
    assert codes(evidence)[0][0] == "kind-unread"
    assert not evidence.has("incidents")
    assert messages(evidence, "kind-unread")[0].startswith(
        "Filens rækker er læst som ændringer (Number: CHG 2)"
    )


def test_the_requests_among_jiras_issues_are_requests(read: Read, cases: Path) -> None:
    evidence = read(cases / "reading" / "03c-jira-duplicates-and-requests-counted-as-incidents" / "data")
    assert (ids(evidence, "incidents"), ids(evidence, "service_requests")) == (["X-1", "X-3"], ["X-2"])
    assert whole(evidence) == (3, 3, 0, 0)
    assert codes(evidence) == [("not-said", None, "initiator")]
    assert "Sagerne efter Issue Type: Incident 2, Service Request 1." in messages(evidence, "kinds")


def test_one_file_with_four_kinds_gives_four_tables(read: Read, tmp_path: Path) -> None:
    rows = [("INC1", "incident"), ("CHG1", "change_request"), ("PRB1", "problem"), ("RITM1", "sc_req_item")]
    (tmp_path / "task.csv").write_text(TASKS + "".join(task(*row) for row in rows))
    evidence = read(tmp_path)
    tables = ("incidents", "changes", "problems", "service_requests")
    assert [ids(evidence, table) for table in tables] == [["INC1"], ["CHG1"], ["PRB1"], ["RITM1"]]
    assert whole(evidence) == (4, 4, 0, 0)
    assert codes(evidence) == []
    assert {file.name for file in evidence.files} == {"task.csv"}


def test_ids_tell_where_no_type_does(read: Read, tmp_path: Path) -> None:
    head = "Number,Priority,Opened,Short description,Planned start date,Company\n"
    rows = [
        f"{number},2 - High,01-10-2026 08:00:00,x,02-10-2026 20:00:00,authority\n"
        for number in ("INC1", "CHG1", "PRB1", "SCTASK1", "CTASK1")
    ]
    (tmp_path / "liste.csv").write_text(head + "".join(rows))
    evidence = read(tmp_path)
    tables = ("incidents", "changes", "problems", "service_requests")
    assert [ids(evidence, table) for table in tables] == [["INC1"], ["CHG1"], ["PRB1"], ["SCTASK1"]]
    assert whole(evidence) == (5, 4, 1, 0)
    assert messages(evidence, "parts-left-out") == [
        "Rækker, der er dele af sager og ikke sager for sig, er udeladt efter Number: CTASK 1."
    ]


def test_a_type_that_nobody_knows_is_set_aside_with_its_effect(read: Read, tmp_path: Path) -> None:
    rows = [issue("X-1", "Incident"), issue("X-2", "Task"), issue("X-3", "Task"), issue("X-4", "")]
    (tmp_path / "j.csv").write_text(JIRA + "".join(rows))
    evidence = read(tmp_path)
    assert (ids(evidence, "incidents"), whole(evidence)) == (["X-1"], (4, 1, 0, 3))
    assert codes(evidence) == [("unknown-kind", None, "Issue Type"), ("no-kind", 5, "Issue Type")]
    assert 'under [kind] types = ["Incident", ' in messages(evidence, "unknown-kind")[0]
    lost = evidence.lost["incidents"].select("id", "why").rows()
    assert lost == [("X-2", "unknown-kind"), ("X-3", "unknown-kind"), ("X-4", "no-kind")]


def test_the_line_of_the_finding_makes_it_known(read: Read, tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text(
        JIRA + issue("X-1", "Incident") + issue("X-2", "Support") + issue("X-3", "Problem")
    )
    (tmp_path / "profil.toml").write_text(
        'like = "jira-service-management"\n[kind]\ntypes = ["Incident", "Support"]\n'
    )
    evidence = read(tmp_path)
    assert (ids(evidence, "incidents"), ids(evidence, "problems")) == (["X-1", "X-2"], ["X-3"])
    assert (codes(evidence), whole(evidence)) == ([], (3, 3, 0, 0))


def test_two_profiles_of_a_folder_read_one_file(read: Read, tmp_path: Path) -> None:
    (tmp_path / "sager.csv").write_text(
        "nr;art;prio;oprettet;rejst af\nA1;fejl;1;01-10-2026 08:00;kunde\nA2;ønske;2;01-10-2026 09:00;kunde\n"
        "A3;snak;2;01-10-2026 10:00;kunde\n"
    )
    common = (
        'recognise = ["nr", "art", "oprettet"]\n[times]\nformats = ["%d-%m-%Y %H:%M"]\nzone = "contract"\n'
    )
    kind = '[cases]\ntype = "art"\n[kind]\nfamily = "vores"\n'
    (tmp_path / "fejl.profil.toml").write_text(
        f'table = "incidents"\n{common}{kind}types = ["fejl"]\n'
        '[columns]\nid = "nr"\npriority = "prio"\nopened_at = "oprettet"\n'
    )
    (tmp_path / "ønsker.profil.toml").write_text(
        f'table = "service_requests"\n{common}{kind}types = ["ønske"]\n'
        '[columns]\nid = "nr"\nopened_at = "oprettet"\n'
        '[columns.initiator]\nfrom = "rejst af"\nvalues = { kunde = "authority" }\n'
    )
    evidence = read(tmp_path)
    assert (ids(evidence, "incidents"), ids(evidence, "service_requests")) == (["A1"], ["A2"])
    assert (codes(evidence), whole(evidence)) == ([("unknown-kind", None, "art")], (3, 2, 0, 1))


def test_a_profile_that_chooses_by_the_type_reads_alone(read: Read, tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text(JIRA + issue("X-1", "Incident") + issue("X-2", "Problem"))
    (tmp_path / "profil.toml").write_text(
        'like = "jira-service-management"\n[[filter]]\ncolumn = "Issue Type"\nonly = ["Incident"]\n'
    )
    evidence = read(tmp_path)
    assert (ids(evidence, "incidents"), evidence.has("problems")) == (["X-1"], False)
    assert whole(evidence) == (2, 1, 1, 0)


@pytest.mark.parametrize("asked", [None, "servicenow"])
def test_a_list_that_tells_no_kind_is_asked_about_unless_it_was_named(
    read: Read, tmp_path: Path, asked: str | None
) -> None:
    (tmp_path / "udtræk.csv").write_text(
        "Number,Priority,Opened,Short description\n4711,2 - High,01-10-2026 08:00:00,x\n"
    )
    evidence = read(tmp_path, as_profile=asked)
    assert codes(evidence) == ([] if asked else [("kind-not-told", None, None)])
    assert ids(evidence, "incidents") == ["4711"]


def test_a_name_tells_the_kind_where_the_rows_do_not(read: Read, tmp_path: Path) -> None:
    (tmp_path / "problem.csv").write_text(
        "Number,Priority,Opened,Short description\n4711,2 - High,01-10-2026 08:00:00,x\n"
    )
    evidence = read(tmp_path)
    assert (codes(evidence), ids(evidence, "problems")) == ([], ["4711"])


def test_an_empty_list_that_tells_no_kind_does_not_say_that_there_were_no_incidents(
    read: Read, tmp_path: Path
) -> None:
    (tmp_path / "udtræk.csv").write_text("Number,Priority,Opened,Short description\n")
    evidence = read(tmp_path)
    assert codes(evidence) == [("kind-of-none", None, None)]
    assert evidence.files[0].table == ""


def test_kinds_that_lack_columns_are_set_aside_beside_those_that_do_not(read: Read, tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text(JIRA + issue("X-1", "Incident") + issue("X-2", "Change"))
    evidence = read(tmp_path)
    assert (ids(evidence, "incidents"), whole(evidence)) == (["X-1"], (2, 1, 0, 1))
    assert [code for code, _row, _column in codes(evidence)] == ["kind-set-aside"]
    assert evidence.lost["changes"].select("id", "why").rows() == [("X-2", "kind-set-aside")]


def test_the_initiator_is_the_requesters_organisation_by_a_line_in_a_profile(
    read: Read, tmp_path: Path
) -> None:
    (tmp_path / "j.csv").write_text(
        JIRA
        + issue("X-1", "Service Request", "Fiktiv Styrelse")
        + issue("X-2", "Service Request", "Driftsfirma A/S")
        + issue("X-3", "Service Request", "")
    )
    evidence = read(tmp_path)
    assert codes(evidence) == [("unknown-said", None, "initiator"), ("not-said", None, "initiator")]
    assert 'values = { "Fiktiv Styrelse" = "authority|supplier"' in messages(evidence, "unknown-said")[0]
    assert len(evidence.unusable["service_requests"]) == 3
    (tmp_path / "profil.toml").write_text(
        'like = "jira-requests"\n[columns.initiator.values]\n'
        '"Fiktiv Styrelse" = "authority"\n"Driftsfirma A/S" = "supplier"\n'
    )
    evidence = read(tmp_path)
    assert codes(evidence) == [("not-said", None, "initiator")]
    told = collect(evidence.table("service_requests")).sort("id")["initiator"].to_list()
    assert told == ["authority", "supplier", None]


def test_the_initiator_is_the_party_that_the_terms_call_so(read: Read, tmp_path: Path) -> None:
    parties = {"Styrelsen for Drift": "authority", "Styrelsen": "authority", "Driftsfirma A/S": "supplier"}
    said = [
        "Styrelsen for Drift",
        "STYRELSEN",
        "driftsfirma a/s",
        "Driftsfirma AS",
        "Styrelsen for Drfit",
        "Nogen",
    ]
    rows = [issue(f"X-{number}", "Service Request", name) for number, name in enumerate(said)]
    (tmp_path / "j.csv").write_text(JIRA + "".join(rows))
    evidence = read(tmp_path, parties=parties)
    told = collect(evidence.table("service_requests")).sort("id")["initiator"].to_list()
    assert told == ["authority", "authority", "supplier", "supplier", None, None]
    assert codes(evidence) == [("unknown-said-near", None, "initiator")]
    [asked] = messages(evidence, "unknown-said-near")
    assert "parten »Styrelsen for Drift«" in asked
    assert "Nogen 1, Styrelsen for Drfit 1" in asked
    assert "Styrelsen for Drift 1" in messages(evidence, "party-authority")[0]
    assert len(evidence.unusable["service_requests"]) == 2
    (tmp_path / "profil.toml").write_text(
        'like = "jira-requests"\n[columns.initiator.values]\nNogen = "supplier"\n"Styrelsen for Drfit" = "authority"\n'
    )
    assert codes(read(tmp_path, parties=parties)) == []


def test_an_own_table_is_told_what_to_write_and_no_profile(read: Read, tmp_path: Path) -> None:
    (tmp_path / "service_requests.csv").write_text(
        "id,opened_at,initiator\nA,2026-10-01T08:00:00Z,Kommunen\n"
    )
    evidence = read(tmp_path)
    assert codes(evidence) == [("unknown-said-own", None, "initiator")]
    assert "profil.toml" not in messages(evidence, "unknown-said-own")[0]
    assert codes(read(tmp_path, parties={"Kommune": "authority"})) == [
        ("unknown-said-near-own", None, "initiator")
    ]


@pytest.mark.parametrize(
    ("profile", "place"),
    [
        ("", 'i mappens profil.toml: like = "jira-service-management" og under [kind] types = ["Incident", '),
        (
            'like = "jira-service-management"\nname = "vores"\n[kind]\ntypes = ["Fejl"]\n',
            'i profilen vores under [kind] types = ["Fejl", "Task"]',
        ),
    ],
)
def test_the_line_to_write_is_for_the_profile_that_reads_the_file(
    read: Read, tmp_path: Path, profile: str, place: str
) -> None:
    kind = "Fejl" if profile else "Incident"
    (tmp_path / "j.csv").write_text(JIRA + issue("X-1", kind) + issue("X-2", "Task"))
    if profile:
        (tmp_path / "profil.toml").write_text(profile)
    assert place in messages(read(tmp_path), "unknown-kind")[0]


@pytest.mark.parametrize("named", ["servicenow", "servicenow-requests", "servicenow-problems"])
def test_the_line_about_a_list_that_tells_no_kind_answers(read: Read, tmp_path: Path, named: str) -> None:
    (tmp_path / "udtræk.csv").write_text(
        "Number,Priority,Opened,Short description,Company\n4711,2 - High,01-10-2026 08:00:00,x,authority\n"
    )
    assert codes(read(tmp_path)) == [("kind-not-told", None, None)]
    (tmp_path / "profil.toml").write_text(f'like = "{named}"\n')
    evidence = read(tmp_path)
    assert codes(evidence) == []
    assert {file.profile for file in evidence.files} == {"profil"}


def test_items_and_their_tasks_in_one_list_are_asked_about(read: Read, tmp_path: Path) -> None:
    (tmp_path / "task.csv").write_text(TASKS + task("RITM1", "sc_req_item") + task("SCTASK1", "sc_task"))
    evidence = read(tmp_path)
    assert codes(evidence) == [("several-ids", None, "number")]
    assert ids(evidence, "service_requests") == ["RITM1", "SCTASK1"]


def test_a_line_that_cannot_be_split_is_lost_to_every_kind_and_counted_once(
    read: Read, tmp_path: Path
) -> None:
    (tmp_path / "j.csv").write_text(
        JIRA + issue("X-1", "Incident") + issue("X-2", "Problem") + "broken,row\n"
    )
    evidence = read(tmp_path)
    assert whole(evidence) == (3, 2, 0, 1)
    assert {table for table, rows in evidence.lost.items() if len(rows)} == {"incidents", "problems"}


def test_a_profile_like_none_that_there_is_is_refused(read: Read, tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text(JIRA + issue("X-1", "Incident"))
    (tmp_path / "profil.toml").write_text('like = "jirra"\n')
    assert "like = 'jirra' ?" in messages(read(tmp_path), "bad-profile")[0]


def two_exports(folder: Path, *, names: tuple[str, str], first: str, then: str, profile: str = "") -> Path:
    for name, kind in zip(names, (first, then), strict=True):
        (folder / name).write_text(
            JIRA + issue("X-1", "Incident", "authority") + issue("X-2", kind, "authority")
        )
    if profile:
        (folder / "profil.toml").write_text(profile)
    return folder


ORDERED = ("j-2026-10-10.csv", "j-2026-10-31.csv")


def test_an_incident_that_becomes_a_request_in_a_later_export_is_lost_by_name(
    read: Read, tmp_path: Path
) -> None:
    evidence = read(two_exports(tmp_path, names=ORDERED, first="Incident", then="Service Request"))
    assert codes(evidence) == [("retyped", 3, "id")]
    [said] = messages(evidence, "retyped")
    assert "X-2" in said
    assert "j-2026-10-31.csv" in said
    assert "serviceanmodninger" in said
    assert (ids(evidence, "incidents"), ids(evidence, "service_requests")) == (["X-1"], ["X-2"])
    lost = evidence.lost["incidents"].select("id", "why", "priority", "opened_s").rows()
    assert lost == [("X-2", "retyped", "2", 1791184200)]
    assert whole(evidence)[0] == 4


@pytest.mark.parametrize(("folder", "party"), [(".", "leverandøren"), ("myndigheden", "myndigheden")])
def test_who_took_a_case_out_is_named_as_the_party_whose_folder_it_is(
    read: Read, tmp_path: Path, folder: str, party: str
) -> None:
    own = tmp_path / folder
    own.mkdir(exist_ok=True)
    two_exports(own, names=ORDERED, first="Incident", then="Service Request")
    said = messages(read(tmp_path), "retyped")[0]
    file = (Path(folder) / "j-2026-10-31.csv").as_posix()
    assert f"{party}, som har leveret {file}, har taget den ud" in said


def test_a_request_that_becomes_an_incident_counts_once_and_as_one(read: Read, tmp_path: Path) -> None:
    evidence = read(two_exports(tmp_path, names=ORDERED, first="Service Request", then="Incident"))
    assert codes(evidence) == [("retyped", 3, "id")]
    assert (ids(evidence, "incidents"), ids(evidence, "service_requests")) == (["X-1", "X-2"], [])


def test_a_case_of_two_kinds_in_exports_that_nothing_orders_is_lost_to_both(
    read: Read, tmp_path: Path
) -> None:
    evidence = read(two_exports(tmp_path, names=("a.csv", "b.csv"), first="Incident", then="Service Request"))
    assert [code for code, _row, _column in codes(evidence)] == ["unordered-kinds"] * 2
    assert (ids(evidence, "incidents"), ids(evidence, "service_requests")) == (["X-1"], [])


def test_a_case_that_a_profile_leaves_out_of_a_later_export_is_lost_by_name(
    read: Read, tmp_path: Path
) -> None:
    profile = 'like = "jira-service-management"\n[[filter]]\ncolumn = "Issue Type"\nonly = ["Incident"]\n'
    evidence = read(two_exports(tmp_path, names=ORDERED, first="Incident", then="Task", profile=profile))
    assert codes(evidence) == [("left-out-later", 3, "id")]
    assert ids(evidence, "incidents") == ["X-1"]
    assert evidence.lost["incidents"]["id"].to_list() == ["X-2"]


def test_a_case_back_in_its_kind_is_no_other(read: Read, tmp_path: Path) -> None:
    two_exports(tmp_path, names=ORDERED, first="Incident", then="Service Request")
    (tmp_path / "j-2026-11-03.csv").write_text(JIRA + issue("X-1", "Incident") + issue("X-2", "Incident"))
    evidence = read(tmp_path)
    assert ids(evidence, "incidents") == ["X-1", "X-2"]
    assert [code for code, _row, _column in codes(evidence)] == ["retyped"]
    assert "incidents" not in evidence.lost
