"""Versions of the terms: added as drafts, approved by both parties, never changed afterwards."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.parse import parse_terms
from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.contracts.access import must_be_able
from afstemt.web.contracts.models import Contract, TermsVersion
from afstemt.web.contracts.roles import side_of
from afstemt.web.contracts.terms import digest
from afstemt.web.parties.models import Person
from afstemt.web.refusals import WrongState


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
    return enter_version(contract, text, terms.in_force_from, actor, at)


def enter_version(contract: Contract, text: str, from_day: date, actor: Person, at: datetime) -> TermsVersion:
    """Put a version in with its audit row; inside the action's transaction."""
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
