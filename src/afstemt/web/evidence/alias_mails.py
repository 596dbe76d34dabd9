"""What is said by mail when a name's meaning waits for a party: to those who can answer for it, with a link."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from afstemt.core.units.wording import _
from afstemt.web.contracts import alias_terms
from afstemt.web.contracts.models import Access, Alias
from afstemt.web.contracts.roles import MAY, side_of
from afstemt.web.mail.outbox import put_in
from afstemt.web.parties.language import in_language_of
from afstemt.web.parties.models import Person


def tell_who_must_answer(alias: Alias, at: datetime) -> None:
    """Tell those who can answer for the parties that an alias waits for; nobody where it waits for none."""
    waits = alias_terms.asked(alias)
    roles = [role for role in MAY["alias_answer"] if side_of(role) in waits]
    contract = alias.contract
    held = Access.objects.filter(
        contract=contract, role__in=roles, ended_at__isnull=True, person__is_active=True
    )
    link = settings.ENVIRONMENT.origin + reverse("aliases", args=(contract.pk,))
    what = "end" if alias.end_asked_for else "propose"
    for person in Person.objects.filter(access__in=held).distinct():
        with in_language_of(person):
            subject, text = _words(alias)
            put_in(
                key=f"alias-{what}-{alias.pk}-{person.pk}-{int(at.timestamp())}",
                to=person.email,
                person=person,
                subject=f"{subject} · {contract.title}",
                text=f"{text}\n\n{contract.title}\n{link}\n",
                at=at,
            )


def _words(alias: Alias) -> tuple[str, str]:
    if alias.end_asked_for:
        text = _(
            "Den anden part ønsker, at det, der er aftalt om navnet »{name}« i data, ikke længere gælder."
        )
    elif alias.means:
        text = _(
            "Det er foreslået, at navnet »{name}« i data betyder »{means}«. Det bruges ikke, før I har svaret."
        )
    else:
        text = _(
            "Det er foreslået, at navnet »{name}« i data ikke er noget i vilkårene. Det bruges ikke, før I har svaret."
        )
    subject = _("Svar på, hvad »{name}« i data betyder").format(name=alias.name)
    return subject, text.format(name=alias.name, means=alias.means)
