"""The levels that were missed: by how much, and why as far as the data say."""

from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.loss_words import noun
from afstemt.core.measurement.outcome import LATE, Outcome, Result
from afstemt.core.report.blocks import Table
from afstemt.core.report.month import Month
from afstemt.core.report.parts import column, facts, level_of, number_column, outcomes
from afstemt.core.report.words import (
    cases,
    counted,
    figure_text,
    level_title,
    population_title,
    sentence,
    target_text,
)
from afstemt.core.units import formats
from afstemt.core.units.wording import _


@dataclass(frozen=True)
class Miss:
    """A population that did not reach its target: by how much, and why as far as the data say."""

    level: str
    target: str
    actual: str
    why: str


def misses(month: Month) -> tuple[Miss, ...]:
    """Return every population missed, in the terms' order."""
    found = []
    for outcome in outcomes(month):
        level = level_of(month, outcome)
        for result in outcome.results:
            if result.state != "missed":
                continue
            title = level_title(outcome, level)
            if population := population_title(level, result):
                title = f"{title}, {population}"
            found.append(
                Miss(
                    title,
                    target_text(result, level),
                    figure_text(result.figure, level),
                    _why(month, outcome, result),
                )
            )
    return tuple(found)


def _why(month: Month, outcome: Outcome, result: Result) -> str:
    """Return how many cases were late and the causes given for them; the level's own reason first."""
    parts = [result.reason or outcome.reason]
    frame = outcome.rows
    if {"state", "population", "id", "table"} <= set(frame.columns) and not frame.is_empty():
        own = outcome.counted.filter(pl.col("population") == result.population)
        late = collect(own.filter(pl.col("state").is_in(LATE)).select("table", "id"))
        if not late.is_empty():
            words = noun(str(late["table"][0]))
            if result.cases:
                parts.append(
                    _("{late} af {all} over fristen.").format(
                        late=formats.number(late.height), all=counted(result.cases, *words)
                    )
                )
            else:
                parts.append(_("{late} over fristen.").format(late=counted(late.height, *words)))
            parts.append(_named(month, late))
        parts.append(_causes(month, late))
        if "down_s" in frame.columns or bool((frame["state"] == "down").any()):
            parts.append(_longest_counted(month, own))
    return " ".join(part for part in parts if part) or _("Årsagen fremgår ikke af de leverede data.")


NAMED = 3
"""Late updates and deliverables that are named one by one."""


def _named(month: Month, late: pl.DataFrame) -> str:
    """Return the late security updates and deliverables by title with the reason given, when they are few."""
    for table, reason in (("security_updates", "postponed_reason"), ("deliverables", None)):
        ids = late.lazy().filter(pl.col("table") == table).select("id").unique()
        found = collect(
            facts(month, table)
            .join(ids, on="id", how="semi")
            .sort("id")
            .select(
                "id", "title", (pl.lit(None, pl.String) if reason is None else pl.col(reason)).alias("why")
            )
            .head(NAMED + 1)
        )
        if 0 < found.height <= NAMED:
            names = [
                (row["title"] or row["id"]) + (f" ({row['why'].rstrip('.')})" if row["why"] else "")
                for row in found.iter_rows(named=True)
            ]
            return _("Det drejer sig om: {names}.").format(names="; ".join(names))
    return ""


def _causes(month: Month, late: pl.DataFrame) -> str:
    """Return the most frequent causes given for the late incidents."""
    ids = late.lazy().filter(pl.col("table") == "incidents").select("id").unique()
    causes = collect(
        facts(month, "incidents")
        .join(ids, on="id", how="semi")
        .filter(pl.col("cause").is_not_null(), pl.col("cause") != "")
        .group_by("cause")
        .agg(pl.len().cast(pl.Int64).alias("n"))
        .sort("n", "cause", descending=[True, False])
        .head(3)
    )
    if causes.is_empty():
        return ""
    named = [f"{row['cause'].rstrip('.')} ({cases(row['n'])})" for row in causes.iter_rows(named=True)]
    return _("Oftest oplyste årsager: {causes}.").format(causes=", ".join(named))


def _longest_counted(month: Month, own: pl.LazyFrame) -> str:
    """Return the outage that counted most in this level's figure, with its cause, or nothing."""
    causes = month.evidence.table("outages").select("file_no", "row_no", "cause")
    longest = collect(
        own.filter(pl.col("state") == "down", pl.col("counted_s") > 0)
        .sort("counted_s", "start_s", descending=[True, False])
        .head(1)
        .join(causes, on=["file_no", "row_no"], how="left")
    )
    if longest.is_empty():
        return ""
    row = longest.row(0, named=True)
    return _outage(month, row["start_s"], row["counted_s"], row["cause"])


def _outage(month: Month, from_s: int, seconds: int, cause: str | None) -> str:
    text = sentence(
        _("Længste afbrydelse: {when}, {length}.").format(
            when=formats.moment(from_s, month.terms.zone), length=formats.duration(seconds)
        )
    )
    return f"{text} " + _("Årsag: {cause}.").format(cause=cause.rstrip(".")) if cause else text


def longest_outage(month: Month) -> str:
    """Return the longest outage of the period with its cause, or nothing."""
    period = month.period
    end = pl.col("to_s").fill_null(period.to_s).clip(upper_bound=period.to_s)
    longest = collect(
        facts(month, "outages")
        .filter(pl.col("from_s") < period.to_s, end > period.from_s)
        .with_columns((end - pl.col("from_s").clip(lower_bound=period.from_s)).alias("length"))
        .sort("length", "from_s", descending=[True, False])
        .head(1)
    )
    if longest.is_empty():
        return ""
    row = longest.row(0, named=True)
    return _outage(month, row["from_s"], row["length"], row["cause"])


def misses_table(month: Month, limit: int) -> Table | None:
    """Return the missed populations with the reasons, at most ``limit`` of them; None when all were met."""
    found = misses(month)
    if not found:
        return None
    return Table(
        _("Servicemål, der ikke er opfyldt, og hvorfor"),
        (
            column(_("Servicemål"), weight=1.6),
            number_column(_("Mål")),
            number_column(_("Faktisk")),
            column(_("Hvorfor"), weight=3),
        ),
        tuple((miss.level, miss.target, miss.actual, miss.why) for miss in found[:limit]),
        of=len(found) if len(found) > limit else None,
    )
