"""What is said by mail about a correction: to those of the party who must act or has been answered, with a link."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from afstemt.core.report.trends import code_name
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Access
from afstemt.web.contracts.roles import AUTHORITY_SIDE, MAY, SUPPLIER_SIDE
from afstemt.web.mail.outbox import put_in
from afstemt.web.parties.language import in_language_of
from afstemt.web.parties.models import Person
from afstemt.web.penalties.corrections.words import party
from afstemt.web.penalties.models import Correction

Words = Callable[[], tuple[str, str]]


def proposed(correction: Correction, at: datetime) -> None:
    """Tell those of the other party who can answer."""
    roles = MAY["correction_answer"] - _side(correction.proposed_for)
    _tell(
        correction,
        "proposed",
        roles,
        at,
        lambda: (
            _("En efterregulering af {period} er foreslået"),
            _("{party} har foreslået en efterregulering af {period}. Godkend den, eller bestrid den."),
        ),
    )


def answered(correction: Correction, at: datetime) -> None:
    """Tell those of the party that proposed it, and could withdraw it, what the other one answered."""
    agreed = correction.agreed_at is not None
    roles = MAY["correction_propose"] & _side(correction.proposed_for)
    _tell(
        correction,
        "agreed" if agreed else "disputed",
        roles,
        at,
        lambda: (
            _("Efterreguleringen af {period} er godkendt")
            if agreed
            else _("Efterreguleringen af {period} er bestridt"),
            _(
                "{party} har godkendt efterreguleringen af {period}. Den afregnes i den ældste periode, der er åben."
            )
            if agreed
            else _("{party} har bestridt efterreguleringen af {period}. Begrundelsen står på siden."),
        ),
    )


def _side(party_of: str) -> frozenset[str]:
    return AUTHORITY_SIDE if party_of == Correction.Party.AUTHORITY else SUPPLIER_SIDE


def _tell(correction: Correction, what: str, roles: frozenset[str], at: datetime, words: Words) -> None:
    """Put a mail in for each who has one of the roles; ``words`` gives its subject and text in their language."""
    period = correction.period
    contract = period.contract
    link = settings.ENVIRONMENT.origin + reverse("corrections", args=(contract.pk,))
    other = {"authority": "supplier", "supplier": "authority"}[correction.proposed_for]
    speaker = correction.proposed_for if what == "proposed" else other
    held = Access.objects.filter(
        contract=contract, role__in=roles, ended_at__isnull=True, person__is_active=True
    )
    for person in Person.objects.filter(access__in=held).distinct():
        with in_language_of(person):
            name = code_name(period.code, contract.zone)
            subject, text = words()
            said = party(speaker)
            put_in(
                key=f"correction-{what}-{correction.pk}-{person.pk}",
                to=person.email,
                person=person,
                subject=f"{subject.format(period=name)} · {contract.title}",
                text=f"{text.format(party=said[:1].upper() + said[1:], period=name)}\n\n{contract.title}\n{link}\n",
                at=at,
            )
