"""Problems under treatment in the period: what is behind several incidents."""

import polars as pl

from afstemt.core.report.appendices import of_table
from afstemt.core.report.blocks import Appendix, Section, Text
from afstemt.core.report.counts.tickets import by_group
from afstemt.core.report.month import Month
from afstemt.core.report.parts import (
    at,
    column,
    facts,
    not_delivered,
    short_table,
    text,
    touching,
)
from afstemt.core.report.words import counted
from afstemt.core.units import formats
from afstemt.core.units.wording import _


def problems_of(month: Month) -> tuple[Section, tuple[Appendix, ...]]:
    """Return the subsection on problems, and its rows."""
    title = _("Problemer")
    if not month.evidence.has("problems"):
        return Section("incidents.problems", title, (not_delivered(_("problemer")),)), ()
    live = facts(month, "problems").filter(touching(month.period))
    counts = by_group(live, month.period, pl.lit(""))
    if not counts:
        line = Text(_("Der var ingen problemer under behandling i perioden."))
        return Section("incidents.problems", title, (line,)), ()
    table = short_table(
        month,
        _("Problemer under behandling i perioden"),
        (
            column(_("Id")),
            column(_("Titel"), weight=2),
            column(_("Åbnet"), weight=1.3),
            column(_("Løst"), weight=1.3),
            column(_("Rodårsag"), weight=1.6),
            column(_("Kendt fejl"), weight=0.7),
        ),
        live.sort("opened_s", "id"),
        lambda found: (
            text(found["id"]),
            text(found["title"]),
            at(month, found["opened_s"]),
            at(month, found["resolved_s"]),
            text(found["root_cause"]) or _("ikke oplyst"),
            found["known_error"],
        ),
        "problems",
    )
    sentence = _("{opened} åbnet og {resolved} løst i perioden; {backlog} ved periodens slutning.").format(
        opened=counted(counts[0].opened, _("problem blev"), _("problemer blev")),
        resolved=formats.number(counts[0].resolved),
        backlog=counted(counts[0].backlog, _("er åbent"), _("er åbne")),
    )
    appendix = of_table(month, "problems", _("Problemer"), "problems", live, ("opened_s", "id"))
    return Section("incidents.problems", title, (Text(sentence), table)), (appendix,)
