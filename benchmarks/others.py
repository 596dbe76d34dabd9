"""The same tickets by the packages people use today, on a sample: time per ticket, and whether answers agree.

``businesstimedelta`` and ``business-duration`` count hours between two times. Pauses are put together beforehand and
their hours subtracted. pandas' ``CustomBusinessHour`` adds hours to a time, so its due times are held against ours; it
knows one closing time for all days, so Fridays are as long as other days in that comparison, and it knows no pauses, so
of tickets with pauses only its time is measured.
"""

import argparse
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.kinds.resolution_time import cases
from afstemt.core.measurement.tickets import judged_cases, level_clock, shown
from afstemt.core.terms.model.hours import holiday_names
from afstemt.core.units.elapsed import open_before_at
from benchmarks.tickets import LIMITS, PERIOD, TICKETS, figure, generate, task

SAMPLE = 400
TARGETS = {False: 300.0, True: 50.0}
ZONE = ZoneInfo("Europe/Copenhagen")
Span = tuple[datetime, datetime]
Row = dict[str, Any]
Answer = Callable[[datetime, Row, list[Span]], int]
SAME_EVERY_DAY = "08:00-16:00"


def sample(folder: Path, pauses: bool, *friday: str) -> pl.DataFrame:
    """Return some tickets as measured here, with their pauses (from_s, to_s lists)."""
    made = task(folder, pauses, *friday)
    rows = shown(
        judged_cases(made, cases(made, made.level.parameters), "incidents", pauses=pauses),
        "incidents",
        level_clock(made),
        PERIOD.to_s,
    )
    chosen = rows.filter(pl.col("held_out").is_null()).gather_every(rows.height // SAMPLE).head(SAMPLE)
    own = pl.scan_parquet(folder / "pauses.parquet").filter(
        pl.col("ticket_id").is_in(chosen["id"].implode()) if pauses else pl.lit(value=False)
    )
    breaks = collect(own.group_by("ticket_id").agg("from_s", "to_s"))
    return chosen.join(breaks, left_on="id", right_on="ticket_id", how="left")


def local(second: int) -> datetime:
    """Return wall time without a zone, as two of the packages want it."""
    return datetime.fromtimestamp(second, UTC).astimezone(ZONE).replace(tzinfo=None)


def together(row: dict[str, object]) -> list[Span]:
    """Return a ticket's pauses inside it, overlapping ones as one."""
    start, end = int(str(row["start_s"])), int(str(row["end_s"]))
    spans: list[tuple[int, int]] = []
    for low, high in sorted(
        (max(low, start), end if high is None else min(high, end))
        for low, high in zip(row["from_s"] or [], row["to_s"] or [], strict=True)  # type: ignore[call-overload]
    ):
        if spans and low <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], high)
        elif low < high:
            spans.append((low, high))
    return [(local(low), local(high)) for low, high in spans]


def by_businesstimedelta() -> Answer:
    """Return open seconds by ``businesstimedelta``; Fridays close half an hour earlier, so two rules."""
    import datetime as dt

    import businesstimedelta as btd

    week = btd.WorkDayRule(dt.time(8), dt.time(16), [0, 1, 2, 3])
    friday = btd.WorkDayRule(dt.time(8), dt.time(15, 30), [4])
    closed = dict(_holidays())
    rules = btd.Rules([week, friday, btd.HolidayRule(closed)])

    def seconds(start: datetime, row: Row, pauses: list[Span]) -> int:
        def count(low: datetime, high: datetime) -> int:
            found = rules.difference(low, high)
            return int(found.hours * 3600 + found.seconds)

        return count(start, local(row["end_s"])) - sum(count(*pause) for pause in pauses)

    return seconds


def by_business_duration() -> Answer:
    """Return open seconds by ``business-duration``; Fridays apart, as it knows one closing time."""
    import datetime as dt

    from business_duration import businessDuration

    closed = dict(_holidays())

    def count(low: datetime, high: datetime) -> int:
        week = businessDuration(low, high, dt.time(8), dt.time(16), [4, 5, 6], closed, "sec")
        friday = businessDuration(low, high, dt.time(8), dt.time(15, 30), [0, 1, 2, 3, 5, 6], closed, "sec")
        return sum(0 if part != part else round(part) for part in (week, friday))  # noqa: PLR0124 - not a number

    return lambda start, row, pauses: (
        count(start, local(row["end_s"])) - sum(count(*pause) for pause in pauses)
    )


def by_pandas() -> Answer:
    """Return the due time by pandas' ``CustomBusinessHour`` as a UTC second: the ticket's limit after its start."""
    import pandas as pd

    hour = pd.offsets.CustomBusinessHour(start="08:00", end="16:00", holidays=list(_holidays()))

    def due(start: datetime, row: Row, _pauses: list[Span]) -> int:
        reached = pd.Timestamp(start) + hour * LIMITS[row["priority"]]
        return int(reached.tz_localize(ZONE).timestamp())

    return due


def _holidays() -> dict[object, str]:
    first, last = (
        PERIOD.first.replace(year=PERIOD.first.year - 1),
        PERIOD.end.replace(year=PERIOD.end.year + 1),
    )
    return dict(holiday_names("DK", first, last))


OTHERS: dict[str, tuple[Callable[[], Answer], str]] = {
    "businesstimedelta": (by_businesstimedelta, "elapsed_s"),
    "business-duration": (by_business_duration, "elapsed_s"),
    "pandas CustomBusinessHour": (by_pandas, "due_s"),
}
"""What each answers, as the column of ours that it is held against."""


def open_time(folder: Path) -> Callable[[int], int | None]:
    """Return what makes a due time: the open time before it. Closing and the next opening are the same due time."""
    calendar = task(folder, False, SAME_EVERY_DAY).calendar("desk")
    return lambda second: open_before_at(second, calendar)


def compare(folder: Path, pauses: bool) -> list[tuple[str, float, float, float]]:
    """Return (package, microseconds per ticket, times slower than here, share of equal answers) of each.

    The share is not a number where the package cannot answer (due times with pauses). Answers that differ are clock
    changes (wall time without a zone) and seconds rounded by the packages.
    """
    run = figure(folder, pauses)
    run()
    before = time.perf_counter()
    run()
    ours = (time.perf_counter() - before) / TICKETS
    found = []
    for name, (make, column) in OTHERS.items():
        rows = sample(folder, pauses, *([SAME_EVERY_DAY] if column == "due_s" else []))
        inputs = [
            (local(row["start_s"]), row, together(row) if pauses else [])
            for row in rows.iter_rows(named=True)
        ]
        answer = make()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            before = time.perf_counter()
            answers = [answer(start, row, breaks) for start, row, breaks in inputs]
            taken = (time.perf_counter() - before) / len(inputs)
        same = int if column == "elapsed_s" else open_time(folder)
        equal = sum(
            same(theirs) == same(row[column])
            for theirs, (_start, row, _breaks) in zip(answers, inputs, strict=True)
        )
        answers_it = column == "elapsed_s" or not pauses
        found.append((name, taken * 1e6, taken / ours, equal / len(inputs) if answers_it else float("nan")))
    return found


def main() -> None:
    """Print one line per package, without and with pauses."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, required=True)
    folder = options.parse_args().folder
    if not (folder / "pauses.parquet").exists():
        folder.mkdir(parents=True, exist_ok=True)
        generate(folder)
    for pauses in (False, True):
        for name, micro, times, equal in compare(folder, pauses):
            print(
                f"{'paused' if pauses else 'tickets':8s} {name:28s} {micro:10.1f} us  {times:9.0f} x  equal {equal:.1%}"
            )


if __name__ == "__main__":
    main()
