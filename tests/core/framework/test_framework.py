"""Deadlines, meetings and the contract's calendar, as a contract says them."""

from collections.abc import Mapping
from datetime import date

import pytest

from afstemt.core.framework.contract_calendar import contract_calendar
from afstemt.core.framework.deadlines import Due, deadlines
from afstemt.core.framework.meetings import Frequency, meeting_after, next_meeting
from afstemt.core.terms.model.follow_up import Framework
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.period import parse_period

CONTRACT = """
id = "K"
title = "Kontrakt"
in_force_from = 2026-01-01
[[parties]]
role = "authority"
name = "Myndigheden (eksempel)"
[[parties]]
role = "supplier"
name = "Leverandøren (eksempel)"
[calendars.kontor]
monday = ["08:00-16:00"]
tuesday = ["08:00-16:00"]
wednesday = ["08:00-16:00"]
thursday = ["08:00-16:00"]
friday = ["08:00-15:30"]
closed_days = ["06-05", "12-24", "12-31"]
[framework]
clause = "Bilag 8"
calendar = "kontor"
meeting_frequency = "monthly"
[[framework.deadlines]]
what = "minutes"
working_days = 5
event = "meeting"
[[framework.deadlines]]
what = "report"
working_days = 10
clause = "Bilag 8, pkt. 2.1"
[[framework.deadlines]]
what = "agenda"
working_days = 3
event = "meeting"
before = true
source = "wish"
owner = "authority"
[[contract_calendar]]
title = "Option"
kind = "option"
day = 2026-12-31
notice_days = 92
[[contract_calendar]]
title = "Revisorerklæring"
kind = "auditors_declaration"
day = 2026-03-01
[[contract_calendar]]
title = "Beredskabsprøve"
kind = "contingency_test"
day = 2026-05-01
done = true
"""
TERMS = parse_terms(CONTRACT, "k.toml", Vocabulary({}, {}))


def due(what: str, events: Mapping[str, date] | None = None, terms: Terms = TERMS) -> Due:
    found = deadlines(terms, parse_period("2026-10"), events)
    return next(item for item in found if item.what == what)


def test_the_report_is_due_10_working_days_after_month_end() -> None:
    report = due("report")
    assert (report.day, report.binding, report.owner, report.clause) == (
        date(2026, 11, 13), True, "supplier", "Bilag 8, pkt. 2.1"
    )  # fmt: skip


def test_deadlines_of_a_meeting_have_a_day_once_the_meeting_has() -> None:
    assert due("minutes").day is None
    assert due("minutes", {"meeting": date(2026, 11, 18)}).day == date(2026, 11, 25)
    assert due("agenda", {"meeting": date(2026, 11, 18)}).day == date(2026, 11, 13)


def test_deadlines_come_in_order_of_their_day_and_undated_last() -> None:
    assert deadlines(TERMS, parse_period("2026-10"))[0].what == "report"
    days = [item.day for item in deadlines(TERMS, parse_period("2026-10"), {"meeting": date(2026, 11, 18)})]
    assert days == sorted(day for day in days if day)


def test_only_a_binding_deadline_makes_anything_late() -> None:
    report, agenda = due("report"), due("agenda", {"meeting": date(2026, 11, 18)})
    assert not report.is_late(date(2026, 11, 13), date(2026, 12, 1))
    assert report.is_late(date(2026, 11, 16), date(2026, 12, 1))
    assert not report.is_late(None, date(2026, 11, 13))
    assert report.is_late(None, date(2026, 11, 14))
    assert not agenda.is_late(None, date(2026, 11, 20))


def test_without_a_calendar_of_working_days_no_day_is_guessed() -> None:
    framework = TERMS.framework.model_copy(update={"calendar": None})
    assert due("report", terms=TERMS.model_copy(update={"framework": framework})).day is None


@pytest.mark.parametrize(
    ("frequency", "last", "following"),
    [
        ("weekly", date(2026, 10, 28), date(2026, 11, 4)),
        ("fortnightly", date(2026, 10, 28), date(2026, 11, 11)),
        ("monthly", date(2026, 1, 31), date(2026, 2, 28)),
        ("quarterly", date(2026, 11, 18), date(2027, 2, 18)),
        ("twice_a_year", date(2026, 8, 31), date(2027, 2, 28)),
        ("yearly", date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_the_rhythm_of_meetings(frequency: Frequency, last: date, following: date) -> None:
    assert meeting_after(frequency, last) == following


def test_the_next_meeting_is_on_a_working_day() -> None:
    """5 June 2026 is closed in this contract, and a Friday."""
    assert next_meeting(TERMS, date(2026, 5, 5)) == date(2026, 6, 8)


def test_the_contracts_calendar() -> None:
    on = date(2026, 10, 15)
    assert [(item.entry.title, item.state) for item in contract_calendar(TERMS, on)] == [
        ("Revisorerklæring", "passed"),
        ("Beredskabsprøve", "done"),
        ("Option", "act_now"),
    ]
    option = contract_calendar(TERMS, on)[-1]
    assert option.act_by == date(2026, 9, 30)
    assert option.days_left == -15
    assert contract_calendar(TERMS, date(2026, 9, 30))[-1].state == "coming"


def test_a_deadline_in_calendar_days_counts_weekends_and_needs_no_calendar() -> None:
    """Material for the steering group at the latest 3 days before its meeting; comments within 5 days."""
    ahead = {"what": "agenda", "days": 3, "event": "meeting", "before": True}
    comments = {"what": "comments", "days": 5, "event": "report_submitted"}
    own = TERMS.model_copy(update={"framework": Framework.model_validate({"deadlines": [ahead, comments]})})
    events = {"meeting": date(2026, 11, 17), "report_submitted": date(2026, 11, 13)}
    found = {due.what: due.day for due in deadlines(own, parse_period("2026-10"), events)}
    assert found == {"agenda": date(2026, 11, 14), "comments": date(2026, 11, 18)}
