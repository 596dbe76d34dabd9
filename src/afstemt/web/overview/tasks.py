"""Opgaver: everything that waits for a person, across contracts."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Access, Contract, StandIn
from afstemt.web.contracts.roles import MAY, SIDES
from afstemt.web.overview import owed
from afstemt.web.overview.owed import Owed
from afstemt.web.parties.models import Person

Held = Callable[[Collection[str]], Any]
"""Gives the contracts, as keys or a query of them, in which one of some roles is held."""
PARTIES: tuple[owed.Party, ...] = ("authority", "supplier")


def held_by(person: Person) -> Held:
    """Return where the person has a role, the own or one stood in for."""
    stood_in_for = StandIn.objects.in_force().filter(person=person).values("access")
    held = Access.objects.filter(Q(person=person) | Q(pk__in=stood_in_for), ended_at__isnull=True)
    return lambda roles: held.filter(role__in=roles).values("contract")


def held_in(contract: Contract, own: Collection[str]) -> Held:
    """Return where one who has these roles in a contract, and is nobody elsewhere, has them."""
    return lambda roles: [contract.pk] if set(roles) & set(own) else []


def waiting(held: Held, today: date) -> list[Owed]:
    """Return what waits for one who holds roles, the most pressing first, in one query."""
    parts = [
        owed.reports(held(MAY["submit"]), today),
        owed.answers(held(MAY["return_report"] | MAY["approve"]), today),
    ]
    for side in PARTIES:
        parts += [
            owed.calendar_days(held(MAY["mark_done"] & SIDES[side]), today, side),
            owed.terms_versions(held(MAY["approve_terms"] & SIDES[side]), side),
            owed.deliveries(held(MAY["deliver"] & SIDES[side]), side),
        ]
    return owed.read(parts)


def waiting_sentence(tasks: Sequence[Owed], today: date) -> str:
    """Return how much waits, and how much of it is late."""
    if not tasks:
        return _("Der er ikke noget, der venter på dig.")
    late = sum(task.late(today) for task in tasks)
    text = (
        _("1 opgave venter på dig")
        if len(tasks) == 1
        else _("{n} opgaver venter på dig").format(n=len(tasks))
    )
    if not late:
        return f"{text}. " + _("Ingen af dine frister er overskredet.")
    if late == 1:
        return f"{text}; " + _("1 af dine frister er overskredet.")
    return f"{text}; " + _("{n} af dine frister er overskredet.").format(n=late)
