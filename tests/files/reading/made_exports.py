"""Exports made up after the shapes that real ones have: what each holds, and what must be read from it.

All of it is invented. Headings are those that the profiles' sources have, or unverified as theirs are; a list that no
profile is for is one that Afstemt must ask about. Times are Copenhagen's own unless the export carries an offset.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

Rows = tuple[tuple[str, str], ...]
"""What tells a row of a table (its id; a service, a consultant), and its first time as YYYY-MM-DD HH:MM."""


@dataclass(frozen=True, slots=True)
class Made:
    """One export.

    Attributes:
        system: Where it comes from, as the table in the documentation says it.
        what: What it is: the list, the format, what is odd about it.
        language: Of its headings.
        name: The file's name.
        content: Writes it to a path.
        profiles: The profiles that must read it; empty where none may.
        tables: By table, the rows that must come of it.
    """

    system: str
    what: str
    language: str
    name: str
    content: Callable[[Path], object]
    profiles: tuple[str, ...] = ()
    tables: tuple[tuple[str, Rows], ...] = ()


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], object]:
    """Return what writes the text, with Windows' line ends."""
    return lambda path: path.write_bytes(content.replace("\n", "\r\n").encode(encoding))


def answer(content: object) -> Callable[[Path], object]:
    """Return what writes an interface's answer."""
    return lambda path: path.write_text(json.dumps(content), encoding="utf-8")


def sheet(*lines: tuple[object, ...]) -> Callable[[Path], object]:
    """Return what writes a workbook with the lines as its one sheet; an empty one is an empty line."""

    def write(path: Path) -> None:
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet("Ark1")
            for number, line in enumerate(lines):
                page.write_row(number, 0, line)

    return write


DANISH, ENGLISH, GERMAN, SWEDISH, FRENCH, DUTCH = "Danish", "English", "German", "Swedish", "French", "Dutch"

