"""The six key figures of the first page, each with its line over the periods."""

from collections.abc import Iterable
from fractions import Fraction

import polars as pl

from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.measurement.registry import kind_of
from afstemt.core.report.blocks import KeyFigure, KeyFigures, KeyStatus, chart_values
from afstemt.core.report.counts.changes import SUCCESSFUL, belonging, count_carried_out, results_untold
from afstemt.core.report.counts.incidents import IN_TIME, OPEN, in_time, open_incidents
from afstemt.core.report.counts.tickets import delivered_run
from afstemt.core.report.month import Month
from afstemt.core.report.parts import facts, level_of, level_states, outcomes
from afstemt.core.report.trends import (
    closed_first,
    kept,
    kept_counts,
    lines,
    met_per_period,
    penalties,
    per_period,
    periods,
)
from afstemt.core.report.words import amount, decimals_of, figure_value, population_title, target_text
from afstemt.core.settlement.base import ENTITLED
from afstemt.core.settlement.claims import claim_word
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units import formats
from afstemt.core.units.figure import Figure, Percent
from afstemt.core.units.wording import _


def _levels(month: Month) -> KeyFigure | None:
    states = list(level_states(month).values())
    if not states:
        return None
    met = states.count("met")
    reserved = states.count("reserved")
    return KeyFigure(
        _("Servicemål opfyldt"),
        _("{met} af {all}").format(met=met, all=len(states)),
        _("{count} med forbehold").format(count=formats.number(reserved)) if reserved else "",
        series=met_per_period(month, met) if month.system is None else (),
        status=_of(states),
    )


def _of(states: Iterable[str]) -> KeyStatus:
    """Return how a figure over several levels is shown: met only where all of them are."""
    own = set(states)
    if "missed" in own:
        return "missed"
    if "reserved" in own:
        return "reserved"
    return "met" if own == {"met"} else "neutral"


def _is_share_of_time(level: ServiceLevel) -> bool:
    kind = kind_of(level)
    return kind.watches_availability and kind.unit_of(level.parameters) == "percent"


def _lowest_availability(month: Month) -> KeyFigure | None:
    found: list[tuple[Fraction, Outcome, Result]] = []
    for outcome in outcomes(month):
        level = level_of(month, outcome)
        if level is None or not _is_share_of_time(level):
            continue
        found += [
            (result.figure.value, outcome, result)
            for result in outcome.results
            if result.figure is not None and result.figure.unit == "percent"
        ]
    if not found:
        return _unmeasured_availability(month)
    _value, outcome, result = min(found, key=lambda item: item[0])
    level = level_of(month, outcome)
    line = next(line for line in lines(month, outcome) if line.population == result.population)
    note = ", ".join(part for part in (outcome.level, population_title(level, result)) if part)
    label = _("Tilgængelighed") if len(found) == 1 else _("Laveste tilgængelighed")
    return KeyFigure(
        label,
        figure_value(result.figure, level),
        _("{level}; mål: {target}").format(level=note, target=target_text(result, level)),
        line.points,
        _of({result.state}),
    )


def _unmeasured_availability(month: Month) -> KeyFigure | None:
    """Return that availability was agreed but not measured; nothing when no level is about it."""
    agreed = [o for o in outcomes(month) if (level := level_of(month, o)) and _is_share_of_time(level)]
    if not agreed:
        return None
    names = ", ".join(dict.fromkeys(outcome.level for outcome in agreed))
    return KeyFigure(_("Tilgængelighed"), _("ikke målt"), names, status="neutral")


def _in_time(month: Month) -> KeyFigure | None:
    """Return the share of incidents in time over the resolution levels; without them, over the first other."""
    found = in_time(month)
    if found is None:
        return None
    chosen, total = found.outcomes, found.figure
    decimals = max(decimals_of(level_of(month, outcome)) for outcome in chosen)
    single = len(chosen) == 1 and len(chosen[0].results) == 1
    states = {outcome.state for outcome in chosen}
    return KeyFigure(
        _("Incidents til tiden"),
        Percent(Fraction(total.to(decimals)), decimals),
        _("{count} af {all}; {levels}").format(
            count=formats.number(total.numerator),
            all=formats.number(total.denominator),
            levels=", ".join(dict.fromkeys(outcome.level for outcome in chosen)),
        ),
        lines(month, chosen[0])[0].points if single else _kept_share(month, total),
        _of(states),
    )


