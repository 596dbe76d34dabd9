"""Incidents are counted once: the section, the key figures, the agenda and the past say the same."""

import polars as pl
from report_months import OCTOBER, at, full_month, incidents, table, terms

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.meeting.facts import stability_facts
from afstemt.core.report.counts.incidents import (
    by_priority,
    counted_priority,
    is_significant,
    open_incidents,
    opened,
    opened_significant,
    resolved,
)
from afstemt.core.report.key_figures import key_figures
from afstemt.core.report.month import Month
from afstemt.core.report.parts import facts
from afstemt.core.report.past import past_rows


def of(*rows: dict[str, object], **changes: object) -> Month:
    whole = [
        {"priority": "2", "opened_s": at("2026-10-05 09:00"), "id": f"I-{number}"} | row
        for number, row in enumerate(rows)
    ]
    return full_month(evidence=Evidence({"incidents": table("incidents", whole)}), **changes)


def test_all_that_count_incidents_say_the_same() -> None:
    month = full_month()
    past = {row.subject: row.value for row in past_rows(month)}
    counts = by_priority(month)
    assert [row.group for row in counts] == ["1", "2", "3"], "in the terms' order"
    assert {f"incidents/{row.group}": row.opened for row in counts} == {
        subject: value for subject, value in past.items() if subject.startswith("incidents/")
    }
    assert opened(month) == sum(row.opened for row in counts) == len(incidents()) - 1
    assert resolved(month) == sum(row.resolved for row in counts)
    left = sum(row.backlog for row in counts)
    assert left == open_incidents(month, OCTOBER.to_s) == past["open_incidents"] == 2
    assert next(one for one in key_figures(month).items if one.label.startswith("Åbne")).value == left
    found = stability_facts((month,))
    before = sum(row.backlog_before for row in counts)
    assert (found.backlog_before, found.backlog_after) == (before, left) == (1, 2)


def test_a_priority_of_the_terms_without_incidents_stands_there_and_an_unknown_one_last() -> None:
    counts = by_priority(of({"priority": "9"}, {"priority": "3"}))
    assert [(row.group, row.opened) for row in counts] == [("1", 0), ("2", 0), ("3", 1), ("9", 1)]


def test_the_authority_s_priority_counts_where_a_level_says_so() -> None:
    level = terms().service_levels[1].model_copy(update={"priority": "authority"})
    own = terms().model_copy(update={"service_levels": (level,)})
    month = of({"authority_priority": "1"}, {}, terms=own)
    assert [(row.group, row.opened) for row in by_priority(month)] == [("1", 1), ("2", 1), ("3", 0)]
    found = facts(month, "incidents").select(counted_priority(month), is_significant(month).alias("big"))
    assert found.filter(pl.col("big")).collect()["authority_priority"].to_list() == ["1"]


def test_significant_by_itself_or_by_its_priority_and_opened_in_the_period() -> None:
    month = of(
        {"significant": True},
        {"priority": "1"},
        {"significant": False},
        {"priority": "1", "opened_s": OCTOBER.to_s},
        {"priority": "1", "opened_s": OCTOBER.from_s - 1},
    )
    assert opened_significant(month) == stability_facts((month,)).significant == 2
