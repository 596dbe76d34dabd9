"""What a page is asked by one who has signed in, and the contract that it is asked about."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.roles import MAY
from afstemt.web.parties.models import Person


class SignedIn(HttpRequest):
    """A request of a person who has signed in."""

    user: Person


def visible(request: HttpRequest, contract_id: int, what: str = "see") -> Contract:
    """Return a contract that the person sees, else answer 404, as for one that is not there.

    Args:
        what: What the page lets one do (a line of ``MAY``). A guest, who only reads reports, is not there for
            pages that ask for ``see``.
    """
    assert isinstance(request.user, Person)
    found = Contract.objects.visible_to(request.user, MAY[what]).select_related("authority", "supplier")
    contract: Contract = get_object_or_404(found, pk=contract_id)
    return contract
