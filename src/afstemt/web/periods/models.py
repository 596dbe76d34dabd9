"""A contract's period: the reports calculated of it, what was submitted, and what was decided."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.models import Delivery
from afstemt.web.work.models import Awaited


def _whole(*fields: str) -> Q:
    """Return that who and when (and what was said) are all set or all empty; texts are empty as ``""``."""
    times = [name for name in fields if name.endswith(("_at", "_by"))]
    unset = Q(**{f"{name}__isnull": True for name in times})
    return unset | Q(**{f"{name}__isnull": False for name in times})


class ContractPeriod(models.Model):
    """One period of a contract, from the first thing that is done in it.

    Attributes:
        code: As ``2026-10``.
        first_day, last_day: Both included.
        state: Where it stands; what the newest submission says, kept here for lists over many contracts.
        first_submitted_on: The day that the report first came, which is when it was delivered; null before that.
        deadlines: As ``core.framework.deadlines`` gives them by the terms in force, with days as text; kept so that
            lists over many contracts read no terms.
        report_due, answer_due: The deadlines among them for the report and for the authority's answer; null for none.
        report_binding, answer_binding: Whether they are more than a wish.
        report_clause, answer_clause: Where they stand; empty when the terms do not say.
        meeting_due: The last day of the status meeting; null for none.
        claim_needed: Whether a penalty must be claimed; claim_due, claim_clause: the last day to do so, null where
            nothing sets one, and where that stands.
        latest: The newest calculation.
        journal_number: The authority's case in its records system; empty while there is none.
    """

    class State(models.TextChoices):
        """Open until it is submitted; an approved one is locked."""

        OPEN = "open"
        SUBMITTED = "submitted"
        RETURNED = "returned"
        APPROVED = "approved"

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="periods")
    code = models.CharField(max_length=30)
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    first_submitted_on = models.DateField(null=True, blank=True)
    deadlines = models.JSONField(default=list)
    report_due = models.DateField(null=True, blank=True)
    report_binding = models.BooleanField(default=False)
    report_clause = models.TextField(blank=True)
    answer_due = models.DateField(null=True, blank=True)
    answer_binding = models.BooleanField(default=False)
    answer_clause = models.TextField(blank=True)
    meeting_due = models.DateField(null=True, blank=True)
    claim_needed = models.BooleanField(default=False)
    claim_due = models.DateField(null=True, blank=True)
    claim_clause = models.TextField(blank=True)
    latest = models.ForeignKey(
        "periods.ReportVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    journal_number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("contract", "-first_day")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("contract", "code"), name="period_once"),
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="period_has_days"),
            models.CheckConstraint(
                condition=Q(state="open", first_submitted_on__isnull=True)
                | Q(state__in=("submitted", "returned", "approved"), first_submitted_on__isnull=False),
                name="period_state_knows_its_first_submission",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("contract",), condition=~Q(state="approved"), name="period_undecided")
        ]

    def __str__(self) -> str:
        return f"{self.contract} · {self.code}"


class ReportVersion(models.Model):
    """One calculation of a period, rendered. Never changed; a new calculation is a new version.

    Attributes:
        period: As ``2026-10``.
        number: Counts from 1 in the contract's period.
        key: Name of the folder with the files, in the data folder.
        verdict: How the period stands, in one sentence.
        deliveries: The evidence it stands on.
        terms: SHA-256 of each version of the terms it stands on.
        program: The program's version.
        files: File name to SHA-256 and size.
        inputs: SHA-256 over all that it was calculated from; another version with the same is the same report.
        stands_on: What ``inputs`` is over, and under ``calendars`` the SHA-256 of the compiled calendars that were
            used, under ``as_of`` the document's date; none of a version from before they were kept.
        history: What the period leaves to later ones, as rows of the table history.
        levels, missed: Service levels in the report, and how many of them are missed.
        reserved: How many of them rows lost could turn, or nothing was measured for.
        unanswered: Findings that stand until somebody answers them.
        points, penalty, bonus: In ``currency``, the terms' of the period; null where none could be calculated.
        corrections: What it settles of earlier periods' penalty and bonus: above nothing reduces the payment.
        capped_by: Which cap the penalty met: ``period``, ``rolling_year``, or nothing.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="reports")
    period = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=36, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=500)
    deliveries = models.ManyToManyField(Delivery, related_name="reports")
    terms = models.JSONField(default=list)
    program = models.CharField(max_length=20)
    files = models.JSONField(default=dict)
    inputs = models.CharField(max_length=64, blank=True)
    stands_on = models.JSONField(default=dict)
    history = models.JSONField(default=list)
    levels = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    reserved = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveIntegerField(default=0)
    points = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    capped_by = models.CharField(max_length=12, blank=True)
    penalty = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    corrections = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    currency = models.CharField(max_length=3, default="DKK")
    bonus = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("contract", "-period", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("contract", "period", "number"), name="report_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.contract} · {self.period} · {self.number}"


class Submission(models.Model):
    """A report that the supplier submitted, and what the authority decided: returned, or approved and thereby locked.

    Attributes:
        number: Counts from 1 in the period.
        reservations: Of an approval; approval never waives a remedy.
    """

    period = models.ForeignKey(ContractPeriod, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="submissions")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    return_reason = models.TextField(blank=True, max_length=4000)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reservations = models.TextField(blank=True, max_length=4000)

    class Meta:
        ordering = ("period", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("period", "number"), name="submission_once"),
            models.UniqueConstraint(
                fields=("period",),
                condition=Q(returned_at__isnull=True, approved_at__isnull=True),
                name="submission_one_waits",
            ),
            models.UniqueConstraint(
                fields=("period",), condition=Q(approved_at__isnull=False), name="submission_one_approved"
            ),
            models.CheckConstraint(
                condition=_whole("returned_at", "returned_by"), name="submission_return_is_whole_or_not"
            ),
            models.CheckConstraint(
                condition=_whole("approved_at", "approved_by"), name="submission_approval_is_whole_or_not"
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(approved_at__isnull=True),
                name="submission_is_decided_once",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, return_reason="")
                | (Q(returned_at__isnull=False) & ~Q(return_reason="")),
                name="submission_return_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.number}"


class Asking(Awaited):
    """Someone asked for a period's report, which is background work, and what came of it.

    Attributes:
        what: The ``report`` calculated anew, or a ``copy`` of the approved one without its trade secrets.
        period: As ``2026-10``.
        meeting: Day of the status meeting, for the agenda of a report.
        version: What a ``report`` became: one and no more.
    """

    class What(models.TextChoices):
        """What is asked for."""

        REPORT = "report"
        COPY = "copy"

    DONE = "done"

    objects: "ClassVar[models.Manager[Asking]]" = models.Manager()

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="askings")
    period = models.CharField(max_length=30)
    what = models.CharField(max_length=10, choices=What.choices)
    meeting = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField(
        ReportVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="asking"
    )

    class Meta:
        ordering = ("contract", "-id")
        indexes: ClassVar = [models.Index(fields=("contract", "period", "what"), name="asking_newest")]
        constraints: ClassVar = [
            *Awaited.Meta.constraints,
            models.UniqueConstraint(
                fields=("contract", "period", "what"),
                condition=Q(ended_at__isnull=True),
                name="asking_one_waits",
            ),
            models.CheckConstraint(
                condition=Q(what="report", outcome="done", version__isnull=False)
                | (~Q(what="report", outcome="done") & Q(version__isnull=True)),
                name="asking_done_has_its_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} · {self.period} · {self.what}"
