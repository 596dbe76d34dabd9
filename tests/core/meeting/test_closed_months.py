"""A closed month on the agenda: what history says holds, and a recalculation that differs is named."""

from dataclasses import replace
from decimal import Decimal

from report_months import full_month

from afstemt.core.evidence.history import History, PastRow
from afstemt.core.meeting.closed_months import closed_differences
from afstemt.core.units.period import parse_period


def test_a_recalculated_closed_month_that_differs_from_history_is_named() -> None:
    earlier = full_month()
    september = parse_period("2026-09")
    earlier = replace(earlier, period=september)
    rows = (
        PastRow("2026-09", "KPI 1", None, None, None, "missed"),
        PastRow("2026-09", "KPI 2", None, None, None, "missed"),
        PastRow("2026-09", "penalty", None, Decimal(1), Decimal("1234.50"), "claimed"),
    )
    latest = full_month(history=History(rows))
    (text,) = closed_differences((earlier, latest))
    assert text.startswith("september 2026 er lukket, og historikkens tal gælder: ")
    assert "KPI 1 er ikke opfyldt (genberegnet: opfyldt)" in text
    assert "KPI 2" not in text, "the two agree on it"
    assert "boden er 1.234,50" in text


def test_months_that_agree_with_history_or_that_it_does_not_know_are_not_named() -> None:
    earlier = replace(full_month(), period=parse_period("2026-09"))
    known = History((PastRow("2026-09", "KPI 1", None, None, None, "met"),))
    assert closed_differences((earlier, full_month(history=known))) == []
    assert closed_differences((earlier, full_month(history=History()))) == []
