"""A mail that waits, or has been sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class OutgoingMail(models.Model):
    """One mail. It is sent once: by whoever claims it first, and tried again only when the server did not take it.

    Attributes:
        key: What the mail is about, once: a second mail with the same key is not put in.
        to: The address.
        person: Whom it is to; null for one who is invited and is not here yet.
        sent_at: Null while it waits.
        given_up_at: When the server said that there is no such recipient; null otherwise.
        attempts, last_error: How often it was tried, and the kind of the last fault; the server's words are not kept,
            as they quote addresses.
        not_before: When it may be tried; moved on by whoever claims it.
    """

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(max_length=254)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField(max_length=200)
    text = models.TextField()
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("made_at", "id")
        indexes = (
            models.Index(fields=("not_before",), condition=Q(sent_at__isnull=True), name="mail_waiting"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
                name="mail_is_sent_or_given_up_not_both",
            ),
        )

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.key}"
