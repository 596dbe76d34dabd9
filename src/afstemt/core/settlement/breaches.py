"""The rules applied to the outcomes: the first lines, before anything is multiplied, converted or capped."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.remuneration.entitlement import Remuneration
from afstemt.core.remuneration.stretches import between, stretches
from afstemt.core.settlement.base import base_of, quarterly
from afstemt.core.settlement.item import Item
from afstemt.core.settlement.registry import BY_NAME
from afstemt.core.settlement.rule import Breach, Unsettled
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import Penalty
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import answer
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _


def rule_lines(
    contract: Contract,
    outcomes: Sequence[Outcome],
    remuneration: Remuneration,
    history: History,
    evidence: Evidence,
) -> tuple[tuple[Item, ...], tuple[Fault, ...]]:
    """Return the lines of every rule on every outcome, and why some gave none.

    A rule on the contract (``[[settlement.penalties]]``) applies to every level. Lines of running-in and of a
    quarter that is not over are shown and do not count.
    """
    items: list[Item] = []
    faults: list[Fault] = []
    for outcome in outcomes:
        found = contract.ruling_level(outcome.level, outcome.part)
        if found is None:
            continue
        terms, level = found
        reached = max(one.part.end for one in outcomes if one.level == outcome.level)
        share, running_in = _share(contract, outcome, terms, reached)
        usual = base_of(terms, None, remuneration, history, evidence)
        base = base_of(terms, level, remuneration, history, evidence)
        base = quarterly(base, terms, outcome, contract.versions[0].in_force_from, history)
        for rule_no, penalty in enumerate((*level.penalties, *terms.settlement.penalties)):
            rule, typed = BY_NAME[penalty.rule], typed_penalty(penalty)
            events = answer(rule.counts_events, typed.parameters)
            breach = Breach(
                outcome,
                level,
                typed,
                terms,
                base.amount,
                Fraction(1) if events else share,
                evidence,
                base.fault,
                events,
                () if base.step == usual.step else (base.step,),
            )
            try:
                lines = rule.apply(breach)
            except Unsettled as unsettled:
                if unsettled.fault not in faults:
                    faults.append(unsettled.fault)
                continue
            items += [_standing(Item(line, breach, rule_no), running_in) for line in lines]
    return tuple(items), tuple(faults)


def typed_penalty(penalty: Penalty) -> Penalty:
    """Return the penalty with parameters of the rule's model (they are, when the terms were read)."""
    model = BY_NAME[penalty.rule].parameters
    if isinstance(penalty.parameters, model):
        return penalty
    return penalty.model_copy(update={"parameters": model.model_validate(penalty.parameters)})


def _share(contract: Contract, outcome: Outcome, terms: Terms, reached: date) -> tuple[Fraction, bool]:
    """Return the part of the base that the outcome carries, and whether all of it is running-in.

    The share is the outcome's days out of the contract's days in the period; in running-in only the days
    after it count, unless the terms let penalties run. A quarter that is not over is what is ``reached`` of it.
    """
    period = outcome.period
    if outcome.provisional:
        period = Period(period.first, reached, period.zone)
    in_force = sum(stretch.part.days for stretch in stretches(contract, period))
    days = outcome.part.days
    exempt = 0 if terms.settlement.running_in_penalties else _running_in_days(terms, outcome.part)
    if exempt >= days:
        return Fraction(days, in_force or days), True
    return Fraction(days - exempt, in_force or days), False


def _running_in_days(terms: Terms, part: Period) -> int:
    phases = [
        between(phase.from_day, phase.to_day, part) for phase in terms.phases if phase.kind == "running_in"
    ]
    return sum(phase.days for phase in phases if phase is not None)


def _standing(item: Item, running_in: bool) -> Item:
    outcome = item.breach.outcome
    if outcome.provisional:
        text = _("Foreløbig: kvartalet er ikke slut, og beløbet tæller ikke med endnu")
        return item.without_effect(Step(text, clause=item.line.clause))
    if running_in and item.line.kind == "penalty":
        text = _("Indkøringsperiode: bod vises, men tæller ikke med")
        return item.without_effect(Step(text, clause=item.breach.terms.settlement.clause))
    return item
