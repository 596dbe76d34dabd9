"""Opgaver: everything that a person owes, across contracts, with its deadline and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from afstemt.core.units.formats import day, period_name
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Access, Contract, StandIn, TermsVersion
from afstemt.web.contracts.roles import MAY, side_of
from afstemt.web.evidence.models import Delivery
from afstemt.web.parties.models import Person
from afstemt.web.penalties.corrections import unanswered
from afstemt.web.periods.models import ContractPeriod
from afstemt.web.periods.state import undecided

WAITING = [
    "contract_id",
    "code",
    "first_day",
    "last_day",
    "state",
    "report_due",
    "report_binding",
    "deadlines",
]
LOOKED_BACK = timedelta(days=800)
"""How far back periods are asked for what is still undone."""


@dataclass(frozen=True)
class Task:
    """One thing that waits for the person.

    Attributes:
        deadline: The last day; None for none.
        binding: Whether missing it is a breach; a wish is never late.
        page: Name and arguments of the address where it is done.
    """

    contract: Contract
    text: str
    page: tuple[str, tuple[int | str, ...]]
    deadline: date | None = None
    binding: bool = False

    @property
    def link(self) -> str:
        """Path of the page where it is done; made where it is shown, for most tasks are only counted."""
        name, place = self.page
        return reverse(name, args=place)

    def late(self, today: date) -> bool:
        """Return whether a binding deadline has passed."""
        return self.binding and self.deadline is not None and self.deadline < today


def roles_of(person: Person) -> dict[Contract, frozenset[str]]:
    """Return the contracts that the person sees, with the own role and those stood in for in each; two queries."""
    seen = Contract.objects.visible_to(person).defer("created_at")
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
    """Return what waits for one who holds the roles, the most pressing first; four queries."""
    found = _periods(roles, today)
    found += _terms(roles)
    found += _deliveries(roles)
    found += [Task(contract, text, ("corrections", (contract.pk,))) for contract, text in unanswered(roles)]
    return sorted(found, key=lambda task: (task.deadline is None, task.deadline or date.max, task.text))


def _periods(roles: dict[Contract, frozenset[str]], today: date) -> list[Task]:
    """Return the reports that wait for the person: to submit, to submit again, or to decide on."""
    by_key = {contract.pk: contract for contract in roles}
    waiting = undecided(ContractPeriod.objects.filter(contract__in=by_key, last_day__gte=today - LOOKED_BACK))
    found = []
    for row in waiting.values(*WAITING):
        contract = by_key[row["contract_id"]]
        held = roles[contract]
        submitted = row["state"] == "submitted"
        if not held & (MAY["return_report"] | MAY["approve"] if submitted else MAY["submit"]):
            continue
        text = {
            "open": _("Indsend driftsrapporten for {period}"),
            "returned": _("Ret driftsrapporten for {period}, og indsend den igen"),
            "submitted": _("Godkend driftsrapporten for {period}, eller send den retur"),
        }[row["state"]]
        deadline, binding = row["report_due"], row["report_binding"]
        if submitted:
            due = next((one for one in row["deadlines"] if one["what"] == "comments" and one["day"]), None)
            deadline = date.fromisoformat(due["day"]) if due else None
            binding = bool(due and due["binding"])
        judged = Period(row["first_day"], row["last_day"] + timedelta(days=1), contract.zone)
        page = "period", (contract.pk, row["code"])
        found.append(Task(contract, text.format(period=period_name(judged)), page, deadline, binding))
    return found


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
            ("terms", (version.contract_id,)),
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
            page = "delivery", (contract.pk, delivery.pk)
            found.append(Task(contract, text.format(day=day(delivery.made_at.date())), page))
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
        return f"{text}. " + _("Ingen frister er overskredet.")
    if late == 1:
        return f"{text}; " + _("1 frist er overskredet.")
    return f"{text}; " + _("{n} frister er overskredet.").format(n=late)
