"""One availability of several services: each, any down, all down, weighted by users, average."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

import polars as pl

from afstemt.core.measurement.agreed import Agreed
from afstemt.core.measurement.downtime import Downtime
from afstemt.core.measurement.intervals import Line, at_least, minus, union
from afstemt.core.measurement.reported import NotMeasured
from afstemt.core.measurement.time_rows import Laid
from afstemt.core.units.figure import Figure
from afstemt.core.units.wording import _

Composition = Literal["each", "any", "all", "weighted", "average"]


@dataclass(frozen=True)
class Composed:
    """An availability.

    Attributes:
        figure: Up over agreed, in percent; None when no time was agreed.
        down_s: Seconds down that the figure is made with (for ``each``: of the lowest service; for
            ``weighted``: seconds times users; for ``average``: of all services together).
        agreed_s: Agreed seconds, likewise.
        services: Each service with its down and agreed seconds.
        lowest: For ``each``: the service whose figure it is.
    """

    figure: Figure | None
    down_s: int
    agreed_s: int
    services: tuple[tuple[str, int, int], ...]
    lowest: str = ""


def compose(
    found: Downtime, how: Composition | None, users: Mapping[str, int | None], all_users: int | None
) -> Composed:
    """Return the availability of the services together.

    Args:
        found: What was down.
        how: ``each``: every service by itself, the lowest is judged; ``any``: down when any is; ``all``: down
            when all are at once; ``weighted``: 1 - sum of down time x affected users / (all users x agreed
            time), to be rounded as the level says; ``average`` of the services' figures. None is
            only good for one service.
        users: The users of each service, for outages that do not say how many they hit.
        all_users: Stated number of all users; None is the sum of the services'.

    Raises:
        NotMeasured: ``how`` is None with several services, or users are not known.
    """
    services = found.line.services
    down = found.down_s.to_list()
    agreed = found.agreed.per_service().to_list()
    each = tuple(zip(services, down, agreed, strict=True))
    if how is None:
        if len(services) > 1:
            raise NotMeasured(
                _("Vilkårene siger ikke, hvordan flere ydelser samles til ét tal ({count} ydelser).").format(
                    count=len(services)
                )
            )
        how = "each"
    measured = [(service, gone, whole) for service, gone, whole in each if whole]
    if not measured:
        return Composed(None, 0, 0, each)
    if how == "each":
        service, gone, whole = min(measured, key=lambda one: (Fraction(one[2] - one[1], one[2]), one[0]))
        return Composed(_share(gone, whole), gone, whole, each, service)
    if how == "average":
        gone_of: dict[int, tuple[int, int]] = {}
        for _service, gone, whole in measured:
            count, sum_ = gone_of.get(whole, (0, 0))
            gone_of[whole] = count + 1, sum_ + gone
        shares = (Fraction(count * whole - gone, whole) for whole, (count, gone) in gone_of.items())
        mean = sum(shares, Fraction(0)) / len(measured)
        figure = Figure(mean.numerator, mean.denominator, "percent")
        return Composed(figure, sum(down), sum(agreed), each)
    together = _together(found)
    if how == "weighted":
        everyone = all_users if all_users is not None else _everyone(services, users)
        lost = _user_seconds(found, users)
        whole = everyone * together.per_service()[0]
        return Composed(_share(min(lost, whole), whole) if whole else None, lost, whole, each)
    outside = minus(found.down, found.counting.out)
    local = _local(outside, found.line)
    gone = together.of(union(local) if how == "any" else at_least(local, len(services)))[0]
    whole = together.per_service()[0]
    return Composed(_share(gone, whole) if whole else None, gone, whole, each)


def at_worst(
    found: Downtime,
    composed: Composed,
    how: Composition | None,
    anywhere: pl.DataFrame,
    loose_s: int,
    everyone: int,
) -> Figure | None:
    """Return the availability if outages of a service nobody can tell, and checks lost in time, all hit where it hurts.

    Args:
        found: What was down, with all that can be placed.
        composed: The availability of that.
        how: As ``compose``.
        anywhere: start and end from the line's first second, affected_users: each of one of the services.
        loose_s: Further seconds of downtime, of any service at any time.
        everyone: All users.
    """
    if composed.figure is None or (anywhere.is_empty() and not loose_s):
        return composed.figure
    if how in (None, "each"):
        measured = ((gone + loose_s, whole) for _service, gone, whole in composed.services if whole)
        return min((_share(min(gone, whole), whole) for gone, whole in measured), key=lambda one: one.value)
    gone, whole = composed.down_s + loose_s, composed.agreed_s
    one = Line(("",), found.line.from_s, found.line.to_s)
    seconds = Agreed(one, found.hours.open).between(anywhere["start"], anywhere["end"])
    if how == "average":
        count = sum(1 for _service, _gone, agreed in composed.services if agreed)
        least = min(agreed for _service, _gone, agreed in composed.services if agreed)
        added = Fraction(loose_s + int(seconds.sum()), least * count)
        mean = max(Fraction(0), Fraction(composed.figure.numerator, composed.figure.denominator) - added)
        return Figure(mean.numerator, mean.denominator, "percent")
    if how == "weighted":
        hit = anywhere["affected_users"].fill_null(everyone)
        gone = composed.down_s + loose_s * everyone + int((seconds * hit).sum())
    elif how == "all" and not anywhere.is_empty():
        spells = pl.concat(
            [_local(minus(found.down, found.counting.out), found.line), anywhere.select("start", "end")]
        )
        gone = _together(found).of(at_least(spells, len(found.line.services)))[0] + loose_s
    return _share(min(gone, whole), whole)


def as_reported(found: Downtime, how: Composition | None) -> Downtime:
    """Return the same as it was reported: nothing held out, no maintenance, nothing left out."""
    laid = Laid(
        found.laid.ordered,
        found.laid.ordered,
        found.laid.counted,
        found.laid.reported_s,
        found.laid.reported_s,
        found.laid.reported_s,
    )
    pieces = found.pieces
    if how == "weighted":
        pieces = found.laid.ordered.select("start", "end", "row")
    return replace(
        found,
        agreed=found.hours,
        counting=found.hours,
        laid=laid,
        beyond=found.beyond.clear(),
        lacking=found.lacking.clear(),
        pieces=pieces,
    )


def _share(gone: int, whole: int) -> Figure:
    return Figure(whole - gone, whole, "percent")


def _local(spells: pl.DataFrame, line: Line) -> pl.DataFrame:
    base = pl.col("start") // line.span * line.span
    return spells.select(start=pl.col("start") - base, end=pl.col("end") - base)


def _together(found: Downtime) -> Agreed:
    """Return the agreed time in which at least one service is to be available."""
    line = Line(("",), found.line.from_s, found.line.to_s)
    none_agreed = at_least(_local(found.agreed.out, found.line), len(found.line.services))
    return Agreed(line, found.hours.open).without(none_agreed)


def _everyone(services: tuple[str, ...], users: Mapping[str, int | None]) -> int:
    unknown = [service for service in services if users.get(service) is None]
    if unknown:
        raise NotMeasured(
            _("Antallet af brugere mangler i vilkårene for {services}.").format(services=", ".join(unknown))
        )
    return sum(users[service] or 0 for service in services)


def _user_seconds(found: Downtime, users: Mapping[str, int | None]) -> int:
    """Return seconds down times users hit; where outages of a service overlap, the one that hits most."""
    line = found.line
    known = pl.Series("users", [users.get(service) for service in line.services], dtype=pl.Int64)
    pieces = found.pieces.filter(pl.col("end") > pl.col("start"))
    hit = pieces.with_columns(
        pl.coalesce(
            found.rows["affected_users"].gather(pieces["row"]), known.gather(pieces["start"] // line.span)
        ).alias("users")
    )
    if hit["users"].null_count():
        raise NotMeasured(
            _("En afbrydelse siger ikke, hvor mange brugere den ramte, og vilkårene heller ikke.")
        )
    marks = pl.concat([hit["start"], hit["end"].alias("start")]).unique().sort()
    first, last = marks.search_sorted(hit["start"]), marks.search_sorted(hit["end"])
    number = (
        hit.select("users")
        .with_columns(pl.int_ranges(first.cast(pl.Int64), last.cast(pl.Int64)).alias("number"))
        .explode("number")
        .group_by("number")
        .agg(pl.col("users").max())
        .sort("number")
    )
    seconds = found.counting.between(marks.gather(number["number"]), marks.gather(number["number"] + 1))
    return int((seconds * number["users"]).sum())
