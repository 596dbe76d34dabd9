"""What people decide about a contract: each one transaction with its audit row, refused from a wrong state."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.parse import parse_terms
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.models import Access, Contract, TermsVersion
from afstemt.web.contracts.roles import AUTHORITY_SIDE, MAY, SUPPLIER_SIDE, side_of
from afstemt.web.contracts.terms import digest
from afstemt.web.parties.models import Organisation, Person
from afstemt.web.refusals import NotAllowed, WrongState


def role_in(contract: Contract, person: Person) -> Access | None:
    """Return the person's role in the contract now; None for none."""
    return contract.access.filter(person=person, ended_at__isnull=True).first()


def must_be_able(contract: Contract, person: Person, what: str) -> Access:
    """Return the person's access when it lets them do ``what``.

    Raises:
        NotAllowed: It does not.
    """
    access = role_in(contract, person)
    if access is None or access.role not in MAY[what]:
        raise NotAllowed(_("Din rolle i kontrakten giver ikke adgang til at gøre dette."))
    return access


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
) -> Contract:
    """Create a contract with a first draft of its terms; the actor becomes its contract manager.

    Args:
        text: The terms as a TOML document.

    Raises:
        Refused: The terms cannot be read; every fault is listed.
        NotAllowed: The actor acts for neither party.
    """
    terms = parse_terms(text, "", VOCABULARY)
    if actor.organisation_id not in (authority.pk, supplier.pk):
        raise NotAllowed(_("En kontrakt oprettes af en af dens parter."))
    contract = Contract.objects.create(
        title=title or terms.title,
        authority=authority,
        supplier=supplier,
        zone=terms.zone,
        synthetic=synthetic or terms.synthetic,
        created_at=at,
    )
    role = (
        Access.Role.AUTHORITY_MANAGER
        if actor.organisation_id == authority.pk
        else Access.Role.SUPPLIER_MANAGER
    )
    Access.objects.create(contract=contract, person=actor, role=role, given_at=at, given_by=None)
    record(verb="create_contract", at=at, actor=actor, contract=contract, about=contract.title)
    _add_version(contract, text, terms.in_force_from, actor, at)
    return contract


@transaction.atomic
def give_access(*, actor: Person, contract: Contract, person: Person, role: str, at: datetime) -> Access:
    """Give a person a role in the contract.

    Raises:
        NotAllowed: The actor's role does not let them, or the role is on the other party's side.
        WrongState: The person has a role in the contract already.
    """
    own = must_be_able(contract, actor, "give_access")
    side = side_of(role)
    if side and side != side_of(own.role):
        raise NotAllowed(_("Hver part giver adgang til sine egne roller."))
    owner = contract.authority_id if role in AUTHORITY_SIDE else contract.supplier_id
    if (role in AUTHORITY_SIDE or role in SUPPLIER_SIDE) and person.organisation_id != owner:
        raise NotAllowed(_("{name} hører ikke til den part, som rollen er hos.").format(name=person.name))
    try:
        with transaction.atomic():
            access = Access.objects.create(
                contract=contract, person=person, role=role, given_at=at, given_by=actor
            )
    except IntegrityError as error:
        raise WrongState(_("{name} har allerede en rolle i kontrakten.").format(name=person.name)) from error
    record(verb="give_access", at=at, actor=actor, contract=contract, about=f"person {person.pk}", role=role)
    return access


@transaction.atomic
def end_access(*, actor: Person, access: Access, reason: str, at: datetime) -> Access:
    """End a person's access to a contract, at once.

    Raises:
        NotAllowed: The actor's role does not let them, or the access is on the other party's side.
        WrongState: It has ended already, or the party would be left without a contract manager.
    """
    held = Access.objects.select_for_update().get(pk=access.pk)
    own = must_be_able(held.contract, actor, "give_access")
    side = side_of(held.role)
    if side and side != side_of(own.role):
        raise NotAllowed(_("Hver part afslutter adgang for sine egne roller."))
    if held.ended_at is not None:
        raise WrongState(_("Adgangen er allerede afsluttet."))
    managers = held.contract.access.filter(role=held.role, ended_at__isnull=True)
    if held.role in MAY["give_access"] and managers.count() == 1:
        raise WrongState(_("Parten skal have en kontraktansvarlig: giv en anden rollen først."))
    if not reason.strip():
        raise WrongState(_("Skriv, hvorfor adgangen afsluttes."))
    held.ended_at, held.ended_by, held.end_reason = at, actor, reason.strip()[:300]
    held.save(update_fields=("ended_at", "ended_by", "end_reason"))
    record(
        verb="end_access",
        at=at,
        actor=actor,
        contract=held.contract,
        about=f"person {held.person_id}",
        reason=held.end_reason,
    )
    return held


@transaction.atomic
def add_version(*, actor: Person, contract: Contract, text: str, at: datetime) -> TermsVersion:
    """Add a draft version of the terms, dated by the document itself.

    Raises:
        Refused: The terms cannot be read; every fault is listed.
        NotAllowed: The actor's role does not let them.
        WrongState: The very same document is there already.
    """
    must_be_able(contract, actor, "edit_terms")
    terms = parse_terms(text, "", VOCABULARY)
    if contract.versions.filter(sha256=digest(text)).exists():
        raise WrongState(_("Den samme version ligger her allerede; intet er ændret."))
    return _add_version(contract, text, terms.in_force_from, actor, at)


def _add_version(contract: Contract, text: str, from_day: date, actor: Person, at: datetime) -> TermsVersion:
    version = TermsVersion.objects.create(
        contract=contract,
        in_force_from=from_day,
        text=text,
        sha256=digest(text),
        created_at=at,
        created_by=actor,
    )
    record(
        verb="add_version", at=at, actor=actor, contract=contract, about=str(from_day), sha256=version.sha256
    )
    return version


@transaction.atomic
def approve_version(*, actor: Person, version: TermsVersion, at: datetime) -> TermsVersion:
    """Approve a version for the actor's party. It is in force from its day when both have.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: The party has approved it already, or another version of that day is in force.
    """
    held = TermsVersion.objects.select_for_update().get(pk=version.pk)
    own = must_be_able(held.contract, actor, "approve_terms")
    party = side_of(own.role)
    if getattr(held, f"{party}_approved_at") is not None:
        raise WrongState(_("Din part har allerede godkendt versionen."))
    setattr(held, f"{party}_approved_at", at)
    setattr(held, f"{party}_approved_by", actor)
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as error:
        raise WrongState(_("Der gælder allerede en anden version fra den dag.")) from error
    record(
        verb="approve_version",
        at=at,
        actor=actor,
        contract=held.contract,
        about=str(held.in_force_from),
        party=party,
        sha256=held.sha256,
    )
    return held
