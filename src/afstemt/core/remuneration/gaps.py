"""Rows that could not be used and bear on what is owed: the amounts stand without them, and somebody is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from afstemt.core.evidence.column import PROVENANCE
from afstemt.core.evidence.decision_findings import NO_ROW
from afstemt.core.evidence.decision_findings import WHY as NO_MATCH
from afstemt.core.evidence.decisions import KINDS
from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.names import WHY as UNKNOWN
from afstemt.core.evidence.reach import within
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.remuneration.rows import source_of
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _, msgid

CODE = "rows-lost-for-amounts"

_PLACE = list(PROVENANCE)
_TOLD = (UNKNOWN, NO_MATCH, NO_ROW)
"""Why a cell cannot be used, of which each has a finding of its own that says what follows."""


@dataclass(frozen=True, slots=True)
class _Basis:
    """A table that amounts stand on.

    Attributes:
        table: Its name.
        effect: What its rows decide (Danish).
        columns: In frames; what is wrong with a cell of another column changes no amount.
    """

    table: str
    effect: str
    columns: tuple[str, ...]


_FEE = msgid(
    "Vederlaget kan være for højt eller for lavt, og det samme kan en bod, der er en andel af vederlaget."
)
_HOURS = _Basis("hours", _FEE, ("date", "hours", "rate_code", "order", "approved"))
_QUANTITIES = _Basis("quantities", _FEE, ("item", "quantity", "from_s", "to_s"))
_HISTORY = _Basis(
    "history",
    msgid(
        "Det, der regnes over flere perioder, kan være forkert: gentagne brud, lofter, efterreguleringer, ordrers "
        "forbrug og tilbageført bod."
    ),
    ("period", "subject", "value", "points", "amount", "state", "note"),
)
_DECISIONS = _Basis(
    "decisions",
    msgid(
        "Noget, som parterne har besluttet om bod, timer eller efterreguleringer, kan mangle i opgørelsen."
    ),
    tuple(column.frame_name for column in BY_NAME["decisions"].columns),
)


def fee_gaps(evidence: Evidence, period: Period, orders: Mapping[str, date]) -> tuple[Fault, ...]:
    """Return a finding for each of hours and quantities that has rows which could not be used and bear on the fee.

    Args:
        evidence: All facts, with the rows that were set aside and the cells that could not be read.
        period: What is paid for.
        orders: Each order with an estimate, and the first day from which hours use it up: earlier rows bear on it.
    """
    day, order = pl.col("date"), pl.col("order")
    used = [(order.is_null() | (order == one)) & (day >= since) for one, since in orders.items()]
    hours = (day < period.end) & pl.any_horizontal(day >= period.first, *used)
    return (
        *_gap(evidence, _HOURS, hours),
        *_gap(evidence, _QUANTITIES, within(BY_NAME["quantities"], period)),
    )


def settlement_gaps(evidence: Evidence, period: Period) -> tuple[Fault, ...]:
    """Return a finding for each of history and decisions that has rows which could not be used and bear on amounts.

    A decision about a row of a table has its effect told by the levels, not here.
    """
    later = pl.col("period").str.contains(r"^\d{4}-\d\d$") & (pl.col("period") >= f"{period.first:%Y-%m}")
    of_rows = pl.col("kind").is_in([kind.name for kind in KINDS if kind.of_rows])
    return (*_gap(evidence, _HISTORY, ~later), *_gap(evidence, _DECISIONS, ~of_rows))


def _gap(evidence: Evidence, basis: _Basis, bears: pl.Expr) -> tuple[Fault, ...]:
    """Return the finding on a table's rows that ``bears`` is true of, or unknown of; none without such rows."""
    table, may = basis.table, bears.fill_null(value=True)
    places = [pl.DataFrame(schema=PROVENANCE)]
    if table in evidence.lost:
        places.append(evidence.lost[table].filter(may).select(_PLACE))
    if table in evidence.unusable:
        cells = evidence.unusable[table].filter(
            pl.col("column").is_in(basis.columns), ~pl.col("why").is_in(_TOLD)
        )
        rows = evidence.table(table).join(cells.lazy(), on=_PLACE, how="semi")
        places.append(collect(rows.filter(may).select(_PLACE)))
    found = pl.concat(places)
    if found.is_empty():
        return ()
    file_no, row_no = found.row(0)
    text = (
        _("1 række i tabellen {table} kunne ikke bruges fuldt ud. {effect} Ret rækken, og levér den igen.")
        if found.height == 1
        else _(
            "{count} rækker i tabellen {table} kunne ikke bruges fuldt ud. {effect} Ret rækkerne, og levér dem igen."
        )
    ).format(count=number(found.height), table=_(BY_NAME[table].title), effect=_(basis.effect))
    return (Fault(CODE, text, source_of(evidence, file_no, table), row=row_no, severity="ask"),)
