"""Small months made by hand, and a document as plain text."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import polars as pl

from afstemt.core.evidence.evidence import Evidence, SourceFile
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.remuneration.entitlement import EntitlementLine, Remuneration
from afstemt.core.report.blocks import Block, Bullets, Chart, Document, KeyFigures, Section, Table, Text
from afstemt.core.report.month import Month
from afstemt.core.settlement.settlement import PastAmount, Settlement, SettlementLine
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.formats import show
from afstemt.core.units.money import Money, zero
from afstemt.core.units.period import Period, month

OCTOBER = month(date(2026, 10, 1))
HASH = "0" * 64


def at(text: str) -> int:
    """Return the UTC second of a local time in Copenhagen, ``2026-10-05 09:30``."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Copenhagen")).timestamp())


def table(name: str, rows: Iterable[Mapping[str, object]]) -> pl.LazyFrame:
    """Return a fact table from rows with only the columns that matter."""
    schema = BY_NAME[name].schema
    filled = [
        {column: row.get(column) for column in schema} | {"file_no": 0, "row_no": number}
        for number, row in enumerate(rows, 2)
    ]
    return pl.LazyFrame(filled, schema=schema)


TERMS = {
    "id": "syn-1",
    "title": "Drift af Sagsportalen (syntetisk)",
    "in_force_from": date(2025, 1, 1),
    "synthetic": True,
    "parties": [
        {"role": "authority", "name": "Styrelsen for Eksempler", "short_name": "SE"},
        {"role": "supplier", "name": "Driftshuset Eksempel A/S"},
    ],
    "systems": [
        {
            "id": "portal",
            "name": "Sagsportalen",
            "services": [{"id": "web", "name": "Sagsportalen, web", "users": 400}],
        },
        {"id": "arkiv", "name": "Arkivet", "services": [{"id": "soeg", "name": "Arkivsøgning"}]},
    ],
    "priorities": [
        {"id": "1", "title": "Kritisk", "significant": True},
        {"id": "2", "title": "Alvorlig"},
        {"id": "3", "title": "Mindre"},
    ],
    "calendars": {
        "desk": {
            "monday": ["08:00-16:00"],
            "tuesday": ["08:00-16:00"],
            "wednesday": ["08:00-16:00"],
            "thursday": ["08:00-16:00"],
            "friday": ["08:00-15:30"],
        }
    },
    "service_windows": [
        {
            "weekly": {"thursday": ["22:00-24:00"]},
            "notice_working_days": 3,
            "allowance_minutes": 240,
            "clause": "Bilag 5, pkt. 3",
        }
    ],
    "service_levels": [
        {
            "id": "KPI 1",
            "title": "Tilgængelighed",
            "clause": "Bilag 6, pkt. 2",
            "kind": "availability",
            "services": ["web"],
            "calendar": "desk",
            "decimals": 2,
            "judge": "rounded",
            "missing_data": "left_out",
            "populations": [{"target": Decimal("99.90")}],
        },
        {
            "id": "KPI 2",
            "title": "Løsningstid",
            "clause": "Bilag 6, pkt. 3",
            "kind": "resolution_time",
            "calendar": "desk",
            "clock": "business_hours",
            "assign_by": "resolved",
            "reasons": {"assign_by": "Aftalt på opstartsmødet"},
            "open_past_limit": "missed_now",
            "priority": "last",
            "decimals": 1,
            "judge": "exact",
            "populations": [
                {
                    "id": "1-2",
                    "title": "Prioritet 1-2",
                    "priorities": ["1", "2"],
                    "limit": {"hours": 8},
                    "target": 90,
                },
                {
                    "id": "3",
                    "title": "Prioritet 3",
                    "priorities": ["3"],
                    "limit": {"working_days": 5},
                    "target": 90,
                },
            ],
        },
        {
            "id": "KPI 3",
            "title": "Brugertilfredshed",
            "clause": "Bilag 6, pkt. 4",
            "kind": "stated_value",
            "decimals": 1,
            "populations": [{"target": 4}],
        },
    ],
    "settlement": {
        "percent_per_point": 1,
        "base": "entitled",
        "cap_percent_period": 50,
        "claim": "on_claim",
        "claim_within_working_days": 30,
        "lapses": True,
        "vat_on_penalty": "reduces_base",
        "clause": "Bilag 6, pkt. 5",
    },
    "prices": {"hourly": [{"code": "K1", "title": "Konsulent", "rate": 1100}]},
    "framework": {
        "calendar": "desk",
        "meeting_frequency": "monthly",
        "deadlines": [
            {"what": "report", "working_days": 10, "clause": "Bilag 7, pkt. 1"},
            {"what": "invoice", "working_days": 12, "source": "wish"},
        ],
    },
    "contract_calendar": [
        {"title": "Frist for option på forlængelse", "day": date(2026, 12, 1), "kind": "option"}
    ],
}


