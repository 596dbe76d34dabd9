"""What lists over many contracts show of each contract's terms, kept so that they read no terms."""

from django.db import models

from afstemt.web.contracts.models import Contract


class Summary(models.Model):
    """The terms in force in short; made anew whenever they change, and each night.

    Attributes:
        currency: ISO 4217.
        systems: Names of the systems.
        calendar: The contract's calendar: title, day, the last day to act, owner and whether it is done.
    """

    contract = models.OneToOneField(Contract, on_delete=models.CASCADE, related_name="summary")
    currency = models.CharField(max_length=3, default="DKK")
    systems = models.JSONField(default=list)
    calendar = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.contract)
