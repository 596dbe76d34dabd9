"""What the command line says: results on standard output, faults and progress on standard error."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _

SHOWN_FAULTS = 200
"""Faults listed on screen; counts are always of all, and the report's appendix has every one."""

SHOWN_ROWS = 10
"""Rows named of those with one kind of fault, after the first."""

ProgressCall = Callable[[str, int, int], None]


def _console(stderr: bool) -> Console:
    return Console(
        stderr=stderr,
        no_color=bool(os.environ.get("NO_COLOR")) or "--no-color" in sys.argv,
        highlight=False,
        soft_wrap=True,
        markup=False,
    )


def say(text: str = "") -> None:
    """Print a line of the result."""
    _console(stderr=False).print(text)


def warn(text: str) -> None:
    """Print a line beside the result."""
    _console(stderr=True).print(text)


def where(fault: Fault) -> str:
    """Return ``incidents.csv, række 17, kolonne opened_at`` as far as it is known."""
    parts = [fault.source]
    if fault.place:
        parts.append(fault.place)
    if fault.row is not None and str(fault.row) not in fault.place:
        parts.append(_("række {row}").format(row=fault.row))
    if fault.column and fault.column not in fault.place:
        parts.append(_("kolonne {column}").format(column=fault.column))
    return ", ".join(part for part in parts if part)


ORDER = {"stop": 0, "set_aside": 1, "ask": 2, "note": 3}
"""Severities, the gravest first."""


def gathered(found: Sequence[Fault]) -> list[tuple[Fault, tuple[int, ...]]]:
    """Return faults by severity, rows of one file with one kind of fault as one: the first, and the other rows."""
    kinds: dict[object, tuple[Fault, list[int]]] = {}
    for place, fault in enumerate(sorted(found, key=lambda one: ORDER[one.severity])):
        of_a_row = bool(fault.place) and fault.row is not None
        kind = (fault.severity, fault.source, fault.code, fault.column) if of_a_row else place
        _first, rows = kinds.setdefault(kind, (fault, []))
        if fault.row is not None:
            rows.append(fault.row)
    return [(fault, tuple(rows[1:])) for fault, rows in kinds.values()]


def _more(rows: Sequence[int]) -> str:
    """Return in which other rows there is such a fault, the first of them by number."""
    if not rows:
        return ""
    shown = ", ".join(map(str, rows[:SHOWN_ROWS])) + (" …" if len(rows) > SHOWN_ROWS else "")
    if len(rows) == 1:
        return " " + _("Samme slags i 1 række mere: {rows}.").format(rows=shown)
    return " " + _("Samme slags i {count} rækker mere: {rows}.").format(count=number(len(rows)), rows=shown)


def faults(found: Sequence[Fault], at_most: int | None = SHOWN_FAULTS, *, each_row: bool = False) -> None:
    """List faults on standard error, the stopping ones first; all of them where ``at_most`` is None.

    Args:
        found: The faults.
        at_most: How many are listed.
        each_row: A line for each row, and not one for each kind of fault in a file.
    """
    out = _console(stderr=True)
    listed = [(fault, ()) for fault in sorted(found, key=lambda one: ORDER[one.severity])]
    every = listed if each_row else gathered(found)
    marks = {
        "stop": ("✗", "red"),
        "set_aside": ("–", "yellow"),
        "ask": ("?", "yellow"),
        "note": ("·", "blue"),
    }
    for fault, rows in every[:at_most]:
        mark, colour = marks[fault.severity]
        place = where(fault)
        line = Text(f"{mark} ", style=colour)
        line.append(f"{place}: " if place else "", style="bold")
        line.append(fault.message + _more(rows), style="")
        out.print(line)
    if at_most is not None and len(every) > at_most:
        rest = number(len(every) - at_most)
        out.print(_("… og {rest} mere. Hele listen: afstemt read.").format(rest=rest))


def refused(count: int) -> None:
    """Say that nothing was written."""
    text = (
        _("Afvist: 1 fejl. Intet er skrevet.") if count == 1 else _("Afvist: {count} fejl. Intet er skrevet.")
    )
    warn(text.format(count=number(count)))


@contextmanager
def progress() -> Iterator[ProgressCall]:
    """Show a bar per task while the block runs; nothing at all in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=_console(stderr=True),
        transient=True,
    ) as bars:
        tasks: dict[str, object] = {}

        def step(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=of or None)
            bars.update(tasks[what], completed=done, total=of or None)  # type: ignore[arg-type]

        yield step
