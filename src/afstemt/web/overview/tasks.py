"""Opgaver: everything that waits for a person, across contracts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Access, Contract
from afstemt.web.contracts.roles import MAY, side_of
from afstemt.web.overview.obligations import Obligation, obligations_in
from afstemt.web.overview.task_texts import Task
from afstemt.web.parties.models import Person

Roles = Mapping[int, Collection[str]]
"""A contract's number to the roles that one holds there."""
TO_DO = {
    "open": MAY["submit"],
    "returned": MAY["submit"],
    "submitted": MAY["return_report"] | MAY["approve"],
    "calendar": MAY["mark_done"],
    "terms": MAY["approve_terms"],
    "delivery": MAY["deliver"],
    "alias": MAY["alias_answer"],
    "correction": MAY["correction_answer"],
    "claim": MAY["penalty_claim"],
    "claimed": MAY["penalty_acknowledge"],
}
"""Who can do what is owed, of the party that owes it."""
SIDES = {role: side_of(role) for role in Access.Role.values}


def roles_of(person: Person) -> dict[int, set[str]]:
    """Return the contracts that the person sees, with the own role and those stood in for in each; one query."""
    held = Access.objects.usable_by(person).filter(
        contract__in=Contract.objects.visible_to(person).order_by().values("pk")
    )
    roles: dict[int, set[str]] = {}
    for contract, role in held.order_by().values_list("contract", "role"):
        roles.setdefault(contract, set()).add(role)
    return roles


def is_for(owed: Obligation, held: Collection[str]) -> bool:
    """Return whether one with the roles in its contract can do it."""
    return any(role in TO_DO[owed.what] and owed.side in ("both", SIDES[role]) for role in held)


def tasks_in(roles: Roles, today: date) -> list[Obligation]:
    """Return what waits for one with the roles, the most pressing first, in seven queries."""
    return [one for one in obligations_in(list(roles), today) if is_for(one, roles[one.contract])]


def waiting_sentence(tasks: Sequence[Task], today: date) -> str:
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
