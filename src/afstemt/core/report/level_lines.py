"""How service levels have developed: a line per population against its target, and how often each was met."""

from collections.abc import Sequence

from afstemt.core.measurement.outcome import JUDGED_VERDICTS, Outcome, worst
from afstemt.core.report.blocks import Block, Chart, Section, Series, Table, Text, chart_value
from afstemt.core.report.month import Month
from afstemt.core.report.parts import column, level_of, number_column, without_empty
from afstemt.core.report.trends import Line, earlier_targets, label, labels, lines, run_of_level
from afstemt.core.report.words import (
    decimals_of,
    figure_text,
    level_title,
    population_title,
    sentence,
    state_word,
    target_text,
    unit_of,
)
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units import formats
from afstemt.core.units.figure import Unit, Value
from afstemt.core.units.wording import _

ALL_CASES = 100.0
"""The target, in percent, of a level that every case must meet."""


def development(month: Month, found: tuple[Outcome, ...]) -> Section:
    """Return the subsection: a chart per population with figures from at least two periods, and a table."""
    last = {
        outcome.level: outcome for outcome in found
    }  # a month split by new terms is drawn by its last part
    blocks: list[Block] = []
    for outcome in last.values():
        for line in lines(month, outcome):
            if line.known >= 2:
                blocks.append(_chart(month, outcome, line))
        blocks += _whole_level(month, outcome)
    table = _states(month, found)
    if table.rows:
        blocks.append(table)
    if not blocks:
        blocks.append(
            Text(_("Der er endnu ingen tal fra tidligere perioder, så udviklingen kan ikke vises."), "note")
        )
    return Section("service_levels.development", _("Udvikling"), tuple(blocks))


def _scale(unit: Unit, values: Sequence[float | None]) -> tuple[float, str]:
    """Return what to divide by and the unit's word: seconds are drawn as minutes, or as hours when long."""
    if unit != "seconds":
        return 1, formats.unit_word(unit)
    if max((value for value in values if value is not None), default=0) >= 2 * 3600:
        return 3600, _("timer")
    return 60, _("minutter")


def _chart(month: Month, outcome: Outcome, line: Line) -> Chart:
    """Return a population's line against its target."""
    level = level_of(month, outcome)
    result = outcome.result(line.population)
    unit = unit_of(result, level)
    every_case = ALL_CASES if unit == "percent" else None
    goal = every_case if result.target is None else chart_value(result.target)
    goals = [*earlier_targets(month, outcome, line.population, every_case), goal]
    changed = any(one not in (None, goal) for one in goals)
    scale, word = _scale(unit, (*line.points, *goals))
    name = " – ".join(part for part in (level_title(outcome, level), population_title(level, result)) if part)
    point = _("{name}: {period} er {now}; målet er {target}.").format(
        name=name,
        period=formats.period_name(outcome.period),
        now=_("ikke målt")
        if result.figure is None
        else _("{figure} ({word})").format(
            figure=figure_text(result.figure, level), word=state_word(result.state)
        ),
        target=target_text(result, level),
    )
    states = line.states
    if len(states) > 1:
        point += " " + _("Målet er opfyldt i {met} af de {all} perioder, hvor det er bedømt.").format(
            met=states.count("met"), all=len(states)
        )
        if reserved := states.count("reserved"):
            point += " " + _("I {count} er det opfyldt med forbehold.").format(count=reserved)
    series = [Series(_("Faktisk"), tuple(None if p is None else p / scale for p in line.points))]
    if changed:
        point += " " + _("Målet er ændret i løbet af de viste perioder; hver periodes eget er tegnet.")
        series.append(Series(_("Mål"), tuple(None if one is None else one / scale for one in goals)))
    return Chart(
        "lines",
        name,
        sentence(point),
        labels(run_of_level(month, outcome)),
        tuple(series),
        unit=word,
        target=None if goal is None or changed else goal / scale,
        target_label="" if changed else _("Mål: {target}").format(target=target_text(result, level)),
        decimals=_decimals(level, unit, scale, (*line.points, *goals)),
    )


