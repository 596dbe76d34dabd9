"""Money, and the one place where numbers are rounded."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

RoundingMode = Literal["half_up", "half_even", "down", "up"]


def rounded(value: Fraction | Decimal | int, decimals: int, mode: RoundingMode = "half_up") -> Decimal:
    """Return ``value`` to ``decimals`` places; exact until this call, whatever the size.

    Modes act on the magnitude: ``down`` is towards zero, ``half_up`` takes 0.005 to 0.01.
    """
    exact = Fraction(value)
    scaled = abs(exact) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    double = 2 * rest
    half = scaled.denominator
    if (
        (mode == "up" and rest)
        or (mode == "half_up" and double >= half)
        or (mode == "half_even" and (double > half or (double == half and whole % 2)))
    ):
        whole += 1
    return Decimal(-whole if exact < 0 else whole).scaleb(-decimals)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount in one currency (ISO 4217). Adding two currencies is a fault in the program."""

    amount: Decimal
    currency: str = "DKK"

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"cannot combine {self.currency} and {other.currency}")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def times(
        self, factor: Fraction | Decimal | int, decimals: int = 2, mode: RoundingMode = "half_up"
    ) -> "Money":
        """Return the amount times ``factor``, rounded once to ``decimals``."""
        return Money(rounded(Fraction(self.amount) * Fraction(factor), decimals, mode), self.currency)


def zero(currency: str) -> Money:
    """Return no money in ``currency``."""
    return Money(Decimal("0.00"), currency)
