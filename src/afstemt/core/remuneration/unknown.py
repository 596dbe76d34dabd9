"""What is delivered under an order, an hourly rate or a price item that the terms do not know: it pays for nothing."""

from collections.abc import Mapping, Sequence
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
from afstemt.core.units.wording import _


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


def about_rates(
    unknown: Mapping[str, Decimal], stretches: Sequence[Stretch], aliases: Sequence[Alias]
) -> list[Fault]:
    """Return a finding for each hourly rate that the terms do not have on the day, with its hours."""
    text = _(
        "{hours} timer har takstkoden »{code}«, som vilkårene ikke har på dagen; de er ikke medregnet. {todo}"
    )
    return [
        _fault(
            "no-hourly-rate",
            text.format(
                hours=number(hours),
                code=code,
                todo=_todo("rate", code, "hours", "rate_code", stretches, aliases),
            ),
            ("hours", "rate_code"),
            _named("rate", code, "hours", "rate_code", stretches),
        )
        for code, hours in unknown.items()
    ]


def about_items(
    unknown: Mapping[str, Decimal], stretches: Sequence[Stretch], aliases: Sequence[Alias]
) -> list[Fault]:
    """Return a finding for each item that has no unit price on the day, with its quantity."""
    text = _(
        "Mængden {quantity} af »{item}« har ingen enhedspris i vilkårene på dagen og er ikke medregnet. {todo}"
    )
    return [
        _fault(
            "no-unit-price",
            text.format(
                quantity=number(quantity),
                item=item,
                todo=_todo("item", item, "quantities", "item", stretches, aliases),
            ),
            ("quantities", "item"),
            _named("item", item, "quantities", "item", stretches),
        )
        for item, quantity in unknown.items()
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
