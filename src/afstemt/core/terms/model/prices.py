"""What the supplier is entitled to before penalties: fixed fees, unit prices, hourly rates, indexes, estimates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from afstemt.core.terms.model.numbers import Decimals, Number
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Clause
from afstemt.core.units.money import RoundingMode


class Index(Clause):
    """Yearly regulation: price times ``index at`` over ``index base`` from each regulation day."""

    name: str
    base: Number
    values: Mapping[str, Number]
    """From day (``YYYY-MM-DD``) to the index that applies from it."""
    share: Number = Decimal(100)
    """Percent of the price that is regulated."""


class FixedFee(Clause):
    """A fixed fee a month; part months pro rata as ``part_month`` says."""

    id: str
    title: str
    amount: Number
    system: str = ""
    service: str = ""
    from_day: date | None = None
    to_day: date | None = None
    part_month: Literal["calendar_days", "thirty_days", "whole_month"] | None = None
    index: str | None = None


class UnitPrice(Clause):
    """A price per unit; quantities come from the ``quantities`` table by ``item``."""

    id: str
    title: str
    unit: str
    price: Number
    tiers: tuple[tuple[Number, Number], ...] = ()
    """Optional (from quantity, price) steps; the price of the step reached holds for the units within it."""
    included: Number = Decimal(0)
    index: str | None = None
    service: str = ""


class HourlyRate(Clause):
    """An hourly rate by rate code."""

    code: str
    title: str
    rate: Number
    index: str | None = None


class Estimate(Clause):
    """An order with an estimate that must not be passed without prior agreement; hours or amount."""

    order: str
    title: str = ""
    hours: Number | None = None
    amount: Number | None = None


class Prices(Clause):
    """What the supplier is entitled to before penalties. VAT in percent."""

    fixed: tuple[FixedFee, ...] = ()
    units: tuple[UnitPrice, ...] = ()
    hourly: tuple[HourlyRate, ...] = ()
    indexes: tuple[Index, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    hours_must_be_approved: Annotated[
        bool | None,
        Asks(
            "Skal timer være godkendt af myndigheden, før de kan faktureres? Ellers tæller også timer, som ingen har "
            "godkendt.",
            (("true", "kun godkendte timer"), ("false", "alle registrerede timer")),
            when=lambda prices: bool(prices.hourly),
        ),
    ] = None
    vat_percent: Number = Decimal(25)
    rounding: RoundingMode = "half_up"
    decimals: Decimals = 2
