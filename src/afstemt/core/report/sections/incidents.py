"""Incident management: per contract priority, the significant ones in words, problems, escalated cases."""

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from afstemt.core.measurement.outcome import Outcome
from afstemt.core.report.appendices import of_table
from afstemt.core.report.blocks import Appendix, Block, Chart, Section, Series, Table, Text, chart_values
from afstemt.core.report.counts.incidents import by_priority, priority_subject
from afstemt.core.report.counts.incidents import incidents as counted_incidents
from afstemt.core.report.counts.tickets import (
    Counts,
    Timely,
    about_resolution,
    delivered_run,
    levels_over,
    timely,
)
from afstemt.core.report.incident_stories import (
    escalated,
    incident_cells,
    incident_columns,
    rule_note,
    significant,
)
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import (
    SectionSpec,
    column,
    deepened,
    delivered,
    not_delivered,
    number_column,
    outcomes,
    short_table,
    taken_out_note,
    touching,
)
from afstemt.core.report.problems import problems_of
from afstemt.core.report.trends import kept_counts, labels, per_period, periods
from afstemt.core.report.words import about, capital, counted, hours_note, priority_title
from afstemt.core.units import formats
from afstemt.core.units.figure import Duration, Value
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _

LEVELS = 3
"""Service levels that the table has room for; those of resolution come first into it."""


def _seconds(value: int | None) -> Value:
    return None if value is None else Duration(about(value))


def _share(row: Timely | None) -> str:
    if row is None or not row.judged:
        return "–"
    return _("{count} af {all}").format(count=formats.number(row.in_time), all=formats.number(row.judged))


def _overview(month: Month, rows: Sequence[Counts], incidents: pl.LazyFrame) -> list[Block]:
    order = outcomes(month)
    levels = sorted(levels_over(month, "incidents")[:LEVELS], key=order.index)
    in_time = [timely(outcome, "incidents", _priorities(outcome, incidents)) for outcome in levels]
    own = _own_times(
        [
            found
            for outcome, found in zip(levels, in_time, strict=True)
            if about_resolution(month, outcome) and any(row.median is not None for row in found.values())
        ]
    )
    cells: list[tuple[Value, ...]] = []
    for row in rows:
        mine = own.get(row.group, Timely(0, 0)) if own is not None else None
        median = mine.median if mine else row.median
        ninetieth = mine.ninetieth if mine else row.ninetieth
        cells.append(
            (
                priority_title(month, row.group) or _("uden prioritet"),
                row.opened,
                row.resolved,
                *(_share(found.get(row.group)) for found in in_time),
                row.backlog,
                _seconds(median),
                _seconds(ninetieth),
            )
        )
    sums = [_share(_sum(found)) for found in in_time]
    table = Table(
        _("Incidents pr. prioritet"),
        (
            column(_("Prioritet"), weight=1.4),
            number_column(_("Åbnet"), 0.7),
            number_column(_("Løst"), 0.7),
            *(number_column(_("Til tiden, {level}").format(level=outcome.level)) for outcome in levels),
            number_column(_("Åbne ved slut"), 0.8),
            number_column(_("Tid, median")),
            number_column(_("Tid, 90-percentil")),
        ),
        tuple(cells),
        total=(
            _("I alt"),
            sum(row.opened for row in rows),
            sum(row.resolved for row in rows),
            *sums,
            sum(row.backlog for row in rows),
            None,
            None,
        ),
    )
    clock = (
        _("Tiderne er i servicemålets eget ur, uden pauser.")
        if own is not None
        else _("Tiderne er kalendertid fra åbning til løsning, uden fradrag for pauser.")
    )
    meaning = _(
        "Median: mindst halvdelen af sagerne blev løst inden for tiden; 90-percentil: mindst ni ud af ti."
    )
    return [table, Text(f"{clock} {hours_note()} {meaning}", "note"), *rule_note(month)]


def _priorities(outcome: Outcome, incidents: pl.LazyFrame) -> pl.LazyFrame:
    """Return the id and priority (as group) of the incidents: as the level judged them, so that its column agrees."""
    if "priority" in outcome.rows.columns:
        return outcome.rows.lazy().select("id", pl.col("priority").alias("group")).unique("id", keep="last")
    return incidents.select("id", pl.col("counted_priority").alias("group")).unique("id", keep="last")


def _own_times(resolution: list[dict[str, Timely]]) -> dict[str, Timely] | None:
    """Return each priority's times from the level of resolution that judges most of its cases; None without any."""
    if not resolution:
        return None
    groups = dict.fromkeys(group for found in resolution for group in found)
    return {
        group: max((found[group] for found in resolution if group in found), key=lambda row: row.judged)
        for group in groups
    }


def _sum(found: dict[str, Timely]) -> Timely:
    return Timely(sum(row.in_time for row in found.values()), sum(row.judged for row in found.values()))


def _opened(
    month: Month, rows: Sequence[Counts], incidents: pl.LazyFrame
) -> tuple[tuple[Period, ...], dict[str, list[int | Decimal]]]:
    """Return the incidents opened per priority in the periods known without a gap: history's, else counted."""
    run = periods(month)
    delivered = delivered_run(incidents, run)
    first = len(run) - len(delivered)
    found = per_period(incidents, "opened_s", run, pl.col("counted_priority"))
    counts: dict[str, list[int | Decimal]] = {group: [*values] for group, values in found.items()}
    earlier = {row.group: kept_counts(month, priority_subject(row.group), run[:-1]) for row in rows}
    closed = [any(values[index] is not None for values in earlier.values()) for index in range(len(run) - 1)]
    for group in {*counts, *earlier}:
        mine = counts.setdefault(group, [0] * len(run))
        kept_ = earlier.get(group)
        for index in (index for index, known in enumerate(closed) if known):
            mine[index] = (kept_[index] if kept_ else 0) or 0
    start = first
    while start and closed[start - 1]:
        start -= 1
    return run[start:], {group: values[start:] for group, values in counts.items()}


