"""What Django's own parts send (a new password, a changed address) waits in the database like all other mail."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from afstemt.web.mail.outbox import put_in


class Outbox(BaseEmailBackend):
    """Puts mails in instead of sending them; a mail server that is down then stops no page."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put a mail in per message and recipient, as plain text; return the number of messages."""
        with transaction.atomic():
            for message in email_messages:
                for to in message.recipients():
                    put_in(
                        key=f"page-{uuid.uuid4()}",
                        to=to,
                        subject=str(message.subject),
                        text=str(message.body),
                        at=timezone.now(),
                    )
        return len(email_messages)
