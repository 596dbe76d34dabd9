"""Which of day and month stands first in ``01/10/2026``: decided by the whole column, and by the file's other columns.

One row whose other number is past twelve shows it for all. What nothing shows is as the profile says, and is told.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from afstemt.files.reading.intake.day_text import Day, First, Form, day_of
from afstemt.files.reading.intake.instants import EPOCHS, first_of
from afstemt.files.reading.intake.plan import Orders
from afstemt.files.reading.intake.profile import Clock, Source
from afstemt.files.reading.intake.wall_text import split
from afstemt.files.reading.sheets.finding import ASK, NOTE, Finding, Findings, Unreadable

Parts = Callable[[], Iterable[tuple[pl.Series, pl.Series]]]
"""A column's stripped text and its row numbers, part by part, from the beginning at each call."""
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Example:
    """The first row with something, and how many have it."""

    row: int
    text: str
    count: int = 1

    def and_(self, other: "_Example | None") -> "_Example":
        if other is None:
            return self
        first = min(self, other, key=lambda each: each.row)
        return _Example(first.row, first.text, self.count + other.count)


@dataclass
class _Column:
    """How the days of one column are written.

    Attributes:
        name: What messages call it.
        forms: An example of each form.
        shown: An example of a row that shows what stands first, by what it shows.
        doubtful: Days that could be two, with an example.
    """

    name: str
    source: Source
    forms: dict[Form, _Example] = field(default_factory=dict)
    shown: dict[First, _Example] = field(default_factory=dict)
    doubtful: dict[Day, _Example] = field(default_factory=dict)

    def take(self, day: Day, example: _Example) -> None:
        self.forms[day.form] = example.and_(self.forms.get(day.form))
        if day.shows is not None:
            self.shown[day.shows] = example.and_(self.shown.get(day.shows))
        if day.doubtful:
            self.doubtful[day] = example.and_(self.doubtful.get(day))

    @property
    def proven(self) -> First | None:
        return next(iter(self.shown), None)


def day_orders(
    texts: Iterable[tuple[str, Source, Parts]],
    clock: Clock,
    profile: str,
    findings: Findings,
) -> Orders:
    """Return what stands first in the days of each source; those without days of two numbers are left out.

    Args:
        texts: What messages call each column, where it comes from, and its stripped text and row numbers part by part.
        clock: What the profile says.
        profile: The profile's name.
        findings: Takes what was decided, and forms that stand beside each other.

    Raises:
        Unreadable: ``two-date-orders``.
    """
    columns = []
    for name, source, parts in texts:
        patterns = source.formats or clock.formats
        if not any(patterns == (unit,) for unit in EPOCHS):
            column = _Column(name, source)
            _look(column, parts)
            _tell_forms(column, parts, findings)
            columns.append(column)
    for column in columns:
        _refuse_two_orders(column)
    return _decided([column for column in columns if "numeric" in column.forms], clock, profile, findings)


def _look(column: _Column, parts: Parts) -> None:
    """Take the column's days, each once."""
    for text, rows in parts():
        iso = (text.str.slice(4, 1) == "-").fill_null(False)
        if (count := int(iso.sum())) > 0:
            at = iso.arg_max()
            assert at is not None
            example = _Example(int(rows[at]), str(text[at]), count)
            column.forms["iso"] = example.and_(column.forms.get("iso"))
        other = text.is_not_null() & ~iso
        if other.any():
            days = pl.DataFrame({"day": split(text.filter(other))[0], "row": rows.filter(other)})
            for written, count, row in days.group_by("day").agg(pl.len(), pl.col("row").min()).iter_rows():
                if (day := day_of(written)) is not None:
                    column.take(day, _Example(row, written, count))


