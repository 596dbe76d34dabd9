"""Trafik på systemet: users, transactions and groups, their development, and when the load peaks."""

from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from afstemt.core.evidence.exact import REST, WHOLE, parted
from afstemt.core.report.appendices import of_table
from afstemt.core.report.blocks import Block, Chart, Section, Series, Table, Text, chart_values
from afstemt.core.report.counts.usage import (
    HIGHEST,
    Use,
    group_uses,
    is_level,
    metric_subject,
    shown,
    summed,
    totals,
    use_per_period,
)
from afstemt.core.report.month import Month, SectionPart
from afstemt.core.report.parts import (
    SectionSpec,
    column,
    count,
    facts,
    inside,
    not_delivered,
    number_column,
)
from afstemt.core.report.trends import code_name, kept, labels, periods
from afstemt.core.report.words import capital, counted
from afstemt.core.units import formats
from afstemt.core.units.figure import Value
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _


def metric_word(metric: str) -> str:
    """Return a metric's name in words; a metric of the supplier's own keeps its name."""
    return {
        "users": _("brugere"),
        "transactions": _("transaktioner"),
        "logins": _("logins"),
        "sessions": _("sessioner"),
        "requests": _("forespørgsler"),
        "page_views": _("sidevisninger"),
    }.get(metric, metric)


def _summary_table(used: Iterable[Use]) -> Table:
    rows: list[tuple[Value, ...]] = [
        (
            capital(metric_word(one.metric)),
            None if is_level(one.metric) else shown(one.total),
            shown(one.mean),
            shown(one.highest),
            one.instants,
        )
        for one in used
    ]
    return Table(
        _("Brug af systemet i perioden"),
        (
            column(_("Måltal"), weight=2),
            number_column(_("I alt")),
            number_column(_("Gennemsnit pr. tidspunkt")),
            number_column(_("Højest")),
            number_column(_("Tidspunkter målt")),
        ),
        tuple(rows),
    )


def _groups(month: Month, usage: pl.LazyFrame) -> Table | None:
    values = usage.filter(inside("at_s", month.period), pl.col("group").is_not_null())
    frame = summed(values.select("metric", "group", *parted("value")), "metric", "group")
    if frame.is_empty():
        return None
    limit = month.terms.report.max_rows
    order = ["metric", HIGHEST + WHOLE, HIGHEST + REST, "group"]
    rows: list[tuple[Value, ...]] = []
    for one in group_uses(frame.sort(order, descending=[False, True, True, False]).head(limit)):
        metric, name = one.group
        total = None if is_level(metric) else shown(one.total)
        rows.append((capital(metric_word(metric)), name, total, shown(one.highest)))
    return Table(
        _("Brug fordelt på grupper"),
        (
            column(_("Måltal")),
            column(_("Gruppe"), weight=2),
            number_column(_("I alt")),
            number_column(_("Højest")),
        ),
        tuple(rows),
        of=frame.height if frame.height > limit else None,
        appendix="usage",
    )


def _development(month: Month, run: tuple[Period, ...], used: tuple[dict[str, Use], ...]) -> list[Block]:
    blocks: list[Block] = []
    values = {
        metric: kept(month, metric_subject(metric), run)
        for metric in sorted({name for one in used for name in one})
    }
    for index, one in enumerate(used):
        for metric, use in one.items():
            if (
                index == len(run) - 1 or values[metric][index] is None
            ):  # a closed period keeps what it was closed with
                values[metric][index] = use.figure
    if not any(point is not None for points in values.values() for point in points[:-1]):
        return [
            Text(_("De leverede data dækker kun denne periode, så udviklingen kan endnu ikke vises."), "note")
        ]
    for metric, points in values.items():
        word = metric_word(metric)
        last = points[-1]
        before = points[-2]
        if is_level(metric):
            title = _("Højeste antal {metric} pr. periode").format(metric=word)
        else:
            title = _("{metric} i alt pr. periode").format(metric=capital(word))
        if last is None:
            description = _("{title}. Der er ingen målinger i den seneste periode.").format(title=title)
        else:
            description = _("{title}. Den seneste periode: {last}. Perioden før: {before}.").format(
                title=title,
                last=formats.number(shown(last)),
                before=_("ikke oplyst") if before is None else formats.number(shown(before)),
            )
        blocks.append(
            Chart(
                "lines",
                title,
                description,
                labels(run),
                (Series(capital(word), chart_values(*points)),),
                unit=word,
            )
        )
    rows: list[tuple[Value, ...]] = [
        (capital(code_name(period.code, period.zone)), *(_shown(values[metric][index]) for metric in values))
        for index, period in enumerate(run)
        if any(values[metric][index] is not None for metric in values)
    ]
    blocks.append(
        Table(
            _("Udvikling i brugen"),
            (column(_("Periode")), *(number_column(capital(metric_word(metric))) for metric in values)),
            tuple(rows),
        )
    )
    return blocks


