"""What the parties owe in many contracts: by when, where that stands, and whose it is.

One place says what is owed: the overview's rows, the tasks and the reminders read it. ``task_texts`` makes words of
what is shown. It is read in seven plain queries, and what a row means is said here and not in the database: a person's
contracts have some hundred rows.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from afstemt.web.contracts import alias_terms
from afstemt.web.contracts.models import Alias, TermsVersion
from afstemt.web.evidence.models import Delivery
from afstemt.web.overview.models import CalendarEntry, DoneEntry
from afstemt.web.penalties.models import Correction, PenaltyDecision
from afstemt.web.periods.models import ContractPeriod

AHEAD = timedelta(days=90)
"""How long before its last day to act an entry of the contract's calendar becomes a task."""
LOOKED_BACK = timedelta(days=800)
"""How far back periods are asked for what is still undone."""
What = Literal[
    "open",
    "returned",
    "submitted",
    "calendar",
    "terms",
    "delivery",
    "alias",
    "correction",
    "claim",
    "claimed",
]
Side = Literal["authority", "supplier", "both"]


class Obligation(NamedTuple):
    """One thing that a party owes.

    Attributes:
        what: A report not submitted (``open``), or to be submitted again (``returned``); the answer to one
            (``submitted``); an entry of the contract's ``calendar``; ``terms`` to approve; a ``delivery`` to confirm;
            an ``alias`` to confirm, or to agree that it ends;
            a ``correction`` to answer; a penalty to ``claim``, or one that is ``claimed`` to answer.
        contract: Its number.
        side: Who must act.
        ref: Which: the period's code, the entry's title, a delivery's or correction's number, an alias's
            name; empty for terms.
        first, last: Days of the period, also of the one corrected; the day of all else.
        deadline: The last day; None for none.
        binding: By contract or agreed in writing; a wish is never late.
        clause: Where the deadline stands; empty when the terms do not say.
        notice_days: Of a calendar's entry; 0 for all else.
    """

    what: What
    contract: int
    side: Side
    ref: str
    first: date
    last: date
    deadline: date | None = None
    binding: bool = False
    clause: str = ""
    notice_days: int = 0

    @property
    def pressing(self) -> tuple[date, bool, str, int, str, str]:
        """How it sorts: by deadline, those without one last."""
        return self.deadline or date.max, not self.binding, self.what, self.contract, self.side, self.ref

    def passed(self, today: date) -> bool:
        """Return whether the day is over, be it only wished for."""
        return self.deadline is not None and self.deadline < today

    def late(self, today: date) -> bool:
        """Return whether a binding deadline has passed."""
        return self.binding and self.passed(today)


def obligations_in(contracts: Any, today: date) -> list[Obligation]:
    """Return all that is owed in the contracts, the most pressing first, those without a deadline last.

    Args:
        contracts: Numbers, or a query of contracts.
    """
    found = [
        *periods(contracts, today),
        *calendar_days(contracts, today),
        *_terms(contracts),
        *_data(contracts),
        *_aliases(contracts),
        *_corrections(contracts),
        *_penalties(contracts, today),
    ]
    return sorted(found, key=lambda one: one.pressing)


def periods(contracts: Any, today: date) -> Iterator[Obligation]:
    """Yield the periods that wait: for the supplier's report, first or corrected, or for the authority's answer.

    A report that came in time and was returned has no deadline any more; the return does not make it late.
    What was due before the contract came here is not known to be kept or missed.
    """
    waiting = ContractPeriod.objects.filter(
        ~Q(state="approved"), contract__in=contracts, last_day__gte=today - LOOKED_BACK
    )
    columns = (
        *("state", "contract_id", "code", "first_day", "last_day"),
        *("first_submitted_on", "contract__created_at"),
    )
    deadlines = [f"{what}_{part}" for what in ("report", "answer") for part in ("due", "binding", "clause")]
    for state, contract, code, first, last, came, begun, *due in waiting.order_by().values_list(
        *columns, *deadlines
    ):
        if state == "submitted":
            yield Obligation(state, contract, "authority", code, first, last, *due[3:])
        else:
            day, *rest = due[:3]
            known = day is not None and day >= timezone.localdate(begun)
            kept = came is not None and (day is None or came <= day)
            yield Obligation(
                state, contract, "supplier", code, first, last, day if known and not kept else None, *rest
            )


