"""What the derivation says of tickets' states: what taken-out ones would do to the figure, and other due times."""

import polars as pl

from afstemt.core.measurement.outcome import JUDGED
from afstemt.core.measurement.steps import name_of
from afstemt.core.measurement.ticket_ends import taken_out_reasons
from afstemt.core.terms.model.levels import Population
from afstemt.core.terms.model.ticket_terms import TicketTerms
from afstemt.core.units.figure import Figure, Step
from afstemt.core.units.formats import figure as show_figure
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _

ALIKE_S = 60
"""Due times closer than this are the same: exports are to the minute."""


def taken_out_step(rows: pl.DataFrame, population: Population, *, timed: bool = False) -> list[Step]:
    """Return the population's figure as it would be if the tickets taken out counted; nothing where none are.

    Args:
        rows: The outcome's rows.
        population: Whose figure it is.
        timed: Whether the figure is the share in time, not the number.
    """
    own = rows.filter(pl.col("population") == population.id)
    if timed:
        own = own.filter(pl.col("state").is_in(JUDGED))
    gone = pl.col("held_out").is_in(taken_out_reasons())
    if own.filter(gone).is_empty():
        return []
    counted = own.filter(pl.col("held_out").is_null() | gone)
    figure, formula = Figure(counted.height, 1, "count"), ""
    if timed:
        figure = Figure(int((counted["state"] == "in_time").sum()), counted.height, "percent")
        formula = _("{part} af {all}").format(part=number(figure.numerator), all=number(figure.denominator))
    what = _("Hvis de annullerede og dubletterne talte med, {population}")
    return [Step(what.format(population=name_of(population)), formula, show_figure(figure, 4))]


def stated_due_step(rows: pl.DataFrame, terms: TicketTerms) -> list[Step]:
    """Return how many cases have another due time in the source system than ours; nothing where none have."""
    if "stated_due_s" not in rows.columns:
        return []
    apart = (pl.col("stated_due_s") - pl.col("due_s")).abs() >= ALIKE_S
    count = rows.filter(apart.fill_null(value=False)).height
    if not count or terms.stated_due == "judges":
        return []
    text = (
        _("1 sag har en anden frist hos servicedesken")
        if count == 1
        else _("{n} sager har en anden frist hos servicedesken")
    )
    return [Step(text.format(n=number(count)), _("vises, men bruges ikke"), number(count))]
