"""A version of a period's report: what it stands on, and the hashes of its rendered files."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.models import Delivery


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

    class Meta:
        ordering = ("contract", "-period", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("contract", "period", "number"), name="report_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.contract} · {self.period} · {self.number}"
