"""The agenda: its points in order with their material, and the form for the minutes."""

from dataclasses import replace
from datetime import date

import pytest
from report_months import (
    OCTOBER,
    at,
    document_text,
    empty_month,
    full_month,
    full_tables,
    table,
    terms,
)

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.meeting.agenda import Agenda, agenda_document, build_agenda, minutes_document
from afstemt.core.meeting.facts import stability_facts
from afstemt.core.meeting.registry import POINTS
from afstemt.core.report.blocks import Table
from afstemt.core.report.build import build_report
from afstemt.core.report.month import Month
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import Period
from afstemt.core.units.wording import speaking
from afstemt.files.catalogues import catalogue

MEETING = date(2026, 11, 18)
ORDER = [point.id for point in POINTS]


def framework(**changes: object) -> Terms:
    own = terms()
    read = own.framework.model_dump() | changes
    return Terms.model_validate(own.model_dump() | {"framework": read})


def month_under(own: Terms, **changes: object) -> Month:
    return full_month(terms=own, contract=Contract((own,), ("0" * 64,)), **changes)


def with_tables(**tables: list[dict[str, object]]) -> Evidence:
    return Evidence(full_tables() | {name: table(name, rows) for name, rows in tables.items()})


def text_of(agenda: Agenda, point: str) -> str:
    document = agenda_document(agenda)
    only = replace(
        document, first_page=(), sections=tuple(one for one in document.sections if one.id == point)
    )
    return document_text(only).replace("\u00a0", " ")


def test_points_in_order_fill_the_meeting() -> None:
    agenda = build_agenda(full_month(), (), MEETING)
    assert [point.id for point in agenda.points] == ORDER
    assert sum(point.minutes for point in agenda.points) == agenda.minutes == 60
    assert all(point.blocks for point in agenda.points)


def test_month_without_data_says_so_in_every_point() -> None:
    agenda = build_agenda(empty_month(), (), MEETING)
    assert [point.id for point in agenda.points] == ORDER
    assert "ikke leveret" in text_of(agenda, "security")
    assert "ikke leveret" in text_of(agenda, "incidents")
    assert "ikke leveret en liste over aktioner" in text_of(agenda, "welcome")
    assert agenda.stability.score is None or 0 <= agenda.stability.score <= 100


def test_actions_overdue_first_and_closed_apart() -> None:
    rows: list[dict[str, object]] = [
        {"id": "A-1", "title": "Senere", "opened_s": at("2026-10-01 10:00"), "due": date(2026, 12, 1)},
        {"id": "A-2", "title": "Forsinket", "opened_s": at("2026-10-01 10:00"), "due": date(2026, 11, 17)},
        {"id": "A-3", "title": "I dag", "opened_s": at("2026-10-01 10:00"), "due": MEETING},
        {"id": "A-4", "title": "Gjort", "opened_s": at("2026-10-01 10:00"), "status": "Udført"},
        {"id": "A-5", "title": "Uden frist", "opened_s": at("2026-10-01 10:00")},
    ]
    agenda = build_agenda(full_month(evidence=with_tables(actions=rows)), (), MEETING)
    tables = [block for block in agenda.points[0].blocks if isinstance(block, Table)]
    assert [row[0] for row in tables[0].rows] == ["A-2", "A-3", "A-1", "A-5"]
    assert [row[0] for row in tables[1].rows] == ["A-4"]
    assert "Åbne aktioner: 4, heraf 1 over fristen." in text_of(agenda, "welcome")


CHANGE: dict[str, object] = {
    "id": "C-9",
    "title": "Ny version",
    "initiator": "supplier",
    "planned_start_s": at("2026-11-20 18:00"),
    "planned_end_s": at("2026-11-20 20:00"),
    "risk": "lav",
}


