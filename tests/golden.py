"""Whole results as text files, refreshed by ``REFRESH=1``; their differences are read before they are committed."""

import dataclasses
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import polars as pl

from afstemt.core.units.figure import Figure
from afstemt.core.units.money import Money
from afstemt.core.units.period import Period


def same_as_golden(text: str, path: Path) -> None:
    """Compare ``text`` with the file, or write the file when asked to refresh."""
    if os.environ.get("REFRESH") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing; run with REFRESH=1 and read it"
    assert text == path.read_text(encoding="utf-8"), (
        f"{path.name} differs; read the difference, then REFRESH=1"
    )


def shown(value: object, indent: int = 0) -> Iterator[str]:
    """Yield any frozen result as lines: a field a line, tuples as lists, frames as CSV. Defaults are left in."""
    pad = "  " * indent
    if isinstance(value, Money | Figure | Fraction | Period):
        yield pad + plain(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield pad + type(value).__name__
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            if isinstance(inner, tuple) or dataclasses.is_dataclass(inner) or isinstance(inner, pl.DataFrame):
                lines = list(shown(inner, indent + 2))
                yield (
                    f"{pad}  {field.name}:" if len(lines) != 1 else f"{pad}  {field.name}: {lines[0].strip()}"
                )
                yield from lines if len(lines) != 1 else ()
            else:
                yield f"{pad}  {field.name}: {plain(inner)}"
    elif isinstance(value, tuple):
        for one in value:
            yield from shown(one, indent)
    elif isinstance(value, pl.DataFrame):
        yield from (pad + line for line in value.write_csv(separator=";").splitlines())
    else:
        yield pad + plain(value)


def plain(value: object) -> str:
    """Return a value on one line."""
    match value:
        case Money():
            return f"{value.amount} {value.currency}"
        case Figure():
            return f"{value.numerator}/{value.denominator} {value.unit}"
        case Period():
            return value.code
        case Fraction():
            return str(value)
        case _:
            return repr(value)
