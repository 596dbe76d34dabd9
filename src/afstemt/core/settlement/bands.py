"""Bands of a figure, with their ends, and which band a value falls in."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, TypeVar

from pydantic import model_validator

from afstemt.core.measurement.outcome import Result
from afstemt.core.settlement.rule import Breach, Unsettled
from afstemt.core.terms.model.numbers import Number
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import Below
from afstemt.core.terms.model.words import Word
from afstemt.core.units.fault import Fault
from afstemt.core.units.formats import number, unit_sign
from afstemt.core.units.wording import _


class Band(Part):
    """From ``at_least`` (included) to ``at_most`` (included) or ``below`` (excluded), in the figure's unit.

    A missing end is open: ``below = 96.0`` alone is everything under 96.0.
    """

    known_by: ClassVar[tuple[str, ...]] = ()

    at_least: Annotated[Number | None, Word("Fra (med)", definite="båndets nedre grænse")] = None
    """From this figure, included; no lower end when left out."""
    at_most: Annotated[Number | None, Word("Til (med)", definite="båndets øvre grænse")] = None
    """To this figure, included; no upper end when left out."""
    below: Below | None = None
    """To this figure, not included; instead of ``at_most``."""

    @model_validator(mode="after")
    def _has_an_end(self) -> "Band":
        if self.at_least is None and self.at_most is None and self.below is None:
            raise ValueError(_("et bånd skal have mindst én grænse: at_least, at_most eller below"))
        if self.at_most is not None and self.below is not None:
            raise ValueError(_("et bånd har enten at_most eller below, ikke begge"))
        top = self.at_most if self.at_most is not None else self.below
        if self.at_least is not None and top is not None and self.at_least > top:
            raise ValueError(_("et bånds nedre grænse at_least er højere end dets øvre"))
        return self

    def holds(self, value: Fraction) -> bool:
        """Return whether the value is in the band."""
        return (
            (self.at_least is None or value >= Fraction(self.at_least))
            and (self.at_most is None or value <= Fraction(self.at_most))
            and (self.below is None or value < Fraction(self.below))
        )

    def words(self) -> str:
        """Return ``98,0–98,9``, ``mindst 99,0`` or ``under 96,0``."""
        low = None if self.at_least is None else number(self.at_least)
        if self.below is not None:
            under = _("under {high}").format(high=number(self.below))
            return under if low is None else _("mindst {low} og {under}").format(low=low, under=under)
        if self.at_most is None:
            return _("mindst {low}").format(low=low)
        high = number(self.at_most)
        return _("højst {high}").format(high=high) if low is None else f"{low}–{high}"


BANDS = Word("Bånd for point og bonus", one="Bånd")
AnyBand = TypeVar("AnyBand", bound=Band)


def band_of(
    breach: Breach, result: Result, bands: Sequence[AnyBand], *, gaps: bool = False
) -> AnyBand | None:
    """Return the first band that holds the judged value; None when nothing was judged.

    With ``gaps`` a value outside the bands gives None too.

    Raises:
        Unsettled: The value falls between or outside the bands, or there is none; nothing is guessed.
    """
    judged = judged_value(breach, result)
    if judged is None:
        return None
    for band in bands:
        if band.holds(judged):
            return band
    if gaps:
        return None
    raise Unsettled(
        Fault(
            "between-bands",
            _(
                "{level}: værdien {value} falder uden for alle bånd i reglen »{rule}«. Der beregnes intet "
                "beløb; lad vilkårene afrunde værdien, før den bedømmes, eller lad båndene støde op "
                "til hinanden."
            ).format(level=breach.level.id, value=shown_value(breach, result), rule=breach.penalty.rule),
            place=f"service_levels.{breach.level.id}.penalties.{breach.penalty.rule}.bands",
        )
    )


def judged_value(breach: Breach, result: Result) -> Fraction | None:
    """Return the value that was judged; None when nothing was.

    Raises:
        Unsettled: The target is missed, but by no figure (a percentile that falls on a call without an answer).
    """
    if result.state in ("not_judged", "not_measured"):
        return None
    if result.judged is None and result.state == "missed":
        raise Unsettled(
            Fault(
                "no-figure",
                _(
                    "{level} er ikke opfyldt, men har intet tal, som reglen »{rule}« kan regne med: {reason} Der "
                    "beregnes intet beløb; aftal, hvad der gælder, eller vælg en regel pr. overtrædelse i vilkårene."
                ).format(level=breach.level.id, rule=breach.penalty.rule, reason=result.reason),
                place=f"service_levels.{breach.level.id}.penalties.{breach.penalty.rule}",
            )
        )
    return result.judged


def shown_value(breach: Breach, result: Result) -> str:
    """Return the judged value with its unit, rounded when judged so, else with four decimals at most."""
    if result.judged is None:
        return "–"
    if breach.level.judge == "rounded" and breach.level.decimals is not None:
        places = breach.level.decimals
    else:
        places = places_of(result.judged)
    return number(result.judged, places) + sign_of(result)


def places_of(value: Fraction) -> int:
    """Return how many decimals show the value exactly, four at most."""
    return next((few for few in range(4) if (value * 10**few).denominator == 1), 4)


def sign_of(result: Result) -> str:
    """Return what follows a number in the figure's unit: `` pct.`` after a percentage."""
    return "" if result.figure is None else unit_sign(result.figure.unit)