def _tell_forms(column: _Column, parts: Parts, findings: Findings) -> None:
    """Tell of forms that stand beside each other in one column.

    A spreadsheet of another country turns the days it can (5 October becomes 10 May) and leaves the others as text:
    then no day of the ones with the year first is past the twelfth, and every other one is. That is asked about.
    """
    if len(column.forms) < 2:
        return
    firsts = sorted(column.forms.values(), key=lambda each: each.row)[:2]
    values: dict[str, str | int] = {}
    for place, example in zip(("first", "other"), firsts, strict=True):
        values |= {place: example.text, f"{place}_row": example.row, f"{place}_count": example.count}
    both = set(column.forms) == {"iso", "numeric"} and not column.doubtful
    left_by_spreadsheet = both and not any(_past_twelfth(text) for text, _rows in parts())
    code, severity = ("dates-turned", ASK) if left_by_spreadsheet else ("several-date-forms", NOTE)
    findings.add(Finding(code, severity, None, column.name, values))


def _past_twelfth(text: pl.Series) -> bool:
    """Return whether a day with the year first is past the twelfth, so that it cannot have been turned."""
    iso = text.filter((text.str.slice(4, 1) == "-").fill_null(False))
    return bool((iso.str.slice(8, 2).cast(pl.Int64, strict=False) > _MONTHS).any())


def _refuse_two_orders(column: _Column) -> None:
    if len(column.shown) > 1:
        day, month = column.shown["day"], column.shown["month"]
        raise Unreadable(
            "two-date-orders",
            max(day.row, month.row),
            column.name,
            day=day.text,
            day_row=day.row,
            day_count=day.count,
            month=month.text,
            month_row=month.row,
            month_count=month.count,
        )


def _decided(columns: Sequence[_Column], clock: Clock, profile: str, findings: Findings) -> Orders:
    orders: dict[tuple[str, ...], First | None] = {}
    unproven: dict[First, list[_Column]] = {}
    proofs = [column for column in columns if column.proven]
    for column in columns:
        expected = _expected(column, clock)
        if column.proven:
            orders[column.source.columns] = column.proven
            listed = first_of(column.source.formats or clock.formats)
            if column.proven != listed:
                proof = column.shown[column.proven]
                values: dict[str, str | int] = {"value": proof.text, "other": proof.row, "profile": profile}
                findings.add(Finding(f"{column.proven}-first", NOTE, None, column.name, values))
        elif not column.doubtful:
            orders[column.source.columns] = expected or "day"
        elif len({each.proven for each in proofs}) == 1:
            orders[column.source.columns] = proofs[0].proven
            _tell_by_other(column, proofs[0], findings)
        elif proofs:
            orders[column.source.columns] = None
        else:
            orders[column.source.columns] = expected
            if expected is not None:
                unproven.setdefault(expected, []).append(column)
    for first, some in unproven.items():
        if not clock.first_stated or clock.first != first:
            _tell_unproven(some, first, profile, findings)
    return orders


def _expected(column: _Column, clock: Clock) -> First | None:
    return first_of(column.source.formats) or clock.first or first_of(clock.formats)


def _tell_by_other(column: _Column, proof: _Column, findings: Findings) -> None:
    assert proof.proven is not None
    shown, example = proof.shown[proof.proven], min(column.doubtful.values(), key=lambda each: each.row)
    values: dict[str, str | int] = {
        "value": example.text, "by": proof.name, "shown": shown.text, "other": shown.row,
    }  # fmt: skip
    findings.add(Finding(f"{proof.proven}-first-by-column", NOTE, None, column.name, values))


def _tell_unproven(columns: Sequence[_Column], first: First, profile: str, findings: Findings) -> None:
    """Tell how days were read that nothing shows the order of; ask where the other order puts them all in one month."""
    days = {day for column in columns for day in column.doubtful}
    by_day = {(day.year, day.second) for day in days}
    by_month = {(day.year, day.first) for day in days}
    months, turned = (by_day, by_month) if first == "day" else (by_month, by_day)
    asked = len(turned) == 1 and len(months) > 1
    example = min(
        (each for column in columns for each in column.doubtful.values()), key=lambda each: each.row
    )
    values: dict[str, str | int] = {
        "value": example.text, "other": example.row, "profile": profile, "months": len(months),
        "columns": ", ".join(column.name for column in columns),
    }  # fmt: skip
    code = f"{first}-first-asked" if asked else f"{first}-first-unproven"
    findings.add(Finding(code, ASK if asked else NOTE, None, None, values))