def _chart(month: Month, rows: Sequence[Counts], incidents: pl.LazyFrame) -> Block:
    run, counts = _opened(month, rows, incidents)
    if len(run) < 2:
        opened, resolved = sum(row.opened for row in rows), sum(row.resolved for row in rows)
        return Chart(
            "bars",
            _("Åbnede, løste og åbne incidents pr. prioritet"),
            _("{opened} åbnet, {resolved} løst i perioden; flest blev åbnet i prioritet {most}.").format(
                opened=counted(opened, _("incident"), _("incidents")),
                resolved=formats.number(resolved),
                most=priority_title(month, max(rows, key=lambda row: row.opened).group),
            ),
            tuple(priority_title(month, row.group) for row in rows),
            (
                Series(_("Åbnet"), chart_values(*(row.opened for row in rows))),
                Series(_("Løst"), chart_values(*(row.resolved for row in rows))),
                Series(_("Åbne ved slut"), chart_values(*(row.backlog for row in rows))),
            ),
            unit=_("incidents"),
        )
    totals = [sum(values[index] for values in counts.values()) for index in range(len(run))]
    most = max(range(len(run)), key=lambda index: totals[index])
    return Chart(
        "stacked",
        _("Åbnede incidents pr. periode og prioritet"),
        _(
            "{now} blev åbnet i {period} mod {before} i perioden før; flest blev åbnet i {most} ({top}). "
            "Perioderne er dem, de leverede data dækker."
        ).format(
            now=counted(totals[-1], _("incident"), _("incidents")),
            period=formats.period_name(run[-1]),
            before=formats.number(totals[-2]),
            most=formats.period_name(run[most]),
            top=formats.number(totals[most]),
        ),
        labels(run),
        tuple(
            Series(priority_title(month, row.group), chart_values(*counts[row.group]))
            for row in rows
            if row.group in counts
        ),
        unit=_("incidents"),
    )


def _lead(rows: Sequence[Counts]) -> str:
    opened, resolved = sum(row.opened for row in rows), sum(row.resolved for row in rows)
    backlog = sum(row.backlog for row in rows)
    before = sum(row.backlog_before for row in rows)
    return _(
        "{opened} åbnet og {resolved} løst i perioden. {backlog} "
        "ved periodens slutning mod {before} ved dens begyndelse."
    ).format(
        opened=counted(opened, _("incident blev"), _("incidents blev")),
        resolved=formats.number(resolved),
        backlog=capital(counted(backlog, _("er åben"), _("er åbne"))),
        before=formats.number(before),
    )


def _belonging(month: Month, live: pl.LazyFrame) -> list[Appendix]:
    """Return the pauses and the changes of priority that belong to the incidents."""
    own = live.select(pl.col("id").alias("ticket_id")).unique()
    return [
        of_table(
            month,
            table,
            title,
            table,
            month.evidence.table(table).join(own, on="ticket_id", how="semi"),
            order,
        )
        for table, title, order in (
            ("pauses", _("Pauser"), ("ticket_id", "from_s")),
            ("priority_changes", _("Ændrede prioriteter"), ("ticket_id", "at_s")),
        )
        if month.evidence.has(table)
    ]


def make(month: Month) -> SectionPart:
    """Return the section."""
    problems, problem_rows = problems_of(month)
    if not month.evidence.has("incidents"):
        line = not_delivered(_("incidents"))
        return SectionPart(Section(SPEC.id, SPEC.title(), (line,), (problems,)), problem_rows)
    incidents = counted_incidents(month)
    rows = by_priority(month)
    if not any(row.opened or row.resolved or row.backlog for row in rows):
        line = Text(_("Der er ingen incidents i perioden."))
        note = taken_out_note(month, "incidents")
        return SectionPart(Section(SPEC.id, SPEC.title(), (line, *note), (problems,)), problem_rows)
    live = incidents.filter(touching(month.period))
    sections = [significant(month, live), problems, escalated(month, live)]
    if deepened(month, SPEC):
        table = short_table(
            month,
            _("Alle incidents i perioden"),
            incident_columns(),
            live.sort("opened_s", "id"),
            lambda row: incident_cells(month, row),
            "incidents",
        )
        sections.append(Section("incidents.all", _("Alle incidents"), (table,)))
    appendices = [
        of_table(
            month, "incidents", _("Incidents"), "incidents", delivered(month, "incidents"), ("opened_s", "id")
        ),
        *_belonging(month, live),
        *problem_rows,
    ]
    return SectionPart(
        Section(
            SPEC.id,
            SPEC.title(),
            (
                Text(_lead(rows)),
                *taken_out_note(month, "incidents"),
                *_overview(month, rows, incidents),
                _chart(month, rows, incidents),
            ),
            tuple(sections),
        ),
        tuple(appendices),
    )


SPEC = SectionSpec(
    "incidents", ("incident management", "incidents", "hændelser"), lambda: _("Incident management"), make
)
