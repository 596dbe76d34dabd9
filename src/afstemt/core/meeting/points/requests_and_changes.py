"""Point 5: service requests, changes behind and ahead, peaks and freezes they meet, and advice to the board."""

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.counted import FAILED
from afstemt.core.meeting.conflicts import conflicts, needs_advice, planned_changes
from afstemt.core.meeting.material import Material
from afstemt.core.meeting.point import PointSpec
from afstemt.core.report.blocks import Block, Bullets, Table, Text
from afstemt.core.report.counts.changes import (
    ahead,
    carried_out,
    count_carried_out,
    results_untold,
    types_untold,
)
from afstemt.core.report.counts.tickets import by_group
from afstemt.core.report.month import Month
from afstemt.core.report.parts import at, column, facts, not_delivered, number_column, text
from afstemt.core.report.planned_changes import PlannedChange
from afstemt.core.report.sections.changes import outcome_word, type_word
from afstemt.core.report.words import capital, counted, party_word, service_names
from afstemt.core.units import formats
from afstemt.core.units.figure import Value
from afstemt.core.units.wording import _


def blocks(material: Material) -> tuple[Block, ...]:
    """Return the requests, the changes behind, those ahead with their conflicts, and the advice asked for."""
    made: list[Block] = []
    for month in material.months:
        made.append(_requests(material, month))
        made.extend(_behind(material, month))
    made.extend(_ahead(material))
    return tuple(made)


def _requests(material: Material, month: Month) -> Block:
    if not month.evidence.has("service_requests"):
        return not_delivered(_("service requests"))
    found = by_group(facts(month, "service_requests"), month.period, pl.col("initiator"))
    return Table(
        material.caption(_("Service requests efter initiativtager"), month),
        (
            column(_("Initiativtager"), weight=1.6),
            number_column(_("Åbnet")),
            number_column(_("Løst")),
            number_column(_("Åbne ved slutningen")),
        ),
        tuple(
            (capital(party_word(row.group or None)), row.opened, row.resolved, row.backlog) for row in found
        ),
    )


def _behind(material: Material, month: Month) -> list[Block]:
    if not month.evidence.has("changes"):
        return [not_delivered(_("changes"))]
    changes = count_carried_out(month)
    wrong = carried_out(month).filter(pl.col("outcome").is_in(FAILED)).sort("when_s", "id")
    results, types = results_untold(month), types_untold(month)
    told = (
        _("{period}: {all}.")
        if results.whole or types.whole
        else _("{period}: {all}, heraf {wrong} fejlet eller rullet tilbage og {urgent} hastechanges.")
    )
    text_ = told.format(
        period=formats.period_name(month.period).capitalize(),
        all=counted(results.of if results.whole else changes.total, _("change"), _("changes")),
        wrong=changes.failed,
        urgent=changes.emergency,
    )
    notes = (
        results.note(_("hvordan de gik")),
        types.note(_("hvilke der var hastechanges")),
    )
    made: list[Block] = [Text(" ".join(part for part in (text_, *notes) if part))]
    rows = collect(wrong.head(month.terms.report.max_rows))
    if not rows.is_empty():
        made.append(
            Table(
                material.caption(_("Changes, der fejlede eller blev rullet tilbage"), month),
                (
                    column(_("Id")),
                    column(_("Titel"), weight=2),
                    column(_("Start"), weight=1.3),
                    column(_("Type")),
                    column(_("Resultat")),
                ),
                tuple(
                    (
                        text(row["id"]),
                        text(row["title"]),
                        at(month, row["when_s"]),
                        type_word(row["type"]),
                        outcome_word(row["outcome"]),
                    )
                    for row in rows.iter_rows(named=True)
                ),
            )
        )
    return made


def _ahead(material: Material) -> list[Block]:
    coming = planned_changes(material)
    if not coming:
        return [Text(_("Der er ikke oplyst om kommende changes."))]
    limit = material.terms.report.max_rows
    made: list[Block] = [
        Table(
            _("Kommende changes"),
            (
                column(_("Id")),
                column(_("Titel"), weight=1.8),
                column(_("Start"), weight=1.3),
                column(_("Slut"), weight=1.3),
                column(_("Risiko"), weight=0.7),
                column(_("Berører"), weight=1.4),
            ),
            tuple(_row(material, change) for change in coming[:limit]),
            of=len(coming) if len(coming) > limit else None,
        )
    ]
    found = conflicts(material)
    if found:
        made.append(Text(_("Falder sammen med forretningens spidsbelastninger og ændringsstop:")))
        made.append(Bullets(tuple(conflict.sentence(material.terms.zone) for conflict in found)))
    elif material.delivered("business_activities"):
        made.append(Text(_("Ingen kommende changes falder sammen med spidsbelastninger eller ændringsstop.")))
    else:
        made.append(not_delivered(_("forretningens aktiviteter")))
    return made + _advice(material, coming)


def _advice(material: Material, coming: tuple[PlannedChange, ...]) -> list[Block]:
    if not material.terms.framework.change_advisory_board:
        return []
    significant = [change for change in coming if needs_advice(change, conflicts(material))]
    if not significant:
        none = _("Ingen kommende changes kræver rådgivning i change advisory board (CAB).")
        silent = material.untold("changes", "risk", ahead(material.month.period))
        return [Text(silent.none(none, _("hvilken risiko de kommende changes har")))]
    return [
        Text(_("Til rådgivning i change advisory board (CAB), væsentlige changes:")),
        Bullets(tuple(f"{change.id}: {change.title}" for change in significant)),
    ]


def _row(material: Material, change: PlannedChange) -> tuple[Value, ...]:
    return (
        change.id,
        change.title,
        at(material.month, change.from_s),
        at(material.month, change.to_s),
        change.risk,
        service_names(material.month, change.affects) or _("ikke oplyst"),
    )


SPEC = PointSpec("requests_and_changes", lambda: _("Service requests og changes"), "supplier", 10, 15, blocks)
