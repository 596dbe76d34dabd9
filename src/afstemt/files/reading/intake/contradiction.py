"""Measurements of one thing in one moment that say both yes and no: perhaps two things called by one name."""

import polars as pl

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.evidence import collect
from afstemt.files.reading.sheets.finding import ASK, SHOWN, Finding, Findings

_AT_ONCE = 1_000_000
"""Rows that say no which are held against the others at once: a service may be down all month."""
_NAMED = 5


def ask_about_contradictions(rows: pl.LazyFrame, table: Table, findings: Findings) -> None:
    """Ask once about the rows of a table that contradict each other, with how many and the first.

    Which one counts is the measurement's to say (``core.measurement.checks``): the one that failed.

    Args:
        rows: The table's columns and ``row_no``.
        table: What they are rows of; only one with a verdict can contradict itself.
        findings: Takes the question.
    """
    if not table.verdict or table.verdict not in rows.collect_schema():
        return
    keys = [table.column(name).frame_name for name in table.identities[-1]]
    thing, at, yes = keys[0], keys[-1], pl.col(table.verdict)
    no = collect(rows.filter(~yes).select(*keys, pl.col("row_no").alias("no")))
    found = []
    for some in no.iter_slices(_AT_ONCE):
        first = some.group_by(keys).agg(pl.col("no").min())
        near = pl.col(at).is_in(first[at].unique().implode())
        others = rows.filter(yes, near).select(*keys, pl.col("row_no").alias("yes"))
        both = collect(others.join(first.lazy(), on=keys))
        found.append(both.group_by(keys).agg(pl.col("yes").min(), pl.col("no").first()))
    if not found or all(each.is_empty() for each in found):
        return
    moments = pl.concat(found).unique(keys, keep="first").sort("no")
    counts = moments.group_by(thing).len().sort("len", thing, descending=[True, False])
    named = [f"{str(name)[:SHOWN]} {count}" for name, count in counts.head(_NAMED).iter_rows()]
    values: dict[str, str | int] = {
        "values": ", ".join([*named, *(["…"] if len(counts) > _NAMED else [])]),
        "other": int(moments["yes"][0]),
    }
    findings.add(Finding("contradicting-checks", ASK, int(moments["no"][0]), table.verdict, values))