def _kept_share(month: Month, now: Figure) -> tuple[float | None, ...]:
    """Return the share in time in each period, the earlier ones from history; nothing when none is known."""
    earlier = kept(month, IN_TIME, periods(month)[:-1])
    if not any(value is not None for value in earlier):
        return ()
    return chart_values(*earlier, now.value)


def _at_most(month: Month) -> str:
    """Return that what was lost could make the penalty higher, and how high at most; nothing where it could not."""
    levels = month.exposures.levels
    if not any(one.amount is None or one.amount.amount or one.points for one in levels):
        return ""
    if month.exposures.penalty is None:
        return _("med forbehold")
    return _("højst {amount} med forbehold").format(amount=amount(month.exposures.penalty))


def _penalty(month: Month) -> KeyFigure:
    settlement = month.settlement
    state = claim_word(settlement.shown_state) if settlement.penalty.amount else ""
    return KeyFigure(
        _("Beregnet bod") if month.system is None else _("Beregnet bod, hele kontrakten"),
        settlement.penalty,
        "; ".join(part for part in (state, _at_most(month)) if part),
        penalties(month),
        "neutral",
    )


def _open_cases(month: Month) -> KeyFigure | None:
    if not month.evidence.has("incidents"):
        return None
    run = periods(month)
    first = len(run) - len(delivered_run(facts(month, "incidents"), run))
    counted = [None if at < first else open_incidents(month, one.to_s) for at, one in enumerate(run[:-1])]
    earlier = closed_first(kept_counts(month, OPEN, run[:-1]), counted)
    return KeyFigure(
        _("Åbne incidents ved periodens slutning"),
        open_incidents(month, month.period.to_s),
        _("{count} ved periodens begyndelse").format(
            count=formats.number(open_incidents(month, month.period.from_s))
        ),
        chart_values(*earlier, open_incidents(month, month.period.to_s)),
        "neutral",
    )


def _changes(month: Month) -> KeyFigure | None:
    if not month.evidence.has("changes"):
        return None
    if results_untold(month).whole:
        note = _("resultatet står ikke i det leverede")
        return KeyFigure(_("Ændringer gennemført"), _("ikke oplyst"), note, status="neutral")
    now = count_carried_out(month)
    done = belonging(month).filter(pl.col("outcome") == "successful")
    run = periods(month)
    counts = per_period(done, "when_s", run).get("", [0] * len(run))
    first = next((index for index, value in enumerate(counts) if value), len(counts) - 1)
    counted = [None if at < first else value for at, value in enumerate(counts[:-1])]
    return KeyFigure(
        _("Ændringer gennemført"),
        now.successful,
        _("{count} fejlet eller rullet tilbage").format(count=formats.number(now.failed)),
        chart_values(*closed_first(kept_counts(month, SUCCESSFUL, run[:-1]), counted), counts[-1]),
        "neutral",
    )


def _remuneration(month: Month) -> KeyFigure | None:
    if not month.remuneration.lines:
        return None
    past = [month.history.at("fee", period.code) for period in periods(month)[:-1]]
    own = month.remuneration.total(*ENTITLED)
    return KeyFigure(
        _("Vederlag før bod og bonus")
        if month.system is None
        else _("Vederlag før bod og bonus, hele kontrakten"),
        month.remuneration.total(),
        _("uden moms"),
        chart_values(*(None if row is None else row.amount for row in past), own.amount),
        "neutral",
    )


def key_figures(month: Month) -> KeyFigures:
    """Return at most six key figures, those that the data allow."""
    found = (
        _levels(month),
        _lowest_availability(month),
        _in_time(month),
        _penalty(month),
        _open_cases(month),
        _changes(month),
        _remuneration(month),
    )
    return KeyFigures(tuple(figure for figure in found if figure is not None)[:6])
