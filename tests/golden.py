"""Whole results as text files, refreshed by ``REFRESH=1``; their differences are read before they are committed."""

import dataclasses
import os
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from afstemt.core.measurement.outcome import LateCases
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
            if isinstance(inner, LateCases):
                inner = tuple(inner)
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


def same_as_section(text: str, path: Path, name: str) -> None:
    """Compare ``text`` with its section of a file, or write the section when asked to refresh (one process)."""
    held = _sections(path)
    if os.environ.get("REFRESH") == "1":
        held[name] = text
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = "".join(f"{_MARK}{one}\n{held[one]}" for one in sorted(held))
        path.write_text(whole, encoding="utf-8")
    assert name in held, f"{path.name} lacks {name}; run with REFRESH=1 and read it"
    assert text == held[name], f"{path.name}, {name} differs; read the difference, then REFRESH=1"


_MARK = "##### "


def _sections(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    parts = path.read_text(encoding="utf-8").split(_MARK)[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def recording(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    tell: Callable[[Any], list[str]],
) -> Iterator[None]:
    """Tell everything that a test's calls of ``function`` gave, and hold it against the module's golden.

    A test asserts what it is about; this holds the words, clauses and rows that come along.
    """
    module = request.module
    real, told = getattr(module, function), []

    def recorded(*given: Any, **named: Any) -> Any:
        found = real(*given, **named)
        told.extend(tell(found))
        return found

    monkeypatch.setattr(module, function, recorded)
    yield
    if told:
        path = Path(module.__file__).parent / "golden" / f"{Path(module.__file__).stem}.txt"
        same_as_section("\n".join(told) + "\n", path, request.node.name)