def terms(**changes: object) -> Terms:
    """Return the terms with some of them changed."""
    return Terms.model_validate(TERMS | changes)


def outcomes() -> tuple[Outcome, ...]:
    """Return three levels: one met, one missed in one population, one stated."""
    availability = Outcome(
        "KPI 1",
        OCTOBER,
        OCTOBER,
        "met",
        (
            Result(
                "",
                "met",
                Figure(626_400 - 472, 626_400, "percent"),
                Fraction("99.9"),
                judged=Fraction("99.92"),
                coverage=Figure(620_000, 626_400, "percent"),
                stated=Figure(9_990, 10_000, "percent"),
            ),
        ),
        rows=pl.DataFrame(
            {
                "table": ["outages"],
                "id": ["A1"],
                "population": [""],
                "file_no": [1],
                "row_no": [2],
                "state": ["down"],
                "held_out": [None],
                "start_s": [at("2026-10-06 10:00")],
                "end_s": [at("2026-10-06 10:07:52")],
            },
            schema_overrides={"held_out": pl.String},
        ),
        steps=(
            Step("Aftalt driftstid", "174 timer", "626.400 sek."),
            Step("Tilgængelighed", "(626.400 - 472) / 626.400", "99,92 pct.", "Bilag 6, pkt. 2"),
        ),
        extra=(("Rå tilgængelighed", Figure(626_400 - 900, 626_400, "percent")),),
    )
    states = ["in_time"] * 18 + ["late"] * 3 + ["open_late"] + ["in_time"] * 2 + ["late"]
    populations = ["1-2"] * 22 + ["3"] * 3
    resolution = Outcome(
        "KPI 2",
        OCTOBER,
        OCTOBER,
        "missed",
        (
            Result(
                "1-2",
                "missed",
                Figure(18, 22, "percent"),
                Fraction(90),
                shortfall=Fraction(90) - Fraction(1800, 22),
                cases=22,
            ),
            Result(
                "3",
                "not_judged",
                Figure(2, 2, "percent"),
                Fraction(90),
                cases=2,
                reason="Færre end 5 tilfælde (2): bedømmes ikke.",
            ),
        ),
        rows=pl.DataFrame(
            {
                "table": ["incidents"] * 25,
                "id": [f"SYN-{number:03}" for number in range(1, 26)],
                "population": populations,
                "file_no": [0] * 25,
                "row_no": list(range(2, 27)),
                "state": states,
                "held_out": [None] * 24 + ["Ventede på myndighedens svar"],
                "start_s": [at("2026-10-05 09:00") + number * 3600 for number in range(25)],
                "elapsed_s": [3600 * (number + 1) for number in range(25)],
                "limit_s": [28800] * 25,
            }
        ),
        steps=(Step("Til tiden", "18 / 22", "81,8 pct."),),
        excluded=1,
    )
    stated = Outcome(
        "KPI 3",
        OCTOBER,
        OCTOBER,
        "not_measured",
        (Result("", "not_measured", None, Fraction(4), reason="Der er ikke oplyst et tal for perioden."),),
    )
    return availability, resolution, stated


