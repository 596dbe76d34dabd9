"""The derivation of a figure in words, with the numbers put in: definition, clock, counts, rounding, target."""

from fractions import Fraction

import polars as pl

from afstemt.core.measurement.clock import LevelClock
from afstemt.core.measurement.outcome import JUDGED, Result
from afstemt.core.terms.model.levels import DECIMALS, Limit, Population, ServiceLevel
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.formats import day as day_words
from afstemt.core.units.formats import duration, number, show
from afstemt.core.units.formats import figure as show_figure
from afstemt.core.units.money import rounded
from afstemt.core.units.period import local
from afstemt.core.units.wording import _

"""Decimals of a figure whose level does not say."""
MORE_DECIMALS, MOST_DECIMALS = 4, 10
"""Shown of a figure before it is rounded; and at most, where it takes that many to tell two figures apart."""


def limit_words(limit: Limit) -> str:
    """Return a limit as ``15 min.``, ``8 t.`` or ``10 arbejdsdage``."""
    if limit.working_days is not None:
        text = _("1 arbejdsdag") if limit.working_days == 1 else _("{n} arbejdsdage")
        return text.format(n=limit.working_days)
    return duration(limit.length_s)


def clock_step(level: ServiceLevel, clock: LevelClock, *, from_day: bool = False) -> Step:
    """Return which time counts; ``from_day``: working days are counted from the day that the limit runs from."""
    texts = {
        "business_hours": _("Kun åbningstiden tæller."),
        "start_deferred": _("Starten venter på næste åbning; derefter løber tiden døgnet rundt."),
        "elapsed": _("Tiden løber døgnet rundt."),
    }
    said = [] if clock.all_days else [texts[clock.clock]]
    if clock.any_days and level.calendar is None:
        said.append(
            _(
                "Frister i arbejdsdage udløber ved døgnets udgang på den sidste dag, og alle dage er arbejdsdage; den "
                "første dag tælles ikke med."
            )
        )
    elif clock.any_days:
        said.append(
            _(
                "Frister i arbejdsdage udløber ved lukketid på den sidste dag; den dag, fristen regnes fra, tælles "
                "ikke med."
            )
            if from_day
            else _(
                "Frister i arbejdsdage udløber ved lukketid på den sidste dag; dagen, hvor tiden begynder at løbe, "
                "tælles ikke med."
            )
        )
        if not level.ends_at_closing(days=True):
            said.append(_("Det, der slutter før den næste åbning, er i tide."))
    if level.calendar is not None and clock.clock == "business_hours" and not clock.all_days:
        said.append(
            _("En frist i timer, der er brugt op ved lukketid, udløber da.")
            if level.ends_at_closing(days=False)
            else _("En frist i timer, der er brugt op ved lukketid, udløber ved den næste åbning.")
        )
    if level.calendar is not None:
        said.append(_("Åbningstid: {calendar}.").format(calendar=level.calendar))
    return Step(_("Tid"), " ".join(said))


def name_of(population: Population) -> str:
    """Return a population's name among the level's steps."""
    return population.title or population.id or _("alle")


def share_steps(level: ServiceLevel, population: Population, result: Result, counted: str) -> list[Step]:
    """Return a share's steps: the counts put in under the words ``counted``, and the verdict."""
    if result.figure is None:
        what = _("Opgørelse, {population}").format(population=name_of(population))
        return [Step(what, "", result.reason), *own_figure_step(result)]
    steps = verdict_steps(level, population, result)
    if result.basis == "calculated":
        steps.insert(0, counts_step(counted, result.figure, population.clause))
    return steps


def within_words(population: Population) -> str:
    """Return ``Inden for 8 t., kategori 1``."""
    name = name_of(population)
    if population.limit is None:
        return _("Inden for fristen, {population}").format(population=name)
    return _("Inden for {limit}, {population}").format(limit=limit_words(population.limit), population=name)


def counts_step(what: str, figure: Figure, clause: str = "") -> Step:
    """Return a percentage with its counts put in: ``18 af 22 × 100`` gives ``81,8 pct.``."""
    return Step(what, _parts_words(figure), show_figure(figure, 4), clause)


def _parts_words(figure: Figure) -> str:
    return _("{part} af {all}").format(part=number(figure.numerator), all=number(figure.denominator))


def verdict_steps(level: ServiceLevel, population: Population, result: Result) -> list[Step]:
    """Return a stated figure's source, rounding and comparison with the target, and the supplier's own figure."""
    own = own_figure_step(result)
    if result.state == "not_judged" or result.figure is None:
        return [*([Step(_("Bedømmelse"), "", result.reason)] if result.reason else []), *own]
    comparison = [*_rounding_step(level, result), _target_step(level, population, result)]
    return [*own, *comparison] if result.basis == "stated" else [*comparison, *own]


def own_figure_step(result: Result) -> list[Step]:
    """Return what the supplier has stated, with its counts where those were stated."""
    if result.stated is None:
        return []
    if result.basis == "calculated":
        what = _("Leverandørens eget tal")
    else:
        what = _("Oplyst af leverandøren, ikke beregnet her")
    note, stated = result.basis_note, result.stated
    if result.basis == "stated" and stated.unit == "percent" and stated.denominator == result.cases:
        counts = _parts_words(stated)
        note = f"{note}: {counts}" if note else counts
    return [Step(what, note, show_figure(stated, _ends_with(stated.value, 0, MORE_DECIMALS, MORE_DECIMALS)))]


