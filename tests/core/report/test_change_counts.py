"""Which period a change belongs to, and how many were carried out well, badly and in haste."""

from dataclasses import astuple

from report_months import OCTOBER, at, full_month, table

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.meeting.facts import stability_facts
from afstemt.core.report.counts.changes import CarriedOut, ahead, carried_out, count_carried_out
from afstemt.core.report.key_figures import key_figures
from afstemt.core.report.month import Month
from afstemt.core.report.parts import facts
from afstemt.core.report.past import past_rows
from afstemt.core.report.summary import worked

CHANGES = (
    # id, planned, started, type, outcome
    ("A", "2026-10-08 20:00", None, "normal", "successful"),
    ("B", "2026-10-31 23:00", "2026-11-01 00:00", "normal", "successful"),
    ("C", "2026-09-30 23:59", "2026-10-01 00:00", "emergency", "failed"),
    ("D", "2026-10-12 20:00", "2026-10-12 21:00", "emergency", "rolled_back"),
    ("E", "2026-10-13 20:00", None, None, "cancelled"),
    ("F", "2026-10-14 20:00", "2026-10-14 20:00", None, None),
    ("G", "2026-11-01 00:00", None, "normal", None),
    ("H", "2026-11-02 00:00", None, "normal", "cancelled"),
    ("I", "2026-11-03 00:00", "2026-10-30 09:00", "standard", "successful"),
)


def october() -> Month:
    rows = [
        {
            "id": name,
            "planned_start_s": at(planned),
            "started_s": at(started) if started else None,
            "initiator": "supplier",
            "type": kind,
            "outcome": outcome,
        }
        for name, planned, started, kind, outcome in CHANGES
    ]
    return full_month(evidence=Evidence({"changes": table("changes", rows)}))


def test_a_change_belongs_to_the_period_that_it_began_in() -> None:
    assert carried_out(october()).collect()["id"].to_list() == ["A", "C", "D", "I"]
    assert count_carried_out(october()) == CarriedOut(4, 2, 2, 2)


def test_all_that_count_changes_say_the_same() -> None:
    month = october()
    figure = next(one for one in key_figures(month).items if one.label.startswith("Ændringer"))
    found = stability_facts((month,))
    assert figure.value == 2
    assert "2 fejlet" in figure.note
    assert (found.changes, found.failed, found.emergency) == (4, 2, 2)
    assert "2 af 4\u00a0ændringer blev gennemført uden fejl." in worked(month)
    assert {row.subject: row.value for row in past_rows(month)}["changes_done"] == 2


def test_no_changes_are_none_of_each() -> None:
    assert not any(astuple(count_carried_out(full_month(evidence=Evidence()))))


def test_what_is_ahead_is_neither_begun_nor_cancelled() -> None:
    assert facts(october(), "changes").filter(ahead(OCTOBER)).collect()["id"].to_list() == ["G"]