def incidents() -> list[dict[str, object]]:
    """Return 25 incidents in October, the 22nd still open, and one left from September."""
    rows: list[dict[str, object]] = [
        {
            "id": f"SYN-{number:03}",
            "priority": "1" if number in (3, 19) else "2" if number <= 22 else "3",
            "opened_s": at("2026-10-05 09:00") + number * 3600,
            "resolved_s": None if number == 22 else at("2026-10-05 09:00") + number * 9000,
            "title": "Login fejler" if number % 2 else "Langsomme svartider",
            "cause": "Udløbet certifikat" if number in (19, 20) else None,
            "remedy": "Certifikatet er fornyet" if number in (19, 20) else None,
            "significant": number == 3,
            "affected_users": 120 if number == 3 else 1,
            "escalated_s": at("2026-10-06 12:00") if number == 19 else None,
            "caused_by_change": "C-2" if number == 19 else None,
            "responsible": "supplier",
            "service": "web",
            "system": "portal",
        }
        for number in range(1, 26)
    ]
    rows.append(
        {
            "id": "SYN-OLD",
            "priority": "3",
            "opened_s": at("2026-09-20 10:00"),
            "service": "soeg",
            "system": "arkiv",
        }
    )
    return rows


def usage() -> list[dict[str, object]]:
    """Return transactions each hour of two days in two groups, and users once a day."""
    return [
        {
            "at_s": at(f"2026-10-0{day} {hour:02}:00"),
            "metric": "transactions",
            "value": str(100 * hour + day),
            "group": group,
        }
        for day in (5, 6)
        for hour in range(8, 12)
        for group in ("borgere", "medarbejdere")
    ] + [{"at_s": at(f"2026-10-0{day} 12:00"), "metric": "users", "value": str(300 + day)} for day in (5, 6)]


