"""Creating a contract: one transaction with its audit row."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate
from afstemt.web.contracts.models import Access, Contract
from afstemt.web.contracts.versions import enter_version
from afstemt.web.parties.models import Organisation, Person
from afstemt.web.refusals import NotAllowed, WrongState


class AlreadyCreated(WrongState):
    """The form has been sent before; ``contract`` is what it created."""

    def __init__(self, said: str, contract: Contract) -> None:
        super().__init__(said)
        self.contract = contract


@transaction.atomic
def create_contract(
    *,
    actor: Person,
    title: str,
    authority: Organisation,
    supplier: Organisation,
    text: str,
    at: datetime,
    synthetic: bool = False,
    form: UUID | None = None,
) -> Contract:
    """Create a contract with a first draft of its terms; the actor becomes its contract manager.

    Args:
        text: The terms as a TOML document.
        form: Of which form it was sent with; None for none.

    Raises:
        Refused: The terms cannot be read; every fault is listed.
        NotAllowed: The actor acts for neither party.
        AlreadyCreated: The form has been sent before.
    """
    terms = parse_terms(text, "", VOCABULARY)
    kinds = (authority.kind, supplier.kind) == (Organisation.Kind.AUTHORITY, Organisation.Kind.SUPPLIER)
    if not kinds or actor.organisation_id not in (authority.pk, supplier.pk):
        raise NotAllowed(_("En kontrakt oprettes af en af dens parter."))
    try:
        with transaction.atomic():
            contract = Contract.objects.create(
                title=title or terms.title,
                authority=authority,
                supplier=supplier,
                zone=terms.zone,
                synthetic=synthetic or terms.synthetic,
                created_at=at,
                form=form,
            )
    except IntegrityError:
        made = Contract.objects.visible_to(actor).filter(form=form).first() if form else None
        if made is None:
            raise
        raise AlreadyCreated(
            _("Kontrakten er allerede oprettet: formularen blev sendt to gange."), made
        ) from None
    role = (
        Access.Role.AUTHORITY_MANAGER
        if actor.organisation_id == authority.pk
        else Access.Role.SUPPLIER_MANAGER
    )
    Access.objects.create(contract=contract, person=actor, role=role, given_at=at, given_by=None)
    mandate = Mandate(contract, actor, role)
    record(verb="create_contract", at=at, by=mandate, about=contract.title)
    enter_version(mandate, text, terms.in_force_from, at)
    return contract