def calendar_days(contracts: Any, today: date) -> Iterator[Obligation]:
    """Yield what the contract's calendar asks for now: from some time before the last day to act, until it is done.

    What the terms give a clause is binding.
    """
    asked = open_entries().filter(contract__in=contracts, act_by__lte=today + AHEAD).order_by()
    columns = ("contract_id", "owner", "title", "day", "act_by", "clause", "notice_days")
    for contract, owner, title, day, act_by, clause, notice in asked.values_list(*columns):
        yield Obligation("calendar", contract, owner, title, day, day, act_by, bool(clause), clause, notice)


def open_entries() -> "QuerySet[CalendarEntry]":
    """Return the entries of contracts' calendars that are still to be done."""
    done = DoneEntry.objects.filter(
        contract=OuterRef("contract"), title=OuterRef("title"), day=OuterRef("day"), withdrawn_at__isnull=True
    )
    return CalendarEntry.objects.filter(~Exists(done), asked=True, done=False)


def _terms(contracts: Any) -> Iterator[Obligation]:
    """Yield the versions of terms that a party has not approved."""
    lacking = Q(authority_approved_at__isnull=True) | Q(supplier_approved_at__isnull=True)
    waiting = TermsVersion.objects.filter(lacking, contract__in=contracts).order_by()
    for contract, day, authority, supplier in waiting.values_list(
        "contract_id", "in_force_from", "authority_approved_at", "supplier_approved_at"
    ):
        if authority is None:
            yield Obligation("terms", contract, "authority", "", day, day)
        if supplier is None:
            yield Obligation("terms", contract, "supplier", "", day, day)


def _data(contracts: Any) -> Iterator[Obligation]:
    """Yield a party's own deliveries that nobody has confirmed or withdrawn."""
    waiting = Delivery.objects.filter(contract__in=contracts, state=Delivery.State.READ).order_by()
    for contract, key, at, party in waiting.values_list("contract_id", "pk", "made_at", "party"):
        day = timezone.localdate(at)
        side: Side = "authority" if party == Delivery.Party.AUTHORITY else "supplier"
        yield Obligation("delivery", contract, side, str(key), day, day)


def _aliases(contracts: Any) -> Iterator[Obligation]:
    """Yield the aliases that wait for a party: to confirm them, or to agree that they end."""
    unconfirmed = Q(authority_confirmed_at__isnull=True) | Q(supplier_confirmed_at__isnull=True)
    waiting = Alias.objects.filter(
        unconfirmed | Q(end_asked_at__isnull=False), contract__in=contracts, ended_at__isnull=True
    )
    for alias in waiting.order_by("pk"):
        day = timezone.localdate(alias.end_asked_at or alias.proposed_at)
        for side in alias_terms.of_parties(alias_terms.asked(alias)):
            yield Obligation("alias", alias.contract_id, side, alias.name, day, day)


def _corrections(contracts: Any) -> Iterator[Obligation]:
    """Yield the corrections of locked periods that the other party has proposed and this one has not answered."""
    waiting = Correction.objects.filter(
        period__contract__in=contracts,
        **{f"{answer}_at__isnull": True for answer in ("disputed", "agreed", "withdrawn")},
    ).order_by()
    for key, by, contract, first, last in waiting.values_list(
        *("pk", "proposed_for", "period__contract", "period__first_day", "period__last_day")
    ):
        side: Side = "authority" if by == "supplier" else "supplier"
        yield Obligation("correction", contract, side, str(key), first, last)


def _penalties(contracts: Any, today: date) -> Iterator[Obligation]:
    """Yield the penalties that nobody has decided anything about and whose last day to claim is not over, and those
    that are claimed and not answered.

    Of a draft that has never been submitted nothing is asked.
    """
    newest = PenaltyDecision.objects.filter(period=OuterRef("pk")).order_by("-decided_at", "-id")
    in_time = Q(claim_due__gte=today) | Q(claim_due__isnull=True)
    waiting = ContractPeriod.objects.annotate(decided=Subquery(newest.values("kind")[:1])).filter(
        Q(decided=PenaltyDecision.Kind.CLAIM) | Q(in_time, decided__isnull=True),
        ~Q(state="open"),
        contract__in=contracts,
        last_day__gte=today - LOOKED_BACK,
        claim_needed=True,
        latest__penalty__gt=0,
    )
    columns = ("decided", "contract_id", "code", "first_day", "last_day", "claim_due", "claim_clause")
    for decided, contract, code, first, last, day, clause in waiting.order_by().values_list(*columns):
        if decided:
            yield Obligation("claimed", contract, "supplier", code, first, last)
        else:
            yield Obligation("claim", contract, "authority", code, first, last, day, day is not None, clause)