def full_tables() -> dict[str, pl.LazyFrame]:
    """Return every fact table that the report reads."""
    return {
        "incidents": table("incidents", incidents()),
        "pauses": table(
            "pauses",
            [
                {
                    "ticket_id": "SYN-001",
                    "from_s": at("2026-10-05 11:00"),
                    "to_s": at("2026-10-05 12:00"),
                    "reason": "Afventer",
                }
            ],
        ),
        "priority_changes": table(
            "priority_changes",
            [{"ticket_id": "SYN-002", "at_s": at("2026-10-05 12:00"), "priority": "2", "by": "authority"}],
        ),
        "quantities": table(
            "quantities", [{"item": "lager", "quantity": "120", "reason": "Flere dokumenter"}]
        ),
        "stated_values": table(
            "stated_values", [{"level": "KPI 1", "value": "99.90", "basis": "Egen måling"}]
        ),
        "problems": table(
            "problems",
            [
                {
                    "id": "P-1",
                    "opened_s": at("2026-10-12 09:00"),
                    "title": "Gentagne loginfejl",
                    "known_error": True,
                }
            ],
        ),
        "service_requests": table(
            "service_requests",
            [
                {
                    "id": "R-1",
                    "opened_s": at("2026-10-02 09:00"),
                    "resolved_s": at("2026-10-02 11:00"),
                    "initiator": "authority",
                    "type": "Ny bruger",
                },
                {"id": "R-2", "opened_s": at("2026-10-03 09:00"), "initiator": "supplier", "type": "Udtræk"},
            ],
        ),
        "changes": table(
            "changes",
            [
                {
                    "id": "C-1",
                    "planned_start_s": at("2026-10-08 20:00"),
                    "initiator": "authority",
                    "type": "normal",
                    "outcome": "successful",
                    "title": "Ny formular",
                },
                {
                    "id": "C-2",
                    "planned_start_s": at("2026-10-05 20:00"),
                    "started_s": at("2026-10-05 20:10"),
                    "initiator": "supplier",
                    "type": "standard",
                    "outcome": "successful",
                    "title": "Skift af certifikat",
                },
                {
                    "id": "C-3",
                    "planned_start_s": at("2026-10-20 20:00"),
                    "initiator": "supplier",
                    "type": "standard",
                    "outcome": "rolled_back",
                    "title": "Lille rettelse",
                },
                {
                    "id": "C-4",
                    "planned_start_s": at("2026-11-11 20:00"),
                    "planned_end_s": at("2026-11-11 23:00"),
                    "initiator": "supplier",
                    "type": "normal",
                    "risk": "høj",
                    "affects": "Sagsportalen",
                    "title": "Opgradering af database",
                },
            ],
        ),
        "business_activities": table(
            "business_activities",
            [
                {
                    "title": "Årsafslutning",
                    "from_s": at("2026-11-10 00:00"),
                    "to_s": at("2026-11-14 00:00"),
                    "kind": "freeze",
                }
            ],
        ),
        "outages": table(
            "outages",
            [
                {
                    "service": "web",
                    "from_s": at("2026-10-06 10:00"),
                    "to_s": at("2026-10-06 10:07:52"),
                    "cause": "Udløbet certifikat",
                    "responsible": "supplier",
                    "id": "A1",
                }
            ],
        ),
        "maintenance": table(
            "maintenance",
            [
                {
                    "service": "web",
                    "from_s": at("2026-10-15 22:00"),
                    "to_s": at("2026-10-16 00:00"),
                    "announced_s": at("2026-10-10 09:00"),
                    "agreed": True,
                }
            ],
        ),
        "usage": table("usage", usage()),
        "security_updates": table(
            "security_updates",
            [
                {
                    "id": "S-1",
                    "severity": "critical",
                    "released_s": at("2026-10-01 08:00"),
                    "planned_s": at("2026-10-03 22:00"),
                    "installed_s": at("2026-10-03 23:00"),
                    "window": "Lørdag kl. 22–24",
                    "title": "Operativsystem",
                },
                {
                    "id": "S-2",
                    "severity": "low",
                    "released_s": at("2026-10-10 08:00"),
                    "postponed_reason": "Afventer leverandørens test",
                    "title": "Bibliotek",
                },
            ],
        ),
        "deliverables": table(
            "deliverables",
            [
                {
                    "id": "L-1",
                    "kind": "root_cause_analysis",
                    "requested_s": at("2026-10-07 09:00"),
                    "due_s": at("2026-10-21 16:00"),
                    "delivered_s": at("2026-10-20 12:00"),
                    "title": "Årsag til loginfejl",
                }
            ],
        ),
        "hours": table(
            "hours",
            [
                {
                    "date": date(2026, 10, 5),
                    "consultant": "K-7",
                    "activity": "Rådgivning",
                    "hours": "7.50",
                    "rate_code": "K1",
                    "order": "B-12",
                    "approved": True,
                },
                {
                    "date": date(2026, 10, 6),
                    "consultant": "K-8",
                    "activity": "Rådgivning",
                    "hours": "2.25",
                    "rate_code": "K1",
                    "order": "B-12",
                    "approved": False,
                },
            ],
        ),
        "feedback": table(
            "feedback",
            [
                {
                    "at_s": at("2026-10-09 10:00"),
                    "from_whom": "Brugergruppen",
                    "text": "Hurtig hjælp ved loginfejl",
                    "kind": "praise",
                },
                {
                    "at_s": at("2026-10-19 10:00"),
                    "from_whom": "Sekretariatet",
                    "text": "Søgningen er langsom",
                    "kind": "complaint",
                },
            ],
        ),
        "improvements": table(
            "improvements",
            [
                {
                    "id": "F-1",
                    "title": "Overvågning af certifikater",
                    "opened_s": at("2026-09-10 10:00"),
                    "owner": "supplier",
                    "status": "i gang",
                }
            ],
        ),
        "actions": table(
            "actions",
            [
                {
                    "id": "H-1",
                    "title": "Bekræft testdata til databasen",
                    "opened_s": at("2026-09-10 10:00"),
                    "owner": "Myndigheden",
                    "due": date(2026, 11, 6),
                }
            ],
        ),
        "statements": table(
            "statements",
            [
                {
                    "section": "Ledelsesreferat",
                    "text": "Oktober var præget af et udløbet certifikat.",
                    "author": "Servicechefen",
                },
                {"section": "incidents", "text": "Vi har nu varsling 30 dage før udløb."},
                {"section": "bemanding", "text": "Vi har fået en ny teknisk ansvarlig."},
            ],
        ),
    }


