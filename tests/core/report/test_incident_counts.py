"""Incidents are counted once: the section, the key figures, the agenda and the past say the same."""

from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from report_months import OCTOBER, at, full_month, incidents, table, terms

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.meeting.facts import stability_facts
from afstemt.core.report.blocks import Chart
from afstemt.core.report.counts.incidents import (
    by_priority,
    in_time,
    is_significant,
    open_incidents,
    opened,
    opened_significant,
    priority_rule,
    resolved,
)
from afstemt.core.report.counts.incidents import incidents as counted
from afstemt.core.report.incident_stories import escalated as escalated_incidents
from afstemt.core.report.incident_stories import rule_note
from afstemt.core.report.key_figures import key_figures
from afstemt.core.report.month import Month
from afstemt.core.report.past import past_rows
from afstemt.core.report.sections.incidents import make
from afstemt.core.terms.model.contract import Contract
from afstemt.core.units.figure import Figure


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
    left = {row.subject: row.value for row in past_rows(month) if row.subject.startswith("incidents/")}
    assert left == {"incidents/1": 1, "incidents/2": 1}, "the month leaves what its own report says"
    found = counted(month).filter(is_significant(month)).collect()
    assert found.select("counted_priority", "priority").rows() == [("1", "2")]


def changed(*rules: str) -> Month:
    """Return a month whose ticket was received as 2 and is 1 since; levels by these rules, those after the first of
    reaction; a change after the month is not known in it.
    """
    like = terms().service_levels[1]
    levels = tuple(
        like.model_copy(update={"id": f"KPI {number}", "priority": rule, "kind": kind})
        for number, (rule, kind) in enumerate(
            zip(rules, ["reaction_time", "resolution_time", "reaction_time"], strict=False)
        )
    )
    changes = [
        {"ticket_id": "I-0", "at_s": at("2026-10-05 10:00"), "priority": "1", "by": "supplier"},
        {"ticket_id": "I-0", "at_s": OCTOBER.to_s, "priority": "3", "by": "supplier"},
    ]
    incident = {"id": "I-0", "priority": "2", "opened_s": at("2026-10-05 09:00")}
    tables = {
        "incidents": table("incidents", [incident]),
        "priority_changes": table("priority_changes", changes),
    }
    return full_month(
        evidence=Evidence(tables), terms=terms().model_copy(update={"service_levels": levels}), outcomes=()
    )


@pytest.mark.parametrize(
    ("rules", "priority", "others"),
    [
        (("last",), "1", ()),
        (("first",), "2", ()),
        (("authority",), "1", ()),
        (("first", "last", "first"), "1", ("KPI 0", "KPI 2")),
        (("last", "last"), "1", ()),
    ],
)
def test_incidents_are_counted_by_the_priority_that_the_levels_go_by(
    rules: tuple[str, ...], priority: str, others: tuple[str, ...]
) -> None:
    month = changed(*rules)
    assert [row.group for row in by_priority(month) if row.opened] == [priority]
    assert priority_rule(month).others == others
    said = [text for block in rule_note(month) for text in (block.text,)]
    assert bool(said) == bool(others)
    assert all(name in said[0] for name in others)


@pytest.mark.parametrize(("escalated", "told"), [(None, False), ("2026-09-05 10:00", True)])
def test_that_none_was_escalated_is_said_only_where_escalation_is_told(
    escalated: str | None, told: bool
) -> None:
    earlier = {"id": "I-9", "opened_s": at("2026-09-05 09:00"), "escalated_s": escalated and at(escalated)}
    month = of({}, earlier)
    (line,) = escalated_incidents(month, counted(month)).blocks
    assert line.text.startswith("Ingen incidents blev eskaleret") == told
    assert line.text.startswith("Det er ikke oplyst") != told


def test_significant_by_itself_or_by_its_priority_and_opened_in_the_period() -> None:
    month = of(
        {"significant": True},
        {"priority": "1"},
        {"significant": False},
        {"priority": "1", "opened_s": OCTOBER.to_s},
        {"priority": "1", "opened_s": OCTOBER.from_s - 1},
    )
    assert opened_significant(month) == stability_facts((month,)).significant == 2


def shares(*kinds: tuple[str, str, int, int]) -> Month:
    """Return a month with one outcome per level: its kind, whether it is calculated or stated, in time, judged."""
    levels = [
        terms().service_levels[1].model_copy(update={"id": f"KPI {number}", "kind": kind})
        for number, (kind, *_rest) in enumerate(kinds)
    ]
    own = [
        Outcome(
            level.id,
            OCTOBER,
            OCTOBER,
            "met",
            (Result("", "met", Figure(good, judged, "percent"), Fraction(90), basis=basis),),  # type: ignore[arg-type]
            rows=pl.DataFrame({"table": ["incidents"], "id": ["I-1"], "state": ["in_time"]})
            if basis == "calculated"
            else pl.DataFrame(),
        )
        for level, (_kind, basis, good, judged) in zip(levels, kinds, strict=True)
    ]
    version = terms().model_copy(update={"service_levels": tuple(levels)})
    return full_month(contract=Contract((version,)), terms=version, outcomes=tuple(own))


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [
        (
            (("resolution_time", "calculated", 9, 10), ("resolution_time", "calculated", 1, 2)),
            (10, 12),
        ),
        ((("reaction_time", "calculated", 1, 2), ("resolution_time", "calculated", 9, 10)), (9, 10)),
        ((("reaction_time", "calculated", 1, 2), ("reaction_time", "calculated", 2, 2)), (1, 2)),
        ((("resolution_time", "stated", 9, 10), ("reaction_time", "calculated", 1, 2)), (1, 2)),
        ((("request_fulfilment", "stated", 9, 10),), None),
    ],
)
def test_incidents_in_time_as_the_key_figure_shows_and_as_history_keeps_them(
    kinds: tuple[tuple[str, str, int, int], ...],
    shown: tuple[int, int] | None,
) -> None:
    month = shares(*kinds)
    found = in_time(month)
    assert (found and (found.figure.numerator, found.figure.denominator)) == shown
    rows = {row.subject: row.value for row in past_rows(month)}
    assert rows.get("incidents_in_time") == (found and found.figure.to(2))


def test_a_closed_period_keeps_what_history_has_whatever_is_delivered_later() -> None:
    """The lines over the periods read closed periods as they were closed."""
    rows = tuple(
        PastRow("2026-09", subject, Decimal(value), None, None, "")
        for subject, value in (("incidents/1", "99"), ("open_incidents", "77"), ("changes_done", "55"))
    )
    month = full_month(history=History(rows))
    figures = {one.label.split()[0]: one.series for one in key_figures(month).items}
    assert figures["Åbne"][-2] == 77
    assert figures["Ændringer"][-2] == 55
    chart = next(one for one in make(month).section.blocks if isinstance(one, Chart))
    assert sum(series.values[-2] or 0 for series in chart.series) == 99
