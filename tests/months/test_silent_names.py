"""What is misspelt, stated twice or not delivered in other tables than tickets and outages never passes in silence."""

from datetime import date
from pathlib import Path

from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.month import Month
from afstemt.core.report.questions import unanswered
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.period import parse_period
from afstemt.files.reading.evidence import read_evidence

TERMS = """
id = "c"
title = "Prøve (syntetisk)"
in_force_from = 2020-01-01
{more}
[[parties]]
role = "authority"
name = "M"
[[parties]]
role = "supplier"
name = "L"
[calendars.d]
monday = ["08:00-16:00"]
tuesday = ["08:00-16:00"]
wednesday = ["08:00-16:00"]
thursday = ["08:00-16:00"]
friday = ["08:00-16:00"]
[[service_levels]]
id = "N"
title = "Niveau"
calendar = "d"
clock = "business_hours"
assign_by = "opened"
open_past_limit = "missed_now"
limit_ends = "closing"
priority = "last"
decimals = 2
judge = "exact"
{level}
"""
STATED = 'kind = "stated_value"\npopulations = [{ target = 95 }]'
ANALYSIS = """kind = "deliverable"
parameters = { incident_priorities = ["1"] }
populations = [{ id = "a", priorities = ["root_cause_analysis"], limit = { working_days = 10 }, target = 100 }]"""
INCIDENTS = """id,priority,opened_at,resolved_at
S1,1,2026-10-01T09:00:00+02:00,2026-10-01T10:00:00+02:00
"""


def month(folder: Path, level: str, more: str = "", **files: str) -> Month:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    terms = parse_terms(TERMS.format(level=level, more=more), "c.toml", VOCABULARY)
    evidence = read_evidence(folder, zone="Europe/Copenhagen")
    return run(Contract((terms,)), parse_period("2026-10"), evidence, as_of=date(2026, 11, 5))


def asked(made: Month) -> list[tuple[str, int | None]]:
    return [(one.code, one.row) for one in unanswered(made)]


def test_figure_stated_twice_in_a_file_is_never_the_later_one_in_silence(tmp_path: Path) -> None:
    made = month(tmp_path, STATED, stated_values="level,value\nN,80\nN,97\n")
    (outcome,) = made.outcomes
    assert (outcome.state, outcome.results[0].judged) == ("missed", 80)
    other = month(tmp_path, STATED, stated_values="level,value\nN,97\nN,80\n")
    (outcome,) = other.outcomes
    assert outcome.state == "reserved"
    assert [(one.table, one.why, one.rows) for one in outcome.losses] == [
        ("stated_values", "stated-twice", 1)
    ]
    assert [(one.code, one.row, one.severity) for one in other.evidence.faults] == [
        ("stated-twice", 3, "set_aside")
    ]
    (file,) = other.evidence.files
    assert (file.rows_read, file.rows_used, file.rows_set_aside) == (2, 1, 1)


def test_same_figure_twice_or_of_other_populations_and_periods_is_no_contradiction(tmp_path: Path) -> None:
    rows = "level,value,population,period\nN,97,,2026-10\nN,97,,2026-10\nN,80,,2026-09\nN,80,andre,2026-10\n"
    made = month(tmp_path, STATED, stated_values=rows)
    assert (made.outcomes[0].state, made.evidence.faults) == ("met", ())


def test_deliverable_about_an_incident_that_nobody_delivered_may_be_a_case(tmp_path: Path) -> None:
    rows = """id,kind,incident_id,requested_at,delivered_at
A1,root_cause_analysis,S1,2026-10-01T09:00:00+02:00,2026-10-02T10:00:00+02:00
A2,root_cause_analysis,{incident},2026-10-01T09:00:00+02:00,2026-10-30T10:00:00+01:00
"""
    late = month(tmp_path, ANALYSIS, incidents=INCIDENTS, deliverables=rows.format(incident="S1"))
    assert late.outcomes[0].state == "missed"
    misspelt = month(tmp_path, ANALYSIS, incidents=INCIDENTS, deliverables=rows.format(incident="s-1"))
    (outcome,) = misspelt.outcomes
    assert outcome.state == "reserved"
    assert [(one.why, one.rows, one.cases) for one in outcome.losses] == [("no-such-ticket", 1, 1)]
    unnamed = month(tmp_path, ANALYSIS, incidents=INCIDENTS, deliverables=rows.format(incident=""))
    assert (unnamed.outcomes[0].state, unnamed.outcomes[0].excluded) == ("met", 1), "held out by name"


def test_history_of_no_period_or_in_no_state_is_asked_about(tmp_path: Path) -> None:
    rows = """period,subject,points,state
2026-9,N,,missed
2026-09,N,,Missed
2026-09,penality,5,
2026-08,N,,missed
2026-08-15/2026-09-01,penalty,5,calculated
2026-Q3,N,,not_judged
"""
    made = month(tmp_path, STATED, history=rows, stated_values="level,value\nN,97\n")
    told = [one for one in asked(made) if one[0] != "rows-lost-for-amounts"]
    assert told == [("unknown-name", 4), ("history-period", 2), ("history-state", 3)]
    assert ("rows-lost-for-amounts", 2) in asked(made), "what is owed may stand on them"


def test_quantities_that_nobody_delivered_are_asked_for_and_an_empty_file_says_none(tmp_path: Path) -> None:
    more = '[prices]\nrounding = "half_up"\n[[prices.units]]\nid = "gb"\ntitle = "Lager"\nprice = 10\nunit = "GB"\n'
    stated = "level,value\nN,97\n"
    made = month(tmp_path, STATED + "\n" + more, stated_values=stated)
    (fault,) = unanswered(made)
    assert (fault.code, fault.party) == ("no-quantities", "supplier")
    assert (
        asked(month(tmp_path, STATED + "\n" + more, stated_values=stated, quantities="item,quantity\n")) == []
    )
