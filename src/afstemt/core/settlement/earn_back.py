"""Earn-back: an earlier penalty is cancelled when its level is held over the periods that follow."""

from collections.abc import Sequence
from decimal import Decimal

from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import HELD, Outcome
from afstemt.core.settlement.changed import EARN_BACK, changed_since
from afstemt.core.settlement.settlement import PastAmount, SettlementLine
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.settlement_terms import Settlement
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import exact_money, period_name
from afstemt.core.units.money import Money
from afstemt.core.units.period import Period, month
from afstemt.core.units.wording import _

NOTHING_TO_RETURN = frozenset({"lapsed", "waived", "earned_back"})


def earned_back(
    contract: Contract, outcomes: Sequence[Outcome], history: History, earlier: Sequence[PastAmount]
) -> tuple[tuple[SettlementLine, ...], tuple[Fault, ...]]:
    """Return correction lines (negative) for penalties that the levels' fulfilment has now cancelled.

    A level missed N periods ago (``earn_back_periods``) and met in every period since, this one
    included, gives back its amount in history; together never more than is left of that period's penalty when it has
    been corrected. A quarter's penalty stands in its last month. One that has been waived or has lapsed is not there
    to give back. A level met with reservation gives nothing back, and that is said.

    Args:
        earlier: Earlier months as they stand now, where more has been decided than history knows.
    """
    lines: list[SettlementLine] = []
    faults: list[Fault] = []
    left: dict[str, Decimal] = {}
    states = {one.period: one.state for one in earlier}
    for level, parts in _by_level(outcomes).items():
        last = parts[-1]
        found = contract.ruling_level(level, last.part)
        periods = found[0].settlement.earn_back_periods if found else None
        if not found or not periods or last.provisional or any(one.state not in HELD for one in parts):
            continue
        missed = last.period.before(periods)
        between = [history.at(level, last.period.before(step).code) for step in range(1, periods)]
        row = history.at(level, missed.code)
        held = all(one is not None and one.state in HELD for one in between)
        if row is None or row.state != "missed" or not held:
            continue
        paid = month(missed.last, missed.zone)
        settled = paid.code
        total = history.at("penalty", settled)
        if total is not None and states.get(total.period, total.state) in NOTHING_TO_RETURN:
            continue
        if "reserved" in (*(one.state for one in parts), *(one.state for one in between if one)):
            faults.append(_reserved(level, missed))
            continue
        if row.amount is None:
            if row.points:
                faults.append(_no_amount(level, missed))
            continue
        amount = row.amount
        if total is not None and total.amount is not None:
            stands = total.amount + changed_since(history, missed.zone).get(paid.first, Decimal(0))
            amount = min(amount, left.setdefault(settled, max(Decimal(0), stands)))
            left[settled] -= amount
        if amount > 0:
            lines.append(_line(last, missed, paid, Money(-amount, found[0].currency), found[0].settlement))
    return tuple(lines), tuple(faults)


def _by_level(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.level, []).append(outcome)
    return found


def _line(
    outcome: Outcome, missed: Period, paid: Period, amount: Money, settlement: Settlement
) -> SettlementLine:
    periods, clause = settlement.earn_back_periods, settlement.clause
    text = (
        _("Bod for {period} tilbageføres: målet er opfyldt i den følgende periode")
        if periods == 1
        else _("Bod for {period} tilbageføres: målet er opfyldt i de {count} følgende perioder")
    )
    what = text.format(period=period_name(missed), count=periods)
    step = Step(what, "", exact_money(amount, settlement.decimals), clause)
    return SettlementLine(
        "correction",
        outcome.level,
        "",
        EARN_BACK,
        Decimal(0),
        amount,
        outcome.part,
        clause=clause,
        steps=(step,),
        of=paid,
    )


def _reserved(level: str, missed: Period) -> Fault:
    text = _(
        "{level}: boden for {period} er ikke tilbageført, fordi servicemålet siden er opfyldt med forbehold. Ret de "
        "rækker, der ikke kunne bruges, og levér dem igen."
    )
    message = text.format(level=level, period=period_name(missed))
    return Fault("earn-back-reserved", message, place=level, severity="note")


def _no_amount(level: str, missed: Period) -> Fault:
    text = _(
        "{level}: boden for {period} skal tilbageføres, men historikken har intet beløb for servicemålet. Der er "
        "ikke tilbageført noget; tilføj beløbet i historikken."
    )
    message = text.format(level=level, period=period_name(missed))
    return Fault("no-history", message, source="history", column="amount", severity="note")
