"""Aliases: what the rows call a thing of the terms, beside the terms and of no version of them.

A monitoring tool that says ``W`` where the terms say ``w`` says so in every month, before and after the terms change.
So an alias has no dates, and is confirmed once: by the party that it does not favour.
"""

from collections.abc import Collection
from typing import Annotated, ClassVar, get_args

from pydantic import Field

from afstemt.core.terms.model.names import AliasOf, folded
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import PartyRole
from afstemt.core.terms.model.words import Choices, Word

CASES_AND_OUTAGES = frozenset({"outages", "incidents", "problems", "service_requests", "changes"})
"""Tables of what goes wrong, or is to be done in time: a row more is never to the supplier's advantage."""

BOTH: frozenset[PartyRole] = frozenset(get_args(get_args(PartyRole)[0]))


class Alias(Part):
    """Another name of a thing in the terms."""

    known_by: ClassVar[tuple[str, ...]] = ("of", "name")

    of: Annotated[
        AliasOf,
        Word("Navn på", definite="det, navnet er på,"),
        Choices(
            {
                "service": "en ydelse",
                "system": "et system",
                "priority": "en prioritet, alvorlighed eller art",
                "order": "en ordre",
                "item": "en enhedspris",
                "rate": "en timepris",
            }
        ),
    ]
    """What it is a name of."""
    name: Annotated[
        str, Field(min_length=1), Word("Navn i udtrækket", definite="navnet", hint="Præcis som det står der.")
    ]
    """The name in the rows, exactly as it stands there."""
    means: Annotated[
        str,
        Word(
            "Betyder",
            definite="betydningen",
            hint="Id'et i vilkårene. Tom: navnet er kendt og er ikke noget i vilkårene.",
        ),
    ]
    """The id in the terms. Empty where it is a name of nothing in the terms, and need not be asked about again."""
    proposed_by: Annotated[PartyRole | None, Word("Foreslået af", definite="forslagsstilleren")] = None
    """The party that proposed it."""
    confirmed_by: Annotated[
        tuple[PartyRole, ...], Word("Bekræftet af", hint="authority eller supplier, et på hver linje.")
    ] = ()
    """The parties that have confirmed it."""
    reason: Annotated[str, Word("Begrundelse", definite="begrundelsen")] = ""
    """Why, in words."""


def confirmers(alias: Alias, tables: Collection[str]) -> frozenset[PartyRole]:
    """Return the parties that must confirm an alias: those that it may be against.

    Until it is confirmed nothing is calculated of a row with the name. A row of a priority, an order, an item or a rate
    that now counts, and a check or maintenance of a service, is to the supplier's advantage: the authority confirms. An
    outage or a case that comes to be of a service or a system is to the authority's: the supplier confirms. Where that
    name is more than another way of writing it might as well mean a thing with an easier level, and where it is of
    nothing in the terms the row counts no more: both confirm the one, the authority the other.

    Args:
        alias: What is proposed.
        tables: The fact tables that the name occurs in.
    """
    if alias.of in ("order", "item", "rate") or not alias.means:
        return frozenset({"authority"})
    mere = folded(alias.name) == folded(alias.means)
    if alias.of == "priority":
        return frozenset({"authority"}) if mere else BOTH
    sides: set[PartyRole] = set()
    if set(tables) - CASES_AND_OUTAGES:
        sides.add("authority")
    if set(tables) & CASES_AND_OUTAGES:
        sides |= {"supplier"} if mere else BOTH
    return frozenset(sides)


def is_confirmed(alias: Alias, tables: Collection[str]) -> bool:
    """Return whether everyone has confirmed the alias who must."""
    return confirmers(alias, tables) <= set(alias.confirmed_by)
