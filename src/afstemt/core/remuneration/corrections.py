"""Corrections (efterregulering): amounts that belong to a locked period and are settled in an open one.

A correction is a decision of kind ``correction`` with the amount in ``value`` and the corrected period's code
in ``period``, or a row of history with the state ``open``. ``table`` says what is corrected.

What history has as settled is not taken twice: a period leaves what it has settled to history, each with its ``name``
in ``note``. A settled row without a name, written by hand, stands for one of the same period and amount; but not for
one with a ``row_id``, which is known by that.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from afstemt.core.evidence.decisions import BONUS, CORRECTION, FEE, PENALTY, corrected
from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.remuneration.rows import decision_rows, exact, source_of
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number, period_name
from afstemt.core.units.period import Period, parse_period
from afstemt.core.units.wording import _

Subject = Literal["correction", "correction_bonus", "correction_fee"]
TABLES: Mapping[Subject, frozenset[str]] = {
    "correction": frozenset(PENALTY),
    "correction_bonus": frozenset(BONUS),
    "correction_fee": frozenset(FEE),
}
"""What a correction is of: history's subject, and the values of ``table`` that belong to it."""
OPEN, SETTLED = "open", "settled"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: of which period, how much, why. ``level`` when it concerns a service level.

    ``subject`` says what it is of: a penalty, a bonus, or the fee.
    """

    of: Period
    amount: Decimal
    reason: str
    level: str = ""
    table: str = ""
    row_id: str = ""
    subject: Subject = "correction"

    @property
    def name(self) -> str:
        """What it is told apart by from another of the same period and amount."""
        return " · ".join(part for part in (self.table, self.level, self.row_id, self.reason) if part)


def corrections(
    evidence: Evidence, history: History, period: Period, subject: Subject
) -> tuple[tuple[Correction, ...], tuple[Fault, ...]]:
    """Return the corrections of earlier periods that are settled in ``period``, and what cannot be used.

    A decision with a level and no table is a penalty's. One about the period itself waits for the next: it corrects
    what is locked, and the period is not yet.
    """
    tables = TABLES[subject]
    past = [
        (Correction(of, known.amount, known.note, subject=subject), known.state)
        for known in history.of(subject)
        if known.amount is not None and (of := _period(known.period, period.zone)) is not None
    ]
    settled = Counter((one.of.code, one.amount, one.name) for one, state in past if state != OPEN)
    given: list[Correction] = []
    faults: list[Fault] = []
    for row in decision_rows(evidence, CORRECTION.name):
        table = corrected(row)
        if table not in tables and (table or subject != "correction_fee"):
            continue
        code = str(row["period"] or "")
        of = _period(code, period.zone)
        amount = exact(str(row["value"] or ""))
        file_no, row_no = row["file_no"], row["row_no"]
        if of is None or amount is None or not table:
            column = "period" if of is None else "value" if amount is None else "table"
            faults.append(_unusable(evidence, file_no, row_no, column))
            continue
        reason, level, row_id = (str(row[name] or "") for name in ("reason", "level", "row_id"))
        given.append(Correction(of, amount, reason, level, table, row_id, subject))
    open_ones = [one for one, state in past if state == OPEN]
    left = _without(_without([*given, *open_ones], settled, by_name=True), settled, by_name=False)
    faults += [
        _waits(one, "history" if one in open_ones else "decisions")
        for one in left
        if one.of.first <= period.last and one.of.last >= period.first
    ]
    return tuple(one for one in left if one.of.last < period.first), tuple(faults)


def _without(
    due: list[Correction], settled: Counter[tuple[str, Decimal, str]], *, by_name: bool
) -> list[Correction]:
    """Return what is left when each settled row has taken one away; those with a name take theirs first."""
    left = []
    for one in due:
        key = one.of.code, one.amount, one.name if by_name else ""
        if settled[key] > 0 and (by_name or not one.row_id):
            settled[key] -= 1
        else:
            left.append(one)
    return left


def _period(code: str, zone: str) -> Period | None:
    try:
        return parse_period(code, zone)
    except ValueError:
        return None


def _waits(one: Correction, source: str) -> Fault:
    text = _(
        "En efterregulering ({column} {amount}) vedrører {period} selv og er ikke medregnet. Den afregnes i en senere "
        "periode; er en tidligere periode ment, så ret kolonnen period."
    )
    column = {"decisions": "value", "history": "amount"}[source]
    return Fault(
        "correction-waits",
        text.format(column=column, period=period_name(one.of), amount=number(one.amount)),
        source=source,
        column="period",
        severity="note",
    )


def _unusable(evidence: Evidence, file_no: object, row_no: object, column: str) -> Fault:
    text = _(
        "Beslutningen »correction« mangler en brugbar værdi i kolonnen {column} og er ikke medregnet. Der ventes "
        "perioden, der rettes (som 2026-08), i period, beløbet i value, og fee, penalty eller bonus i table."
    )
    return Fault(
        "bad-correction",
        text.format(column=column),
        source=source_of(evidence, file_no if isinstance(file_no, int) else None, "decisions"),
        row=row_no if isinstance(row_no, int) else None,
        column=column,
        severity="set_aside",
    )