EXPORTS = (
    Made(
        "ServiceNow",
        "list of incidents, CSV with a byte order mark",
        ENGLISH,
        "incident.csv",
        text(
            '"Number","Opened","Short description","Caller","Priority","State","Category","Updated"\n'
            '"INC0010001","01-10-2026 08:00:00","A, b","A","1 - Critical","Closed","Software","02-10-2026 09:00:00"\n'
            '"INC0010002","13-10-2026 14:15:00","Print","A","3 - Moderate","New","Hardware","13-10-2026 14:15:00"\n',
            "utf-8-sig",
        ),
        ("servicenow",),
        (("incidents", (("INC0010001", "2026-10-01 08:00"), ("INC0010002", "2026-10-13 14:15"))),),
    ),
    Made(
        "ServiceNow",
        "list of incidents, workbook with two title lines",
        GERMAN,
        "Störungen Oktober.xlsx",
        sheet(
            ("Störungen im Oktober 2026",),
            (),
            ("Nummer", "Geöffnet", "Kurzbeschreibung", "Priorität", "Status", "Gelöst"),
            (
                "INC0010001",
                "2026-10-01 08:00:00",
                "Anmeldung",
                "2 - Hoch",
                "Geschlossen",
                "2026-10-01 09:00:00",
            ),
            ("INC0010002", "2026-10-13 14:15:00", "Drucker", "4 - Niedrig", "Neu", ""),
        ),
        ("servicenow",),
        (("incidents", (("INC0010001", "2026-10-01 08:00"), ("INC0010002", "2026-10-13 14:15"))),),
    ),
    Made(
        "ServiceNow",
        "list of changes, UTF-16 with tabs",
        SWEDISH,
        "ändringar.csv",
        text(
            "Nummer\tTyp\tKort beskrivning\tTillstånd\tPlanerat startdatum\tPlanerat slutdatum\n"
            "CHG0030001\tNormal\tDatabas\tStängd\t2026-10-03 20:00:00\t2026-10-03 22:00:00\n"
            "CHG0030002\tStandard\tNät\tNy\t2026-10-17 20:00:00\t2026-10-17 22:00:00\n",
            "utf-16",
        ),
        ("servicenow-changes",),
        (("changes", (("CHG0030001", "2026-10-03 20:00"), ("CHG0030002", "2026-10-17 20:00"))),),
    ),
    Made(
        "ServiceNow",
        "list of problems, CSV",
        ENGLISH,
        "problem.csv",
        text(
            "Number,Problem statement,Opened,State,Known error,Resolved\n"
            "PRB0040001,Disk fills,2026-10-01 08:00:00,Closed,true,2026-10-02 08:00:00\n"
            "PRB0040002,Queue stops,2026-10-13 14:15:00,New,false,\n"
        ),
        ("servicenow-problems",),
        (("problems", (("PRB0040001", "2026-10-01 08:00"), ("PRB0040002", "2026-10-13 14:15"))),),
    ),
    Made(
        "ServiceNow",
        "list of requested items, CSV",
        ENGLISH,
        "sc_req_item.csv",
        text(
            "number,cat_item,request,requested_for,opened_at,stage,state,closed_at\n"
            "RITM0050001,Laptop,REQ0010001,A,2026-10-01 08:00:00,Completed,3,2026-10-02 08:00:00\n"
            "RITM0050002,Access,REQ0010002,A,2026-10-13 14:15:00,Fulfillment,2,\n"
        ),
        ("servicenow-requests",),
        (("service_requests", (("RITM0050001", "2026-10-01 08:00"), ("RITM0050002", "2026-10-13 14:15"))),),
    ),
    Made(
        "ServiceNow",
        "the table interface's answer, JSON in UTC",
        ENGLISH,
        "incident.json",
        answer(
            {
                "result": [
                    {
                        "number": name,
                        "priority": "2",
                        "state": "7",
                        "opened_at": at,
                        "resolved_at": "",
                        "short_description": "Login",
                        "caller_id": {"link": "x", "value": "6816f79c"},
                        "sys_class_name": "incident",
                    }
                    for name, at in (
                        ("INC0010001", "2026-10-01 06:00:00"),
                        ("INC0010002", "2026-10-26 13:15:00"),
                    )
                ]
            }
        ),
        ("servicenow-api",),
        (("incidents", (("INC0010001", "2026-10-01 08:00"), ("INC0010002", "2026-10-26 14:15"))),),
    ),
    Made(
        "ServiceNow",
        "the table interface's answer with chosen fields and no reference, JSON in UTC",
        ENGLISH,
        "incident.json",
        answer(
            {
                "result": [
                    {
                        "number": name,
                        "priority": "2",
                        "state": "7",
                        "opened_at": at,
                        "resolved_at": "",
                        "short_description": "Login",
                    }
                    for name, at in (
                        ("INC0010001", "2026-10-01 06:00:00"),
                        ("INC0010002", "2026-10-26 13:15:00"),
                    )
                ]
            }
        ),
        ("servicenow",),
        (("incidents", (("INC0010001", "2026-10-01 08:00"), ("INC0010002", "2026-10-26 14:15"))),),
    ),
    Made(
        "ServiceNow",
        "log with a row for each update, CSV",
        ENGLISH,
        "incident_event_log.csv",
        text(
            "number,incident_state,active,reassignment_count,sys_mod_count,opened_at,sys_updated_at,priority,resolved_at,closed_at\n"
            "INC1,New,true,0,0,13/10/2026 08:00,13/10/2026 08:00,2 - High,?,?\n"
            "INC1,Awaiting User Info,true,0,1,13/10/2026 08:00,13/10/2026 09:00,2 - High,?,?\n"
            "INC1,Closed,false,0,2,13/10/2026 08:00,14/10/2026 09:00,2 - High,14/10/2026 08:00,14/10/2026 09:00\n"
            "INC2,New,true,0,0,14/10/2026 14:15,14/10/2026 14:15,3 - Moderate,?,?\n"
        ),
        ("servicenow-audit",),
        (
            ("incidents", (("INC1", "2026-10-13 08:00"), ("INC2", "2026-10-14 14:15"))),
            ("pauses", (("INC1", "2026-10-13 09:00"),)),
            ("priority_changes", ()),
        ),
    ),
    Made(
        "Jira Service Management",
        "the issue navigator's CSV, months by their Danish names",
        DANISH,
        "Jira.csv",
        text(
            "Resumé,Sagsnøgle,Sags-id,Sagstype,Status,Prioritet,Oprettet,Opdateret,Løst\n"
            "Login,SD-1,10001,Hændelse,Lukket,Højeste,01/maj/26 8:00 AM,02/maj/26 8:00 AM,01/maj/26 9:00 AM\n"
            "Print,SD-2,10002,Hændelse,Åben,Mellem,18/jul/26 2:15 PM,18/jul/26 2:15 PM,\n"
        ),
        ("jira-service-management",),
        (("incidents", (("SD-1", "2026-05-01 08:00"), ("SD-2", "2026-07-18 14:15"))),),
    ),
    Made(
        "Jira Service Management",
        "the issue navigator's CSV, incidents and requests in one list",
        ENGLISH,
        "Jira (2).csv",
        text(
            "Summary,Issue key,Issue id,Issue Type,Status,Priority,Assignee,Created,Resolved,Comment,Comment\n"
            "Login,SD-1,10001,[System] Incident,Closed,Highest,A,01/Oct/26 8:00 AM,01/Oct/26 9:00 AM,a,b\n"
            "Laptop,SD-2,10002,[System] Service request,Open,Medium,A,13/Oct/26 2:15 PM,,a,\n"
        ),
        ("jira-service-management", "jira-requests"),
        (
            ("incidents", (("SD-1", "2026-10-01 08:00"),)),
            ("service_requests", (("SD-2", "2026-10-13 14:15"),)),
        ),
    ),
    Made(
        "Jira Service Management",
        "the issue navigator's CSV with semicolons",
        GERMAN,
        "Jira Export.csv",
        text(
            "Zusammenfassung;Vorgangsschlüssel;Vorgangs-ID;Vorgangstyp;Status;Priorität;Erstellt;Aktualisiert;Erledigt\n"
            "Anmeldung;SD-1;10001;Störung;Geschlossen;Höchste;01/Okt/26 8:00 AM;01/Okt/26 9:00 AM;01/Okt/26 9:00 AM\n"
            "Drucker;SD-2;10002;Störung;Offen;Mittel;13/Mai/26 2:15 PM;13/Mai/26 2:15 PM;\n"
        ),
        ("jira-service-management",),
        (("incidents", (("SD-1", "2026-10-01 08:00"), ("SD-2", "2026-05-13 14:15"))),),
    ),
    Made(
        "GLPI",
        "search list as CSV, a semicolon at the end of each line",
        ENGLISH,
        "glpi.csv",
        text(
            '"ID";"Title";"Status";"Last update";"Opening date";"Priority";"Requester - Requester";"Type";\n'
            '"1 017";"Login";"Closed";"2026-10-01 09:00";"2026-10-01 08:00";"Very high";"A";"Incident";\n'
            '"1 018";"Print";"New";"2026-10-13 14:15";"2026-10-13 14:15";"Medium";"A";"Incident";\n',
            "utf-8-sig",
        ),
        ("glpi",),
        (("incidents", (("1 017", "2026-10-01 08:00"), ("1 018", "2026-10-13 14:15"))),),
    ),
    Made(
        "GLPI",
        "search list as CSV",
        FRENCH,
        "glpi (1).csv",
        text(
            '"ID";"Titre";"Statut";"Dernière modification";"Date d\'ouverture";"Priorité";"Type"\n'
            '"17";"Connexion";"Clos";"2026-10-01 09:00";"2026-10-01 08:00";"Très haute";"Incident"\n'
            '"18";"Imprimante";"Nouveau";"2026-10-13 14:15";"2026-10-13 14:15";"Moyenne";"Incident"\n',
            "utf-8-sig",
        ),
        ("glpi",),
        (("incidents", (("17", "2026-10-01 08:00"), ("18", "2026-10-13 14:15"))),),
    ),
    Made(
        "GLPI",
        "search list as CSV, in Windows' own letters",
        DANISH,
        "glpi (2).csv",
        text(
            '"ID";"Overskrift";"Status";"Sidste opdatering";"Åbningsdato";"Prioritet";"Type"\n'
            '"17";"Login";"Løst";"01-10-2026 09:00";"01-10-2026 08:00";"Meget høj";"Hændelse"\n'
            '"18";"Print";"Ny";"13-10-2026 14:15";"13-10-2026 14:15";"Mellem";"Hændelse"\n',
            "cp1252",
        ),
        ("glpi",),
        (("incidents", (("17", "2026-10-01 08:00"), ("18", "2026-10-13 14:15"))),),
    ),
    Made(
        "TOPdesk",
        "the incident interface's answer, JSON",
        ENGLISH,
        "incidents.json",
        answer(
            [
                {
                    "id": "b1",
                    "number": name,
                    "callDate": at,
                    "briefDescription": "Login",
                    "callType": {"id": "c1", "name": "Incident"},
                    "priority": {"id": "p1", "name": "P2"},
                    "processingStatus": {"id": "s1", "name": "Closed"},
                    "caller": {"dynamicName": "A"},
                    "onHoldDuration": 90,
                }
                for name, at in (
                    ("I 2610 001", "2026-10-01T06:00:00.000+0000"),
                    ("I 2610 002", "2026-10-13T12:15:00.000+0000"),
                )
            ]
        ),
        ("topdesk",),
        (("incidents", (("I 2610 001", "2026-10-01 08:00"), ("I 2610 002", "2026-10-13 14:15"))),),
    ),
    Made(
        "TOPdesk",
        "selection as CSV with semicolons",
        DUTCH,
        "meldingen.csv",
        text(
            "Meldingsnummer;Aanmaakdatum;Korte omschrijving;Soort melding;Prioriteit;Status;Datum gereed\n"
            "M 2610 001;01-10-2026 08:00;Inloggen;Storing;P1;Gesloten;01-10-2026 09:00\n"
            "M 2610 002;13-10-2026 14:15;Printer;Storing;P3;Open;\n"
        ),
        ("topdesk",),
        (("incidents", (("M 2610 001", "2026-10-01 08:00"), ("M 2610 002", "2026-10-13 14:15"))),),
    ),
    Made(
        "Zabbix 6",
        "problems as CSV",
        ENGLISH,
        "zbx_problems_export.csv",
        text(
            '"Severity","Time","Recovery time","Status","Host","Problem","Duration","Ack","Actions","Tags"\n'
            '"High","2026-10-01 08:00:00","2026-10-01 08:30:00","RESOLVED","web","Down","30m","No","",""\n'
            '"High","2026-10-13 14:15:00","","PROBLEM","db","Down","1h","No","",""\n'
        ),
        ("zabbix",),
        (("outages", (("web", "2026-10-01 08:00"), ("db", "2026-10-13 14:15"))),),
    ),
    Made(
        "Zabbix 7",
        "problems as CSV, hours to twelve, two hosts in a cell",
        ENGLISH,
        "zbx_problems_export (1).csv",
        text(
            '"Severity","Time","Recovery time","Status","Host","Problem","Duration","Update","Actions","Tags"\n'
            '"High","2026-10-05 02:15:00 PM","2026-10-05 02:45:00 PM","RESOLVED","web, db","Down","30m","No","",""\n'
            '"High","2026-10-13 08:15:00 AM","2026-10-13 08:45:00 AM","RESOLVED","web","Down","30m","No","",""\n'
        ),
        ("zabbix",),
        (
            (
                "outages",
                (("web", "2026-10-05 14:15"), ("db", "2026-10-05 14:15"), ("web", "2026-10-13 08:15")),
            ),
        ),
    ),
    Made(
        "Statuspage",
        "`incidents.json`, an incident on two components",
        ENGLISH,
        "incidents.json",
        answer(
            {
                "page": {"id": "p", "name": "Status"},
                "incidents": [
                    {
                        "id": "s1",
                        "name": "Down",
                        "status": "resolved",
                        "created_at": "2026-10-01T08:00:00.000+02:00",
                        "updated_at": "2026-10-01T09:00:00.000+02:00",
                        "resolved_at": "2026-10-01T09:00:00.000+02:00",
                        "impact": "major",
                        "incident_updates": [{"id": "u1", "status": "resolved", "body": "x"}],
                        "components": [{"id": "c1", "name": "web"}, {"id": "c2", "name": "db"}],
                    }
                ],
            }
        ),
        ("statuspage",),
        (("outages", (("web", "2026-10-01 08:00"), ("db", "2026-10-01 08:00"))),),
    ),
    Made(
        "Prometheus",
        "the answer of `query_range`, JSON, one job with two sites",
        ENGLISH,
        "query_range.json",
        answer(
            {
                "status": "success",
                "data": {
                    "resultType": "matrix",
                    "result": [
                        {
                            "metric": {
                                "__name__": "probe_success",
                                "job": "blackbox",
                                "instance": site,
                            },
                            "values": [[1790834400, up], [1790834460, "1"]],
                        }
                        for site, up in (("web", "1"), ("db", "0"))
                    ],
                },
            }
        ),
        ("prometheus",),
        (
            (
                "checks",
                (
                    ("web", "2026-10-01 08:00"),
                    ("web", "2026-10-01 08:01"),
                    ("db", "2026-10-01 08:00"),
                    ("db", "2026-10-01 08:01"),
                ),
            ),
        ),
    ),
    Made(
        "A monitor of websites",
        "checks as CSV by a script, with a `#TYPE` line",
        ENGLISH,
        "checks.csv",
        text(
            "#TYPE System.Management.Automation.PSCustomObject\n"
            '"time","site","status","response_ms"\n'
            '"2026-10-01T06:00:00Z","web","up","120"\n'
            '"2026-10-01T06:01:00Z","web","down","0"\n'
        ),
        ("uptime-checks",),
        (("checks", (("web", "2026-10-01 08:00"), ("web", "2026-10-01 08:01"))),),
    ),
    Made(
        "A plain timesheet",
        "workbook with a title and a line of the total",
        DANISH,
        "Timer oktober.xlsx",
        sheet(
            ("Timer i oktober 2026",),
            (),
            ("Dato", "Konsulent", "Aktivitet", "Timer"),
            ("2026-10-01", "K1", "Fejlretning", 2.5),
            ("2026-10-13", "K2", "Test", 4),
            ("I alt", "", "", 6.5),
        ),
        ("timesheet",),
        (("hours", (("K1", "2026-10-01"), ("K2", "2026-10-13"))),),
    ),
    Made(
        "A list made by hand",
        "workbook with a title and a line of the total",
        DANISH,
        "Sager oktober.xlsx",
        sheet(
            ("Sager i oktober 2026",),
            (),
            ("Sag", "Modtaget", "Lukket", "Haster", "Emne"),
            ("1", "2026-10-01 08:00", "2026-10-01 09:00", "Ja", "Login"),
            ("2", "2026-10-13 14:15", "", "Nej", "Print"),
            ("I alt", "2 sager", "", "", ""),
        ),
    ),
    Made(
        "A supplier's own report of incidents",
        "CSV with semicolons",
        GERMAN,
        "Incident report.csv",
        text(
            "Störungsnr.;Gemeldet am;Behoben am;Dringlichkeit;Beschreibung\n"
            "4711;01.10.2026 08:00;01.10.2026 09:00;hoch;Anmeldung\n"
            "4712;13.10.2026 14:15;;mittel;Drucker\n"
        ),
    ),
    Made(
        "A list of tickets from a system unknown",
        "CSV with semicolons, in Windows' own letters",
        SWEDISH,
        "Ärenden.csv",
        text(
            "Ärende;Inkom;Åtgärdat;Prio;Rubrik\n"
            "A1;2026-10-01 08:00;2026-10-01 09:00;1;Inloggning\n"
            "A2;2026-10-13 14:15;;3;Skrivare\n",
            "cp1252",
        ),
    ),
    Made(
        "A cloud's bill",
        "CSV; no evidence at all",
        ENGLISH,
        "usage.csv",
        text(
            "InvoiceId,UsageStartDate,UsageEndDate,ProductName,Quantity,Cost,Currency\n"
            "I1,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,Storage,10,1.25,EUR\n"
        ),
    ),
)
