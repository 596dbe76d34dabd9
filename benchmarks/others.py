"""The same tickets by the packages people use today, on a sample: time per ticket, and whether answers agree.

``businesstimedelta`` and ``business-duration`` count hours between two times; pandas' ``CustomBusinessHour`` gives due
times, so its answers are held against ours. Pauses are put together beforehand and their hours subtracted.
"""

import argparse
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.kinds.resolution_time import cases
from afstemt.core.measurement.tickets import judged_cases, level_clock, shown
from afstemt.core.terms.hours import holiday_names
from benchmarks.tickets import PERIOD, TICKETS, figure, generate, task

SAMPLE = 400
TARGETS = {False: 300.0, True: 50.0}
ZONE = ZoneInfo("Europe/Copenhagen")
Span = tuple[datetime, datetime]
Answer = Callable[[datetime, datetime, list[Span]], int]


def sample(folder: Path, pauses: bool) -> pl.DataFrame:
    """Return some tickets as measured here, with their pauses put together (from_s, to_s lists)."""
    made = task(folder, pauses)
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

    def seconds(start: datetime, end: datetime, pauses: list[Span]) -> int:
        def count(low: datetime, high: datetime) -> int:
            found = rules.difference(low, high)
            return int(found.hours * 3600 + found.seconds)

        return count(start, end) - sum(count(*pause) for pause in pauses)

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

    return lambda start, end, pauses: count(start, end) - sum(count(*pause) for pause in pauses)


def by_pandas() -> Answer:
    """Return the due time by pandas' ``CustomBusinessHour`` as seconds since 1970 of wall time; limit in ``end``."""
    import pandas as pd

    offset = pd.offsets.CustomBusinessHour(
        start="08:00", end="16:00", weekmask="Mon Tue Wed Thu", holidays=list(dict(_holidays()))
    )
    return lambda start, _end, _pauses: int((pd.Timestamp(start) + offset * 4).timestamp())


def _holidays() -> dict[object, str]:
    first, last = (
        PERIOD.first.replace(year=PERIOD.first.year - 1),
        PERIOD.end.replace(year=PERIOD.end.year + 1),
    )
    return dict(holiday_names("DK", first, last))


OTHERS: dict[str, Callable[[], Answer]] = {
    "businesstimedelta": by_businesstimedelta,
    "business-duration": by_business_duration,
    "pandas CustomBusinessHour": by_pandas,
}


def compare(folder: Path, pauses: bool) -> list[tuple[str, float, float, float]]:
    """Return (package, microseconds per ticket, times slower than here, share of equal answers) of each.

    pandas adds hours to an instant instead of counting between two: its share is left as not a number. Answers that
    differ are clock changes (wall time without a zone) and seconds rounded by the packages.
    """
    run = figure(folder, pauses)
    run()
    before = time.perf_counter()
    run()
    ours = (time.perf_counter() - before) / TICKETS
    rows = sample(folder, pauses)
    inputs = [
        (local(row["start_s"]), local(row["end_s"]), together(row) if pauses else [], int(row["elapsed_s"]))
        for row in rows.iter_rows(named=True)
    ]
    found = []
    for name, make in OTHERS.items():
        answer = make()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            before = time.perf_counter()
            answers = [answer(start, end, breaks) for start, end, breaks, _own in inputs]
            taken = (time.perf_counter() - before) / len(inputs)
        equal = sum(theirs == own for theirs, (*_times, own) in zip(answers, inputs, strict=True)) / len(
            inputs
        )
        counts = name != "pandas CustomBusinessHour"
        found.append((name, taken * 1e6, taken / ours, equal if counts else float("nan")))
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
