"""Bands of points or bonus: gaps that a value can fall in, overlaps, bands never reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from afstemt.core.terms.check.open_points import OpenPoint, Severity
from afstemt.core.terms.check.scope import Scope, point
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _


@dataclass(frozen=True, slots=True)
class Span:
    """A band on the line: from ``low`` (included; None is open) to ``high``, which is in it when ``closed``."""

    index: int
    low: Decimal | None
    high: Decimal | None
    closed: bool
    points: Decimal | None


def _spans(parameters: Any) -> tuple[Span, ...]:
    """Return the bands of any rule whose parameters have ``bands``; empty for other rules."""
    spans = []
    for index, band in enumerate(getattr(parameters, "bands", ()) or ()):
        at_most, below = getattr(band, "at_most", None), getattr(band, "below", None)
        high = at_most if at_most is not None else below
        spans.append(
            Span(
                index,
                getattr(band, "at_least", None),
                high,
                at_most is not None,
                getattr(band, "points", None),
            )
        )
    return tuple(spans)


def _before(one: Span, other: Span) -> bool:
    """Return whether the first ends where, or before, the other begins, sharing no value."""
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and not one.closed)


def _within(value: Decimal, span: Span) -> bool:
    if span.low is not None and value < span.low:
        return False
    return span.high is None or value < span.high or (span.closed and value == span.high)


def _bounded(span: Span) -> bool:
    return span.low is not None and span.high is not None


def _covers(outer: Span, inner: Span) -> bool:
    low = outer.low is None or (inner.low is not None and outer.low <= inner.low)
    if outer.high is None:
        return low
    if inner.high is None:
        return False
    return low and (
        inner.high < outer.high or (inner.high == outer.high and (outer.closed or not inner.closed))
    )


def gaps(spans: tuple[Span, ...], decimals: int | None) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield each gap between bands as (end of the lower, start of the upper) that a judged value can fall in.

    Args:
        spans: In any order.
        decimals: Places that the judged value is rounded to; None when the exact value is judged.
    """
    reach: Span | None = None
    for span in sorted(spans, key=lambda each: (each.low is not None, each.low or Decimal(0))):
        if (
            reach is not None
            and reach.high is not None
            and span.low is not None
            and _reachable_between(reach, span.low, decimals)
        ):
            yield reach.high, span.low
        if reach is None or (reach.high is not None and (span.high is None or span.high >= reach.high)):
            reach = span


def _reachable_between(lower: Span, low: Decimal, decimals: int | None) -> bool:
    assert lower.high is not None
    if lower.high > low or (lower.high == low):
        return False
    if decimals is None:
        return True
    scale = 10**decimals
    scaled = Fraction(lower.high) * scale
    following = floor(scaled) + 1 if lower.closed or scaled.denominator != 1 else floor(scaled)
    return Fraction(following, scale) < Fraction(low)


def _gap_points(place: str, level: ServiceLevel | None, spans: tuple[Span, ...]) -> Iterator[OpenPoint]:
    rounded = level is not None and level.judge == "rounded"
    decimals = level.decimals if level is not None and rounded else None
    severity: Severity = "blocks" if all(span.points is not None for span in spans) else "warning"
    for high, low in gaps(spans, decimals):
        between = (high + low) / 2
        yield point(
            "bands-gap",
            severity,
            f"{place}.parameters.bands",
            _(
                "Båndene har et hul mellem {high} og {low}: {between} hører ikke til noget bånd. Lad båndene støde "
                "op til hinanden med below, eller afrund tallet til båndenes decimaler, før det bedømmes."
            ).format(high=number(high), low=number(low), between=number(between)),
            clause=level.clause if level else "",
            subject=level.id if level else "settlement",
            choices=(
                (
                    (
                        "below",
                        _("skriv below = {low} i stedet for at_most = {high}").format(low=low, high=high),
                    ),
                    ("rounded", _("lad tallet afrunde til båndenes decimaler (judge og decimals)")),
                )
            ),
        )


def _outside(place: str, level: ServiceLevel | None, spans: tuple[Span, ...]) -> Iterator[OpenPoint]:
    """Yield a point when values under the lowest band have no points named."""
    lows = [span.low for span in spans]
    lowest = min((low for low in lows if low is not None), default=None)
    if None in lows or lowest is None or lowest <= 0 or any(span.points is None for span in spans):
        return
    yield point(
        "bands-below",
        "warning",
        f"{place}.parameters.bands",
        _(
            "Intet bånd gælder under {lowest}. Tilføj et bånd med below = {low}, eller lad det nederste være åbent."
        ).format(lowest=number(lowest), low=lowest),
        clause=level.clause if level else "",
        subject=level.id if level else "settlement",
    )


def _overlaps(place: str, level: ServiceLevel | None, spans: tuple[Span, ...]) -> Iterator[OpenPoint]:
    for number_of, span in enumerate(spans):
        for earlier in spans[:number_of]:
            if _covers(earlier, span):
                text = _(
                    "Bånd nummer {later} nås aldrig: bånd nummer {earlier} står før og dækker det. Byt om på dem, "
                    "eller ret grænserne."
                )
            elif (
                _bounded(span)
                and _bounded(earlier)
                and not (_before(span, earlier) or _before(earlier, span))
            ):
                text = _(
                    "Bånd nummer {earlier} og {later} overlapper: en værdi i begge får det første bånds virkning. "
                    "Ret grænserne, så hver værdi kun hører til ét bånd."
                )
            else:
                continue
            yield point(
                "bands-overlap",
                "warning",
                f"{place}.parameters.bands[{span.index}]",
                text.format(earlier=earlier.index + 1, later=span.index + 1),
                clause=level.clause if level else "",
                subject=level.id if level else "settlement",
            )
            break


def _met_but_points(place: str, level: ServiceLevel | None, spans: tuple[Span, ...]) -> Iterator[OpenPoint]:
    """Yield a point when a value on the target itself falls in a band that costs points."""
    for population in level.populations if level else ():
        target = population.target
        if target is None:
            continue
        first = next((span for span in spans if _within(target, span)), None)
        if first is not None and first.points:
            yield point(
                "bands-target",
                "warning",
                f"{place}.parameters.bands[{first.index}]",
                _(
                    "Et tal, der netop når målet {target}, falder i et bånd med {points} point. Ret "
                    "båndet, eller bekræft "
                    "i reasons, at opfyldt også koster point."
                ).format(target=number(target), points=number(first.points)),
                clause=level.clause if level else "",
                subject=level.id if level else "settlement",
            )


def check(scope: Scope) -> Iterator[OpenPoint]:
    """Ask where bands of points have a gap that a judged value can fall in (98.95 between 98.9 and 99.0, unless
    it is rounded to one decimal).

    Warn of bands that overlap, are never reached, end above zero or cost points on the target itself, and of
    bonus bands with a gap.
    """
    for place, level, penalty in scope.penalties():
        spans = _spans(penalty.parameters)
        if not spans:
            continue
        yield from _gap_points(place, level, spans)
        yield from _outside(place, level, spans)
        yield from _overlaps(place, level, spans)
        if "parameters" not in penalty.reasons and "bands" not in penalty.reasons:
            yield from _met_but_points(place, level, spans)
