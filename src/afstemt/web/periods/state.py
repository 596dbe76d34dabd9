"""Where a period stands, who has the ball, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import Prefetch
from django.utils import timezone

from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Contract
from afstemt.web.periods.models import ContractPeriod, Submission
from afstemt.web.refusals import WrongState

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
        return self.row.state if self.row else "open"  # type: ignore[return-value]

    @property
    def writable(self) -> bool:
        """Whether the supplier may still change it."""
        return self.state in ("open", "returned")

    def late(self, today: date) -> bool:
        """Return whether the report was, or is, later than a binding deadline."""
        row = self.row
        if row is None or row.report_due is None or not row.report_binding:
            return False
        if row.report_due < timezone.localdate(row.contract.created_at):
            return False  # what was before the contract came here is not known to be kept or missed
        return (row.first_submitted_on or today) > row.report_due


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


def must_be_writable(contract: Contract, code: str) -> None:
    """Refuse where the report waits for the authority or is approved.

    Raises:
        WrongState: It does.
    """
    now = standing(contract, code)
    if now.state == "submitted":
        raise WrongState(
            _("Driftsrapporten er indsendt og venter på myndigheden; den kan ikke ændres imens.")
        )
    if now.state == "approved":
        raise WrongState(
            _("Perioden er godkendt og låst. Det, der findes senere, tages med som en efterregulering.")
        )
