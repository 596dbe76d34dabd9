"""What somebody has said of a month: that there was something, or that there was none. Silence says neither.

A month is said of where a row touches it, where one file has rows on both sides of it, where a file of the table came
with no rows, or where a statement says that there were none: its ``section`` is ``none:outages`` or »ingen
afbrydelser«, its ``period`` the month.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.statements import TABLE as STATEMENTS
from afstemt.core.units.period import Period, months_of, parse_period

_MONTH = re.compile(r"(?<!\d)\d{4}-(?:0[1-9]|1[0-2])(?!-?\d)")
"""A month in a file's name; a date in it is that of the export."""

NoneSaid = frozenset[tuple[str, str]]
"""Topic and month (``2026-10``) of which it has been said that there were none."""


@dataclass(frozen=True)
class Topic:
    """Something of which a month may have none, which must then be said.

    Attributes:
        name: What ``none:`` names in a statement.
        table: The fact table that its rows stand in.
        begins: Instants of which a row's first says when it begins.
        ends: Instants of which a row's first says when it ends; none: at once.
        runs: Whether a row without an end still runs.
        word: What there were none of, in a statement (Danish, casefolded).
    """

    name: str
    table: str
    begins: tuple[str, ...]
    ends: tuple[str, ...] = ()
    runs: bool = False
    word: str = ""

    @property
    def section(self) -> str:
        """The section of a statement that there were none."""
        return f"none:{self.name}"


TOPICS = {
    topic.name: topic
    for topic in (
        Topic("outages", "outages", ("from_s",), ("to_s",), runs=True, word="afbrydelser"),
        Topic("incidents", "incidents", ("opened_s",), word="incidents"),
        Topic("escalated_incidents", "incidents", ("escalated_s",), word="eskalerede sager"),
        Topic("changes", "changes", ("ended_s", "planned_end_s", "planned_start_s"), word="ændringer"),
    )
}


def topic_of(section: str) -> Topic | None:
    """Return what a statement's section says that there were none of; None when it is about something else."""
    text = " ".join(section.split()).casefold()
    return next((one for one in TOPICS.values() if text in (one.section, f"ingen {one.word}")), None)


def statement_of_none(
    topic: Topic, code: str, *, text: str, author: str | None = None
) -> dict[str, str | None]:
    """Return the row of ``statements`` that says that a month (``2026-10``) had none of the topic."""
    return {"section": topic.section, "text": text, "author": author, "period": code}


def none_said(evidence: Evidence, code: str) -> NoneSaid:
    """Return of which topics and months it has been said that there were none, by statement or by a file without rows.

    A statement without a period is about the report it comes with. A file without rows is about the months in its
    name, else the one that it was delivered for, else the report's.

    Args:
        code: The report's month, as ``2026-10``.
    """
    return _by_statement(evidence, code) | _by_empty_file(evidence, code)


def _by_statement(evidence: Evidence, code: str) -> NoneSaid:
    return frozenset(
        (topic.name, each)
        for topic, codes, _file, _row in statements_of_none(evidence, code)
        for each in codes
    )


def statements_of_none(evidence: Evidence, code: str) -> Iterator[tuple[Topic, list[str], int, int]]:
    """Yield each statement that there were none: the topic, its months, file_no and row_no; ``code`` as above."""
    if not evidence.has(STATEMENTS):
        return
    for section, period, file_no, row_no in collect(
        evidence.table(STATEMENTS).select("section", "period", "file_no", "row_no")
    ).iter_rows():
        topic = topic_of(section or "")
        if topic is not None:
            yield topic, _codes((period or "").strip() or code), file_no, row_no


def _by_empty_file(evidence: Evidence, code: str) -> NoneSaid:
    return frozenset(
        (topic.name, each)
        for file in evidence.files
        if file.rows_read == 0
        for topic in TOPICS.values()
        if topic.table == file.table
        for each in _MONTH.findall(file.name) or [file.period or code]
    )


def _codes(text: str) -> list[str]:
    """Return the months of a period in words; none when it cannot be read."""
    try:
        return [one.code for one in months_of(parse_period(text))]
    except ValueError:
        return []


def spells(rows: pl.LazyFrame, topic: Topic) -> pl.LazyFrame:
    """Return file_no, row_no, begin and end (seconds) of the topic's rows that say when they begin."""
    begins = pl.coalesce(topic.begins)
    ends = pl.max_horizontal(begins, pl.coalesce(topic.ends)) if topic.ends else begins
    if topic.runs:
        ends = pl.when(pl.coalesce(topic.ends).is_null()).then(pl.lit(2**62, pl.Int64)).otherwise(ends)
    return rows.filter(begins.is_not_null()).select(
        "file_no", "row_no", begins.alias("begin"), ends.alias("end")
    )


def touches(month: Period) -> pl.Expr:
    """Return whether a spell touches the month."""
    return (pl.col("begin") < month.to_s) & (pl.col("end") >= month.from_s)


def unsaid(evidence: Evidence, topic: Topic, part: Period, none: NoneSaid) -> list[Period]:
    """Return the calendar months of ``part`` of which nobody has said anything."""
    left = [one for one in months_of(part) if (topic.name, one.code) not in none]
    if not left or not evidence.has(topic.table):
        return left
    found = collect(
        spells(evidence.table(topic.table), topic)
        .group_by("file_no")
        .agg(
            pl.col("begin").min().alias("first"),
            pl.col("begin").max().alias("last"),
            *(touches(one).any().alias(one.code) for one in left),
        )
    )
    return [
        one
        for one in left
        if not found[one.code].any()
        and not ((found["first"] < one.from_s) & (found["last"] >= one.to_s)).any()
    ]
