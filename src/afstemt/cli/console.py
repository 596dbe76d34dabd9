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


def faults(found: Sequence[Fault], at_most: int | None = SHOWN_FAULTS) -> None:
    """List faults on standard error, the stopping ones first; all of them where ``at_most`` is None."""
    out = _console(stderr=True)
    order = {"stop": 0, "set_aside": 1, "ask": 2, "note": 3}
    marks = {
        "stop": ("✗", "red"),
        "set_aside": ("–", "yellow"),
        "ask": ("?", "yellow"),
        "note": ("·", "blue"),
    }
    for fault in sorted(found, key=lambda one: order[one.severity])[:at_most]:
        mark, colour = marks[fault.severity]
        place = where(fault)
        line = Text(f"{mark} ", style=colour)
        line.append(f"{place}: " if place else "", style="bold")
        line.append(fault.message, style="")
        out.print(line)
    if at_most is not None and len(found) > at_most:
        rest = number(len(found) - at_most)
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
