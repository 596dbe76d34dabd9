"""Mails to those who have a role in a contract, each in their language, with a link to where they act."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings

from afstemt.web.contracts.models import Access, Contract
from afstemt.web.mail.outbox import put_in
from afstemt.web.parties.language import in_language_of
from afstemt.web.parties.models import Person


def mail_to_roles(
    *,
    contract: Contract,
    roles: Iterable[str],
    key: str,
    address: str,
    words: Callable[[], tuple[str, str]],
    at: datetime,
) -> None:
    """Put in a mail for each person who has one of the roles now.

    Args:
        key: What tells the mail from all others; sent twice it is one.
        address: The page's, from the installation's origin.
        words: Gives subject and text in the language of the one who gets it.
    """
    held = Access.objects.filter(
        contract=contract, role__in=roles, ended_at__isnull=True, person__is_active=True
    )
    link = settings.ENVIRONMENT.origin + address
    for person in Person.objects.filter(access__in=held).distinct():
        with in_language_of(person):
            subject, text = words()
            put_in(
                key=f"{key}-{person.pk}",
                to=person.email,
                person=person,
                subject=f"{subject} · {contract.title}",
                text=f"{text}\n\n{contract.title}\n{link}\n",
                at=at,
            )
