"""Opgaver: everything that a person owes, across contracts, with its deadline and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from afstemt.core.units.formats import day
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Access, Contract, StandIn, TermsVersion
from afstemt.web.contracts.roles import MAY, side_of
from afstemt.web.evidence.models import Delivery
from afstemt.web.overview.owed import Owed, marks_of, of_calendar, of_period
from afstemt.web.parties.models import Person
from afstemt.web.periods.state import standings

LOOKED_BACK = timedelta(days=800)
"""How far back periods are asked for what is still undone."""


@dataclass(frozen=True)
class Task:
    """One thing that waits for the person.

    Attributes:
        deadline: The last day; None for none.
        binding: Whether missing it is a breach; a wish is never late.
        link: Path of the page where it is done.
        source: Where the deadline comes from, in words; empty without a deadline.
        lead: What must begin before, in words; empty for nothing.
    """

    contract: Contract
    text: str
    link: str
    deadline: date | None = None
    binding: bool = False
    source: str = ""
    lead: str = ""

    def late(self, today: date) -> bool:
        """Return whether a binding deadline has passed."""
        return self.binding and self.deadline is not None and self.deadline < today


def roles_of(person: Person) -> dict[Contract, frozenset[str]]:
    """Return the contracts that the person sees, with the own role and those stood in for in each; two queries."""
    seen = Contract.objects.visible_to(person).select_related("authority", "supplier", "summary")
    by_key = {contract.pk: contract for contract in seen}
    stood_in_for = StandIn.objects.in_force().filter(person=person).values("access")
    held = Access.objects.filter(
        Q(person=person) | Q(pk__in=stood_in_for), ended_at__isnull=True, contract__in=by_key
    ).values_list("contract", "role")
    roles: dict[int, set[str]] = {}
    for contract, role in held:
        roles.setdefault(contract, set()).add(role)
    return {by_key[contract]: frozenset(found) for contract, found in roles.items()}


def tasks_of(person: Person, today: date) -> list[Task]:
    """Return what waits for the person, the most pressing first; a fixed number of queries."""
    return tasks_with(roles_of(person), today)


def tasks_with(roles: dict[Contract, frozenset[str]], today: date) -> list[Task]:
    """Return what waits for one who holds the roles, the most pressing first; four queries and two for periods."""
    contracts = list(roles)
    found: list[Task] = []
    periods = standings(contracts, today - LOOKED_BACK)
    marks = marks_of(contracts)
    for contract, held in roles.items():
        owed = [one for now in periods[contract.pk] if (one := of_period(contract, now)) is not None]
        owed += of_calendar(contract, marks.get(contract.pk, ()), today)
        found += [_task(one) for one in owed if _is_theirs(one, held)]
    found += _terms(roles)
    found += _deliveries(roles)
    return sorted(found, key=lambda task: (task.deadline is None, task.deadline or date.max, task.text))


def _is_theirs(owed: Owed, held: frozenset[str]) -> bool:
    """Return whether one of the roles can do it."""
    if owed.what == "report":
        return bool(held & MAY["submit"])
    if owed.what == "answer":
        return bool(held & (MAY["return_report"] | MAY["approve"]))
    return any(owed.side in ("both", side_of(role)) for role in held & MAY["mark_done"])


def _task(owed: Owed) -> Task:
    source = owed.source() if owed.deadline else ""
    return Task(owed.contract, owed.text, owed.link, owed.deadline, owed.binding, source, owed.lead)


def _terms(roles: dict[Contract, frozenset[str]]) -> list[Task]:
    """Return the versions of terms that wait for the person's party."""
    by_key = {contract.pk: contract for contract in roles}
    sides = {
        contract.pk: side_of(role) for contract, held in roles.items() for role in held & MAY["approve_terms"]
    }
    waiting = TermsVersion.objects.filter(contract__in=sides).filter(
        Q(authority_approved_at__isnull=True) | Q(supplier_approved_at__isnull=True)
    )
    return [
        Task(
            by_key[version.contract_id],
            _("Godkend vilkårene fra {day}").format(day=day(version.in_force_from)),
            reverse("terms", args=(version.contract_id,)),
        )
        for version in waiting.defer("text")
        if getattr(version, f"{sides[version.contract_id]}_approved_at") is None
    ]


def _deliveries(roles: dict[Contract, frozenset[str]]) -> list[Task]:
    """Return the deliveries of the person's own party that nobody has confirmed or withdrawn."""
    able = {contract.pk: contract for contract, held in roles.items() if held & MAY["deliver"]}
    waiting = Delivery.objects.filter(contract__in=able, state=Delivery.State.READ).select_related("made_by")
    found = []
    for delivery in waiting:
        contract = able[delivery.contract_id]
        parties = {getattr(contract, f"{side_of(role)}_id") for role in roles[contract] & MAY["deliver"]}
        if delivery.made_by.organisation_id in parties:
            text = _("Bekræft leverancen fra {day}, eller træk den tilbage")
            link = reverse("delivery", args=(contract.pk, delivery.pk))
            found.append(Task(contract, text.format(day=day(delivery.made_at.date())), link))
    return found


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
