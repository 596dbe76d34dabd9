"""Start what the writers need while the evidence is still being read in a process of its own."""

from contextlib import suppress
from threading import Thread

from afstemt.core.report.blocks import Chart, Series
from afstemt.files.writing.charts import charts


def warm_up() -> None:
    """Start the chart renderer and load the writers' libraries beside the caller; returns at once.

    The renderer takes half a second to start, the caller is waiting for a child process meanwhile. What is not
    ready in time, or cannot be started, is simply started when it is needed, and what is wrong is said then.
    """
    Thread(target=_start, name="warm-up").start()


def _start() -> None:
    # Also what comes of a program that ends meanwhile, as when its input is refused at once.
    with suppress(Exception):
        _load()


def _load() -> None:
    import docx  # noqa: F401
    import typst  # noqa: F401
    import xlsxwriter  # noqa: F401

    charts.svg(Chart("lines", "–", "–", ("1", "2"), (Series("–", (0.0, 1.0)),)))
