"""What a month leaves to those after it: its own money apart from what it settles of earlier months."""

from dataclasses import replace
from decimal import Decimal

from report_months import full_month, remuneration, settlement

from afstemt.core.remuneration.entitlement import EntitlementLine
from afstemt.core.report.past import past_rows
from afstemt.core.settlement.settlement import SettlementLine
from afstemt.core.units.money import Money
from afstemt.core.units.period import parse_period


def test_fee_and_penalty_are_the_month_s_own_and_what_it_gave_back_is_a_row() -> None:
    own, paid = settlement(), remuneration()
    back = Money(Decimal("-120.50"))
    august = parse_period("2026-08")
    line = SettlementLine("correction", "KPI 1", "", "earn_back", Decimal(0), back, own.period, of=august)
    other = replace(line, rule="correction", amount=Money(Decimal(900)))
    corrected = EntitlementLine("correction", "2026-08", "", Decimal(1), "stk.", back, back)
    month = full_month(
        settlement=replace(own, lines=(*own.lines, line, other), corrections=Money(Decimal("779.50"))),
        remuneration=replace(paid, lines=(*paid.lines, corrected)),
    )
    rows = {(row.subject, row.period): row.amount for row in past_rows(month)}
    assert rows["penalty", "2026-10"] == own.penalty.amount
    assert rows["KPI 2", "2026-10"] == Decimal("37849.50"), "what it gives back if it is held from then on"
    assert rows["earn_back", "2026-08"] == back.amount, "under the month that is given back to"
    assert rows["fee", "2026-10"] == paid.total().amount != month.remuneration.total().amount
    assert "earn_back" not in {row.subject for row in past_rows(full_month())}
