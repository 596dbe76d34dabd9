"""Sikkerhedsopdateringer: what, how severe, planned and done, postponed and why, within which window."""

from typing import Any

from afstemt.core.report.appendices import of_table
from afstemt.core.report.blocks import Block, Chart, Section, Series, Table, Text, chart_values
from afstemt.core.report.counts.security_updates import by_severity, concerning, missing_at
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import (
    SectionSpec,
    at,
    column,
    facts,
    not_delivered,
    number_column,
    short_table,
    text,
)
from afstemt.core.report.words import capital, counted
from afstemt.core.units import formats
from afstemt.core.units.figure import Value
from afstemt.core.units.wording import _


def severity_word(severity: str) -> str:
    """Return a severity in words; the supplier's own grade keeps its name."""
    return {
        "critical": _("kritisk"),
        "high": _("høj"),
        "medium": _("middel"),
        "low": _("lav"),
    }.get(severity, severity)


ORDER = ("critical", "kritisk", "high", "høj", "medium", "middel", "low", "lav")


def _place(severity: str) -> tuple[int, str]:
    return (ORDER.index(severity) if severity in ORDER else len(ORDER), severity)


def make(month: Month) -> SectionPart:
    """Return the section."""
    if not month.evidence.has("security_updates"):
        line = not_delivered(_("sikkerhedsopdateringer"))
        return SectionPart(Section(SPEC.id, SPEC.title(), (line,)))
    period = month.period
    found = sorted(by_severity(month), key=lambda one: _place(one.severity))
    if not found:
        line = Text(_("Der var ingen sikkerhedsopdateringer at installere i perioden."))
        return SectionPart(Section(SPEC.id, SPEC.title(), (line,)))
    live = facts(month, "security_updates").filter(concerning(period))
    released, installed = sum(one.released for one in found), sum(one.installed for one in found)
    missing, postponed = sum(one.missing for one in found), sum(one.postponed for one in found)
    cells: list[tuple[Value, ...]] = [
        (capital(severity_word(one.severity)), one.released, one.installed, one.missing, one.postponed)
        for one in found
    ]
    sentence = _("{installed} installeret i perioden; {missing} ved periodens slutning").format(
        installed=counted(installed, _("sikkerhedsopdatering blev"), _("sikkerhedsopdateringer blev")),
        missing=counted(missing, _("mangler"), _("mangler")),
    )
    reason = (
        _(", heraf {postponed} udsat med en begrundelse.").format(postponed=formats.number(postponed))
        if missing
        else "."
    )

    def late(row: dict[str, Any]) -> bool:
        """Return whether the plan was passed without the update being installed."""
        planned, installed = row["planned_s"], row["installed_s"]
        return (
            planned is not None and planned < period.to_s and (installed is None or installed >= period.to_s)
        )

    blocks: list[Block] = [
        Text(sentence + reason),
        Table(
            _("Sikkerhedsopdateringer efter alvor"),
            (
                column(_("Alvor")),
                number_column(_("Frigivet i perioden")),
                number_column(_("Installeret i perioden")),
                number_column(_("Mangler ved slut")),
                number_column(_("Heraf udsat med begrundelse")),
            ),
            tuple(cells),
            total=(_("I alt"), released, installed, missing, postponed),
        ),
        Chart(
            "stacked",
            _("Installerede og manglende sikkerhedsopdateringer efter alvor"),
            sentence + ".",
            tuple(capital(severity_word(one.severity)) for one in found),
            (
                Series(_("Installeret i perioden"), chart_values(*(one.installed for one in found))),
                Series(_("Mangler ved slut"), chart_values(*(one.missing for one in found))),
            ),
            unit=_("opdateringer"),
        ),
        short_table(
            month,
            _("Sikkerhedsopdateringer i perioden, de manglende først"),
            (
                column(_("Id")),
                column(_("Opdatering"), weight=1.8),
                column(_("Alvor"), weight=0.7),
                column(_("Frigivet"), weight=1.2),
                column(_("Planlagt"), weight=1.2),
                column(_("Installeret"), weight=1.2),
                column(_("Servicevindue")),
                column(_("Årsag til udsættelse"), weight=1.5),
            ),
            live.sort(missing_at(period.to_s), "released_s", "id", descending=[True, False, False]),
            lambda row: (
                text(row["id"]),
                text(row["title"]),
                severity_word(text(row["severity"])),
                at(month, row["released_s"]),
                at(month, row["planned_s"]),
                at(month, row["installed_s"]),
                text(row["window"]) or _("ikke oplyst"),
                text(row["postponed_reason"]) or (_("ikke oplyst") if late(row) else ""),
            ),
            "security_updates",
        ),
    ]
    appendix = of_table(
        month, "security_updates", _("Sikkerhedsopdateringer"), "security_updates", live, ("released_s", "id")
    )
    return SectionPart(Section(SPEC.id, SPEC.title(), tuple(blocks)), (appendix,))


SPEC = SectionSpec(
    "security_updates",
    ("sikkerhedsopdateringer", "sikkerhed"),
    lambda: _("Sikkerhedsopdateringer"),
    make,
)
