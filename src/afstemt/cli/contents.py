"""What a file holds, in lines to print: what it was read as and why, its rows, its months, and what stands in it."""

from collections.abc import Iterator, Sequence

from afstemt.core.evidence.evidence import SourceFile
from afstemt.core.evidence.summary import ColumnSummary, TableSummary, Value
from afstemt.core.evidence.summary_words import is_asked, standing_word, why_known
from afstemt.core.report import words
from afstemt.core.units.formats import moment, month_name, number
from afstemt.core.units.period import parse_period
from afstemt.core.units.wording import _

SHOWN_VALUES = 8
"""Different texts of a column that are named, the most frequent first; those that must be asked about are besides."""
SHOWN_MONTHS = 6
"""Months that are named."""
SHOWN = 40
"""Characters of a text."""


def of_file(file: SourceFile, tables: Sequence[TableSummary], zone: str) -> Iterator[str]:
    """Yield the lines about a file; ``tables`` is what it became, ``zone`` the zone of its times."""
    rows = words.rows(file.rows_read)
    if not file.profile:
        yield _("{name}: ikke læst ({rows}).").format(name=file.name, rows=rows)
        return
    yield _("{name}: {rows} læst som {profile}{why}: {where}.").format(
        name=file.name,
        rows=rows,
        profile=file.profile,
        why=f" ({why})" if (why := why_known(file)) else "",
        where=words.account([file]),
    )
    for one in tables:
        yield f"  {one.table.name}: " + _with_times(one, zone)
        if one.table.time is not None and one.months:
            yield "    " + _("Måneder: {months}.").format(months=_months(one))
        for column in one.columns:
            yield f"    {column.column.name}: {_values(column)}"


def _with_times(one: TableSummary, zone: str) -> str:
    rows = words.rows(one.rows)
    if one.first is None or one.last is None or one.table.time is None:
        return _("{rows}, ingen med tidspunkt.").format(rows=rows) if one.table.time else f"{rows}."
    own = "UTC" if one.table.time.type == "date" else zone
    return _("{rows}, {column} fra {first} til {last}.").format(
        rows=rows, column=one.table.time.name, first=moment(one.first, own), last=moment(one.last, own)
    )


def _months(one: TableSummary) -> str:
    """Return the months, with how many rows of each; of many, the last ones."""
    shown = [
        f"{month_name(parse_period(code).first)} ({number(rows)})"
        for code, rows in one.months[-SHOWN_MONTHS:]
    ]
    earlier = one.months[:-SHOWN_MONTHS]
    if earlier:
        text = _("{n} tidligere ({rows})")
        shown.insert(
            0, text.format(n=number(len(earlier)), rows=number(sum(rows for _code, rows in earlier)))
        )
    if one.untimed:
        shown.append(_("uden tidspunkt ({rows})").format(rows=number(one.untimed)))
    return ", ".join(shown)


def _values(column: ColumnSummary) -> str:
    """Return the texts of a column with their rows, what must be asked about among them."""
    first = column.values[:SHOWN_VALUES]
    asked = [each for each in column.values[SHOWN_VALUES:] if is_asked(each.standing)][:SHOWN_VALUES]
    shown = [_value(each) for each in (*first, *asked)]
    if rest := len(column.values) - len(shown):
        shown.append(_("og {n} andre").format(n=number(rest)))
    if column.silent:
        shown.append(_("tom ({rows})").format(rows=number(column.silent)))
    return ", ".join(shown)


def _value(value: Value) -> str:
    said = standing_word(value.standing)
    return f"»{value.text[:SHOWN]}« ({number(value.rows)}{', ' + said if said else ''})"
