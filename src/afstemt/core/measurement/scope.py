"""What a level covers: its systems and services, and the cases that the supplier answers for."""

import polars as pl

from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.wording import _


def covered(rows: pl.LazyFrame, level: ServiceLevel, terms: Terms) -> pl.LazyFrame:
    """Return the rows of the level's systems and services, with ``uncovered``: a reason when neither is named.

    A level with services takes rows of those; one with systems takes rows of them and of their services.
    A row that names neither cannot be placed: it is kept, to be held out by name.
    """
    if not level.systems and not level.services:
        return rows.with_columns(pl.lit(None, dtype=pl.String).alias("uncovered"))
    inside = pl.col("service").is_in(sorted(set(terms.services_of(level)))).fill_null(value=False)
    if not level.services:
        inside = inside | pl.col("system").is_in(list(level.systems)).fill_null(value=False)
    blank = (pl.col("service").fill_null("") == "") & (pl.col("system").fill_null("") == "")
    uncovered = pl.when(~inside).then(pl.lit(unplaced())).alias("uncovered")
    return rows.filter(inside | blank).with_columns(uncovered)


def unplaced() -> str:
    """Return the reason of a row that names neither system nor service."""
    return _("Rækken nævner hverken system eller service, og målet gælder kun nogle af dem.")


def of_others() -> list[tuple[pl.Expr, str]]:
    """Return (condition, reason) of each way that another than the supplier is responsible."""
    return [
        (pl.col("responsible") == "authority", _("Myndigheden har ansvaret.")),
        (pl.col("responsible") == "third_party", _("En tredjepart har ansvaret.")),
    ]


def answered_by_others() -> pl.Expr:
    """Return the reason a row is held out because another than the supplier is responsible, else null."""
    return pl.coalesce(pl.when(condition).then(pl.lit(reason)) for condition, reason in of_others())
