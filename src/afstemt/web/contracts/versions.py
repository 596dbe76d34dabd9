"""Versions of the terms: drafts are added, replaced and withdrawn; what both parties have approved never changes."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from afstemt.core.month import VOCABULARY
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.formats import day
from afstemt.core.units.wording import _
from afstemt.files.reading.terms import disagreements
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Contract, TermsVersion
from afstemt.web.contracts.queries import locked_until
from afstemt.web.contracts.terms import digest
from afstemt.web.parties.models import Person
from afstemt.web.refusals import WrongState


@transaction.atomic
def add_version(*, actor: Person, contract: Contract, text: str, at: datetime) -> TermsVersion:
    """Add a draft version of the terms, dated by the document itself.

    Raises:
        Refused: The terms cannot be read; every fault is listed.
        NotAllowed: The actor's role does not let them.
        WrongState: The very same document is there already, or it takes effect in a period that is locked.
    """
    mandate = mandate_to(contract, actor, "edit_terms")
    terms = parse_terms(text, "", VOCABULARY)
    _must_belong(contract, terms)
    if contract.versions.filter(sha256=digest(text)).exists():
        raise WrongState(_("Den samme version ligger her allerede; intet er ændret."))
    return enter_version(mandate, text, terms.in_force_from, at)


class ChangedMeanwhile(WrongState):
    """The draft is another than the one that was edited; ``version`` is it as it stands now."""

    def __init__(self, version: TermsVersion) -> None:
        super().__init__(_("En anden har ændret udkastet, mens du skrev. Intet af dit er gemt endnu."))
        self.version = version


def _must_be_open(contract: Contract, from_day: date) -> None:
    """Refuse a version that would take effect in a period that is locked."""
    locked = locked_until(contract)
    if locked is not None and from_day <= locked:
        raise WrongState(
            _(
                "Versionen gælder fra {from_day}, men perioder til og med {locked} er låst og beholder de vilkår, de "
                "er afregnet efter. Lad den gælde fra en senere dag."
            ).format(from_day=day(from_day), locked=day(locked))
        )


def _other_contract(contract: Contract, terms: Terms) -> tuple[Fault, ...]:
    """Return where terms are not of the contract that is in force: another id, party, time zone or currency."""
    agreed = contract.versions.filter(
        authority_approved_at__isnull=False, supplier_approved_at__isnull=False
    ).first()
    if agreed is None:
        return ()
    try:
        first = parse_terms(agreed.text, "", VOCABULARY)
    except Refused:
        return ()  # in force under an older program; its own page says what is wrong with it
    return disagreements(first, terms, "")


def _must_belong(contract: Contract, terms: Terms) -> None:
    """Refuse terms that take effect in a locked period, or are those of another contract."""
    _must_be_open(contract, terms.in_force_from)
    if faults := _other_contract(contract, terms):
        raise Refused(faults)


def _draft(version: TermsVersion, actor: Person) -> tuple[TermsVersion, Mandate]:
    """Return the version locked for a change, when it is a draft that nobody has approved, and the mandate to it."""
    held = TermsVersion.objects.select_for_update().filter(pk=version.pk).first()
    if held is None:
        raise WrongState(_("Udkastet er trukket tilbage."))
    mandate = mandate_to(held.contract, actor, "edit_terms")
    if held.authority_approved_at is not None or held.supplier_approved_at is not None:
        raise WrongState(
            _("Versionen er godkendt af mindst én part og ændres ikke mere. Lav en ny version ud fra den.")
        )
    return held, mandate


@transaction.atomic
def replace_draft(
    *, actor: Person, version: TermsVersion, text: str, edited: str, at: datetime
) -> TermsVersion:
    """Give a draft that nobody has approved another text.

    Args:
        text: The terms as a TOML document.
        edited: SHA-256 of the text that the person began from.

    Raises:
        Refused: The terms cannot be read; every fault is listed.
        NotAllowed: The actor's role does not let them.
        ChangedMeanwhile: The draft's text is no longer the one that was edited.
        WrongState: A party has approved it, it has been withdrawn, or it takes effect in a locked period.
    """
    held, mandate = _draft(version, actor)
    if held.text == text:
        return held
    if held.sha256 != edited:
        raise ChangedMeanwhile(held)
    terms = parse_terms(text, "", VOCABULARY)
    _must_belong(held.contract, terms)
    before, held.text, held.sha256 = held.sha256, text, digest(text)
    held.in_force_from = terms.in_force_from
    held.save(update_fields=("text", "sha256", "in_force_from"))
    record(
        verb="replace_draft",
        at=at,
        by=mandate,
        about=str(held.in_force_from),
        before=before,
        sha256=held.sha256,
    )
    return held


@transaction.atomic
def withdraw_draft(*, actor: Person, version: TermsVersion, at: datetime) -> None:
    """Take a draft that nobody has approved away; its hash stays in the audit.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: A party has approved it, it is the contract's only version, or it is gone already.
    """
    held, mandate = _draft(version, actor)
    contract = Contract.objects.select_for_update().get(pk=held.contract_id)
    if contract.versions.count() == 1:
        raise WrongState(_("Kontraktens eneste version kan ikke trækkes tilbage; ret den i stedet."))
    record(
        verb="withdraw_draft",
        at=at,
        by=mandate,
        about=str(held.in_force_from),
        sha256=held.sha256,
    )
    held.delete()


def enter_version(mandate: Mandate, text: str, from_day: date, at: datetime) -> TermsVersion:
    """Put a version in with its audit row; inside the action's transaction."""
    version = TermsVersion.objects.create(
        contract=mandate.contract,
        in_force_from=from_day,
        text=text,
        sha256=digest(text),
        created_at=at,
        created_by=mandate.actor,
    )
    record(verb="add_version", at=at, by=mandate, about=str(from_day), sha256=version.sha256)
    return version


@transaction.atomic
def approve_version(
    *, actor: Person, version: TermsVersion, at: datetime, read: str | None = None
) -> TermsVersion:
    """Approve a version for the actor's party. It is in force from its day when both have.

    Args:
        version: As it was fetched: its text must be the one that stands.
        read: SHA-256 of the text that the person was shown, where that was another time.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: The text is another than the one read or cannot be read, the party has approved it already, another
            version of that day is in force, it takes effect in a locked period, or it is of another contract.
    """
    held = TermsVersion.objects.select_for_update().filter(pk=version.pk).first()
    if held is None:
        raise WrongState(_("Udkastet er trukket tilbage."))
    mandate = mandate_to(held.contract, actor, "approve_terms")
    if held.sha256 != (read or version.sha256):
        raise WrongState(_("Udkastet er ændret, siden du læste det. Læs det igen, før du godkender."))
    _must_be_open(held.contract, held.in_force_from)
    try:
        faults = _other_contract(held.contract, parse_terms(held.text, "", VOCABULARY))
    except Refused as unreadable:
        faults = unreadable.faults
    if faults:
        raise WrongState(faults[0].message)
    party = mandate.side
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
        by=mandate,
        about=str(held.in_force_from),
        party=party,
        sha256=held.sha256,
    )
    return held
