"""The real checks of a public monitor, held against the monitor's own summary."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from level_cases import KINDS, level, terms

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.units.hours import compile_calendar
from afstemt.core.units.money import rounded
from afstemt.core.units.period import Period

SITES = ("API", "CDN", "Website")


@pytest.fixture(scope="module")
def checks(shared_data: Path) -> pl.LazyFrame:
    path = shared_data / "uptime-checks" / "trynoice-status_checks.csv"
    return (
        pl.read_csv(path, row_index_name="row_no", row_index_offset=2)
        .select(
            pl.col("site").alias("service"),
            pl.col("commit_time_utc").str.to_datetime("%Y-%m-%dT%H:%M:%S%:z").dt.epoch("s").alias("at_s"),
            (pl.col("status") == "up").alias("ok"),
            pl.col("response_ms").cast(pl.Int64),
            pl.lit(0, pl.Int32).alias("file_no"),
            pl.col("row_no").cast(pl.Int64),
        )
        .lazy()
    )


@pytest.fixture(scope="module")
def summary(shared_data: Path) -> dict[str, Any]:
    text = (shared_data / "uptime-checks" / "trynoice-status_summary.json").read_text(encoding="utf-8")
    return {site["name"]: site for site in json.loads(text)}


def measure(
    checks: pl.LazyFrame, site: str, period: Period, kind: str = "availability", **parameters: Any
) -> Outcome:
    under = terms(zone="UTC")
    its = level(
        kind,
        [{"target": None if kind != "availability" else Decimal("99.9")}],
        calendar=None,
        services=(site,),
        missing_data="left_out",
        decimals=2,
        parameters={"source": "checks", "check_valid_s": "until_next_check"} | parameters,
    )
    first, last = period.first - timedelta(days=100), period.end
    calendar = compile_calendar(service_hours(under, None, first, last), first, last)
    facts = Evidence({"checks": checks})
    return KINDS[kind].measure(Task(its, under, period, period, facts, History(), lambda _name: calendar))


def days(first: date, end: date) -> Period:
    return Period(first, end, "UTC")


JULY = days(date(2022, 7, 1), date(2022, 8, 1))


def test_the_one_outage_is_472_seconds(checks: pl.LazyFrame) -> None:
    outcome = measure(checks, "Website", JULY)
    down = outcome.rows.filter(pl.col("state") == "down").row(0, named=True)
    assert outcome.rows.height == 1
    assert datetime.fromtimestamp(down["start_s"], UTC) == datetime(2022, 7, 8, 22, 34, 47, tzinfo=UTC)
    assert datetime.fromtimestamp(down["end_s"], UTC) == datetime(2022, 7, 8, 22, 42, 39, tzinfo=UTC)
    assert (down["counted_s"], down["row_no"]) == (472, 65)
    figure = outcome.results[0].figure
    assert figure is not None
    assert figure.value == 100 * (1 - Fraction(472, 31 * 86_400))


@pytest.mark.parametrize("site", ["API", "CDN"])
def test_sites_without_an_outage_are_fully_available(
    checks: pl.LazyFrame, summary: dict[str, Any], site: str
) -> None:
    figure = measure(checks, site, JULY).results[0].figure
    assert figure is not None
    assert f"{figure.to(2)}%" == summary[site]["uptimeMonth"] == "100.00%"


def test_the_outage_is_8_minutes_of_its_day(checks: pl.LazyFrame, summary: dict[str, Any]) -> None:
    """The monitor's minutes of a day are the day's seconds rounded to whole minutes: 472 s is 7.87, so 8."""
    day = days(date(2022, 7, 8), date(2022, 7, 9))
    counted = int(measure(checks, "Website", day).rows["counted_s"].sum())
    assert {"2022-07-08": int(rounded(Fraction(counted, 60), 0))} == summary["Website"]["dailyMinutesDown"]


def test_figures_agree_with_the_monitors_windows(checks: pl.LazyFrame, summary: dict[str, Any]) -> None:
    """The monitor looks back from its last check, a day as 24 hours, a month as 30 days, rounded half up to 0.01.

    ``uptime`` and ``uptimeYear`` cannot go back further than the first check of the site: 37 days 10 hours.
    Over a whole year the same outage would be 99.9985, shown as 100.00. Afstemt's periods are whole days,
    so the windows are taken here from its rows.
    """
    whole = days(date(2022, 6, 20), date(2022, 7, 28))
    down = measure(checks, "Website", whole).rows
    times = checks.filter(pl.col("service") == "Website").select(
        pl.col("at_s").min().alias("first"), pl.col("at_s").max().alias("last")
    )
    first, last = times.collect().row(0)

    def shown(window_s: int) -> str:
        from_s = max(first, last - window_s)
        lost = sum(
            max(0, min(end, last) - max(start, from_s))
            for start, end in down.select("start_s", "end_s").rows()
        )
        return f"{rounded(100 * (1 - Fraction(lost, last - from_s)), 2)}%"

    day = 86_400
    mine = {
        "uptimeDay": day,
        "uptimeWeek": 7 * day,
        "uptimeMonth": 30 * day,
        "uptimeYear": 365 * day,
        "uptime": 10**9,
    }
    site = summary["Website"]
    assert {name: shown(window) for name, window in mine.items()} == {name: site[name] for name in mine}
    assert shown(30 * day) == "99.98%"
    assert shown(365 * day) == "99.99%"
    assert rounded(100 * (1 - Fraction(472, 365 * day)), 2) == 100


@pytest.mark.parametrize("first", [date(2022, 7, 4), date(2022, 7, 8)])
def test_the_outage_is_the_same_however_time_is_cut(checks: pl.LazyFrame, first: date) -> None:
    by_day = [
        int(
            measure(checks, "Website", days(first + timedelta(days=n), first + timedelta(days=n + 1)))
            .rows["counted_s"]
            .sum()
        )
        for n in range(7)
    ]
    assert sum(by_day) == 472


def test_the_longest_outage_is_the_one(checks: pl.LazyFrame) -> None:
    outcome = measure(checks, "Website", JULY, "longest_outage", measured="elapsed")
    assert outcome.results[0].figure is not None
    assert outcome.results[0].figure.value == 472
