"""What the supplier is entitled to before penalties: fixed fees, unit prices, hourly rates, indexes, estimates."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from afstemt.core.terms.model.numbers import Number
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Clause
from afstemt.core.terms.model.shared_fields import (
    Amount,
    Decimals,
    FromDay,
    Id,
    IndexName,
    Name,
    Rounding,
    ServiceId,
    Title,
    ToDay,
)
from afstemt.core.terms.model.words import AskedWhen, Choices, Word


class Index(Clause):
    """A yearly regulation: the price times the index that applies, over ``base``."""

    known_by: ClassVar[tuple[str, ...]] = ("name",)

    name: Name
    """Unique."""
    base: Annotated[Number, Word("Indeks ved aftalen", definite="indekset ved aftalen")]
    """The index when the price was agreed."""
    values: Annotated[
        Mapping[str, Number],
        Word("Indeksets værdier", hint="Dagen, den gælder fra, på hver linje: 2027-01-01 = 114,9"),
    ]
    """From day to index: ``{ "2027-01-01" = 114.9 }``."""
    share: Annotated[
        Number, Word("Så meget af prisen reguleres", definite="den andel, der reguleres,", unit="pct.")
    ] = Decimal(100)
    """Percent of the price that is regulated."""


class FixedFee(Clause):
    """A fixed fee a month."""

    id: Id
    """Unique."""
    title: Title
    """In the contract's words."""
    amount: Annotated[
        Number, Word("Beløb pr. måned", definite="beløbet", hint="Uden moms.", unit_of="currency")
    ]
    """A month."""
    system: Annotated[str, Word("System", definite="systemet", hint="Systemets id.")] = ""
    """System it is for."""
    service: ServiceId = ""
    """Service it is for."""
    from_day: FromDay | None = None
    """First day."""
    to_day: ToDay | None = None
    """Last day, included."""
    part_month: Annotated[
        Literal["calendar_days", "thirty_days", "whole_month"] | None,
        Word("Måned, der ikke er hel"),
        Choices(
            {
                "calendar_days": "efter kalenderdage",
                "thirty_days": "som 30 dage",
                "whole_month": "som en hel måned",
            }
        ),
        AskedWhen("where a month is not whole, or has two prices"),
    ] = None
    """How a month that is not whole is divided."""
    index: IndexName | None = None
    """Name of an index."""


class UnitPrice(Clause):
    """A price per unit; how many there are stands in the evidence's table ``quantities``, by ``item``."""

    id: Id
    """As in the evidence's column ``item``."""
    title: Title
    """In the contract's words."""
    unit: Annotated[str, Word("Enhed", definite="enheden")]
    """For example ``GB``."""
    price: Annotated[Number, Word("Pris pr. enhed", definite="prisen", hint="Uden moms.", unit_of="currency")]
    """Per unit."""
    tiers: Annotated[
        tuple[tuple[Number, Number], ...],
        Word("Pris i trin", hint="Fra antal = pris, et trin på hver linje: 5000 = 2,75"),
    ] = ()
    """``[[0, 3.25], [5000, 2.75]]``: from so many units each costs so much."""
    included: Annotated[
        Number,
        Word(
            "Med i det faste vederlag", definite="antallet, der er med i det faste vederlag,", unit="enheder"
        ),
    ] = Decimal(0)
    """Units included in the fixed fee."""
    index: IndexName | None = None
    """Name of an index."""
    service: ServiceId = ""
    """Service it is for."""


class HourlyRate(Clause):
    """An hourly rate."""

    known_by: ClassVar[tuple[str, ...]] = ("code",)

    code: Annotated[str, Word("Kode", definite="koden")]
    """As in the evidence's column ``rate_code``."""
    title: Title
    """In the contract's words."""
    rate: Annotated[Number, Word("Timepris", definite="timeprisen", hint="Uden moms.", unit_of="currency")]
    """An hour."""
    index: IndexName | None = None
    """Name of an index."""


class Estimate(Clause):
    """An order with an estimate that must not be passed without prior agreement, in hours or as an amount."""

    known_by: ClassVar[tuple[str, ...]] = ("order",)

    order: Annotated[str, Word("Ordre", definite="ordren")]
    """As in the evidence's column ``order``."""
    title: Title = ""
    """In the parties' words."""
    hours: Annotated[Number | None, Word("Timer", definite="antallet af timer", unit="timer")] = None
    """Hours."""
    amount: Amount | None = None
    """Amount."""


class Prices(Clause):
    """What the supplier is entitled to before penalties. Amounts are without VAT."""

    fixed: Annotated[tuple[FixedFee, ...], Word("Faste vederlag", one="Fast vederlag")] = ()
    units: Annotated[tuple[UnitPrice, ...], Word("Enhedspriser", one="Enhedspris")] = ()
    hourly: Annotated[tuple[HourlyRate, ...], Word("Timepriser", one="Timepris")] = ()
    indexes: Annotated[tuple[Index, ...], Word("Prisindeks", one="Indeks")] = ()
    estimates: Annotated[tuple[Estimate, ...], Word("Estimater, der ikke må overskrides", one="Estimat")] = ()
    hours_must_be_approved: Annotated[
        bool | None,
        Word("Kun godkendte timer kan faktureres"),
        Asks(
            "Skal timer være godkendt af myndigheden, før de kan faktureres? Ellers tæller også timer, som ingen har "
            "godkendt.",
            (("true", "kun godkendte timer"), ("false", "alle registrerede timer")),
            when=lambda prices: bool(prices.hourly),
        ),
    ] = None
    """Only approved hours can be invoiced; asked when there are hourly rates."""
    vat_percent: Annotated[Number, Word("Moms", definite="momsen", unit="pct.")] = Decimal(25)
    """VAT."""
    rounding: Rounding = "half_up"
    """How amounts are rounded."""
    decimals: Decimals = 2
    """Decimals of amounts."""
