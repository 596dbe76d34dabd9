"""What nobody has said anything of: no outages in a month is a figure only where somebody says that there were none."""

import polars as pl

from afstemt.core.evidence.said import Topic, unsaid
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.kind import Kind, Task
from afstemt.core.units.formats import number, period_name
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _


def silence(task: Task, kind: Kind) -> dict[Topic, str]:
    """Return what nobody has said anything of in some of the level's months, each with what to do about it."""
    silent = {}
    for topic in kind.must_be_said(task.level):
        months = unsaid(task.evidence, topic, task.part, task.none_said)
        if months:
            silent[topic] = _reason(task, topic, months)
    return silent


def _reason(task: Task, topic: Topic, months: list[Period]) -> str:
    rows = _lost(task, topic, months)
    text = (
        _(
            "Ingen rækker om {table} i {months} kan bruges: {rows} er sat til side. Ret dem, og levér dem igen."
        )
        if rows
        else _(
            "Der er hverken leveret {table} for {months} eller sagt, at der ingen var. Levér dem; var der ingen, så "
            "sæt kryds ved det på siden Datagrundlag (i browseren), eller levér en tom fil med tabellens overskrifter "
            "eller en række i statements med section »{section}« og period »{code}«."
        )
    )
    return text.format(
        table=_(TABLES[topic.table].title),
        months=" + ".join(period_name(each) for each in months),
        rows=number(rows),
        section=f"ingen {topic.word}",
        code=months[0].code,
    )


def _lost(task: Task, topic: Topic, months: list[Period]) -> int:
    """Return how many rows that could not be used may be of these months."""
    if topic.table not in task.evidence.lost:
        return 0
    begins = pl.coalesce(topic.begins)
    ends = pl.coalesce(topic.ends) if topic.ends else begins
    outside = pl.all_horizontal((begins >= each.to_s) | (ends < each.from_s) for each in months)
    return task.evidence.lost[topic.table].filter(~outside.fill_null(value=False)).height
