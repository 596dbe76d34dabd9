"""A closed month on the agenda: its tables have what history says, and a recalculation that differs is named."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from report_months import block_text, document_text, full_month

from afstemt.core.evidence.history import History, PastRow
from afstemt.core.meeting.agenda import agenda_document, build_agenda
from afstemt.core.meeting.closed_months import as_closed
from afstemt.core.report.blocks import Table
from afstemt.core.report.month import Month
from afstemt.core.report.past import past_rows
from afstemt.core.units.period import parse_period

SEPTEMBER = parse_period("2026-09")


def september(**changes: object) -> Month:
    month = full_month(**changes)
    outcomes = tuple(replace(one, period=SEPTEMBER, part=SEPTEMBER) for one in month.outcomes)
    return replace(
        month, period=SEPTEMBER, outcomes=outcomes, settlement=replace(month.settlement, period=SEPTEMBER)
    )


def row(
    subject: str,
    state: str = "",
    *,
    value: str = "",
    points: str = "",
    amount: str = "",
    period: str = "2026-09",
) -> PastRow:
    numbers = (Decimal(one) if one else None for one in (value, points, amount))
    return PastRow(period, subject, *numbers, state)


def agenda_text(*rows: PastRow) -> str:
    latest = full_month(history=History(rows))
    agenda = build_agenda(latest, (september(),), date(2026, 11, 18))
    return document_text(agenda_document(agenda)).replace("\u00a0", " ")


def levels_of(text: str, caption: str = "Servicemål, krav og opnået, september 2026") -> str:
    """Return the table's lines."""
    return text.partition(caption)[2].partition("Servicemål, der ikke")[0]


def test_the_tables_have_the_closed_figures_and_the_first_page_names_the_others() -> None:
    text = agenda_text(
        row("KPI 1", "missed", value="99.71"),
        row("KPI 2", "missed"),
        row("KPI 2/1-2", "missed", value="81.8"),
        row("KPI 2/3", "not_judged", value="100"),
        row("fee", amount="420000.00"),
        row("penalty", "claimed", points="1", amount="1234.50"),
    )
    assert "september 2026 er lukket, og historikkens tal gælder: " in text
    assert "KPI 1 er ikke opfyldt med 99,71 pct. (genberegnet: opfyldt med 99,92 pct.)" in text
    assert "KPI 2 er" not in text, "the two agree on it"
    assert "boden er 1.234,50 kr." in text
    assert "rettes det med en efterregulering i den ældste åbne periode" in text
    shown = levels_of(text)
    assert "99,71 pct." in shown
    assert "99,92 pct." not in shown
    assert text.count("1.234,50 kr.") >= 3, "in the notice, the settlement's table and the money's"
    assert "Som perioden er lukket. Genberegnet nu: opfyldt med 99,92 pct." in text


def test_a_level_that_was_closed_as_met_has_no_miss() -> None:
    closed = as_closed(september(), History((row("KPI 2", "met"),)))
    assert "KPI 2 er opfyldt (genberegnet: ikke opfyldt)" in closed.notice
    outcome = closed.month.outcome("KPI 2")
    assert outcome is not None
    assert outcome.state == "met"
    assert [(one.population, one.state, one.figure) for one in outcome.results] == [("", "met", None)]


def test_a_fee_that_is_another_now_stands_as_its_sum() -> None:
    rows = (row("fee", amount="400000.00"), row("penalty", amount="0.00", points="0"))
    latest = full_month(history=History(rows))
    agenda = build_agenda(latest, (september(),), date(2026, 11, 18))
    point = next(one for one in agenda.points if one.id == "economy")
    table = next(one for one in point.blocks if isinstance(one, Table))
    assert [one.title for one in table.columns][1:5] == ["Fast", "Variabelt", "Timer", "I alt"]
    first = table.rows[0]
    assert first[1:4] == (None, None, None)
    assert "400.000,00" in "".join(block_text(table))
    assert table.rows[1][1] is not None, "October is not closed"


def test_what_a_month_left_itself_closes_it_as_it_is() -> None:
    """Its own rows of history change nothing: not a figure, not a word."""
    month = september()
    closed = as_closed(month, History(past_rows(month)))
    assert closed.differences == ()
    assert closed.month.settlement == month.settlement
    assert closed.month.outcomes == month.outcomes


@pytest.mark.parametrize(
    ("subject", "value", "said"),
    [
        ("open_incidents", "7", "åbne incidents ved slutningen er 7 (genberegnet: "),
        ("changes_done", "99", "gennemførte ændringer er 99 (genberegnet: "),
    ],
)
def test_counts_that_come_to_another_now_are_named(subject: str, value: str, said: str) -> None:
    assert said in as_closed(september(), History((row(subject, value=value),))).notice


def test_months_that_agree_with_history_or_that_it_does_not_know_are_not_named() -> None:
    month = september()
    for rows in ((), (row("KPI 1", "met"),), (row("KPI 1", "missed", period="2026-08"),)):
        closed = as_closed(month, History(rows))
        assert closed.notice == ""
        assert closed.month.outcomes == month.outcomes


def test_a_provisional_quarter_is_not_closed_by_a_month() -> None:
    month = september()
    month = replace(month, outcomes=tuple(replace(one, provisional=True) for one in month.outcomes))
    assert as_closed(month, History((row("KPI 1", "missed"),))).month.outcomes == month.outcomes


def test_a_row_of_history_on_the_latest_month_closes_nothing() -> None:
    """It would let whoever delivers history write the month that is being reported."""
    latest = full_month(history=History((row("KPI 2", "met", period="2026-10"),)))
    agenda = build_agenda(latest, (), date(2026, 11, 18))
    assert agenda.months == (latest,)