def _rounding_step(level: ServiceLevel, result: Result) -> list[Step]:
    """Return how the figure is rounded; nothing for a whole number, or where every case must hold."""
    assert result.figure is not None
    whole = result.figure.unit != "percent" and result.figure.denominator == 1
    if whole or result.target is None:
        return []
    if level.judge == "exact":
        return [Step(_("Afrunding"), _("det eksakte tal bedømmes"), "")]
    if level.decimals is None or result.judged is None:
        return []
    words = (
        _("Afrunding til 1 decimal")
        if level.decimals == 1
        else _("Afrunding til {decimals} decimaler").format(decimals=level.decimals)
    )
    exact = show_figure(result.figure, level.decimals + MORE_DECIMALS)
    return [Step(words, exact, value_words(result.judged, result.figure, level.decimals))]


def _target_step(level: ServiceLevel, population: Population, result: Result) -> Step:
    assert result.figure is not None
    decimals = DECIMALS
    if result.target is None and result.basis == "stated":
        formula = _("alle skal være inden for fristen")
    elif result.target is None:
        late = number(len(result.overruns))
        formula = _("alle skal være inden for fristen; {late} er over").format(late=late)
    else:
        against = _("{judged} mod mindst {target}") if result.at_least else _("{judged} mod højst {target}")
        judged = result.figure.value if result.judged is None else result.judged
        decimals = _decimals(level, judged, result.target)
        formula = against.format(
            judged=value_words(judged, result.figure, decimals),
            target=value_words(result.target, result.figure, decimals),
        )
    word = _("opfyldt") if result.state == "met" else _("ikke opfyldt")
    if result.shortfall:
        away = value_words(result.shortfall, result.figure, decimals)
        if result.figure.unit == "percent":
            away = _("{number} procentpoint").format(number=number(result.shortfall, decimals))
        word = _("{state}, {shortfall} fra målet").format(state=word, shortfall=away)
    return Step(_("Mål"), formula, word, population.clause or level.clause)


def judged_words(level: ServiceLevel, result: Result) -> str:
    """Return a result's figure as it was judged, with the decimals that it takes to tell it from its target."""
    assert result.figure is not None
    judged = result.figure.value if result.judged is None else result.judged
    decimals = level.shown_decimals if result.target is None else _decimals(level, judged, result.target)
    return value_words(judged, result.figure, decimals)


def value_words(value: Fraction, figure: Figure, decimals: int) -> str:
    """Return a target or shortfall in the figure's unit."""
    if figure.unit == "percent":
        exact = value / 100
        return show_figure(Figure(exact.numerator, exact.denominator, "percent"), decimals)
    return show_figure(Figure(value.numerator, value.denominator, figure.unit), decimals)


def _decimals(level: ServiceLevel, judged: Fraction, target: Fraction) -> int:
    """Return the level's decimals, or as many more as it takes to show both numbers as they are.

    A number without an end keeps the level's, or as many more as it takes to see that it is not the target.
    """
    least = level.shown_decimals
    decimals = max(_ends_with(value, least, least + MORE_DECIMALS, least) for value in (judged, target))
    while judged != target and decimals < MOST_DECIMALS and rounded(judged - target, decimals) == 0:
        decimals += 1
    return decimals


def _ends_with(value: Fraction, least: int, most: int, otherwise: int) -> int:
    """Return the fewest decimals, from ``least`` to ``most``, that show the value exactly; ``otherwise`` if none do."""
    return next((few for few in range(least, most + 1) if rounded(value, few) == value), otherwise)


def period_steps(level: ServiceLevel, rows: pl.DataFrame, from_s: int) -> list[Step]:
    """Return how many cases are still open within their limit, and how many of an earlier period's this one settles.

    Args:
        level: What puts a case in a period.
        rows: The level's rows (``tickets.shown``).
        from_s: When the part of the period that is measured begins.
    """
    counts = rows["held_out"].is_null()
    still_open = int(((rows["state"] == "open") & counts).sum())
    steps = []
    if still_open:
        formula = _("ikke talt med her; tæller i den periode, der afgør dem")
        steps.append(Step(_("Åbne inden for fristen"), formula, number(still_open)))
    settled = int((rows["state"].is_in(JUDGED) & counts & (rows["start_s"] < from_s)).sum())
    if settled and level.assign_by == "opened":
        formula = _("åbne ved dens slutning og ikke talt med der; talt med her")
        steps.append(Step(_("Sager fra en tidligere periode"), formula, number(settled)))
    return steps


def earlier_terms_step(count: int, since_s: int | None, zone: str) -> list[Step]:
    """Return how many cases are judged by the terms before the level's own; nothing where none are."""
    if not count or since_s is None:
        return []
    what = _("Sager, hvis tid begyndte før {day}").format(day=day_words(local(since_s, zone).date()))
    return [Step(what, _("bedømt efter vilkårene, som de var da"), number(count))]


def held_out_step(held: pl.DataFrame) -> list[Step]:
    """Return what is held out of the figure, by reason."""
    if held.is_empty():
        return []
    by_reason = held.group_by("held_out").len().sort("held_out")
    reasons = "; ".join(
        f"{reason or _('uden begrundelse')} ({show(int(count))})" for reason, count in by_reason.iter_rows()
    )
    return [Step(_("Holdt ude af opgørelsen"), reasons, number(held.height))]
