"""Incident management: per contract priority, the significant ones in words, problems, escalated cases."""

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.report.appendices import of_table
from afstemt.core.report.blocks import Block, Chart, Section, Series, Table, TableColumn, Text
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import (
    SectionSpec,
    at,
    column,
    count,
    deepened,
    facts,
    inside,
    not_delivered,
    number_column,
    short_table,
    text,
    touching,
)
from afstemt.core.report.problems import problems_of
from afstemt.core.report.tickets import (
    Counts,
    Timely,
    about_resolution,
    by_group,
    delivered_run,
    levels_over,
    timely,
)
from afstemt.core.report.trends import labels, per_period, periods
from afstemt.core.report.words import capital, counted, party_word, priority_title, sentence
from afstemt.core.units import formats
from afstemt.core.units.figure import Duration, Value
from afstemt.core.units.wording import _

IN_WORDS = 10
"""Significant incidents told in words; the others stand in a table."""


def priority(month: Month) -> pl.Expr:
    """Return the priority that the report counts by: the authority's where any level of the terms says so."""
    if any(level.priority == "authority" for level in month.terms.service_levels):
        return pl.coalesce("authority_priority", "priority")
    return pl.col("priority")


def _ordered(month: Month, found: tuple[Counts, ...]) -> list[Counts]:
    order = [terms.id for terms in month.terms.priorities]
    known = {row.group: row for row in found}
    listed = [known.get(name, Counts(name, 0, 0, 0, 0, None, None)) for name in order]
    return listed + [row for row in found if row.group not in order]


def _seconds(value: int | None) -> Value:
    return None if value is None else Duration(value)


def _share(row: Timely | None) -> str:
    if row is None or not row.judged:
        return "–"
    return _("{count} af {all}").format(count=formats.number(row.in_time), all=formats.number(row.judged))


def _overview(month: Month, rows: list[Counts], incidents: pl.LazyFrame) -> list[Block]:
    group_of = incidents.select("id", priority(month).alias("group")).unique("id", keep="last")
    levels = levels_over(month, "incidents")[:3]
    in_time = [timely(outcome, "incidents", group_of) for outcome in levels]
    own = next(
        (
            found
            for outcome, found in zip(levels, in_time, strict=True)
            if about_resolution(month, outcome) and any(row.median is not None for row in found.values())
        ),
        None,
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
    return [table, Text(f"{clock} {meaning}", "note")]


def _sum(found: dict[str, Timely]) -> Timely:
    return Timely(sum(row.in_time for row in found.values()), sum(row.judged for row in found.values()))


def _chart(month: Month, rows: list[Counts], incidents: pl.LazyFrame) -> Block:
    run = delivered_run(incidents, periods(month))
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
                Series(_("Åbnet"), tuple(float(row.opened) for row in rows)),
                Series(_("Løst"), tuple(float(row.resolved) for row in rows)),
                Series(_("Åbne ved slut"), tuple(float(row.backlog) for row in rows)),
            ),
            unit=_("incidents"),
        )
    counts = per_period(incidents, "opened_s", run, priority(month))
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
            Series(priority_title(month, row.group), tuple(float(n) for n in counts[row.group]))
            for row in rows
            if row.group in counts
        ),
        unit=_("incidents"),
    )


def _story(month: Month, row: dict[str, object]) -> str:
    """Return one significant incident in words: what, when, how long, whom, cause, remedy."""
    zone = month.terms.zone
    opened, resolved = row["opened_s"], row["resolved_s"]
    assert isinstance(opened, int)
    name = text(row["id"])
    if title := text(row["title"]):
        name = f"{name}, {title}"
    sentences = [
        _("{name} (prioritet {priority}).").format(
            name=name, priority=priority_title(month, text(row["counted_priority"]))
        )
    ]
    if isinstance(resolved, int) and resolved < month.period.to_s:
        sentences.append(
            _("Åbnet {opened}, løst {resolved}, i alt {time}.").format(
                opened=formats.moment(opened, zone),
                resolved=formats.moment(resolved, zone),
                time=formats.duration(resolved - opened),
            )
        )
    else:
        sentences.append(
            _("Åbnet {opened} og fortsat åben ved periodens slutning.").format(
                opened=formats.moment(opened, zone)
            )
        )
    users = row["affected_users"]
    if isinstance(users, int):
        sentences.append(_("{users} berørt.").format(users=counted(users, _("bruger"), _("brugere"))))
    if row["responsible"] in ("authority", "third_party"):
        sentences.append(_("Ansvarlig: {party}.").format(party=party_word(text(row["responsible"]))))
    cause, remedy = text(row["cause"]).rstrip("."), text(row["remedy"]).rstrip(".")
    sentences.append(_("Årsag: {cause}.").format(cause=cause) if cause else _("Årsagen er ikke oplyst."))
    sentences.append(
        _("Afhjælpning: {remedy}.").format(remedy=remedy) if remedy else _("Afhjælpningen er ikke oplyst.")
    )
    if change := text(row["caused_by_change"]):
        sentences.append(_("Forårsaget af ændring {change}.").format(change=change))
    return sentence(" ".join(sentences))


