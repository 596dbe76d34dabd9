"""What is told where someone says that a month had none of something: a note, or a question where rows say it had."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.said import Topic, spells, statements_of_none, touches
from afstemt.core.evidence.statements import TABLE as STATEMENTS
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number, period_name
from afstemt.core.units.period import Period, months_of
from afstemt.core.units.wording import _

CODE, NOTED = "none-said-beside-rows", "none-said"

NAMED = 3
"""Rows that a finding names."""


def with_contradictions_told(evidence: Evidence, period: Period, code: str) -> Evidence:
    """Return the evidence with a finding for each statement of none: asked about where rows of its month contradict it.

    The rows count: a statement takes no row away. Rows that were set aside contradict it as far as they say when
    they began.

    Args:
        period: The stretch whose months are looked at.
        code: The report's month, of which a statement without a period is.
    """
    months = {one.code: one for one in months_of(period)}
    found = [
        fault
        for topic, codes, file_no, row_no in statements_of_none(evidence, code)
        for each in codes
        if each in months
        for fault in _finding(evidence, topic, months[each], (file_no, row_no), own=each == code)
    ]
    return replace(evidence, faults=(*evidence.faults, *found)) if found else evidence


def rows_against(evidence: Evidence, topic: Topic, month: Period) -> pl.DataFrame:
    """Return the rows (file_no, row_no) that say that the month had some, those set aside too."""
    parts = [evidence.table(topic.table)]
    if topic.table in evidence.lost:
        parts.append(evidence.lost[topic.table].lazy())
    return collect(
        pl.concat([spells(part, topic).filter(touches(month)) for part in parts]).sort("file_no", "row_no")
    )


def _finding(
    evidence: Evidence, topic: Topic, month: Period, statement: tuple[int, int], *, own: bool
) -> Iterator[Fault]:
    """Yield what is told of a statement; one that nothing contradicts is noted in its own month's report."""
    rows = rows_against(evidence, topic, month)
    file_no, row_no = statement
    source = _file(evidence, file_no, STATEMENTS)
    if rows.is_empty():
        if own:
            said = _("Det er sagt, at der ingen {what} var i {month}.")
            text = said.format(what=_(topic.word), month=period_name(month))
            yield Fault(NOTED, text, source, row=row_no, column="section", severity="note")
        return
    if rows.height == 1:
        text = _(
            "Her står der »ingen {word}« for {month}, men {rows} siger noget andet. Udsagnet tager ikke rækken ud. "
            "Er det rækken, der er forkert, så få den rettet; ellers fjern udsagnet."
        )
    else:
        text = _(
            "Her står der »ingen {word}« for {month}, men {rows} siger noget andet. Udsagnet tager ikke rækkerne ud. "
            "Er det rækkerne, der er forkerte, så få dem rettet; ellers fjern udsagnet."
        )
    yield Fault(
        CODE,
        text.format(word=topic.word, month=period_name(month), rows=_rows(evidence, topic, rows)),
        source,
        row=row_no,
        column="section",
        severity="ask",
    )


def _rows(evidence: Evidence, topic: Topic, rows: pl.DataFrame) -> str:
    """Return which rows, the first by file and number."""
    named = ", ".join(
        _("{file} række {row}").format(file=_file(evidence, file_no, topic.table), row=row_no)
        for file_no, row_no in rows.select("file_no", "row_no").head(NAMED).iter_rows()
    )
    more = rows.height - NAMED
    return _("{names} og {n} mere").format(names=named, n=number(more)) if more > 0 else named


def _file(evidence: Evidence, file_no: int | None, table: str) -> str:
    known = file_no is not None and file_no < len(evidence.files)
    return evidence.files[file_no].name if known else table  # type: ignore[index]
