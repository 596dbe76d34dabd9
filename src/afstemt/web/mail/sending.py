"""Handing waiting mail over to the mail server: each mail once, however often the server is down.

A mail is claimed by moving its ``not_before`` on, handed over outside every transaction, and written down as sent. Only
when this process dies between the server's yes and that line can a mail go out again, and then it has the same
``Message-ID``; the other order would lose it.
"""

import hashlib
import logging
import smtplib
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone
from django_tasks import task

from afstemt.web.mail.models import OutgoingMail
from afstemt.web.work.retry import NotNow, delay

log = logging.getLogger("afstemt.mail")

HANDING_OVER = timedelta(minutes=10)
"""How long a claim stands: longer than a server that stalls at every step can take."""
KEPT = timedelta(days=30)
"""How long the text of a mail that was sent is kept."""
FOR_GOOD = 500
"""A server's answers from here on mean: do not try again (RFC 5321, 4.2.1)."""


@task
def send(mail_id: int) -> bool:
    """Hand a mail over; True when it was this call that did.

    Raises:
        NotNow: The server did not take it, or another is at it; it is to be tried later.
    """
    at = timezone.now()
    waiting = OutgoingMail.objects.filter(pk=mail_id, sent_at__isnull=True, given_up_at__isnull=True)
    claimed = waiting.filter(not_before__lte=at).update(not_before=at + HANDING_OVER)
    mail = waiting.first()
    if mail is None:
        return False
    if not claimed:
        raise NotNow(mail.not_before)
    server = get_connection(settings.MAIL_HANDED_OVER_BY)
    try:
        server.send_messages([message(mail)])
    except OSError as fault:  # what the mail library raises is one too
        with suppress(OSError):
            server.close()  # a refusal while opening leaves it open
        until = _refused(mail, fault, timezone.now())
        if until is None:
            return False
        raise NotNow(until) from None
    waiting.update(sent_at=timezone.now(), attempts=mail.attempts + 1, last_error="")
    return True


@task
def forget() -> int:
    """Empty the texts of mails sent long ago, which hold links and names; return how many."""
    return forgotten(timezone.now())


def forgotten(at: datetime) -> int:
    """Empty the texts of what was sent ``KEPT`` before the time; the row stays, so that it is not sent again."""
    return OutgoingMail.objects.filter(sent_at__lt=at - KEPT).exclude(text="").update(text="", subject="")


def message(mail: OutgoingMail) -> EmailMessage:
    """Return the mail as it is handed over; the same each time."""
    sender = settings.DEFAULT_FROM_EMAIL
    place = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    name = hashlib.sha256(f"{settings.ENVIRONMENT.origin} {mail.key}".encode()).hexdigest()[:32]
    headers = {
        "Message-ID": f"<{name}@{place}>",
        "Date": mail.made_at.strftime("%a, %d %b %Y %H:%M:%S %z"),
        "Auto-Submitted": "auto-generated",  # RFC 3834: no absence replies
    }
    return EmailMessage(mail.subject, mail.text, sender, [mail.to], headers=headers)


def _refused(mail: OutgoingMail, fault: Exception, at: datetime) -> datetime | None:
    """Write why a mail was not taken, and return when it is tried again; None for never."""
    mail.attempts += 1
    mail.last_error = _reason(fault)
    if _for_good(fault):
        mail.given_up_at = at
    else:
        mail.not_before = at + delay(mail.attempts)
    mail.save(update_fields=("attempts", "last_error", "given_up_at", "not_before"))
    log.warning("mail not taken", extra={"mail": mail.pk, "attempt": mail.attempts, "error": mail.last_error})
    return None if mail.given_up_at else mail.not_before


def _for_good(fault: Exception) -> bool:
    """Return whether the server says that there is no such recipient; all else may be mended at our end or theirs."""
    return isinstance(fault, smtplib.SMTPRecipientsRefused) and all(
        code >= FOR_GOOD for code, _words in fault.recipients.values()
    )


def _reason(fault: Exception) -> str:
    """Return the kind of a fault and the server's code; never its words, which quote addresses."""
    kind = type(fault).__name__
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return f"{kind} {' '.join(sorted({str(code) for code, _words in fault.recipients.values()}))}"
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{kind} {fault.smtp_code}"
    if isinstance(fault, OSError) and fault.errno:
        return f"{kind} {fault.errno}"
    return kind