@pytest.mark.parametrize(
    ("begins", "ends", "kind", "affects", "met"),
    [
        ("2026-11-20 00:00", "2026-11-21 00:00", "freeze", "", True),
        ("2026-11-20 20:00", "2026-11-21 00:00", "freeze", "", False),  # begins as the change ends
        ("2026-11-19 00:00", "2026-11-20 18:00", "peak", "", False),  # ends as the change begins
        ("2026-11-19 00:00", "2026-11-20 18:01", "peak", "", True),
        ("2026-11-20 00:00", "2026-11-21 00:00", "launch", "", False),
        ("2026-11-20 00:00", "2026-11-21 00:00", None, "", True),  # what does not say its kind
        ("2026-11-20 00:00", "2026-11-21 00:00", "freeze", "andet-system", False),
        ("2026-11-20 00:00", "2026-11-21 00:00", "freeze", "portal", True),
        ("2026-11-20 00:00", "2026-11-21 00:00", "peak", "SAGSPORTALEN; andet", True),
    ],
)
def test_changes_against_peaks_and_freezes_are_alike_in_the_agenda_and_the_report(
    begins: str, ends: str, kind: str | None, affects: str, met: bool
) -> None:
    activity: dict[str, object] = {
        "title": "Månedslukning",
        "from_s": at(begins),
        "to_s": at(ends),
        "kind": kind,
        "affects": affects or None,
    }
    evidence = with_tables(changes=[CHANGE | {"system": "portal"}], business_activities=[activity])
    own = framework(change_advisory_board=True)
    month = month_under(own, evidence=evidence)
    text = text_of(build_agenda(month, (), MEETING), "requests_and_changes")
    assert ("»Månedslukning«" in text) is met
    told = document_text(replace(build_report(month), first_page=()))
    assert ("Månedslukning" in told) is met
    assert ("Til rådgivning" in text) is met


def test_high_risk_goes_to_the_board_where_there_is_one() -> None:
    evidence = with_tables(changes=[CHANGE | {"risk": "Høj"}], business_activities=[])
    with_board = month_under(framework(change_advisory_board=True), evidence=evidence)
    assert "C-9: Ny version" in text_of(build_agenda(with_board, (), MEETING), "requests_and_changes")
    without = month_under(framework(), evidence=evidence)
    assert "CAB" not in text_of(build_agenda(without, (), MEETING), "requests_and_changes")


def test_several_periods_are_covered_oldest_first() -> None:
    september = empty_month(OCTOBER.before())
    agenda = build_agenda(full_month(), (september,), MEETING)
    assert [one.period.code for one in agenda.months] == ["2026-09", "2026-10"]
    assert "september 2026 til oktober 2026" in document_text(agenda_document(agenda))


def test_terms_change_titles_and_name_what_is_no_point() -> None:
    own = framework(agenda={"security": {"title": "Sikkerhed og beredskab"}, "kaffe": {}})
    agenda = build_agenda(month_under(own), (), MEETING)
    assert agenda.points[5].title == "Sikkerhed og beredskab"
    assert len(agenda.notices) == 1
    assert "kaffe" in agenda.notices[0]


def test_naming_all_nine_sets_the_order() -> None:
    own = framework(agenda={name: {} for name in reversed(ORDER)})
    agenda = build_agenda(month_under(own), (), MEETING)
    assert [point.id for point in agenda.points] == ORDER[::-1]


def test_meeting_too_short_for_its_points_is_said() -> None:
    agenda = build_agenda(month_under(framework(meeting_minutes=5)), (), MEETING)
    assert [point.minutes for point in agenda.points] == [1] * len(ORDER)
    assert "5 min." in agenda.notices[0]


PEOPLE = [
    {"party": "authority", "role": "Kontraktansvarlig", "counterpart": "Kundeansvarlig", "chair": True},
    {"party": "supplier", "role": "Kundeansvarlig", "counterpart": "Kontraktansvarlig"},
    {"party": "authority", "role": "Systemejer", "counterpart": "Servicechef"},
    {"party": "supplier", "role": "Referent"},
]


def test_missing_counterparts_are_named() -> None:
    agenda = build_agenda(month_under(framework(participants=PEOPLE)), (), MEETING)
    text = document_text(agenda_document(agenda))
    assert "Modparten til Systemejer (SE), Servicechef, er ikke blandt den anden parts deltagere." in text
    assert "Referent (Driftshuset Eksempel A/S) har ingen modpart." in text
    assert "Kundeansvarlig (Driftshuset" not in text


def test_minutes_have_room_for_decisions_and_actions_and_approval() -> None:
    document = minutes_document(build_agenda(month_under(framework(participants=PEOPLE)), (), MEETING))
    assert document.kind == "minutes"
    assert [section.id for section in document.sections] == [*ORDER, "approval"]
    assert any(isinstance(block, Table) and "☐" in block.rows[0] for block in document.first_page)
    for section in document.sections[:-1]:
        tables = [block for block in section.blocks if isinstance(block, Table)]
        assert [column.title for column in tables[1].columns] == ["Hvad", "Hvordan", "Hvem", "Hvornår"]
        assert all(cell == "" for one in tables for row in one.rows for cell in row)
    approval = document.sections[-1].blocks[0]
    assert isinstance(approval, Table)
    assert [row[0] for row in approval.rows] == ["Styrelsen for Eksempler", "Driftshuset Eksempel A/S"]


