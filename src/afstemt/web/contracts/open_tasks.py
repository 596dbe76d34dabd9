"""What waits for one who has a role in a contract: shown when tasks are handed over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from afstemt.core.units.formats import day
from afstemt.core.units.wording import _
from afstemt.web.contracts.models import Access, Contract
from afstemt.web.contracts.roles import MAY, side_of
from afstemt.web.evidence.models import Delivery


@dataclass(frozen=True)
class OpenTask:
    """One thing that waits.

    Attributes:
        text: What is to be done.
        url: Where it is done.
    """

    text: str
    url: str


def _terms_to_approve(contract: Contract, access: Access) -> Iterator[OpenTask]:
    side = side_of(access.role)
    if access.role in MAY["approve_terms"]:
        for version in contract.versions.filter(**{f"{side}_approved_at__isnull": True}):
            yield OpenTask(
                _("Godkend vilkårene fra {day} for din part").format(day=day(version.in_force_from)),
                reverse("terms", args=(contract.pk,)),
            )


def _deliveries_to_confirm(contract: Contract, access: Access) -> Iterator[OpenTask]:
    if access.role in MAY["deliver"]:
        own = contract.deliveries.filter(state=Delivery.State.READ, made_by=access.person_id)
        for delivery in own:
            yield OpenTask(
                _("Bekræft leverancen fra {day}").format(day=day(delivery.made_at.date())),
                reverse("delivery", args=(contract.pk, delivery.pk)),
            )


SOURCES: tuple[Callable[[Contract, Access], Iterator[OpenTask]], ...] = (
    _terms_to_approve,
    _deliveries_to_confirm,
)
"""Where tasks come from, in the order they are shown. A new kind of task is one function and one line here."""


def open_tasks(contract: Contract, access: Access) -> list[OpenTask]:
    """Return what waits for the access's person in the contract, in one query for each source."""
    return [task for source in SOURCES for task in source(contract, access)]
