"""What is said by mail about a correction: to those of the party who must act or has been answered, with a link."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse

from afstemt.core.report.trends import code_name
from afstemt.core.units.wording import _
from afstemt.web.contracts.mails import mail_to_roles
from afstemt.web.contracts.roles import AUTHORITY_SIDE, MAY, SUPPLIER_SIDE
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
    other = {"authority": "supplier", "supplier": "authority"}[correction.proposed_for]
    speaker = correction.proposed_for if what == "proposed" else other

    def said() -> tuple[str, str]:
        name, who = code_name(period.code, contract.zone), party(speaker)
        subject, text = words()
        return subject.format(period=name), text.format(party=who[:1].upper() + who[1:], period=name)

    mail_to_roles(
        contract=contract,
        roles=roles,
        key=f"correction-{what}-{correction.pk}",
        address=reverse("corrections", args=(contract.pk,)),
        words=said,
        at=at,
    )
