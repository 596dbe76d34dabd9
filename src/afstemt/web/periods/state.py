"""Where a period stands, who has the ball, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.db.models import Case, Exists, OuterRef, Prefetch, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from afstemt.core.units.period import Period
from afstemt.web.contracts.models import Contract
from afstemt.web.periods.models import ContractPeriod, Submission

State = Literal["open", "submitted", "returned", "approved"]


@dataclass(frozen=True)
class Standing:
    """A period as it stands.

    Attributes:
        row: None while nothing has been done in it.
        submissions: Newest first.
    """

    row: ContractPeriod | None
    submissions: tuple[Submission, ...] = ()

    @property
    def last(self) -> Submission | None:
        """The newest submission."""
        return self.submissions[0] if self.submissions else None

    @property
    def state(self) -> State:
        """Open until it is submitted; an approved one is locked."""
        if self.last is None:
            return "open"
        if self.last.approved_at is not None:
            return "approved"
        return "returned" if self.last.returned_at is not None else "submitted"

    @property
    def writable(self) -> bool:
        """Whether the supplier may still change it."""
        return self.state in ("open", "returned")

    @property
    def ball(self) -> Literal["supplier", "authority", ""]:
        """Which party must act; neither when it is locked."""
        return {"open": "supplier", "returned": "supplier", "submitted": "authority", "approved": ""}[  # type: ignore[return-value]
            self.state
        ]

    @property
    def first_submitted_on(self) -> date | None:
        """The day that the report first came; that is when it was delivered."""
        from django.utils import timezone

        return timezone.localdate(self.submissions[-1].submitted_at) if self.submissions else None

    def late(self, today: date) -> bool:
        """Return whether the report was, or is, later than a binding deadline."""
        row = self.row
        if row is None or row.report_due is None or not row.report_binding:
            return False
        return (self.first_submitted_on or today) > row.report_due


def period_of(row: ContractPeriod) -> Period:
    """Return the row's days in the contract's zone."""
    return Period(row.first_day, row.last_day + timedelta(days=1), row.contract.zone)


SUBMISSIONS = Prefetch(
    "submissions",
    Submission.objects.select_related("submitted_by", "returned_by", "approved_by", "version").order_by(
        "-number"
    ),
)


def standing(contract: Contract, code: str) -> Standing:
    """Return where the period stands, in two queries."""
    row = (
        contract.periods.filter(code=code)
        .select_related("latest", "contract")
        .prefetch_related(SUBMISSIONS)
        .first()
    )
    return Standing(row, tuple(row.submissions.all()) if row else ())


_NEWEST = (
    Submission.objects.filter(period=OuterRef("pk"))
    .order_by("-number")
    .values(
        said=Case(
            When(approved_at__isnull=False, then=Value("approved")),
            When(returned_at__isnull=False, then=Value("returned")),
            default=Value("submitted"),
        )
    )[:1]
)


def in_state(periods: "QuerySet[ContractPeriod]") -> "QuerySet[Any]":
    """Return the periods with ``state``, as ``Standing.state`` says it, found by the database: for long lists."""
    return periods.annotate(state=Coalesce(Subquery(_NEWEST), Value("open")))


def unlocked(periods: "QuerySet[ContractPeriod]") -> "QuerySet[ContractPeriod]":
    """Return the periods that are not approved."""
    approved = Submission.objects.filter(period=OuterRef("pk"), approved_at__isnull=False)
    return periods.filter(~Exists(approved))


def undecided(periods: "QuerySet[ContractPeriod]") -> "QuerySet[Any]":
    """Return the periods that are not approved, with their ``state``."""
    return in_state(unlocked(periods))


def standings(contracts: Sequence[Contract], since: date) -> dict[int, list[Standing]]:
    """Return the periods of many contracts from a day on, newest first, in two queries."""
    found: dict[int, list[Standing]] = {contract.pk: [] for contract in contracts}
    rows = (
        ContractPeriod.objects.filter(contract__in=[one.pk for one in contracts], last_day__gte=since)
        .select_related("latest")
        .defer("latest__history", "latest__stands_on", "latest__files")
        .prefetch_related(SUBMISSIONS)
        .order_by("-first_day")
    )
    for row in rows:
        found[row.contract_id].append(Standing(row, tuple(row.submissions.all())))
    return found
