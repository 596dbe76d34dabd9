"""What is reported as down: registered outages, or spells of failing checks, before hours and maintenance."""

from typing import cast

import polars as pl

from afstemt.core.evidence.evidence import collect
from afstemt.core.measurement.checks import Watch, failing, watch
from afstemt.core.measurement.held_out_time import HeldOutTime
from afstemt.core.measurement.intervals import Line, minus, union
from afstemt.core.measurement.kind import Task
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.time_parameters import DowntimeParameters
from afstemt.core.units.wording import _


class NotMeasured(Exception):  # noqa: N818 - a value of the domain, turned into an outcome by the kind
    """Nothing can be measured; the text says why, in the active language."""


def measured_services(task: Task, tables: tuple[str, ...]) -> tuple[str, ...]:
    """Return the services of a level; where neither level nor terms name any, those in the tables, sorted."""
    named = task.terms.services_of(task.level)
    if named or task.level.systems:
        return named
    found: set[str] = set()
    for table in tables:
        found.update(collect(task.evidence.table(table).select("service").unique())["service"].drop_nulls())
    return tuple(sorted(found))


def outages(task: Task, parameters: DowntimeParameters, line: Line, held: HeldOutTime) -> pl.DataFrame:
    """Return every outage of the line's services that touches it, with why it does not count."""
    from_s = pl.col("from_s")
    begins = from_s
    reasons = pl.lit(None, pl.String)
    if parameters.downtime_from is None:
        raise NotMeasured(
            _("Vilkårene siger ikke, om nedetid regnes fra afbrydelsen eller fra underretningen.")
        )
    if parameters.downtime_from == "notification":
        begins = pl.max_horizontal("from_s", "notified_s")
        reasons = pl.when(pl.col("notified_s").is_null()).then(
            pl.lit(_("Leverandøren er ikke underrettet om afbrydelsen."))
        )
    severity = pl.col("severity").fill_null("")
    spellings = {
        spelling
        for name in parameters.degraded_severities
        for spelling in (name, name.lower(), name.capitalize(), name.upper())
    }
    degraded = severity.is_in(sorted(spellings))
    if parameters.severities:
        other = ~severity.is_in(parameters.severities)
        if parameters.degraded == "counts":
            other &= ~degraded
        reasons = pl.when(other).then(pl.lit(_("Alvorligheden tæller ikke som nedetid."))).otherwise(reasons)
    elif parameters.degraded == "not":
        reasons = (
            pl.when(degraded).then(pl.lit(_("Forringet drift tæller ikke som nedetid."))).otherwise(reasons)
        )
    other_party = {
        "supplier": _("Leverandøren svarer for afbrydelsen."),
        "authority": _("Myndigheden svarer for afbrydelsen."),
        "third_party": _("Tredjemand svarer for afbrydelsen."),
    }
    responsible = pl.col("responsible")
    for party, reason in other_party.items():
        if party not in parameters.responsible:
            theirs = responsible == party if party != "supplier" else responsible.fill_null(party) == party
            reasons = pl.when(theirs).then(pl.lit(reason)).otherwise(reasons)
    if held.whole:
        decided = pl.col("id").replace_strict(held.whole, default=None, return_dtype=pl.String)
        reasons = pl.coalesce(decided, reasons)
    start, end = line.place(begins, pl.col("to_s"), pl.col("code"))
    touches = pl.col("to_s").is_null() | ((pl.col("to_s") > line.from_s) & (pl.col("to_s") >= from_s))
    found = collect(
        task.evidence.table("outages")
        .filter((from_s < line.to_s) & touches)
        .with_columns(line.code().alias("code"))
        .select(
            "id",
            "service",
            "file_no",
            "row_no",
            "affected_users",
            begins.clip(line.from_s, line.to_s).alias("start_s"),
            pl.col("to_s").fill_null(line.to_s).clip(line.from_s, line.to_s).alias("end_s"),
            start,
            end,
            reasons.alias("held_out"),
            degraded.alias("degraded"),
        )
    )
    if found["start"].null_count():
        found = found.filter(pl.col("start").is_not_null())
    if not parameters.severities and parameters.degraded is None:
        doubtful = found.filter(pl.col("degraded"), pl.col("held_out").is_null())
        if not doubtful.is_empty():
            count = doubtful.height
            text = (
                _("Vilkårene siger ikke, om forringet drift tæller som nedetid (1 afbrydelse).")
                if count == 1
                else _("Vilkårene siger ikke, om forringet drift tæller som nedetid ({count} afbrydelser).")
            )
            raise NotMeasured(text.format(count=count))
    return found.drop("degraded")