def _shown(value: Decimal | None) -> Value:
    return None if value is None else shown(value)


def _peak(month: Month, metrics: list[str]) -> list[Block]:
    """Return the load by weekday and hour, of transactions when they are counted, else of the first metric."""
    metric = next((m for m in ("transactions", "requests", "logins") if m in metrics), metrics[0])
    when = pl.from_epoch("at_s").dt.replace_time_zone("UTC").dt.convert_time_zone(month.terms.zone)
    values = totals(month).filter(inside("at_s", month.period), pl.col("metric") == metric)
    places = when.dt.weekday().cast(pl.Int64) - 1, when.dt.hour().cast(pl.Int64)
    values = values.with_columns(places[0].alias("weekday"), places[1].alias("hour"))
    grid = {one.group: shown(one.mean) for one in group_uses(summed(values, "weekday", "hour"))}
    if len({hour for _day, hour in grid}) < 2:
        return [Text(_("Brugen er ikke målt time for time, så spidsbelastningen kan ikke vises."), "note")]
    hours = range(min(hour for _day, hour in grid), max(hour for _day, hour in grid) + 1)
    busiest = max(grid, key=lambda place: (grid[place], place))
    word = metric_word(metric)
    point = _("Belastningen er højest {weekday} kl. {hour}–{next} med {value} {metric} i gennemsnit.").format(
        weekday=formats.weekday(busiest[0]),
        hour=busiest[1],
        next=busiest[1] + 1,
        value=formats.number(grid[busiest]),
        metric=word,
    )
    wide = len(hours) > 12 and grid[busiest] >= 1000  # numbers of four digits do not fit in 24 columns
    scale = 1000 if wide else 1
    clock = tuple(f"{hour:02}" for hour in hours)
    return [
        Text(point),
        Chart(
            "heat",
            _("Spidsbelastning efter ugedag og time, tusinde {metric}").format(metric=word)
            if wide
            else _("Spidsbelastning efter ugedag og time, {metric}").format(metric=word),
            point,
            clock,
            tuple(
                Series(
                    capital(formats.weekday(weekday)),
                    tuple(
                        float(grid[weekday, hour]) / scale if (weekday, hour) in grid else None
                        for hour in hours
                    ),
                )
                for weekday in range(7)
            ),
            unit=_("tusinde {metric}").format(metric=word) if wide else word,
            decimals=1 if wide or any(isinstance(one, Decimal) for one in grid.values()) else 0,
        ),
        Table(
            _("De ti travleste timer i ugen, gennemsnit"),
            (column(_("Ugedag")), column(_("Time")), number_column(capital(word))),
            tuple(
                (
                    capital(formats.weekday(weekday)),
                    _("kl. {hour}–{next}").format(hour=hour, next=hour + 1),
                    grid[weekday, hour],
                )
                for weekday, hour in sorted(grid, key=lambda place: (-grid[place], place))[:10]
            ),
        ),
    ]


def make(month: Month) -> SectionPart:
    """Return the section."""
    if not month.evidence.has("usage"):
        return SectionPart(Section(SPEC.id, SPEC.title(), (not_delivered(_("trafik på systemet")),)))
    run = periods(month)
    used = use_per_period(month, run)
    now = used[-1]
    if not now:
        return SectionPart(
            Section(SPEC.id, SPEC.title(), (Text(_("Der er ingen målinger af trafikken i perioden.")),))
        )
    usage = facts(month, "usage")
    groups = _groups(month, usage)
    rows = usage.filter(inside("at_s", month.period))
    blocks: list[Block] = [
        Text(
            _("Tallene bygger på {count} i perioden.").format(
                count=counted(count(rows), _("måling"), _("målinger"))
            )
        ),
        _summary_table(now.values()),
        *([groups] if groups else []),
    ]
    appendix = of_table(month, "usage", _("Målinger af brugen"), "usage", rows, ("at_s", "metric"))
    return SectionPart(
        Section(
            SPEC.id,
            SPEC.title(),
            tuple(blocks),
            (
                Section(f"{SPEC.id}.development", _("Udvikling"), tuple(_development(month, run, used))),
                Section(f"{SPEC.id}.peak", _("Spidsbelastning"), tuple(_peak(month, list(now)))),
            ),
        ),
        (appendix,),
    )


SPEC = SectionSpec("traffic", ("trafik", "trafik på systemet"), lambda: _("Trafik på systemet"), make)