FILES = (
    SourceFile("incidents.csv", HASH, 1234, "incidents", "afstemt", 28, 26, 2, (("incidents", 26),)),
    SourceFile("outages.csv", HASH, 99, "outages", "afstemt", 1, 1, 0, (("outages", 1),)),
)
FAULTS = tuple(
    Fault(
        "bad-date",
        f"Datoen i række {row} findes ikke; ret den, og læs filen igen.",
        "incidents.csv",
        f"række {row}",
        row,
        "opened_at",
        "set_aside",
    )
    for row in (28, 29)
)


def history() -> History:
    """Return three earlier months of figures, states, fees and penalties."""
    rows = []
    for code, value, state, amount in (
        ("2026-07", "99.95", "met", "0.00"),
        ("2026-08", "99.97", "met", "0.00"),
        ("2026-09", "99.71", "missed", "4200.00"),
    ):
        rows.append(PastRow(code, "KPI 1", Decimal(value), Decimal(0), None, state))
        rows.append(PastRow(code, "fee", None, None, Decimal("420000.00"), ""))
        rows.append(PastRow(code, "penalty", None, Decimal(1), Decimal(amount), "claimed"))
    return History(tuple(rows))


def remuneration() -> Remuneration:
    """Return a fixed fee, a variable line and hours."""

    def kr(text: str) -> Money:
        return Money(Decimal(text))

    return Remuneration(
        OCTOBER,
        (
            EntitlementLine(
                "fixed",
                "drift",
                "Fast drift",
                Decimal(1),
                "måned",
                kr("412000.00"),
                kr("412000.00"),
                clause="Bilag 8",
            ),
            EntitlementLine(
                "variable",
                "lager",
                "Lagerplads",
                Decimal(120),
                "GB",
                kr("2.50"),
                kr("300.00"),
                reason="Flere dokumenter",
            ),
            EntitlementLine(
                "hours",
                "K1",
                "Konsulent",
                Decimal("7.50"),
                "timer",
                kr("1100.00"),
                kr("8250.00"),
                reason="Bestilling B-12",
            ),
        ),
        "DKK",
        (Fault("unapproved", "2,25 timer er ikke godkendt og indgår ikke.", severity="note"),),
    )


def settlement(provisional: bool = True) -> Settlement:
    """Return a penalty of 9 points on the entitled remuneration."""
    base = Money(Decimal("420550.00"))
    penalty = Money(Decimal("37849.50"))
    return Settlement(
        OCTOBER,
        (
            SettlementLine(
                "penalty",
                "KPI 2",
                "1-2",
                "per_unit",
                Decimal(9),
                penalty,
                OCTOBER,
                "Bilag 6, pkt. 3",
                steps=(
                    Step("Under målet", "90 - 81,8", "8,2 procentpoint"),
                    Step("Point", "9 · 1,0", "9 point"),
                ),
            ),
        ),
        Decimal(9),
        base,
        penalty,
        penalty,
        zero("DKK"),
        zero("DKK"),
        "calculated",
        steps=(Step("Beløb", "9 pct. af 420.550,00 kr.", "37.849,50 kr.", "Bilag 6, pkt. 5"),),
        earlier=tuple(
            PastAmount(
                row.period,
                row.points or Decimal(0),
                Money(row.amount or Decimal(0)),
                Money(Decimal("420000.00")),
                row.state,
            )
            for row in history().of("penalty")
        ),
        provisional=provisional,
    )


