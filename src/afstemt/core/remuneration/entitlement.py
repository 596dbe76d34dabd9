"""What the supplier is entitled to before penalties: the types. ``calculate`` makes them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from afstemt.core.units.fault import Fault
from afstemt.core.units.figure import Step
from afstemt.core.units.money import Money
from afstemt.core.units.period import Period


@dataclass(frozen=True, slots=True)
class EntitlementLine:
    """One line of the gross remuneration, VAT excluded.

    ``kind`` is fixed, variable (quantity by unit price), hours or correction (efterregulering).
    """

    kind: Literal["fixed", "variable", "hours", "correction"]
    id: str
    title: str
    quantity: Decimal
    unit: str
    price: Money
    amount: Money
    service: str = ""
    clause: str = ""
    reason: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderUse:
    """What an order has used of its estimate, from its beginning to the end of a period: hours and kroner."""

    order: str
    hours: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Remuneration:
    """Gross remuneration of a period, with what was noticed (unapproved hours, passed estimates).

    ``orders`` is what each order with an estimate has used at the period's end, as far as that is known.
    """

    period: Period
    lines: tuple[EntitlementLine, ...]
    currency: str
    notices: tuple[Fault, ...] = ()
    orders: tuple[OrderUse, ...] = ()

    def total(self, *kinds: str, service: str = "") -> Money:
        """Return the sum of the lines of ``kinds`` (all when none is named), or of one service."""
        amounts = [
            line.amount.amount
            for line in self.lines
            if (not kinds or line.kind in kinds) and (not service or line.service == service)
        ]
        return Money(sum(amounts, Decimal("0.00")), self.currency)
