"""Service request management: opened, fulfilled and open requests by initiator and type."""

import polars as pl

from afstemt.core.report.appendices import of_table
from afstemt.core.report.blocks import Block, Chart, Section, Series, Table, Text, chart_values
from afstemt.core.report.counts.tickets import Counts, by_group, delivered_run, levels_over, timely
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import (
    SectionSpec,
    at,
    column,
    count,
    deepened,
    delivered,
    facts,
    not_delivered,
    number_column,
    short_table,
    taken_out_note,
    text,
    touching,
)
from afstemt.core.report.trends import labels, per_period, periods
from afstemt.core.report.words import about, capital, counted, hours_note, party_word
from afstemt.core.units import formats
from afstemt.core.units.figure import Duration, Value
from afstemt.core.units.wording import _


def _table(month: Month, caption: str, first: str, rows: tuple[Counts, ...], words: dict[str, str]) -> Table:
    cells: list[tuple[Value, ...]] = [
        (
            capital(words.get(row.group, row.group) or _("ikke oplyst")),
            row.opened,
            row.resolved,
            row.backlog,
            None if row.median is None else Duration(about(row.median)),
            None if row.ninetieth is None else Duration(about(row.ninetieth)),
        )
        for row in rows[: month.terms.report.max_rows]
    ]
    return Table(
        caption,
        (
            column(first, weight=1.6),
            number_column(_("Åbnet")),
            number_column(_("Løst")),
            number_column(_("Åbne ved slut")),
            number_column(_("Tid, median")),
            number_column(_("Tid, 90-percentil")),
        ),
        tuple(cells),
        of=len(rows) if len(rows) > len(cells) else None,
        total=(
            _("I alt"),
            sum(row.opened for row in rows),
            sum(row.resolved for row in rows),
            sum(row.backlog for row in rows),
            None,
            None,
        ),
    )


def _chart(month: Month, requests: pl.LazyFrame, types: tuple[Counts, ...]) -> Block:
    run = delivered_run(requests, periods(month))
    if len(run) < 2:
        top = types[: min(len(types), 10)]
        most = max(top, key=lambda row: row.opened)
        return Chart(
            "bars",
            _("Serviceanmodninger pr. type"),
            _("Flest anmodninger er af typen {type}: {count} åbnet i perioden.").format(
                type=most.group or _("ikke oplyst"), count=formats.number(most.opened)
            ),
            tuple(row.group or _("ikke oplyst") for row in top),
            (
                Series(_("Åbnet"), chart_values(*(row.opened for row in top))),
                Series(_("Løst"), chart_values(*(row.resolved for row in top))),
            ),
            unit=_("anmodninger"),
        )
    counts = per_period(requests, "opened_s", run, pl.col("initiator"))
    totals = [sum(values[index] for values in counts.values()) for index in range(len(run))]
    return Chart(
        "stacked",
        _("Serviceanmodninger pr. periode og initiativtager"),
        _("{now} blev åbnet i {period} mod {before} i perioden før.").format(
            now=counted(totals[-1], _("anmodning"), _("anmodninger")),
            period=formats.period_name(run[-1]),
            before=formats.number(totals[-2]),
        ),
        labels(run),
        tuple(
            Series(capital(party_word(name or None)), chart_values(*values))
            for name, values in counts.items()
        ),
        unit=_("anmodninger"),
    )


def make(month: Month) -> SectionPart:
    """Return the section."""
    if not month.evidence.has("service_requests"):
        line = not_delivered(_("serviceanmodninger"))
        return SectionPart(Section(SPEC.id, SPEC.title(), (line,)))
    requests = facts(month, "service_requests")
    live = requests.filter(touching(month.period))
    if not count(live):
        return SectionPart(
            Section(SPEC.id, SPEC.title(), (Text(_("Der er ingen serviceanmodninger i perioden.")),))
        )
    by_initiator = by_group(live, month.period, pl.col("initiator"))
    by_type = tuple(
        sorted(by_group(live, month.period, pl.col("type")), key=lambda row: (-row.opened, row.group))
    )
    opened = sum(row.opened for row in by_initiator)
    blocks: list[Block] = [
        Text(
            _("{opened} åbnet og {resolved} løst i perioden. {backlog} ved periodens slutning.").format(
                opened=counted(opened, _("serviceanmodning blev"), _("serviceanmodninger blev")),
                resolved=formats.number(sum(row.resolved for row in by_initiator)),
                backlog=counted(sum(row.backlog for row in by_initiator), _("er åben"), _("er åbne")),
            )
        ),
        *taken_out_note(month, "service_requests"),
        _table(
            month,
            _("Serviceanmodninger efter initiativtager"),
            _("Initiativtager"),
            by_initiator,
            {name: party_word(name) for name in ("authority", "supplier")},
        ),
        _table(month, _("Serviceanmodninger efter type"), _("Type"), by_type, {}),
        Text(
            _("Tiderne er kalendertid fra åbning til løsning, uden fradrag for pauser.") + " " + hours_note(),
            "note",
        ),
    ]
    group = requests.select("id", pl.lit("").alias("group")).unique("id")
    for outcome in levels_over(month, "service_requests"):
        row = timely(outcome, "service_requests", group).get("")
        if row:
            blocks.append(
                Text(
                    _("{level}: {count} af {all} er til tiden.").format(
                        level=outcome.level,
                        count=formats.number(row.in_time),
                        all=counted(row.judged, _("anmodning"), _("anmodninger")),
                    )
                )
            )
    blocks.append(_chart(month, requests, by_type))
    sections: tuple[Section, ...] = ()
    if deepened(month, SPEC):
        table = short_table(
            month,
            _("Alle serviceanmodninger i perioden"),
            (
                column(_("Id")),
                column(_("Initiativtager")),
                column(_("Type")),
                column(_("Titel"), weight=2),
                column(_("Åbnet"), weight=1.3),
                column(_("Løst"), weight=1.3),
            ),
            live.sort("opened_s", "id"),
            lambda row: (
                text(row["id"]),
                party_word(text(row["initiator"])),
                text(row["type"]),
                text(row["title"]),
                at(month, row["opened_s"]),
                at(month, row["resolved_s"]),
            ),
            "service_requests",
        )
        sections = (Section("service_requests.all", _("Alle serviceanmodninger"), (table,)),)
    appendix = of_table(
        month,
        "service_requests",
        _("Serviceanmodninger"),
        "service_requests",
        delivered(month, "service_requests"),
        ("opened_s", "id"),
    )
    return SectionPart(Section(SPEC.id, SPEC.title(), tuple(blocks), sections), (appendix,))


SPEC = SectionSpec(
    "service_requests",
    ("service request management", "serviceanmodninger"),
    lambda: _("Service request management"),
    make,
)
