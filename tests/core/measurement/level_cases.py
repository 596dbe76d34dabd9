"""Makes levels, evidence and tasks from plain rows, and reads the cases that a lawyer can read."""

import dataclasses
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.history import History, PastRow
from afstemt.core.evidence.tables import BY_NAME as TABLES
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.registry import BY_NAME as KINDS
from afstemt.core.terms.model.hours import service_hours
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.hours import Calendar, compile_calendar
from afstemt.core.units.period import Period, instant, parse_period
from golden import plain

ZONE = "Europe/Copenhagen"
CASES = Path(__file__).parents[2] / "cases" / "measurement"
DESK = ["08:00-16:00"]
CALENDARS: dict[str, Any] = {
    "desk": {
        "monday": DESK,
        "tuesday": DESK,
        "wednesday": DESK,
        "thursday": DESK,
        "friday": DESK,
        "holidays": "DK",
    }
}
Row = Mapping[str, Any]


def second(at: str | datetime | None) -> int | None:
    """Return local wall time (``2026-10-05 13:06``) as a UTC second."""
    if at is None:
        return None
    wall = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    day = wall.replace(tzinfo=None)
    return instant(
        day.date(), ZONE, int((day - datetime.combine(day.date(), datetime.min.time())).total_seconds())
    )


def table(name: str, rows: Sequence[Row]) -> pl.LazyFrame:
    """Return rows in a file's own words (``opened_at``) as a fact table; row numbers count from 2."""
    schema = TABLES[name].schema
    names = {column.name: column for column in TABLES[name].columns}
    made = []
    for number, row in enumerate(rows):
        values: dict[str, Any] = dict.fromkeys(schema)
        for key, value in row.items():
            column = names[key]
            values[column.frame_name] = second(value) if column.type == "instant" else value
        made.append(values | {"file_no": 0, "row_no": number + 2})
    return pl.LazyFrame(made, schema=schema)


def evidence(**tables: Sequence[Row]) -> Evidence:
    return Evidence({name: table(name, rows) for name, rows in tables.items()})


def level(kind: str, populations: Sequence[Row], **rest: Any) -> ServiceLevel:
    """Return a level with every choice made; ``rest`` makes others."""
    choices: dict[str, Any] = {
        "id": "KPI",
        "title": "Servicemål",
        "calendar": "desk",
        "clock": "business_hours",
        "assign_by": "resolved",
        "open_past_limit": "missed_when_resolved",
        "priority": "last",
        "decimals": 1,
        "judge": "rounded",
    }
    choices |= rest
    parameters = KINDS[kind].parameters.model_validate(choices.pop("parameters", {}))
    return ServiceLevel(kind=kind, populations=tuple(populations), parameters=parameters, **choices)


def terms(calendars: Row = CALENDARS, **rest: Any) -> Terms:
    return Terms(
        id="prøve", title="Prøve", in_force_from=date(2010, 1, 1), parties=(), calendars=calendars, **rest
    )


def measure(of: ServiceLevel, facts: Evidence, period: str | Period = "2026-10", **rest: Any) -> Outcome:
    """Measure one level in a period; ``rest`` as for ``task``."""
    return KINDS[of.kind].measure(task(of, facts, period, **rest))


def task(
    of: ServiceLevel,
    facts: Evidence,
    period: str | Period = "2026-10",
    *,
    under: Terms | None = None,
    history: Sequence[PastRow] = (),
    part: Period | None = None,
) -> Task:
    """Return what one level is measured with in a period: calendars that reach a year to each side."""
    under = under or terms()
    judged = period if isinstance(period, Period) else parse_period(period, ZONE)
    first, last = date(judged.first.year - 1, 1, 1), date(judged.end.year + 1, 12, 31)
    made: dict[str | None, Calendar] = {}

    def calendar(name: str | None) -> Calendar:
        if name not in made:
            made[name] = compile_calendar(service_hours(under, name, first, last), first, last)
        return made[name]

    return Task(of, under, judged, part or judged, facts, History(tuple(history)), calendar)


def read_cases(folder: Path = CASES) -> list[tuple[str, Row]]:
    """Return (file and title, case) of every case in a folder, of ``tests/cases/measurement`` when none is named."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        shared = {key: value for key, value in document.items() if key != "tilfaelde"}
        found += [(f"{path.stem}: {case['titel']}", shared | case) for case in document["tilfaelde"]]
    return found


def case_id(value: object) -> str:
    """Return a case's name in ASCII, as pytest's own escapes do not survive a second run in one process."""
    if not isinstance(value, str):
        return "-"
    spelt = value.lower().translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}))
    return "_".join(re.findall(r"[a-z0-9]+", spelt))


def told(outcome: Outcome) -> dict[str, list[str]]:
    """Return an outcome in parts, a line a thing; what a result leaves at its default is left out."""
    results = []
    for result in outcome.results:
        set_ = [(field, getattr(result, field.name)) for field in dataclasses.fields(result)]
        results.append(
            "; ".join(f"{field.name}={value_of(value)}" for field, value in set_ if value != field.default)
        )
    whole = [(name, getattr(outcome, name)) for name in ("state", "provisional", "reason", "excluded")]
    return {
        "level": [f"{outcome.level} {outcome.period.code} {outcome.part.code} {dict(whole)}"],
        "results": results,
        "steps": [f"{step.what} | {step.formula} | {step.result} | {step.clause}" for step in outcome.steps],
        "extra": [f"{label}: {plain(figure)}" for label, figure in outcome.extra],
        "rows": outcome.rows.write_csv(separator=";").splitlines() if outcome.rows.width else ["none"],
    }


def value_of(value: object) -> str:
    return "[" + ", ".join(map(value_of, value)) + "]" if isinstance(value, tuple) else plain(value)


def told_lines(outcome: Outcome) -> list[str]:
    """Return ``told`` as lines, a part under its name."""
    return [
        line for name, part in told(outcome).items() for line in (f"{name}:", *(f"  {each}" for each in part))
    ]
