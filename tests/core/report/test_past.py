"""What a month leaves to those after it: its own money apart from what it settles of earlier months, and its counts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from report_months import (
    TERMS,
    at,
    full_month,
    outcomes,
    remuneration,
    section_text,
    settlement,
    table,
    terms,
)

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.remuneration.entitlement import EntitlementLine
from afstemt.core.report.blocks import Table
from afstemt.core.report.explanation import explanation
from afstemt.core.report.key_figures import key_figures
from afstemt.core.report.past import past_rows
from afstemt.core.report.sections import traffic
from afstemt.core.report.trends import met_per_period
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.terms.model.contract import Contract
from afstemt.core.units.formats import show
from afstemt.core.units.money import Money
from afstemt.core.units.period import Period, month, parse_period


def test_fee_and_penalty_are_the_month_s_own_and_what_it_gave_back_is_a_row() -> None:
    own, paid = settlement(), remuneration()
    back = Money(Decimal("-120.50"))
    august = parse_period("2026-08")
    line = SettlementLine("correction", "KPI 1", "", "earn_back", Decimal(0), back, own.period, of=august)
    other = replace(line, rule="correction", amount=Money(Decimal(900)))
    corrected = EntitlementLine("correction", "2026-08", "", Decimal(1), "stk.", back, back)
    october = full_month(
        settlement=replace(own, lines=(*own.lines, line, other), corrections=Money(Decimal("779.50"))),
        remuneration=replace(paid, lines=(*paid.lines, corrected)),
    )
    rows = {(row.subject, row.period): row.amount for row in past_rows(october)}
    assert rows["penalty", "2026-10"] == own.penalty.amount
    assert rows["KPI 2", "2026-10"] == Decimal("37849.50"), "what it gives back if it is held from then on"
    assert rows["earn_back", "2026-08"] == back.amount, "under the month that is given back to"
    assert rows["fee", "2026-10"] == paid.total().amount != october.remuneration.total().amount
    assert "earn_back" not in {row.subject for row in past_rows(full_month())}


def test_a_level_that_new_terms_left_out_on_the_way_leaves_its_row_and_is_explained() -> None:
    changed = date(2026, 10, 15)
    first, later = terms(), terms(in_force_from=changed, service_levels=TERMS["service_levels"][:1])
    october = month(date(2026, 10, 1))
    own = tuple(
        replace(one, part=Period(october.first, changed)) if one.level == "KPI 2" else one
        for one in outcomes()
    )
    past = History((PastRow("2026-09", "KPI 2", Decimal("88.88"), None, None, "met"),))
    made = full_month(contract=Contract((first, later)), terms=later, outcomes=own, history=past)
    (earlier,) = (
        one for one in explanation(made, "KPI 2", 1) if isinstance(one, Table) and "Tidl" in one.caption
    )
    assert show(earlier.rows[0][2]) == "88,9\u00a0pct."
    rows = {row.subject: row for row in past_rows(made)}
    assert rows["KPI 2"].state == "missed"
    assert rows["KPI 2/1-2"].value == Decimal("81.8"), "with the decimals that ruled it"


USE: tuple[tuple[str, str, int, str | None], ...] = (
    ("2026-10-05 09:00", "transactions", 100, None),
    ("2026-10-05 09:00", "transactions", 60, "borgere"),
    ("2026-10-05 09:00", "transactions", 40, "medarbejdere"),
    ("2026-10-05 09:00", "sessions", 20, None),
    ("2026-10-05 10:00", "sessions", 30, None),
    ("2026-10-05 11:00", "sessions", 10, None),
    ("2026-10-05 09:00", "requests", 7, "borgere"),
    ("2026-10-05 09:00", "requests", 5, "medarbejdere"),
    ("2026-10-05 10:00", "requests", 2, "borgere"),
    ("2026-10-05 09:00", "users", 8, "borgere"),
    ("2026-10-05 09:00", "users", 3, "medarbejdere"),
    ("2026-10-05 10:00", "users", 9, "borgere"),
)
"""When, metric, value, group."""


def used(rows: Iterable[tuple[str, str, int | str, str | None]]) -> Evidence:
    """Return evidence of nothing but the use."""
    named = ("at_s", "metric", "value", "group")
    made = [
        dict(zip(named, (at(when), metric, str(value), group), strict=True))
        for when, metric, value, group in rows
    ]
    return Evidence({"usage": table("usage", made)})


@pytest.mark.parametrize(
    ("metric", "left", "why"),
    [
        ("transactions", 100, "the row of all groups is not added to the groups"),
        ("requests", 14, "groups without a row of all of them are added"),
        ("sessions", 30, "how many at a time: the highest"),
        ("users", 11, "how many at a time, the groups added"),
    ],
)
def test_use_that_a_month_leaves_is_the_figure_that_its_own_report_says(
    metric: str, left: int, why: str
) -> None:
    october = full_month(evidence=used(USE))
    rows = {row.subject: row.value for row in past_rows(october)}
    assert rows[f"usage/{metric}"] == left, why
    own = next(line for line in section_text(traffic.make(october).section) if line.startswith(_name(metric)))
    _metric, total, _mean, highest, _instants = own.split(" | ")
    assert (highest if total == "–" else total) == str(left)


def _name(metric: str) -> str:
    return f"{traffic.metric_word(metric).capitalize()} | "


@pytest.mark.parametrize(("metric", "before"), [("transactions", 100), ("sessions", 30)])
def test_next_month_says_what_the_month_before_said_of_its_use(metric: str, before: int) -> None:
    left = past_rows(full_month(evidence=used(USE)))
    november = month(date(2026, 11, 1))
    later = [(when.replace("-10-", "-11-"), *rest) for when, *rest in USE]
    text = "\n".join(
        section_text(
            traffic.make(full_month(period=november, evidence=used(later), history=History(left))).section
        )
    )
    said = next(line for line in text.splitlines() if f"pr. periode. Den seneste periode: {before}." in line)
    assert f"Perioden før: {before}." in said, metric


DECIMAL = (
    ("2026-10-05 09:00", "gigabyte", "1234.25", "a"),
    ("2026-10-05 09:00", "gigabyte", "0.1", "b"),
    ("2026-10-05 10:00", "gigabyte", "0.2", "a"),
    ("2026-10-05 11:00", "gigabyte", "3", "a"),
    ("2026-10-05 09:00", "load", "12.333333333333334", None),
    ("2026-10-05 09:00", "transactions", "2.0", None),
)


def test_use_with_decimals_is_added_exactly_and_shown_as_numbers_are() -> None:
    october = full_month(evidence=used(DECIMAL))
    rows = {row.subject: row.value for row in past_rows(october)}
    assert rows["usage/gigabyte"] == Decimal("1237.55")
    assert rows["usage/load"] == Decimal("12.333333333333334"), "history has all of it"
    assert str(rows["usage/transactions"]) == "2"
    text = section_text(traffic.make(october).section)
    assert "Gigabyte | 1.237,55 | 412,52 | 1.234,35 | 3" in text
    assert "Load | 12,3333 | 12,3333 | 12,3333 | 1" in text
    assert "Transaktioner | 2 | 2 | 2 | 1" in text
    assert "Gigabyte | a | 1.237,45 | 1.234,25" in text


def test_what_history_says_of_use_keeps_its_decimals() -> None:
    past = History((PastRow("2026-09", "usage/gigabyte", Decimal("7.50"), None, None, ""),))
    text = "\n".join(section_text(traffic.make(full_month(evidence=used(DECIMAL), history=past)).section))
    assert "Den seneste periode: 1.237,55. Perioden før: 7,5." in text
    assert "September 2026 | 7,5" in text


@pytest.mark.parametrize(
    ("value", "kind", "cells"),
    [("2.0", "integer", [2, 3]), ("2.5", "decimal", ["2.5", "3"])],
)
def test_the_appendix_has_whole_numbers_where_all_are(value: str, kind: str, cells: list[object]) -> None:
    rows = [("2026-10-05 09:00", "gigabyte", value, None), ("2026-10-05 10:00", "gigabyte", "3", None)]
    [appendix] = traffic.make(full_month(evidence=used(rows))).appendices
    assert [column.type for column in appendix.columns if column.name == "value"] == [kind]
    assert appendix.frame["value"].to_list() == cells


def test_lines_over_the_periods_have_a_contract_s_short_first_month() -> None:
    """The contract began on 15 September; its fee and its levels met are drawn there."""
    short = "2026-09-15/2026-10-01"
    rows = (
        PastRow(short, "fee", None, None, Decimal(200_000), ""),
        PastRow(short, "KPI 2", None, None, None, "met"),
    )
    made = full_month(history=History(rows))
    assert met_per_period(made, 1)[-2:] == (1, 1)
    fee = next(
        (one for one in key_figures(replace(made, evidence=Evidence())).items if "Vederlag" in one.label),
        None,
    )
    assert fee is not None
    assert fee.series[-2] == 200_000


def test_a_level_split_by_new_terms_leaves_the_worst_part_s_state_of_each_population() -> None:
    whole = outcomes()[1]
    middle = date(2026, 10, 16)
    first = replace(whole, part=Period(whole.period.first, middle, whole.period.zone))
    met = tuple(replace(result, state="met") for result in whole.results)
    last = replace(whole, part=Period(middle, whole.period.end, whole.period.zone), state="met", results=met)
    left = {row.subject: row.state for row in past_rows(full_month(outcomes=(first, last)))}
    assert (left["KPI 2"], left["KPI 2/1-2"], left["KPI 2/3"]) == ("missed", "missed", "met")