def any_checks(task: Task, parameters: DowntimeParameters, line: Line) -> bool:
    """Return whether there is a check of the line's services in the part: an earlier one's state says nothing of it."""
    its = pl.col("service").is_in(line.services)
    latest = watched(task, parameters, line).latest
    return not latest.filter(its, pl.col("at") >= task.part.from_s).is_empty()


def unwatched(task: Task, tables: tuple[str, ...], outcome: Outcome) -> tuple[str, ...]:
    """Return the services of a level, as the terms have them, of which the part has no check while others have some.

    What the terms make of time without measurement is not for them: nobody measured the service at all. Nothing where
    that counts as down, which is the worst that it could be.

    Args:
        tables: What the level is measured on.
        outcome: What it came to: where all its time is covered none is missing, and nothing is looked up.
    """
    if "checks" not in tables or task.level.missing_data == "down":
        return ()
    shares = [result.coverage for result in outcome.results if result.coverage is not None]
    if all(share.numerator == share.denominator for share in shares) and shares:
        return ()
    within = pl.col("at_s").is_between(task.part.from_s, task.part.to_s, closed="left")
    seen = set(collect(task.evidence.table("checks").filter(within).select("service").unique())["service"])
    services = task.terms.services_of(task.level)
    silent = tuple(name for name in services if name not in seen)
    return silent if len(silent) < len(services) else ()


def watched(task: Task, parameters: DowntimeParameters, line: Line) -> Watch:
    """Return what the checks say of the line, and how long the task's lost ones could have held.

    Read once: what lost rows can do to a level at worst is measured on the same checks.
    """
    checks, lost = task.evidence.table("checks"), task.lost.get("checks")
    key = (Watch, line, parameters.valid_s, parameters.response_limit_ms)
    of, asked, found = task.read.get(key, (None, None, None))
    if of is not checks or (lost is not None and asked is not lost):
        found = watch(
            checks,
            line,
            valid_s=parameters.valid_s,
            response_limit_ms=parameters.response_limit_ms,
            lost=None if lost is None else lost.drop_nulls(["service", "at_s"]),
        )
        task.read[key] = (checks, lost, found)
    return cast("Watch", found)


def failing_checks(
    task: Task, parameters: DowntimeParameters, line: Line, failed: pl.DataFrame | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the spells of failing checks, each with the file and row of its first, and what is not measured.

    ``failed`` is where checks that are not among the facts are to have failed.
    """
    if parameters.check_valid_s is None:
        raise NotMeasured(_("Vilkårene siger ikke, hvor længe en måling gælder."))
    checks = task.evidence.table("checks")
    limit = parameters.response_limit_ms
    seen = watched(task, parameters, line)
    down, missing = seen.down, seen.missing
    # A check from before the part says nothing of it, also where it holds until the next one.
    in_part = set(seen.latest.filter(pl.col("at") >= task.part.from_s)["service"])
    silent = [code for code, name in enumerate(line.services) if name not in in_part]
    if silent:
        never = line.everywhere(task.part.from_s, task.part.to_s, silent)
        missing = union(pl.concat([missing, minus(never, down)]))
    if failed is not None and not failed.is_empty():
        down, missing = union(pl.concat([down, failed])), minus(missing, failed)
    provenance = _firsts(task, checks, line, limit, none=seen.down.is_empty())
    spells = line.back(down.with_columns(pl.col("start").alias("at"), pl.col("end").alias("until")))
    found = spells.rename({"at": "start", "until": "end"}).join(provenance, on="start", how="left")
    return (
        found.select(
            pl.col("service").alias("id"),
            "file_no",
            "row_no",
            pl.lit(None, pl.Int64).alias("affected_users"),
            "start",
            "end",
            pl.lit(None, pl.String).alias("held_out"),
        ),
        missing,
    )


def _firsts(task: Task, checks: pl.LazyFrame, line: Line, limit: int | None, *, none: bool) -> pl.DataFrame:
    """Return file and row of the failing check at each place of the line (start), read once in a measurement."""
    key = (failing, line, limit, none)
    of, found = task.read.get(key, (None, None))
    if of is checks:
        return cast("pl.DataFrame", found)
    start, _end = line.place(pl.col("at_s"), pl.lit(line.to_s, pl.Int64), pl.col("code"))
    found = collect(
        (checks.head(0) if none else checks)
        .filter(pl.col("at_s") < line.to_s, failing(limit))
        .with_columns(line.code().alias("code"))
        .filter(pl.col("code").is_not_null())
        .select("at_s", "file_no", "row_no", start.alias("start"))
        .sort("at_s", "row_no")
        .unique("start", keep="last", maintain_order=True)
        .select("start", "file_no", "row_no")
    )
    task.read[key] = (checks, found)
    return found
