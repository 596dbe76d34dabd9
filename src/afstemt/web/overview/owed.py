"""What a party owes in a contract, with its deadline and where that comes from, found in all contracts at once.

One place says what is owed: the overview's rows, the tasks and the reminders read it. ``told`` makes words of what is
shown.
"""

from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, TruncDate

from afstemt.web.contracts.models import TermsVersion
from afstemt.web.evidence.models import Delivery
from afstemt.web.overview.models import CalendarEntry, DoneEntry
from afstemt.web.periods.models import ContractPeriod

AHEAD = timedelta(days=90)
"""How long before its last day to act an entry of the contract's calendar becomes a task."""
LOOKED_BACK = timedelta(days=800)
"""How far back periods are asked for what is still undone."""
Party = Literal["authority", "supplier"]
What = Literal["open", "returned", "submitted", "calendar", "terms", "delivery"]


class Owed(NamedTuple):
    """One thing that a party owes, as the database finds it.

    Attributes:
        what: A report not submitted (``open``), or to be submitted again (``returned``); the answer to one
            (``submitted``); an entry of the contract's ``calendar``; ``terms`` to approve; a ``delivery`` to confirm.
        ref: Which: the period's code, the entry's title, the delivery's number; empty for terms.
        first, last: Days of the period; the day of all else.
        deadline: The last day; None for none.
        binding: By contract or agreed in writing; a wish is never late.
        clause: Where the deadline stands; empty when the terms do not say.
        side: Who must act.
        notice_days: Of a calendar's entry; 0 for all else.
    """

    what: What
    contract: int
    ref: str
    first: date
    last: date
    deadline: date | None
    binding: bool
    clause: str
    side: Literal["authority", "supplier", "both"]
    notice_days: int

    def passed(self, today: date) -> bool:
        """Return whether the day is over, be it only wished for."""
        return self.deadline is not None and self.deadline < today

    def late(self, today: date) -> bool:
        """Return whether a binding deadline has passed."""
        return self.binding and self.passed(today)

    @property
    def pressing(self) -> tuple[date, bool, str, int, str]:
        """How it sorts: by deadline, those without one last."""
        return self.deadline or date.max, not self.binding, self.what, self.contract, self.ref


def reports(contracts: Any, today: date) -> "QuerySet[Any, Any]":
    """Return the reports that the supplier has not submitted, or must submit again.

    A report that came in time and was returned has no deadline any more; the return does not make it late.

    Args:
        contracts: Keys, or a query of them.
    """
    kept = When(state="returned", first_submitted_on__lte=F("report_due"), then=None)
    due = Case(kept, default=F("report_due"))
    waiting = _periods(contracts, today, "open", "returned")
    return _period(waiting, due, F("report_binding"), F("report_clause"), "supplier")


def answers(contracts: Any, today: date) -> "QuerySet[Any, Any]":
    """Return the submitted reports that the authority has not decided on."""
    waiting = _periods(contracts, today, "submitted")
    return _period(waiting, F("answer_due"), F("answer_binding"), F("answer_clause"), "authority")


def calendar_days(contracts: Any, today: date, side: Party | None = None) -> "QuerySet[Any, Any]":
    """Return what the contract's calendar asks for now: from some time before the last day to act, until it is done.

    What the terms give a clause is binding.

    Args:
        side: Only what this party owes, also together with the other.
    """
    asked = open_entries(contracts).filter(act_by__lte=today + AHEAD)
    return _as_owed(
        asked.filter(owner__in=(side, "both")) if side else asked,
        what=Value("calendar"),
        ref=F("title"),
        first=F("day"),
        last=F("day"),
        deadline=F("act_by"),
        binding=Case(When(clause="", then=False), default=True),
        clause=F("clause"),
        side=F("owner"),
        notice_days=F("notice_days"),
    )


def open_entries(contracts: Any) -> "QuerySet[CalendarEntry]":
    """Return the entries of the contracts' calendars that are still to be done."""
    done = DoneEntry.objects.filter(
        contract=OuterRef("contract"), title=OuterRef("title"), day=OuterRef("day"), withdrawn_at__isnull=True
    )
    return CalendarEntry.objects.filter(~Exists(done), contract__in=contracts, asked=True, done=False)


def terms_versions(contracts: Any, side: Party) -> "QuerySet[Any, Any]":
    """Return the versions of terms that the party has not approved."""
    waiting = TermsVersion.objects.filter(contract__in=contracts, **{f"{side}_approved_at__isnull": True})
    return _undated(waiting, "terms", Value(""), F("in_force_from"), side)


def deliveries(contracts: Any, side: Party) -> "QuerySet[Any, Any]":
    """Return the party's own deliveries that nobody has confirmed or withdrawn."""
    own = F(f"contract__{side}")
    waiting = Delivery.objects.filter(
        contract__in=contracts, state=Delivery.State.READ, made_by__organisation=own
    )
    return _undated(waiting, "delivery", Cast(F("pk"), CharField()), TruncDate(F("made_at")), side)


def all_of(contracts: Any, calendars_of: Any, today: date) -> "list[QuerySet[Any, Any]]":
    """Return what both parties owe in the contracts.

    Args:
        calendars_of: Those whose calendar may be read.
    """
    return [reports(contracts, today), answers(contracts, today), calendar_days(calendars_of, today)]


def read(parts: "list[QuerySet[Any, Any]]") -> list[Owed]:
    """Return what the parts find, the most pressing first, in one query."""
    first, *others = parts
    return sorted(map(Owed._make, first.union(*others, all=True)), key=lambda one: one.pressing)


def late_only(part: "QuerySet[Any, Any]", today: date) -> "QuerySet[Any, Any]":
    """Return the part's binding deadlines that have passed."""
    return part.filter(owed_binding=True, owed_deadline__lt=today)


def _periods(contracts: Any, today: date, *states: str) -> "QuerySet[ContractPeriod]":
    # Said apart from the states: the index of periods undecided is found by it.
    undecided = ~Q(state="approved")
    since = today - LOOKED_BACK
    return ContractPeriod.objects.filter(
        undecided, contract__in=contracts, state__in=states, last_day__gte=since
    )


def _period(found: Any, deadline: Any, binding: F, clause: F, side: Party) -> "QuerySet[Any, Any]":
    return _as_owed(
        found,
        what=F("state"),
        ref=F("code"),
        first=F("first_day"),
        last=F("last_day"),
        deadline=deadline,
        binding=binding,
        clause=clause,
        side=Value(side),
        notice_days=Value(0),
    )


def _undated(found: Any, what: What, ref: Any, day: Any, side: Party) -> "QuerySet[Any, Any]":
    return _as_owed(
        found,
        what=Value(what),
        ref=ref,
        first=day,
        last=day,
        deadline=Cast(Value(None), DateField()),
        binding=Value(value=False),
        clause=Value(""),
        side=Value(side),
        notice_days=Value(0),
    )


def _as_owed(found: Any, **columns: Any) -> "QuerySet[Any, Any]":
    """Return the query with ``Owed``'s columns; named apart, for a column of the model may have the same name."""
    columns["contract"] = F("contract_id")
    named = {f"owed_{name}": columns[name] for name in Owed._fields}
    plain: QuerySet[Any, Any] = found.order_by().annotate(**named).values_list(*named)
    return plain
