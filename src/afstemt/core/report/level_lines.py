"""How service levels have developed: a line per population against its target, and how often each was met."""

from fractions import Fraction

from afstemt.core.measurement.outcome import Outcome
from afstemt.core.report.blocks import Block, Chart, Section, Series, Table, Text, percent_point
from afstemt.core.report.month import Month
from afstemt.core.report.parts import column, level_of, number_column
from afstemt.core.report.trends import label, labels, lines, run_of, run_of_level
from afstemt.core.report.words import (
    decimals_of,
    figure_text,
    level_title,
    population_title,
    state_word,
    target_text,
)
from afstemt.core.units import formats
from afstemt.core.units.figure import Value
from afstemt.core.units.wording import _


def development(month: Month, found: tuple[Outcome, ...]) -> Section:
    blocks: list[Block] = []
    for outcome in found:
        level = level_of(month, outcome)
        run = run_of_level(month, outcome)
        for line in lines(month, outcome):
            result = outcome.result(line.population)
            if line.known < 2:
                continue
            unit = result.figure.unit if result.figure else "percent"
            scale = 3600 if unit == "seconds" else 1
            goal = percent_point(result.target)
            name = " – ".join(
                part for part in (level_title(outcome, level), population_title(level, result)) if part
            )
            held = [value for value in line.values if value is not None]
            within = sum(
                1
                for value in held
                if result.target is not None
                and (
                    Fraction(value) >= result.target if result.at_least else Fraction(value) <= result.target
                )
            )
            now = (
                _("ikke målt")
                if result.figure is None
                else _("{figure} ({word})").format(
                    figure=figure_text(result.figure, level), word=state_word(result.state)
                )
            )
            point = _("{name}: {period} er {now}; målet er {target}.").format(
                name=name,
                period=formats.period_name(outcome.period),
                now=now,
                target=target_text(result, level),
            )
            if result.target is not None:
                point += " " + _(
                    "Tallet har holdt det nuværende mål i {met} af de {all} perioder, der er tal for."
                ).format(met=within, all=len(held))
            blocks.append(
                Chart(
                    "lines",
                    name,
                    point,
                    labels(run),
                    (
                        Series(
                            _("Faktisk"),
                            tuple(None if p is None else p / scale for p in line.points),
                        ),
                    ),
                    unit=_unit_word(unit),
                    target=None if goal is None else goal / scale,
                    target_label=_("Mål: {target}").format(target=target_text(result, level)),
                    decimals=decimals_of(level) if unit == "percent" else 1 if unit == "seconds" else 0,
                )
            )
    table = _states(month, found)
    if table.rows:
        blocks.append(table)
    if not blocks:
        blocks.append(
            Text(_("Der er endnu ingen tal fra tidligere perioder, så udviklingen kan ikke vises."), "note")
        )
    return Section("service_levels.development", _("Udvikling"), tuple(blocks))


def _unit_word(unit: str) -> str:
    return {
        "percent": _("pct."),
        "seconds": _("timer"),
        "milliseconds": _("ms"),
        "working_days": _("arbejdsdage"),
        "points": _("point"),
        "count": _("antal"),
    }[unit]


def _states(month: Month, found: tuple[Outcome, ...]) -> Table:
    """Return how often each level was met over the periods there is history for."""
    rows: list[tuple[Value, ...]] = []
    seen: set[str] = set()
    for outcome in found:
        if outcome.level in seen or outcome.provisional:
            continue
        seen.add(outcome.level)
        run = run_of(outcome.period, month.terms.report.periods)
        states = [
            (period, row.state)
            for period in run[:-1]
            if (row := month.history.at(outcome.level, period.code)) and row.state
        ]
        if not states:
            continue
        last = [o.state for o in found if o.level == outcome.level and not o.provisional]
        states.append((outcome.period, "missed" if "missed" in last else outcome.state))
        missed = [period for period, state in states if state == "missed"]
        judged = [state for _period, state in states if state in ("met", "missed")]
        rows.append(
            (
                level_title(outcome, level_of(month, outcome)),
                _("{met} af {all}").format(met=judged.count("met"), all=len(judged)),
                len(states) - len(judged),
                label(missed[-1]) if missed else _("ingen"),
            )
        )
    return Table(
        _("Opfyldelse gennem perioderne"),
        (
            column(_("Servicemål"), weight=2),
            number_column(_("Perioder opfyldt")),
            number_column(_("Ikke bedømt eller målt")),
            column(_("Senest ikke opfyldt")),
        ),
        tuple(rows),
    )
