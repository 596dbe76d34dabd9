"""Exact sums of numbers that frames keep as text: whole ones and parts of one, both as integers, so nothing is rounded.

A frame's own decimals are not used: they round at a division and stop at 38 digits. With numbers no larger than
``LARGEST`` and of no more than ``PLACES`` decimals the integers here hold the sum of any number of rows.
"""

from decimal import Decimal

import polars as pl

PLACES = 18
"""Decimals that a number may have: what a floating number of 0.01 or more is ever written with."""
LARGEST = 10**18
WHOLE, REST, WRITTEN = "whole", "rest", "written"
_ONE = 10**PLACES


def parted(column: str) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Return a column of numbers, none below 0, in three: ``whole``, ``rest`` in 10^-18, ``written`` decimals of it."""
    pieces = pl.col(column).str.splitn(".", 2).struct
    rest = pieces.field("field_1").fill_null("").str.strip_chars_end("0")
    whole = pl.when(pieces.field("field_0") != "").then(pieces.field("field_0")).otherwise(pl.lit("0"))
    return (
        whole.cast(pl.Int128).alias(WHOLE),
        pl.when(rest == "")
        .then(pl.lit("0"))
        .otherwise(rest.str.pad_end(PLACES, "0"))
        .cast(pl.Int128)
        .alias(REST),
        rest.str.len_chars().cast(pl.Int64).alias(WRITTEN),
    )


def added() -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Return the sum of a group's numbers in the same three; ``carried`` makes a number of it again."""
    return pl.col(WHOLE).sum(), pl.col(REST).sum(), pl.col(WRITTEN).max()


def carried(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return sums with each ``rest`` below one, so that they compare and can be added again."""
    return frame.with_columns(pl.col(WHOLE) + pl.col(REST) // _ONE, pl.col(REST) % _ONE)


def highest(prefix: str) -> tuple[pl.Expr, pl.Expr]:
    """Return the largest of a group's numbers in two, named with the prefix."""
    most = pl.col(WHOLE).max()
    rest = pl.col(REST).filter(pl.col(WHOLE) == most).max()
    return most.alias(prefix + WHOLE), rest.alias(prefix + REST)


def exact(whole: int, rest: int) -> Decimal:
    """Return the number, without zeros at its end."""
    whole, rest = whole + rest // _ONE, rest % _ONE
    return Decimal(f"{whole}.{rest:0{PLACES}}".rstrip("0").rstrip("."))