def test_the_figures_of_the_report_stand_in_the_agenda() -> None:
    month = full_month()
    text = text_of(build_agenda(month, (), MEETING), "service_levels")
    for outcome in month.outcomes:
        assert outcome.level in text


def test_english_by_a_switch() -> None:
    with speaking("en", catalogue("en")):
        document = agenda_document(build_agenda(full_month(), (), MEETING))
    assert document.language == "en"
    assert document.title.startswith("Agenda of the status meeting 18")
    assert document.sections[2].title == "Fulfilment of service levels and penalty/bonus"


def test_same_input_gives_the_same_document() -> None:
    assert agenda_document(build_agenda(full_month(), (), MEETING)) == agenda_document(
        build_agenda(full_month(), (), MEETING)
    )


def test_availability_that_is_not_judged_gives_no_points() -> None:
    month = full_month()
    unknown = tuple(replace(one, state="not_measured") for one in month.outcomes)
    parts = {
        part.id: part for part in build_agenda(replace(month, outcomes=unknown), (), MEETING).stability.parts
    }
    assert parts["availability"].points is None
    assert "indgår ikke" in parts["availability"].why


def test_repeated_misses_are_left_out_when_no_earlier_period_is_known() -> None:
    month = replace(full_month(), history=History())
    parts = {part.id: part for part in build_agenda(month, (), MEETING).stability.parts}
    assert parts["repeated"].points is None


def test_score_of_fewer_parts_says_how_it_is_scaled() -> None:
    agenda = build_agenda(replace(full_month(), history=History()), (), MEETING)
    judged = [part for part in agenda.stability.parts if part.points is not None]
    points, highest = sum(part.points or 0 for part in judged), sum(part.maximum for part in judged)
    said = f"Stabilitet: {points} af {highest} point svarer til {agenda.stability.score} af 100."
    assert said in text_of(agenda, "summary")


def test_business_activity_of_whole_days_ends_on_its_last_day() -> None:
    rows: list[dict[str, object]] = [
        {
            "title": "Ansøgningsfrist",
            "kind": "peak",
            "from_s": at("2026-11-16 00:00"),
            "to_s": at("2026-11-21 00:00"),
        }
    ]
    text = text_of(
        build_agenda(full_month(evidence=with_tables(business_activities=rows)), (), MEETING), "business"
    )
    assert "16. november 2026 – 20. november 2026" in text
    assert "21. november" not in text


def test_changes_that_failed_are_not_called_carried_out() -> None:
    text = text_of(build_agenda(full_month(), (), MEETING), "requests_and_changes")
    assert "changes, heraf" in text
    assert "gennemført, heraf" not in text


def test_point_on_cooperation_says_what_was_not_delivered() -> None:
    text = text_of(build_agenda(empty_month(), (), MEETING), "improvements")
    for what in ("ros og klager", "forbedringer", "emner mellem parterne"):
        assert f"ikke leveret oplysninger om {what}" in text


def test_cut_table_names_the_report_s_appendix_by_its_title() -> None:
    own = terms(report={"max_rows": 1})
    rows: list[dict[str, object]] = [
        {"id": f"SYN-{number}", "priority": "1", "opened_s": at("2026-10-05 10:00")} for number in range(14)
    ]
    month = month_under(own, evidence=with_tables(incidents=rows))
    document = agenda_document(build_agenda(month, (), MEETING))
    cut = [
        block
        for one in document.sections
        for block in one.blocks
        if isinstance(block, Table) and block.appendix
    ]
    assert "Incidents" in {block.appendix for block in cut}


def test_miss_in_a_contract_s_short_last_month_is_a_repeat_of_the_month_before() -> None:
    last = Period(OCTOBER.first, date(2026, 10, 16))
    own = tuple(replace(one, period=last, part=last) for one in full_month().outcomes)
    before = History((PastRow("2026-09", "KPI 2", None, None, None, "missed"),))
    month = replace(full_month(), period=last, outcomes=own, history=before)
    assert stability_facts((month,)).repeated == 1
