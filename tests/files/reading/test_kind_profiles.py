"""Changes, requests, problems and hours of each source system, by exports made up after the published headings."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from reading_help import codes

from afstemt.core.evidence.evidence import Evidence, collect

Read = Callable[..., Evidence]

EXPORTS = {
    "change_request.csv": (
        (
            "number,type,short_description,state,start_date,end_date,work_start,work_end,close_code,risk,requested_by.company\n"
            "CHG1,normal,x,3,13-10-2026 20:00:00,13-10-2026 22:00:00,13-10-2026 20:05:00,13-10-2026 21:00:00,"
            "Unsuccessful,High,authority\n"
        ),
        ("servicenow-changes", "changes", "CHG1"),
    ),
    "Change Requests.csv": (
        (
            "Number,Type,Short description,State,Planned start date,Planned end date,Close code,Company\n"
            "CHG1,Emergency,x,Canceled,13-10-2026 20:00:00,13-10-2026 22:00:00,,supplier\n"
        ),
        ("servicenow-changes", "changes", "CHG1"),
    ),
    "liste-da.csv": (
        (
            "Nummer;Type;Kort beskrivelse;Tilstand;Planlagt startdato;Planlagt slutdato;Initiativtager\n"
            "CHG1;Standard;x;Ny;13-10-2026 20:00:00;13-10-2026 22:00:00;supplier\n"
        ),
        ("servicenow-changes", "changes", "CHG1"),
    ),
    "liste-de.csv": (
        (
            "Nummer;Kurzbeschreibung;Geplantes Startdatum;Geplantes Enddatum;Initiator\n"
            "CHG1;x;13-10-2026 20:00:00;13-10-2026 22:00:00;supplier\n"
        ),
        ("servicenow-changes", "changes", "CHG1"),
    ),
    "problem.csv": (
        (
            "number,opened_at,short_description,problem_state,known_error,cause_notes,resolved_at\n"
            "PRB1,13-10-2026 20:00:00,x,106,true,disk,14-10-2026 20:00:00\n"
        ),
        ("servicenow-problems", "problems", "PRB1"),
    ),
    "sc_req_item.csv": (
        (
            "number,cat_item,opened_at,closed_at,state,stage,requested_for.company\n"
            "RITM1,Laptop,13-10-2026 20:00:00,14-10-2026 20:00:00,3,Completed,authority\n"
        ),
        ("servicenow-requests", "service_requests", "RITM1"),
    ),
    "sc_task.csv": (
        (
            "Number,Request item,Opened,Closed,State,Short description,Company\n"
            "SCTASK1,RITM1,13-10-2026 20:00:00,,Open,x,authority\n"
        ),
        ("servicenow-requests", "service_requests", "SCTASK1"),
    ),
    "jira-es.csv": (
        (
            "Resumen,Clave de incidencia,Tipo de Incidencia,Estado,Prioridad,Creada,Resuelta,Custom field (Initiator)\n"
            "x,SD-1,Solicitud de servicio,Abierto,Alta,2026-10-13 20:00,,authority\n"
        ),
        ("jira-requests", "service_requests", "SD-1"),
    ),
    "jira-de.csv": (
        (
            "Zusammenfassung,Vorgangsschlüssel,Vorgangstyp,Status,Priorität,Erstellt\n"
            "x,SD-1,Problem,Offen,Hoch,2026-10-13 20:00\n"
        ),
        ("jira-problems", "problems", "SD-1"),
    ),
    "jira-changes.csv": (
        (
            "Summary,Issue key,Issue Type,Status,Priority,Created,Custom field (Planned start),"
            "Custom field (Planned end),Custom field (Change type),Organizations\n"
            "x,SD-1,[System] Change,Completed,High,13/Oct/26 8:00 AM,13/Oct/26 8:00 PM,,Normal,supplier\n"
        ),
        ("jira-changes", "changes", "SD-1"),
    ),
    "glpi.csv": (
        (
            '"ID";"Title";"Type";"Status";"Opening date";"Priority";"Entity"\n'
            '"17";"x";"Request";"New";"2026-10-13 20:00";"High";"authority"\n'
        ),
        ("glpi-requests", "service_requests", "17"),
    ),
    "glpi-fr.csv": (
        (
            '"ID";"Titre";"Type";"Statut";"Date d\'ouverture";"Priorité";"Entité"\n'
            '"17";"x";"Demande";"Nouveau";"2026-10-13 20:00";"Haute";"authority"\n'
        ),
        ("glpi-requests", "service_requests", "17"),
    ),
    "glpi-problemer.csv": (
        '"ID";"Overskrift";"Status";"Åbningsdato";"Prioritet"\n"5";"x";"Ny";"2026-10-13 20:00";"Høj"\n',
        ("glpi-problems", "problems", "5"),
    ),
    "glpi-changes.csv": (
        (
            '"ID";"Title";"Status";"Opening date";"Priority";"Planned start date";"Entity"\n'
            '"5";"x";"New";"2026-10-13 08:00";"High";"2026-10-13 20:00";"supplier"\n'
        ),
        ("glpi-changes", "changes", "5"),
    ),
    "topdesk-nl.csv": (
        (
            "Meldingsnummer;Aanmaakdatum;Prioriteit;Korte omschrijving;Soort melding;Vestiging\n"
            "M 2610 001;13-10-2026 20:00;P2;x;Vraag;authority\n"
        ),
        ("topdesk-requests", "service_requests", "M 2610 001"),
    ),
    "wijzigingen.csv": (
        (
            "Wijzigingsnummer;Korte omschrijving;Geplande startdatum;Geplande einddatum;Initiator\n"
            "W 2610 001;x;13-10-2026 20:00;13-10-2026 22:00;supplier\n"
        ),
        ("topdesk-changes", "changes", "W 2610 001"),
    ),
    "topdesk-problemer.csv": (
        "Problemnummer;Kort beskrivelse;Oprettelsesdato\nP 2610 001;x;13-10-2026 20:00\n",
        ("topdesk-problems", "problems", "P 2610 001"),
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_of_another_kind_becomes_its_table(read: Read, tmp_path: Path, name: str) -> None:
    content, (profile, table, key) = EXPORTS[name]
    (tmp_path / name).write_text(content)
    evidence = read(tmp_path)
    assert codes(evidence) == []
    assert [(file.profile, file.table, file.rows_used) for file in evidence.files] == [(profile, table, 1)]
    rows = collect(evidence.table(table))
    assert rows["id"].to_list() == [key]
    time = "planned_start_s" if table == "changes" else "opened_s"
    assert rows[time].to_list() == [1791914400]  # 13 October 2026 20:00 in Copenhagen


@pytest.mark.parametrize(
    ("name", "type_", "outcome", "initiator"),
    [
        ("change_request.csv", "normal", "failed", "authority"),
        ("Change Requests.csv", "emergency", "cancelled", "supplier"),
        ("jira-changes.csv", "normal", "successful", "supplier"),
    ],
)
def test_how_a_change_went_and_who_asked_for_it(
    read: Read, tmp_path: Path, name: str, type_: str, outcome: str, initiator: str
) -> None:
    (tmp_path / name).write_text(EXPORTS[name][0])
    row = collect(read(tmp_path).table("changes")).row(0, named=True)
    assert (row["type"], row["outcome"], row["initiator"]) == (type_, outcome, initiator)


REFERENCE = {"link": "https://x.example/api", "value": "abc"}
API = {
    "changes": {
        "number": "CHG1",
        "short_description": "x",
        "start_date": "2026-10-13 18:00:00",
        "end_date": "2026-10-13 20:00:00",
        "type": "standard",
        "opened_by": REFERENCE,
        "company": {"display_value": "authority", "link": "https://x.example/api"},
    },
    "problems": {
        "number": "PRB1",
        "short_description": "x",
        "opened_at": "2026-10-13 18:00:00",
        "known_error": "false",
        "opened_by": REFERENCE,
    },
    "service_requests": {
        "number": "RITM1",
        "opened_at": "2026-10-13 18:00:00",
        "cat_item": REFERENCE,
        "company": {"display_value": "authority", "link": "https://x.example/api"},
    },
}


@pytest.mark.parametrize("table", API)
def test_the_table_interface_of_servicenow(read: Read, tmp_path: Path, table: str) -> None:
    (tmp_path / "svar.json").write_text(json.dumps({"result": [API[table]]}))
    evidence = read(tmp_path)
    assert codes(evidence) == []
    [file] = evidence.files
    assert file.table == table
    assert file.profile.startswith("servicenow-api-")


@pytest.mark.parametrize(
    "content",
    [
        "Dato;Konsulent;Aktivitet;Timer;Bestilling\n13-10-2026;K1;Drift;7,5;B1\n",
        "Date,Employee,Task,Hours,Order\n13/10/2026,K1,Drift,7.5,B1\n",
        "Datum;Mitarbeiter;Tätigkeit;Stunden;Order\n13.10.2026;K1;Drift;7,5;B1\n",
        "Datum;Konsult;Aktivitet;Timmar;Order\n2026-10-13;K1;Drift;7,5;B1\n",
    ],
)
def test_a_plain_timesheet(read: Read, tmp_path: Path, content: str) -> None:
    (tmp_path / "timer uge 42.csv").write_text(content)
    evidence = read(tmp_path)
    assert [(file.profile, file.table) for file in evidence.files] == [("timesheet", "hours")]
    row = collect(evidence.table("hours")).row(0, named=True)
    assert (str(row["date"]), row["consultant"], row["activity"], row["hours"], row["order"]) == (
        *("2026-10-13", "K1", "Drift", "7.5", "B1"),
    )
