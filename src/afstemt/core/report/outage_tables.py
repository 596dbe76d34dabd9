"""Outages and maintenance in the period, as tables with every row as appendix."""

import polars as pl

from afstemt.core.report.appendices import of_table
from afstemt.core.report.blocks import Appendix, Block, Section, Text
from afstemt.core.report.month import Month
from afstemt.core.report.parts import at, column, count, facts, not_delivered, short_table, text
from afstemt.core.report.words import party_word
from afstemt.core.units.wording import _


def _in_period(month: Month, table: str) -> pl.LazyFrame:
    return facts(month, table).filter(
        pl.col("from_s") < month.period.to_s,
        pl.col("to_s").is_null() | (pl.col("to_s") > month.period.from_s),
    )


def outage_rows(month: Month) -> tuple[Appendix, ...]:
    """Return all outages and all maintenance in the period, as far as they are delivered."""
    return tuple(
        of_table(month, table, title, table, _in_period(month, table), ("from_s", "service"))
        for table, title in (("outages", _("Afbrydelser")), ("maintenance", _("Vedligehold")))
        if month.evidence.has(table)
    )


def outages_and_maintenance(month: Month) -> Section:
    """Return the subsection."""
    title = _("Afbrydelser og vedligehold")
    blocks: list[Block] = []
    names = {service.id: service.name for service in month.terms.services}
    for table, what in (("outages", _("afbrydelser")), ("maintenance", _("vedligehold"))):
        if not month.evidence.has(table):
            blocks.append(not_delivered(what))
            continue
        rows = _in_period(month, table)
        if not count(rows):
            blocks.append(Text(_("Der er ikke registreret {what} i perioden.").format(what=what)))
        elif table == "outages":
            blocks.append(
                short_table(
                    month,
                    _("Afbrydelser i perioden"),
                    (
                        column(_("Tjeneste")),
                        column(_("Fra"), weight=1.3),
                        column(_("Til"), weight=1.3),
                        column(_("Ansvarlig")),
                        column(_("Årsag"), weight=1.8),
                    ),
                    rows.sort("from_s", "service", "row_no"),
                    lambda row: (
                        names.get(text(row["service"]), text(row["service"])),
                        at(month, row["from_s"]),
                        at(month, row["to_s"]) or _("fortsat"),
                        party_word(text(row["responsible"]) or "supplier"),
                        text(row["cause"]) or _("ikke oplyst"),
                    ),
                    "outages",
                )
            )
        else:
            blocks.append(
                short_table(
                    month,
                    _("Vedligehold i perioden"),
                    (
                        column(_("Tjeneste")),
                        column(_("Fra"), weight=1.3),
                        column(_("Til"), weight=1.3),
                        column(_("Varslet"), weight=1.3),
                        column(_("Aftalt")),
                    ),
                    rows.sort("from_s", "service", "row_no"),
                    lambda row: (
                        names.get(text(row["service"]), text(row["service"])),
                        at(month, row["from_s"]),
                        at(month, row["to_s"]),
                        at(month, row["announced_s"]),
                        _("ikke oplyst") if row["agreed"] is None else row["agreed"],
                    ),
                    "maintenance",
                )
            )
    return Section("service_levels.outages", title, tuple(blocks))