def _decimals(level: ServiceLevel | None, unit: Unit, scale: float, values: Sequence[float | None]) -> int:
    """Return the decimals of the figures drawn: the level's own, for a count only where it is no whole number."""
    if unit == "percent":
        return decimals_of(level)
    if unit == "count" and any(value is not None and value != int(value) for value in values):
        return decimals_of(level)
    return 1 if scale > 1 else 0


def _whole_level(month: Month, outcome: Outcome) -> list[Block]:
    """Return the level's earlier figures beside this period's per population, where history has only the whole."""
    if len(outcome.results) < 2 or any(line.known >= 2 for line in lines(month, outcome)):
        return []
    run = run_of_level(month, outcome)
    rows = [month.history.at(outcome.level, period.code) for period in run[:-1]]
    earlier = [chart_value(row.value) if row else None for row in rows]
    if not any(value is not None for value in earlier):
        return []
    level = level_of(month, outcome)
    title = level_title(outcome, level)
    unit = unit_of(outcome.results[0], level)
    targets = {result.target for result in outcome.results}
    goal = chart_value(result_target) if len(targets) == 1 and (result_target := targets.pop()) else None
    now = [chart_value(result.figure.value) if result.figure else None for result in outcome.results]
    scale, word = _scale(unit, (*earlier, *now, goal))
    blank: tuple[float | None, ...] = (None,) * (len(run) - 1)
    series = [
        Series(_("Tidligere, hele målet"), (*(None if v is None else v / scale for v in earlier), None)),
        *(
            Series(
                population_title(level, result) or result.population,
                (*blank, None if value is None else value / scale),
            )
            for result, value in zip(outcome.results, now, strict=True)
        ),
    ]
    point = _(
        "{title}: tidligere perioder er oplyst for hele målet; {period} er vist for hver gruppe af sager: {figures}."
    ).format(
        title=title,
        period=formats.period_name(outcome.period),
        figures=", ".join(
            f"{population_title(level, result)} {figure_text(result.figure, level)}"
            for result in outcome.results
        ),
    )
    return [
        Chart(
            "lines",
            title,
            sentence(point),
            labels(run),
            tuple(series),
            unit=word,
            target=None if goal is None else goal / scale,
            target_label=""
            if goal is None
            else _("Mål: {target}").format(target=target_text(outcome.results[0], level)),
            decimals=_decimals(level, unit, scale, (*earlier, *now, goal)),
        )
    ]


def _states(month: Month, found: tuple[Outcome, ...]) -> Table:
    """Return how often each level was met over the periods there is history for."""
    rows: list[tuple[Value, ...]] = []
    seen: set[str] = set()
    for outcome in found:
        if outcome.level in seen or outcome.provisional:
            continue
        seen.add(outcome.level)
        run = outcome.period.run(month.terms.report.periods)
        states = [
            (period, row.state)
            for period in run[:-1]
            if (row := month.history.at(outcome.level, period.code)) and row.state
        ]
        if not states:
            continue
        last = [o.state for o in found if o.level == outcome.level and not o.provisional]
        states.append((outcome.period, worst(last)))
        missed = [period for period, state in states if state == "missed"]
        judged = [state for _period, state in states if state in JUDGED_VERDICTS]
        rows.append(
            (
                level_title(outcome, level_of(month, outcome)),
                _("{met} af {all}").format(met=judged.count("met"), all=len(judged)),
                judged.count("reserved") or None,
                len(states) - len(judged),
                label(missed[-1]) if missed else _("ingen"),
            )
        )
    table = Table(
        _("Opfyldelse gennem perioderne"),
        (
            column(_("Servicemål"), weight=2),
            number_column(_("Perioder opfyldt")),
            number_column(_("Med forbehold")),
            number_column(_("Ikke bedømt eller målt")),
            column(_("Senest ikke opfyldt")),
        ),
        tuple(rows),
    )
    return without_empty(table) if rows else table