def no_settlement() -> Settlement:
    """Return a period without penalty or bonus."""
    nothing = zero("DKK")
    return Settlement(OCTOBER, (), Decimal(0), nothing, nothing, nothing, nothing, nothing, "calculated")


def full_month(**changes: object) -> Month:
    """Return October with everything in it; ``changes`` are fields of Month."""
    own = terms()
    made = {
        "contract": Contract((own,), (HASH,)),
        "terms": own,
        "period": OCTOBER,
        "evidence": Evidence(full_tables(), FILES, FAULTS),
        "history": history(),
        "outcomes": outcomes(),
        "remuneration": remuneration(),
        "settlement": settlement(),
        "as_of": date(2026, 11, 9),
    }
    return Month(**(made | changes))  # type: ignore[arg-type]


def empty_month(period: Period = OCTOBER, **changes: object) -> Month:
    """Return a month in which nobody delivered anything."""
    return full_month(
        **{
            "evidence": Evidence(),
            "history": History(),
            "outcomes": (),
            "remuneration": Remuneration(period, (), "DKK"),
            "settlement": no_settlement(),
            "period": period,
        }
        | changes
    )


def block_text(block: Block) -> list[str]:
    """Return a block as lines."""
    match block:
        case Text():
            mark = "" if block.role == "normal" else f"[{block.role}] "
            return [mark + block.text + (f" ({block.author})" if block.author else "")]
        case Bullets():
            return [f"{'#' if block.ordered else '*'} {item}" for item in block.items]
        case KeyFigures():
            return [
                f"= {item.label}: {show(item.value)} [{item.status}] {item.note} {points(item.series)}".rstrip()
                for item in block.items
            ]
        case Table():
            lines = [f"Tabel: {block.caption}", " | ".join(column.title for column in block.columns)]
            lines += [" | ".join(show(cell) for cell in row) for row in block.rows]
            if block.total:
                lines.append("= " + " | ".join(show(cell) for cell in block.total))
            if block.of:
                lines.append(f"({len(block.rows)} af {block.of}, {block.appendix})")
            return lines
        case Chart():
            lines = [f"Figur ({block.kind}): {block.title} [{block.unit}]", f"  {block.description}"]
            lines.append("  " + " ".join(block.labels))
            lines += [f"  {series.name}: {points(series.values)}" for series in block.series]
            if block.target is not None:
                lines.append(f"  {block.target_label} = {block.target:g}")
            return lines


def points(values: tuple[float | None, ...]) -> str:
    """Return a chart's numbers on a line."""
    return " ".join("-" if value is None else f"{value:g}" for value in values)


def section_text(section: Section, depth: int = 1) -> list[str]:
    """Return a section as lines."""
    lines = ["", "#" * depth + f" {section.title} {{{section.id}}}"]
    for block in section.blocks:
        lines += block_text(block)
    for inner in section.sections:
        lines += section_text(inner, depth + 1)
    return lines


def document_text(document: Document) -> str:
    """Return the whole document as plain text."""
    lines = [document.title, document.subtitle, *(f"{label}: {value}" for label, value in document.facts), ""]
    for block in document.first_page:
        lines += block_text(block)
    for section in document.sections:
        lines += section_text(section)
    lines += ["", "Bilag"]
    lines += [
        f"{appendix.id}: {appendix.title} ({appendix.frame.height}) {', '.join(c.title for c in appendix.columns)}"
        for appendix in document.appendices
    ]
    return "\n".join(lines).replace("\u00a0", " ") + "\n"
