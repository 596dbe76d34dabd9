"""Opfyldelse af servicemål: definitions, guaranteed against actual, lines, differences, and what is held out."""

from afstemt.core.measurement.outcome import Outcome, Result
from afstemt.core.measurement.registry import kind_of
from afstemt.core.report.blocks import Block, Bullets, Section, Table, Text
from afstemt.core.report.level_lines import development
from afstemt.core.report.level_rows import appendices, held_out, missed_rows
from afstemt.core.report.level_words import (
    choices,
    choices_with_reasons,
    service_time,
    windows_in_words,
)
from afstemt.core.report.losses import loss_text
from afstemt.core.report.misses import misses_table
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.outage_tables import outage_rows, outages_and_maintenance
from afstemt.core.report.parts import (
    SectionSpec,
    column,
    deepened,
    level_of,
    not_delivered,
    number_column,
    outcomes,
    without_empty,
)
from afstemt.core.report.verdict import levels_sentence
from afstemt.core.report.words import (
    decimals_of,
    figure_value,
    level_title,
    population_of,
    population_title,
    scope_title,
    service_names,
    status,
    target_text,
)
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units import formats
from afstemt.core.units.figure import Figure, Percent, Value
from afstemt.core.units.wording import _


def _definitions(month: Month, found: tuple[Outcome, ...]) -> Section:
    blocks: list[Block] = []
    chosen: list[tuple[Value, ...]] = []
    seen: set[str] = set()
    for outcome in found:
        level = level_of(month, outcome)
        if level is None or level.id in seen:
            continue
        seen.add(level.id)
        chosen += [
            (level.id, choice.question or level.clause, choice.choice, choice.reason)
            for choice in choices_with_reasons(level)
        ]
        clause = f" ({level.clause})" if level.clause else ""
        sentences = [
            _(kind_of(level).definition),
            service_time(month, level),
            *windows_in_words(month, level),
            *choices(level),
        ]
        blocks.append(
            Text(
                _("{level}{clause}: {sentences}").format(
                    level=level_title(outcome, level) if outcome.part == outcome.period else level.id,
                    clause=clause,
                    sentences=" ".join(sentence for sentence in sentences if sentence),
                )
            )
        )
    if chosen:
        blocks.append(
            Table(
                _("Valgt af parterne, hvor kontrakten kan læses på flere måder"),
                (
                    column(_("Servicemål"), weight=0.8),
                    column(_("Spørgsmål"), weight=2),
                    column(_("Valg"), weight=1.5),
                    column(_("Begrundelse"), weight=1.5),
                ),
                tuple(chosen),
            )
        )
    if not blocks:
        blocks.append(Text(_("Vilkårene indeholder ingen definitioner ud over tallene i tabellen.")))
    return Section("service_levels.definitions", _("Sådan er servicemålene defineret"), tuple(blocks))


def _row(month: Month, outcome: Outcome, result: Result, level: ServiceLevel | None) -> tuple[Value, ...]:
    population = population_of(level, result.population)
    clause = (population.clause if population else "") or (level.clause if level else "")
    coverage = result.coverage
    return (
        clause,
        level_title(outcome, level) + (f" ({_('oplyst')})" if result.basis == "stated" else ""),
        population_title(level, result) or scope_title(month, level),
        target_text(result, level),
        figure_value(result.figure, level),
        status(result.state, outcome.provisional),
        None if coverage is None else Percent(coverage.value, 2),
        result.cases or None,
    )


def _overview(month: Month, found: tuple[Outcome, ...]) -> Table:
    overview = Table(
        _("Garanteret og faktisk niveau pr. servicemål"),
        (
            column(_("Klausul"), weight=0.9),
            column(_("Servicemål"), weight=1.7),
            column(_("Omfatter"), weight=1.5),
            number_column(_("Mål"), 1.1),
            number_column(_("Faktisk")),
            column(_("Status"), weight=1.3),
            number_column(_("Dækning"), 0.8),
            number_column(_("Antal"), 0.7),
        ),
        tuple(
            _row(month, outcome, result, level_of(month, outcome))
            for outcome in found
            for result in outcome.results
        ),
    )
    return without_empty(overview)


def _reasons(month: Month, found: tuple[Outcome, ...]) -> list[str]:
    """Return why levels are not judged, not measured, or stated, one line each."""
    lines_: list[str] = []
    for outcome in found:
        title = level_title(outcome, level_of(month, outcome))
        # Why something is reserved stands with what was lost.
        reasons = {one.reason for one in outcome.results if one.reason and one.state != "reserved"}
        if outcome.reason and outcome.state != "reserved":
            reasons.add(outcome.reason)
        lines_ += [f"{title}: {reason}" for reason in sorted(reasons)]
        for result in outcome.results:
            if result.basis == "stated":
                note = result.basis_note or _("grundlaget er ikke oplyst")
                lines_.append(_("{level}: oplyst af leverandøren ({note}).").format(level=title, note=note))
    return lines_


