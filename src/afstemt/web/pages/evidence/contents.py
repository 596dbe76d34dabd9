"""What each file of a delivery holds, as its page shows it: drawn from what was kept when the file was read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from afstemt.core.evidence.column import Table
from afstemt.core.evidence.evidence import SourceFile
from afstemt.core.evidence.names import Standing
from afstemt.core.evidence.summary_words import is_asked, standing_word, why_known
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.month import known_to
from afstemt.core.report.words import table_word
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import moment, number, period_name
from afstemt.core.units.period import month
from afstemt.core.units.wording import _
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence.facts.contents import names_in
from afstemt.web.evidence.models import DeliveredFile, Delivery
from afstemt.web.periods.address import month_of
from afstemt.web.periods.models import ReportVersion

SHOWN_VALUES = 12
"""Texts of a column that are shown, the most frequent first; those that must be answered are besides."""


@dataclass(frozen=True)
class MonthShown:
    """The rows of a month.

    Attributes:
        code: Of its page; empty where it has none.
        why: What stands out about it; empty where nothing does.
        grave: Whether somebody should look at that.
        to_come: Whether it had not begun when the file was delivered.
    """

    name: str
    rows: int
    code: str
    why: str = ""
    grave: bool = False
    to_come: bool = False


@dataclass(frozen=True)
class ValueShown:
    """A text of a column, what the terms make of it, and whether that must be answered."""

    text: str
    rows: int
    word: str
    asked: bool


@dataclass(frozen=True)
class ColumnShown:
    """A column: its texts, how many more there are, and the rows that say nothing."""

    heading: str
    values: tuple[ValueShown, ...]
    more: int
    silent: int


@dataclass(frozen=True)
class TableShown:
    """A table that a file became; ``time`` is empty where no row has one."""

    title: str
    rows: int
    time: str
    first: str
    last: str
    months: tuple[MonthShown, ...]
    untimed: int
    columns: tuple[ColumnShown, ...]


@dataclass(frozen=True)
class FileShown:
    """A file of a delivery.

    Attributes:
        why: What it was recognised by; empty where nobody knows.
        warnings: What somebody should look at, in a few words each, the gravest first.
        unknown: How many names the terms do not know.
        weight: How grave that is: the gravest file comes first.
    """

    row: DeliveredFile
    why: str
    tables: tuple[TableShown, ...]
    warnings: tuple[str, ...] = ()
    unknown: int = 0
    weight: tuple[int, ...] = field(default=(), repr=False)


def files_shown(
    delivery: Delivery, files: Sequence[DeliveredFile], faults: Iterable[Fault]
) -> list[FileShown]:
    """Return the files of a delivery, the one that most stands out first.

    Args:
        delivery: With its contract.
        files: Its files.
        faults: Everything found in them.
    """
    contract, terms = delivery.contract, in_force(delivery.contract)
    told = known_to(terms, names_in([file.contents for file in files])) if terms is not None else {}
    months = _months(delivery, terms, _codes(files))
    asked = Counter(fault.source for fault in faults if fault.severity == "ask")
    shown = [_file(file, told, months, contract.zone, asked[file.title]) for file in files]
    return sorted(shown, key=lambda one: one.weight, reverse=True)


def _codes(files: Sequence[DeliveredFile]) -> set[str]:
    return {code for file in files for one in file.contents for code, _rows in one["months"]}


def _file(
    file: DeliveredFile,
    told: Mapping[tuple[str, str], Mapping[str, Standing]],
    months: Mapping[str, MonthShown],
    zone: str,
    asked: int,
) -> FileShown:
    tables = tuple(_table(one, told, months, zone) for one in file.contents)
    out = [each for one in tables for each in one.months if each.grave]
    names = {value.text for one in tables for column in one.columns for value in column.values if value.asked}
    source = SourceFile(file.title, "", 0, "", "", 0, 0, 0, known_by=file.known_by, signs=file.signs)
    warnings = [
        *_count(file.rows_set_aside, _("1 række sat til side"), _("{n} rækker sat til side")),
        *(f"{each.name}: {each.why}" for each in out),
        *_count(
            len(names), _("1 navn, som vilkårene ikke kender"), _("{n} navne, som vilkårene ikke kender")
        ),
        *_count(asked, _("1 skal besvares"), _("{n} skal besvares")),
    ]
    return FileShown(
        file,
        why_known(source),
        tables,
        tuple(warnings),
        len(names),
        (min(file.rows_set_aside, 1), min(len(out), 1), min(len(names) + asked, 1), file.rows_set_aside),
    )


def _count(count: int, one: str, several: str) -> tuple[str, ...]:
    """Return what is said of a number of things; nothing of none."""
    return () if not count else (one if count == 1 else several.format(n=number(count)),)


def _table(
    one: dict[str, Any],
    told: Mapping[tuple[str, str], Mapping[str, Standing]],
    months: Mapping[str, MonthShown],
    zone: str,
) -> TableShown:
    table = BY_NAME[one["table"]]
    own = zone if table.time is None or table.time.type == "instant" else "UTC"
    timed = table.time is not None and one["first"] is not None
    columns = (
        _column(
            table.column(each["name"]).heading,
            each,
            told.get((table.name, table.column(each["name"]).frame_name), {}),
        )
        for each in one["columns"]
    )
    return TableShown(
        table_word(table.name),
        one["rows"],
        _(table.time.heading) if timed and table.time else "",
        moment(one["first"], own) if timed else "",
        moment(one["last"], own) if timed else "",
        tuple(_rows_of(months[code], rows, table) for code, rows in one["months"]),
        one["untimed"] if table.time is not None else 0,
        tuple(columns),
    )


def _rows_of(month: MonthShown, rows: int, table: Table) -> MonthShown:
    """Return a month with a table's rows: what is still to come stands out where a row's time has been."""
    planned = table.time is not None and table.time.ahead
    return replace(month, rows=rows, grave=month.grave and not (month.to_come and planned))


def _column(heading: str, kept: dict[str, Any], told: Mapping[str, Standing]) -> ColumnShown:
    every = [
        ValueShown(text, rows, standing_word(told.get(text)), is_asked(told.get(text)))
        for text, rows in kept["values"]
    ]
    shown = [*every[:SHOWN_VALUES], *(each for each in every[SHOWN_VALUES:] if each.asked)]
    return ColumnShown(_(heading), tuple(shown), len(every) + kept["others"][0] - len(shown), kept["silent"])


def _months(delivery: Delivery, terms: Terms | None, codes: Iterable[str]) -> dict[str, MonthShown]:
    """Return the months by code, each with what stands out about it; in one query."""
    wanted, zone = set(codes), delivery.contract.zone
    rows = delivery.contract.periods.filter(code__in=wanted).annotate(
        has_it=Exists(ReportVersion.objects.filter(pk=OuterRef("latest"), deliveries=delivery))
    )
    states = {code: (state, has_it) for code, state, has_it in rows.values_list("code", "state", "has_it")}
    made_on = timezone.localtime(delivery.made_at).date()
    last = month(made_on, zone).before().code
    nothing = ("", False)
    return {code: _month(code, zone, terms, states.get(code, nothing), made_on, last) for code in wanted}


def _month(
    code: str, zone: str, terms: Terms | None, stands: tuple[str, bool], made_on: date, last: str
) -> MonthShown:
    """Return a month without its rows.

    Args:
        stands: The period's state, and whether its report was calculated on the delivery.
        last: The last month that was over when the files were delivered.
    """
    state, has_it = stands
    period = month_of(code, zone)
    if period is None:
        return MonthShown(code, 0, "", _("er ingen periode"), grave=True)
    name = period_name(period)
    if terms is not None and not terms.in_force(period):
        return MonthShown(name, 0, "", _("uden for kontraktens vilkår"), grave=True)
    if has_it and state in ("approved", "submitted"):
        return MonthShown(name, 0, code, _("indgår i periodens rapport"))
    if state == "approved":
        why = _("godkendt og låst: rækkerne ændrer ikke dens rapport")
        return MonthShown(name, 0, code, why, grave=True)
    if state == "submitted":
        return MonthShown(name, 0, code, _("indsendt og venter på myndigheden"), grave=True)
    if period.first > made_on:
        why = _("var ikke begyndt, da filen blev leveret")
        return MonthShown(name, 0, code, why, grave=True, to_come=True)
    return MonthShown(name, 0, code, _("tidligere periode") if code < last else "")
