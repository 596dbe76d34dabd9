"""What is said by mail when a name's meaning waits for a party: to those who can answer for it, with a link."""

from datetime import datetime

from django.urls import reverse

from afstemt.core.units.wording import _
from afstemt.web.contracts import alias_terms
from afstemt.web.contracts.mails import mail_to_roles
from afstemt.web.contracts.models import Alias
from afstemt.web.contracts.roles import MAY, side_of


def tell_who_must_answer(alias: Alias, at: datetime) -> None:
    """Tell those who can answer for the parties that an alias waits for; nobody where it waits for none."""
    waits = alias_terms.asked(alias)
    roles = [role for role in MAY["alias_answer"] if side_of(role) in waits]
    what = "end" if alias.end_asked_for else "propose"
    mail_to_roles(
        contract=alias.contract,
        roles=roles,
        key=f"alias-{what}-{alias.pk}-{int(at.timestamp())}",
        address=reverse("aliases", args=(alias.contract.pk,)),
        words=lambda: _words(alias),
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
