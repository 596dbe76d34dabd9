"""The state of a penalty: calculated, claimed, acknowledged, disputed, set off, waived, or lapsed unclaimed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from afstemt.core.evidence.decisions import ACKNOWLEDGE, CLAIM, DISPUTE, SET_OFF, WAIVE
from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.framework.working_days import NeverOpen, working_day_after
from afstemt.core.remuneration.corrections import TABLES
from afstemt.core.remuneration.rows import decision_rows, source_of
from afstemt.core.settlement.settlement import ClaimState
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.formats import day as day_words
from afstemt.core.units.formats import weekday_and_day
from afstemt.core.units.period import Period, local
from afstemt.core.units.wording import _

DECISIONS: dict[str, ClaimState] = {
    CLAIM.name: "claimed",
    ACKNOWLEDGE.name: "acknowledged",
    DISPUTE.name: "disputed",
    SET_OFF.name: "set_off",
    WAIVE.name: "waived",
}
"""Kinds of decisions on a penalty, with the state each gives; the last one on the period wins."""

_DAYS_PER_WORKING_DAY = 7
"""How far ahead holidays are read: enough for a calendar with one working day a week."""

UNCLAIMED = ("calculated", "provisional")
"""States of a penalty that the authority has not yet answered."""


def claim_word(state: str) -> str:
    """Return the state of a penalty in words."""
    return {
        "calculated": _("beregnet"),
        "provisional": _("foreløbig"),
        "claimed": _("gjort gældende"),
        "acknowledged": _("anerkendt"),
        "disputed": _("bestridt"),
        "set_off": _("modregnet"),
        "lapsed": _("bortfaldet"),
        "waived": _("frafaldet"),
        "earned_back": _("optjent tilbage"),
    }.get(state, state)


@dataclass(frozen=True)
class Claim:
    """Where a period's penalty stands, with the steps and what is missing to say so."""

    state: ClaimState
    steps: tuple[Step, ...] = ()
    faults: tuple[Fault, ...] = ()


def claim_deadline(terms: Terms, period: Period) -> tuple[date | None, tuple[Fault, ...]]:
    """Return the last day to claim the period's penalty, counted in working days from the period's end.

    None when nothing sets a deadline. Only a binding one counts: ``claim_within_working_days``, else a
    deadline ``claim`` of the framework that is not a wish.
    """
    settlement = terms.settlement
    days = settlement.claim_within_working_days
    if settlement.claim != "on_claim":
        return None, ()
    if days is None:
        agreed = next(
            (
                one
                for one in terms.framework.deadlines
                if one.what == "claim" and one.binding and one.event == "period_end" and not one.before
            ),
            None,
        )
        if agreed is not None and agreed.days is not None:
            return period.last + timedelta(days=agreed.days), ()
        days = agreed.working_days if agreed else None
    if days is None:
        return None, ()
    if terms.framework.calendar is None:
        text = (
            _(
                "Fristen på 1 arbejdsdag for at gøre bod gældende kan ikke beregnes, da vilkårene ikke siger, hvilke "
                "dage der er arbejdsdage. Angiv »calendar« under framework i vilkårene."
            )
            if days == 1
            else _(
                "Fristen på {days} arbejdsdage for at gøre bod gældende kan ikke beregnes, da vilkårene ikke siger, "
                "hvilke dage der er arbejdsdage. Angiv »calendar« under framework i vilkårene."
            )
        )
        fault = Fault("open-choice", text.format(days=days), place="framework.calendar", severity="note")
        return None, (fault,)
    until = period.last + timedelta(days=_DAYS_PER_WORKING_DAY * days + 60)
    hours = service_hours(terms, terms.framework.calendar, period.last, until)
    try:
        return working_day_after(hours, period.last, days), ()
    except NeverOpen:
        text = _(
            "Kalenderen »{name}« har ingen arbejdsdage, så fristen for at gøre bod gældende kan ikke beregnes."
        )
        message = text.format(name=terms.framework.calendar)
        return None, (Fault("never-open", message, place="framework.calendar", severity="note"),)


def claim_of(
    terms: Terms,
    period: Period,
    history: History,
    evidence: Evidence,
    as_of: date | None,
    known: str = "",
) -> Claim:
    """Return where the penalty of ``period`` stands.

    Args:
        known: The state that history has for it; decisions on it come after.
        as_of: The day up to which it is known that nothing was claimed; None when that is not known.
    """
    state: ClaimState = "calculated"
    row = next((one for one in history.of("penalty") if one.period in period.codes), None)
    known = known or (row.state if row else "")
    if known in get_args(ClaimState) and known != "provisional":
        state = known  # type: ignore[assignment]
    deadline, faults = claim_deadline(terms, period)
    clause = terms.settlement.clause
    steps: list[Step] = []
    for decision in decision_rows(evidence, *DECISIONS):
        if decision["table"] not in TABLES["correction"] and (
            decision["table"] or decision["kind"] != CLAIM.name
        ):
            continue
        if str(decision["period"] or "") not in period.codes:
            continue
        kind, second = str(decision["kind"]), decision["at_s"]
        assert isinstance(second, int)
        at = local(second, period.zone).date()
        state = DECISIONS[kind]
        steps.append(Step(claim_word(state).capitalize(), day_words(at), clause=clause))
        if kind == CLAIM.name and deadline is not None and at > deadline:
            state, faults = _too_late(terms, state, faults)
            text = _("Gjort gældende efter fristen, der var {day}")
            steps.append(Step(text.format(day=weekday_and_day(deadline)), "", claim_word(state), clause))
    if deadline is not None and state in UNCLAIMED:
        if as_of is not None and as_of > deadline:
            state, faults = _too_late(terms, state, faults)
            text = _("Ikke gjort gældende inden fristen, der var {day}")
            steps.append(Step(text.format(day=weekday_and_day(deadline)), "", claim_word(state), clause))
        else:
            text = _("Skal gøres gældende senest {day}")
            steps.append(Step(text.format(day=weekday_and_day(deadline)), clause=clause))
    return Claim(state, tuple(steps), faults)


def _too_late(
    terms: Terms, state: ClaimState, faults: tuple[Fault, ...]
) -> tuple[ClaimState, tuple[Fault, ...]]:
    if terms.settlement.lapses is None:
        text = _(
            "Bod er ikke gjort gældende til tiden, og vilkårene siger ikke, om den så bortfalder. "
            "Vælg »lapses« under settlement i vilkårene."
        )
        return state, (*faults, Fault("open-choice", text, place="settlement.lapses"))
    return ("lapsed" if terms.settlement.lapses else state), faults


def undated_claims(evidence: Evidence) -> tuple[Fault, ...]:
    """Return the decisions on a penalty that do not say which period they concern."""
    text = _(
        "Beslutningen »{kind}« om bod siger ikke, hvilken periode den gælder, og er ikke brugt. "
        "Angiv perioden (som {example}) i kolonnen period."
    )
    return tuple(
        Fault(
            "undated-decision",
            text.format(kind=row["kind"], example="2026-10"),
            source=source_of(
                evidence, row["file_no"] if isinstance(row["file_no"], int) else None, "decisions"
            ),
            row=row["row_no"] if isinstance(row["row_no"], int) else None,
            column="period",
            severity="set_aside",
        )
        for row in decision_rows(evidence, *DECISIONS)
        if not row["period"]
        and (row["table"] in TABLES["correction"] or (not row["table"] and row["kind"] == CLAIM.name))
    )
