"""run(): the whole of one period, in the order of the design. Pure: no clock, network or database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from afstemt.core.evidence.accepted_retypings import with_accepted_retypings
from afstemt.core.evidence.decision_findings import with_decisions_told
from afstemt.core.evidence.evidence import Evidence, engine_for
from afstemt.core.evidence.history import History, read_history
from afstemt.core.evidence.history_findings import with_history_told
from afstemt.core.evidence.missing_rows import with_answers
from afstemt.core.evidence.names import Standing, Use, standings, with_known_names
from afstemt.core.evidence.said import NoneSaid, none_said
from afstemt.core.evidence.said_findings import with_contradictions_told
from afstemt.core.evidence.statements import of_period
from afstemt.core.measurement.calendar_years import earliest_year, outside_faults
from afstemt.core.measurement.case_terms import spans
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.measurement.reserve import measured
from afstemt.core.measurement.stated_faults import without_impossible
from afstemt.core.measurement.ticket_findings import with_ticket_findings
from afstemt.core.meeting.closed_months import as_closed
from afstemt.core.remuneration.calculate import calculate
from afstemt.core.remuneration.stretches import between
from afstemt.core.report.month import Month
from afstemt.core.settlement.exposure import exposures
from afstemt.core.settlement.registry import BY_NAME as RULES
from afstemt.core.settlement.settle import settle
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.terms.check.linter import check
from afstemt.core.terms.model.compiled import CalendarKey, Calendars
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.formats import day, period_name
from afstemt.core.units.hours import Calendar
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _

YEARS_BEFORE, YEARS_AFTER = 5, 2
"""How far around the period service hours are compiled at least."""

VOCABULARY = Vocabulary(KINDS, RULES)


def run(
    contract: Contract,
    period: Period,
    evidence: Evidence,
    *,
    as_of: date,
    system: str | None = None,
    calendars: Mapping[CalendarKey, Calendar] | None = None,
) -> Month:
    """Return everything calculated for one period.

    Args:
        contract: All versions of the terms; those in force split the period.
        period: A calendar month; days before the first version and after the contract's end are cut off.
        evidence: All facts, history and decisions included.
        as_of: The document's date; nothing here reads a clock.
        system: Cut the report to this system's id; measurement and money are always of the whole contract.
        calendars: The compiled calendars of an earlier run (``Month.calendars``), to stand on again whatever
            holidays and time zones have become since; None compiles them of the terms.

    Raises:
        Refused: The terms are not in force in the period, leave open what a figure depends on, the
            system does not exist, or a calendar is not among ``calendars``.
    """
    with engine_for(evidence):
        return _month(contract, period, evidence, as_of=as_of, system=system, calendars=calendars)


def _month(
    contract: Contract,
    period: Period,
    evidence: Evidence,
    *,
    as_of: date,
    system: str | None,
    calendars: Mapping[CalendarKey, Calendar] | None,
) -> Month:
    asked = period.code
    period, terms = _in_force(contract, period)
    _refuse_open_points(contract, as_of)
    if system is not None and system not in {one.id for one in terms.systems}:
        known = ", ".join(one.id for one in terms.systems)
        text = _("Systemet »{system}« findes ikke i vilkårene. De har: {known}.")
        raise Refused((Fault("unknown-system", text.format(system=system, known=known)),))
    uses = uses_of(contract, period)
    evidence = with_answers(evidence, contract)
    evidence = with_known_names(evidence, contract, period, uses)
    evidence = with_history_told(evidence, terms.zone)
    evidence = with_decisions_told(evidence, contract, period, uses)
    evidence = with_accepted_retypings(evidence)
    code = period.before(0).code
    none = none_said(evidence, code)
    evidence = with_contradictions_told(evidence, _so_far(contract, period), code)
    evidence = of_period(without_impossible(evidence, contract, period), asked, period.code)
    evidence = with_ticket_findings(evidence, terms, period)
    history = read_history(evidence)
    compiled = Calendars(calendars)
    outcomes = measure(contract, period, evidence, history, compiled, none)
    evidence = replace(evidence, faults=(*evidence.faults, *outside_faults(outcomes, evidence)))
    remuneration = calculate(contract, period, evidence)

    def settled(own: tuple[Outcome, ...]) -> Settlement:
        return settle(contract, period, own, remuneration, history, evidence, as_of=as_of)

    settlement = settled(outcomes)
    month = Month(
        contract,
        terms,
        period,
        evidence,
        history,
        outcomes,
        remuneration,
        settlement,
        as_of,
        calendars=compiled.given,
        system=system,
        exposures=exposures(contract, outcomes, settlement, settled),
    )
    closed = as_closed(month, history)
    if not closed.notice:
        return month
    asked_about = Fault("closed-otherwise", closed.notice, source="history", column="period", severity="ask")
    return replace(month, evidence=replace(evidence, faults=(*evidence.faults, asked_about)))


def measure(
    contract: Contract,
    period: Period,
    evidence: Evidence,
    history: History,
    calendars: Calendars,
    none: NoneSaid = frozenset(),
) -> tuple[Outcome, ...]:
    """Return one outcome per service level and stretch under the same terms, in the terms' order.

    ``none`` is what was said not to have been.
    """
    outcomes = []
    back_to = earliest_year(evidence, contract.versions[0].in_force_from, period, YEARS_BEFORE)
    for terms, level, judged, part in _tasks(contract, period):
        *earlier, own = (
            Task(
                span.level,
                span.terms,
                judged,
                part,
                evidence,
                history,
                partial(_calendar, calendars, span.terms, judged, back_to),
                provisional=period.end < min(judged.end, _contract_end(contract) or judged.end),
                none_said=none,
                begun=(span.since_s, span.until_s),
            )
            for span in spans(contract, terms, level)
        )
        outcomes.append(measured(replace(own, earlier=tuple(earlier)), KINDS[level.kind]))
    return tuple(outcomes)


def _tasks(contract: Contract, period: Period) -> list[tuple[Terms, ServiceLevel, Period, Period]]:
    """Return what to measure: a stretch ends only where something that the level depends on changes."""
    tasks = []
    for last in contract.levels_in(period):
        judged = last.judged_over(period)
        so_far = Period(min(judged.first, period.first), period.end, period.zone)
        stretches: list[tuple[Terms, ServiceLevel, Period]] = []
        for part, terms in contract.in_force(so_far):
            level = next((one for one in terms.service_levels if one.id == last.id), None)
            if level is None:
                continue
            joins = bool(stretches) and stretches[-1][2].end == part.first
            if joins and _same(stretches[-1][0], terms, stretches[-1][1], level):
                part = Period(stretches.pop()[2].first, part.end, part.zone)  # noqa: PLW2901 - joined
            stretches.append((terms, level, part))
        tasks += [
            (terms, level, judged, piece)
            for terms, level, part in stretches
            for piece in _by_running_in(terms, level, part)
        ]
    return tasks


def _by_running_in(terms: Terms, level: ServiceLevel, part: Period) -> list[Period]:
    """Return the part cut where running-in begins and ends, so that no penalty rests on a day inside it."""
    penalised = level.penalties or terms.settlement.penalties
    if terms.settlement.running_in_penalties or not penalised:
        return [part]
    bounds = {part.first, part.end}
    for phase in terms.phases:
        inside = between(phase.from_day, phase.to_day, part) if phase.kind == "running_in" else None
        if inside is not None:
            bounds |= {inside.first, inside.end}
    return [Period(first, end, part.zone) for first, end in pairwise(sorted(bounds))]


def _same(one: Terms, other: Terms, level: ServiceLevel, other_level: ServiceLevel) -> bool:
    """Return whether two versions measure and settle the level alike: then the period is not split."""
    return (
        level == other_level
        and all(
            getattr(one, field) == getattr(other, field)
            for field in ("calendars", "service_windows", "systems", "settlement", "phases", "zone")
        )
        and (one.framework.calendar == other.framework.calendar)
    )


def _so_far(contract: Contract, period: Period) -> Period:
    """Return the period with the months before it that its levels are judged over."""
    first = min(
        (level.judged_over(period).first for level in contract.levels_in(period)), default=period.first
    )
    return Period(min(first, period.first), period.end, period.zone)


def known_to(contract: Contract, evidence: Evidence) -> dict[tuple[str, str], dict[str, Standing]]:
    """Return what any version of the terms makes of each name in the rows, by table and column as in frames."""
    first, last = contract.versions[0].in_force_from, contract.current.in_force_from
    every = Period(first, last + timedelta(days=1), contract.current.zone)
    return standings(evidence, contract, every, uses_of(contract, every))


def uses_of(contract: Contract, period: Period) -> list[Use]:
    """Return what each level in force in the period stands on; any column of a table its kind tells none of."""
    uses = []
    for level in contract.levels_in(period):
        kind = KINDS[level.kind]
        told = {table: frozenset(columns) for table, columns in kind.columns_of(level).items()}
        tables = kind.tables_of(level)
        uses.append(Use(level, dict.fromkeys(tables) | told, tables))
    return uses


def _calendar(calendars: Calendars, terms: Terms, period: Period, back_to: int, name: str | None) -> Calendar:
    """Return compiled service hours that reach well before and after the period, and back to the year ``back_to``."""
    first = date(min(back_to, period.first.year - YEARS_BEFORE), 1, 1)
    last = date(period.end.year + YEARS_AFTER, 12, 31)
    return calendars.of(terms, name, first, last)


def _in_force(contract: Contract, period: Period) -> tuple[Period, Terms]:
    """Return the period cut to the contract's own days, and the terms on its last day."""
    parts = contract.in_force(period)
    ends = contract.current.to_day
    if not parts or (ends is not None and ends < period.first):
        text = _("Vilkårene gælder ikke i {period}; de træder i kraft {first}.").format(
            period=period_name(period), first=day(contract.versions[0].in_force_from)
        )
        raise Refused((Fault("not-in-force", text, source=contract.current.id),))
    end = min(period.end, _contract_end(contract) or period.end)
    return Period(parts[0][0].first, end, period.zone), parts[-1][1]


def _contract_end(contract: Contract) -> date | None:
    """Return the day after the contract's last; None when no end is agreed."""
    ends = contract.current.to_day
    return None if ends is None else ends + timedelta(days=1)


def _refuse_open_points(contract: Contract, as_of: date) -> None:
    """Refuse when the terms leave open what a figure depends on; the product asks, it never guesses."""
    points = [point for point in check(contract, VOCABULARY, as_of=as_of) if point.severity == "blocks"]
    if points:
        raise Refused(
            tuple(
                Fault(
                    point.code,
                    _("{subject}: {text}").format(subject=point.subject, text=point.text),
                    contract.current.id,
                    point.place,
                )
                for point in points
            )
        )
