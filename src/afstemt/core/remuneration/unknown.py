"""What is delivered under an order, an hourly rate or a price item that the terms do not know: it pays for nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from afstemt.core.evidence.name_findings import unknown_name, what_to_do
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.remuneration.stretches import Stretch
from afstemt.core.terms.model.aliases import Alias, is_confirmed
from afstemt.core.terms.model.names import AliasOf, Known, known_names
from afstemt.core.units.fault import Fault, UnknownName
from afstemt.core.units.formats import money, number
from afstemt.core.units.money import Money, rounded
from afstemt.core.units.wording import _, msgid


def known_orders(stretches: Sequence[Stretch]) -> Known:
    """Return the orders that the terms in force in the period know; none is unknown where they name none."""
    return known_names([stretch.terms for stretch in stretches])["order"]


def about_orders(
    unknown: Mapping[str, tuple[Decimal, Fraction]], stretches: Sequence[Stretch], aliases: Sequence[Alias]
) -> list[Fault]:
    """Return a finding for each order that the terms do not know, with its hours and what they are worth at most.

    Args:
        unknown: By order, its hours and the exact amount of them at their rates.
        stretches: The period's.
        aliases: The contract's.
    """
    text = _(
        "Ordren »{order}« er ikke i vilkårene: {hours} timer til højst {amount} er ikke medregnet. {todo} Har "
        "myndigheden godkendt dem, så tager dens beslutning »accept« med ordren i row_id dem med."
    )
    return [
        _fault(
            "unknown-order",
            text.format(
                order=order,
                hours=number(hours),
                amount=_amount(exact, stretches),
                todo=_todo("order", order, "hours", "order", stretches, aliases),
            ),
            ("hours", "order"),
            _named("order", order, "hours", "order", stretches),
            "authority",
        )
        for order, (hours, exact) in unknown.items()
    ]


@dataclass(frozen=True, slots=True)
class Unpriced:
    """What is paid by a price that the terms have under a name.

    Attributes:
        of: What the name is of.
        code: The finding's.
        table: Whose rows have the name.
        column: Its column there.
        text: The finding's words (Danish), with ``amount``, ``name`` and ``todo``.
    """

    of: AliasOf
    code: str
    table: str
    column: str
    text: str


RATES = Unpriced(
    "rate",
    "no-hourly-rate",
    "hours",
    "rate_code",
    msgid(
        "{amount} timer har takstkoden »{name}«, som vilkårene ikke har på dagen; de er ikke medregnet. {todo}"
    ),
)
ITEMS = Unpriced(
    "item",
    "no-unit-price",
    "quantities",
    "item",
    msgid(
        "Mængden {amount} af »{name}« har ingen enhedspris i vilkårene på dagen og er ikke medregnet. {todo}"
    ),
)


def about_prices(
    kind: Unpriced, unknown: Mapping[str, Decimal], stretches: Sequence[Stretch], aliases: Sequence[Alias]
) -> list[Fault]:
    """Return a finding for each name that the terms have no price for on the day, with how much it is of."""
    place = (kind.table, kind.column)
    return [
        _fault(
            kind.code,
            _(kind.text).format(
                amount=number(amount), name=name, todo=_todo(kind.of, name, *place, stretches, aliases)
            ),
            place,
            _named(kind.of, name, *place, stretches),
        )
        for name, amount in unknown.items()
    ]


def _todo(
    of: AliasOf, name: str, table: str, column: str, stretches: Sequence[Stretch], aliases: Sequence[Alias]
) -> str:
    known = _known(of, table, column, stretches)
    pending = next(
        (one for one in aliases if (one.of, one.name) == (of, name) and not is_confirmed(one, [table])), None
    )
    return what_to_do(of, name, [table], known, pending)


def _known(of: AliasOf, table: str, column: str, stretches: Sequence[Stretch]) -> Known:
    found = known_names([stretch.terms for stretch in stretches])[of]
    return Known(dict(found.names) | dict.fromkeys(BY_NAME[table].column(column).besides, ""))


def _named(
    of: AliasOf, name: str, table: str, column: str, stretches: Sequence[Stretch]
) -> UnknownName | None:
    return unknown_name(of, name, _known(of, table, column, stretches))


def _amount(exact: Fraction, stretches: Sequence[Stretch]) -> str:
    terms = stretches[-1].terms
    return money(Money(rounded(exact, terms.prices.decimals, terms.prices.rounding), terms.currency))


def _fault(
    code: str,
    message: str,
    place: tuple[str, str],
    unknown: UnknownName | None,
    party: Literal["", "authority"] = "",
) -> Fault:
    return Fault(
        code, message, source=place[0], column=place[1], severity="ask", party=party, unknown=unknown
    )