def gap(stated: Figure, calculated: Figure | None, decimals: int) -> str:
    """Return how far a stated figure is from the calculated one, in words; an en dash where they cannot be compared."""
    if calculated is None or stated.unit != calculated.unit:
        return "–"
    apart = stated.value - calculated.value
    if calculated.unit == "percent":
        return _("{gap} procentpoint").format(gap=formats.number(apart, max(2, decimals)))
    if calculated.unit == "seconds":
        return formats.duration(int(apart))
    return formats.number(apart, 0 if apart.denominator == 1 else 2)


def _stated(month: Month, found: tuple[Outcome, ...]) -> Section:
    rows: list[tuple[Value, ...]] = []
    for outcome in found:
        level = level_of(month, outcome)
        for result in outcome.results:
            if result.stated is None or result.basis == "stated":
                continue
            rows.append(
                (
                    level_title(outcome, level),
                    population_title(level, result),
                    figure_value(result.figure, level),
                    figure_value(result.stated, level),
                    gap(result.stated, result.figure, decimals_of(level)),
                )
            )
    if not rows:
        line = _("Leverandøren har ikke oplyst egne tal for de servicemål, der er beregnet her.")
        return Section("service_levels.stated", _("Oplyste og beregnede tal"), (Text(line),))
    return Section(
        "service_levels.stated",
        _("Oplyste og beregnede tal"),
        (
            Table(
                _("Forskel mellem leverandørens tal og de beregnede"),
                (
                    column(_("Servicemål"), weight=2),
                    column(_("Omfatter"), weight=1.5),
                    number_column(_("Beregnet")),
                    number_column(_("Oplyst")),
                    number_column(_("Forskel")),
                ),
                tuple(rows),
            ),
        ),
    )


def _extra(month: Month, found: tuple[Outcome, ...]) -> Section:
    rows: list[tuple[Value, ...]] = []
    for outcome in found:
        level = level_of(month, outcome)
        for extra_label, figure in outcome.extra:
            rows.append(
                (level_title(outcome, level), service_names(month, extra_label), figure_value(figure, level))
            )
    blocks: list[Block] = [
        Text(
            _(
                "Her står de tal, der hører til det bedømte tal: tal før korrektioner og andre mål for det samme."
            )
        )
        if rows
        else Text(_("Der er ingen korrektioner: de rå og de korrigerede tal er ens."))
    ]
    if rows:
        blocks.append(
            Table(
                _("Tal, der hører til servicemålene"),
                (column(_("Servicemål"), weight=2), column(_("Tal"), weight=2), number_column(_("Værdi"))),
                tuple(rows),
            )
        )
    return Section("service_levels.adjusted", _("Rå og korrigerede tal"), tuple(blocks))


def make(month: Month) -> SectionPart:
    """Return the section."""
    found = outcomes(month)
    if not found:
        line = (
            not_delivered(_("servicemål"))
            if month.terms.service_levels
            else Text(_("Kontraktens vilkår indeholder ingen servicemål."))
        )
        return SectionPart(
            Section(SPEC.id, SPEC.title(), (line,), (outages_and_maintenance(month),)), outage_rows(month)
        )
    reasons = _reasons(month, found)
    missed = missed_rows(month, found, deepened(month, SPEC))
    sections = [
        _definitions(month, found),
        development(month, found),
        _extra(month, found),
        _stated(month, found),
        held_out(month, found),
        outages_and_maintenance(month),
    ]
    none = Text(_("Ingen sager er over fristen, og ingen afbrydelser trækker ned."))
    title = _("Sager over fristen og afbrydelser")
    sections.insert(2, Section("service_levels.rows", title, tuple(missed) or (none,)))
    blocks: list[Block] = [Text(levels_sentence(month), "lead"), _overview(month, found)]
    if why := misses_table(month, month.terms.report.max_rows):
        blocks.append(why)
    if reasons:
        blocks.append(Bullets(tuple(reasons)))
    if lost := [text for outcome in found if (text := loss_text(month, outcome))]:
        blocks += [Text(_("Det, der gik tabt, og hvad det højst kan betyde:")), Bullets(tuple(lost))]
    return SectionPart(
        Section(SPEC.id, SPEC.title(), tuple(blocks), tuple(sections)),
        (*appendices(month, found), *outage_rows(month)),
    )


SPEC = SectionSpec(
    "service_levels",
    ("servicemål", "opfyldelse af servicemål", "servicemaal"),
    lambda: _("Opfyldelse af servicemål"),
    make,
    figures=True,
)
