"""Exact figures and typed values, as they are shown, judged and written to cells."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from afstemt.core.units.money import Money, RoundingMode, rounded

Unit = Literal["percent", "seconds", "milliseconds", "working_days", "count", "points"]


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact figure: ``numerator`` over ``denominator`` in ``unit``, rounded only when shown or judged.

    A percentage keeps its counts (18 of 22), not 81.8. A count or a duration has denominator 1.
    """

    numerator: int
    denominator: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.denominator <= 0:
            raise ValueError("a figure needs a positive denominator")

    @property
    def value(self) -> Fraction:
        """The exact value in ``unit``; percent as 81.8..., not 0.818..."""
        exact = Fraction(self.numerator, self.denominator)
        return exact * 100 if self.unit == "percent" else exact

    def to(self, decimals: int, mode: RoundingMode = "half_up") -> Decimal:
        """Return the value rounded to ``decimals``."""
        return rounded(self.value, decimals, mode)


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage to show: ``Percent(Fraction(99.95), 2)`` is ``99,95 pct.``."""

    value: Fraction
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in whole seconds, shown as ``7 min. 52 sek.``."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Instant:
    """A UTC second, shown as local time in ``zone``."""

    second: int
    zone: str = "Europe/Copenhagen"


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a level, a claim or an item, shown as an icon and a word, never colour alone."""

    state: Literal[
        "met",
        "reserved",
        "missed",
        "not_judged",
        "not_measured",
        "provisional",
        "good",
        "attention",
        "neutral",
    ]
    word: str


Value = str | int | bool | Decimal | Money | Percent | Duration | Instant | Status | Figure | date | None
"""What a cell or key figure may hold. Writers keep the type; ``formats.show`` gives the text."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: what was done, the formula with numbers put in, what came out, by which clause."""

    what: str
    formula: str = ""
    result: str = ""
    clause: str = ""
