"""Point 3: service levels, the missed ones with the reasons, penalty and bonus, and what they lift."""

from afstemt.core.dialogue.matter import level_name
from afstemt.core.meeting.material import Material
from afstemt.core.meeting.point import PointSpec
from afstemt.core.report.blocks import Block, Bullets, Table, Text
from afstemt.core.report.losses import first
from afstemt.core.report.misses import misses_table
from afstemt.core.report.month import Month
from afstemt.core.report.parts import column, level_of, number_column, outcomes
from afstemt.core.report.trends import code_name
from afstemt.core.report.verdict import levels_sentence, penalty_sentence
from afstemt.core.report.words import (
    figure_value,
    level_title,
    points,
    population_title,
    status,
    target_text,
)
from afstemt.core.settlement.claims import claim_deadline, claim_word
from afstemt.core.units import formats
from afstemt.core.units.figure import Value
from afstemt.core.units.wording import _


def blocks(material: Material) -> tuple[Block, ...]:
    """Return each period's levels and misses, the money, and the thresholds reached."""
    made: list[Block] = []
    for month in material.months:
        name = formats.period_name(month.period)
        sentence = f"{levels_sentence(month)} {penalty_sentence(month)}"
        made.append(Text(f"{name[:1].upper()}{name[1:]}: {sentence}" if material.several else sentence))
        made.append(_levels(material, month))
        if reservations := first(month):
            made.append(Text(_("Forbehold:")))
            made.append(Bullets(reservations))
        missed = misses_table(month, month.terms.report.max_rows)
        if missed:
            made.append(missed)
    made.append(_money(material))
    if material.lifts:
        made.append(_lifts(material))
    if material.unknown_lifts:
        made.append(Bullets(tuple(dict.fromkeys(material.unknown_lifts))))
    if any(month.settlement.penalty.amount for month in material.months):
        if material.terms.settlement.claim == "on_claim":
            made.append(Text(_to_decide(material)))
        elif material.terms.settlement.claim == "automatic":
            made.append(Text(_("Boden modregnes uden krav efter kontrakten.")))
    return tuple(made)


def _to_decide(material: Material) -> str:
    """Return that the claim is to be decided, and by when for the latest period."""
    last, _faults = claim_deadline(material.terms, material.month.period)
    if last is None or material.several:
        return _("Til beslutning: om boden gøres gældende.")
    return _("Til beslutning: om boden gøres gældende. Det skal ske senest {day}.").format(
        day=formats.weekday_and_day(last)
    )


def _levels(material: Material, month: Month) -> Table:
    rows: list[tuple[Value, ...]] = []
    for outcome in outcomes(month):
        level = level_of(month, outcome)
        rows.extend(
            (
                level_title(outcome, level),
                population_title(level, result),
                target_text(result, level),
                figure_value(result.figure, level),
                status(result.state, outcome.provisional),
            )
            for result in outcome.results
        )
    return Table(
        material.caption(_("Servicemål, krav og opnået"), month),
        (
            column(_("Servicemål"), weight=2),
            column(_("Omfatter"), weight=1.6),
            number_column(_("Krav"), 1.1),
            number_column(_("Opnået"), 1.1),
            column(_("Status"), weight=1.2),
        ),
        tuple(rows),
    )


def _money(material: Material) -> Table:
    rows: list[tuple[Value, ...]] = []
    for month in material.months:
        settlement = month.settlement
        rows.append(
            (
                formats.period_name(month.period),
                points(settlement.points),
                settlement.penalty,
                settlement.bonus,
                claim_word(settlement.shown_state)
                + (f", {_('begrænset af loftet')}" if settlement.capped_by else ""),
            )
        )
    return Table(
        _("Bod og bonus"),
        (
            column(_("Periode"), weight=1.2),
            number_column(_("Point")),
            number_column(_("Bod"), 1.2),
            number_column(_("Bonus"), 1.2),
            column(_("Tilstand"), weight=1.6),
        ),
        tuple(rows),
    )


def _lifts(material: Material) -> Table:
    return Table(
        _("Tærskler, der er nået"),
        (
            column(_("Periode")),
            column(_("Tærskel"), weight=1.6),
            column(_("Hvorfor"), weight=2.4),
            column(_("Løftes til"), weight=1.2),
            column(_("Klausul"), weight=1.2),
        ),
        tuple(
            (
                code_name(code, material.terms.zone),
                lift.title,
                lift.reason,
                level_name(lift.level),
                lift.clause,
            )
            for code, lift in material.lifts
        ),
    )


SPEC = PointSpec(
    "service_levels", lambda: _("Opfyldelse af servicemål og bod/bonus"), "supplier", 10, 20, blocks
)