def _incident_columns() -> tuple[TableColumn, ...]:
    return (
        column(_("Id")),
        column(_("Prioritet"), weight=0.8),
        column(_("Titel"), weight=2),
        column(_("Åbnet"), weight=1.3),
        column(_("Løst"), weight=1.3),
        column(_("Årsag"), weight=1.6),
    )


def _incident_cells(month: Month, row: dict[str, object]) -> tuple[Value, ...]:
    return (
        text(row["id"]),
        text(row["counted_priority"]),
        text(row["title"]),
        at(month, row["opened_s"]),
        at(month, row["resolved_s"]),
        text(row["cause"]),
    )


def _significant(month: Month, live: pl.LazyFrame) -> Section:
    title = _("Væsentlige incidents")
    marked = [terms.id for terms in month.terms.priorities if terms.significant]
    wanted = live.filter(pl.col("significant").fill_null(False) | pl.col("counted_priority").is_in(marked))
    total = count(wanted)
    if not total:
        line = Text(_("Der var ingen væsentlige incidents i perioden."))
        return Section("incidents.significant", title, (line,))
    order = wanted.sort(
        "counted_priority",
        "affected_users",
        "opened_s",
        "id",
        descending=[False, True, False, False],
        nulls_last=True,
    )
    told = collect(order.head(IN_WORDS))
    blocks: list[Block] = [
        Text(
            _("Der var {count} i perioden.").format(
                count=counted(total, _("væsentlig incident"), _("væsentlige incidents"))
            )
        ),
        *(Text(_story(month, row)) for row in told.iter_rows(named=True)),
    ]
    if total > IN_WORDS:
        blocks.append(
            short_table(
                month,
                _("Øvrige væsentlige incidents"),
                _incident_columns(),
                order.slice(IN_WORDS),
                lambda row: _incident_cells(month, row),
                "incidents",
            )
        )
    return Section("incidents.significant", title, tuple(blocks))


def _escalated(month: Month, live: pl.LazyFrame) -> Section:
    title = _("Eskalerede sager")
    escalated = live.filter(inside("escalated_s", month.period)).sort("escalated_s", "id")
    total = count(escalated)
    if not total:
        return Section("incidents.escalated", title, (Text(_("Ingen incidents blev eskaleret i perioden.")),))
    return Section(
        "incidents.escalated",
        title,
        (
            short_table(
                month,
                _("Eskalerede incidents"),
                (
                    column(_("Id")),
                    column(_("Prioritet")),
                    column(_("Titel"), weight=2),
                    column(_("Eskaleret"), weight=1.3),
                    column(_("Løst"), weight=1.3),
                ),
                escalated,
                lambda row: (
                    text(row["id"]),
                    text(row["counted_priority"]),
                    text(row["title"]),
                    at(month, row["escalated_s"]),
                    at(month, row["resolved_s"]),
                ),
                "incidents",
            ),
        ),
    )


def _lead(rows: list[Counts]) -> str:
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


def make(month: Month) -> SectionPart:
    """Return the section."""
    problems, problem_rows = problems_of(month)
    if not month.evidence.has("incidents"):
        line = not_delivered(_("incidents"))
        return SectionPart(Section(SPEC.id, SPEC.title(), (line,), (problems,)), problem_rows)
    incidents = facts(month, "incidents").with_columns(priority(month).alias("counted_priority"))
    rows = _ordered(month, by_group(incidents, month.period, priority(month)))
    if not any(row.opened or row.resolved or row.backlog for row in rows):
        line = Text(_("Der er ingen incidents i perioden."))
        return SectionPart(Section(SPEC.id, SPEC.title(), (line,), (problems,)), problem_rows)
    live = incidents.filter(touching(month.period))
    sections = [_significant(month, live), problems, _escalated(month, live)]
    if deepened(month, SPEC):
        table = short_table(
            month,
            _("Alle incidents i perioden"),
            _incident_columns(),
            live.sort("opened_s", "id"),
            lambda row: _incident_cells(month, row),
            "incidents",
        )
        sections.append(Section("incidents.all", _("Alle incidents"), (table,)))
    pauses = month.evidence.table("pauses").join(
        live.select(pl.col("id").alias("ticket_id")).unique(), on="ticket_id", how="semi"
    )
    appendices = [
        of_table(month, "incidents", _("Incidents"), "incidents", live, ("opened_s", "id")),
        *(
            [of_table(month, "pauses", _("Pauser"), "pauses", pauses, ("ticket_id", "from_s"))]
            if month.evidence.has("pauses")
            else []
        ),
        *problem_rows,
    ]
    return SectionPart(
        Section(
            SPEC.id,
            SPEC.title(),
            (Text(_lead(rows)), *_overview(month, rows, incidents), _chart(month, rows, incidents)),
            tuple(sections),
        ),
        tuple(appendices),
    )


SPEC = SectionSpec(
    "incidents", ("incident management", "incidents", "hændelser"), lambda: _("Incident management"), make
)
