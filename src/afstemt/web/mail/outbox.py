"""Putting a mail in: in the transaction of what caused it, so that neither stands without the other."""

from datetime import datetime

from django.db import models, transaction

from afstemt.web.mail.models import OutgoingMail
from afstemt.web.mail.sending import send


def put_in(
    *, key: str, to: str, subject: str, text: str, at: datetime, person: models.Model | None = None
) -> OutgoingMail | None:
    """Put a mail in, with the job that sends it after the transaction; None when one with the key is there already.

    Args:
        person: Whom it is to; None for one who is not here yet.
        key: Says what the mail is about so that it is sent once, as ``invitation-17`` or ``reminder-3-2026-11-13``.
        text: Plain text; links are whole addresses.

    Raises:
        RuntimeError: There is no transaction: the mail could then tell of what did not happen.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a mail is put in in its action's transaction")
    mail, new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "person_id": person.pk if person else None,
            "subject": " ".join(subject.split())[:200],
            "text": text,
            "made_at": at,
            "not_before": at,
        },
    )
    if not new:
        return None
    send.using(run_after=mail.not_before).enqueue(mail.pk)
    return mail
