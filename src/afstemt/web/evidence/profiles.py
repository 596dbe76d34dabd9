"""The contract's own profiles: how a party's files are read that nothing else recognises. Kept, changed and ended."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from afstemt.core.units.wording import _
from afstemt.files.reading.intake.folder import list_folder
from afstemt.files.reading.intake.profile import Profile
from afstemt.files.reading.intake.profile_file import builtin, load, parsed
from afstemt.files.reading.sheets.finding import Unreadable
from afstemt.files.reading.sheets.limits import Limits
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.models import ContractProfile
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState

LONGEST_NAME, LONGEST_TEXT = 60, 100_000
_NAME = re.compile(r"[a-z0-9æøåäöüß]+(?:-[a-z0-9æøåäöüß]+)*")


def keep_profile(*, actor: Person, contract: Contract, text: str, at: datetime) -> ContractProfile:
    """Keep a profile of the actor's party: a new one, or a new version of the one that has its name.

    It reads the files that the party delivers from then on. What is confirmed stays as it was read.

    Args:
        text: In TOML, with a name and a table.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: The text is no profile that can stand here, or is the one that stands.
    """
    mandate = mandate_to(contract, actor, "deliver")
    profile = good_profile(text)
    with transaction.atomic():
        Contract.objects.select_for_update().get(pk=contract.pk)  # the same name twice at once meets here
        own = contract.profiles.filter(organisation=actor.organisation_id, name=profile.name)
        before = own.filter(ended_at__isnull=True).first()
        if before is not None:
            if before.text == text:
                raise WrongState(
                    _("Profilen {name} lyder allerede sådan; intet er ændret.").format(name=profile.name)
                )
            _end(before, actor, at)
        made = ContractProfile.objects.create(
            contract=contract,
            organisation_id=actor.organisation_id,
            name=profile.name,
            number=(own.aggregate(last=Max("number"))["last"] or 0) + 1,
            text=text,
            made_at=at,
            made_by=actor,
        )
        record(verb="keep_profile", at=at, by=mandate, about=str(made), profile=made.pk, table=profile.table)
    return made


@transaction.atomic
def end_profile(*, actor: Person, profile: ContractProfile, at: datetime) -> ContractProfile:
    """End a profile: files that the party delivers from then on are not read by it.

    Raises:
        NotAllowed: The actor's role does not let them, or it is the other party's.
        WrongState: It has ended already.
    """
    held = (
        ContractProfile.objects.select_for_update(of=("self",)).select_related("contract").get(pk=profile.pk)
    )
    mandate = mandate_to(held.contract, actor, "deliver")
    if not is_its_party(actor, held):
        raise NotAllowed(_("Kun den part, hvis filer profilen læser, kan ændre eller afslutte den."))
    if held.ended_at is not None:
        raise WrongState(_("Profilen er allerede afsluttet eller afløst af en nyere."))
    _end(held, actor, at)
    record(verb="end_profile", at=at, by=mandate, about=str(held), profile=held.pk)
    return held


def good_profile(text: str) -> Profile:
    """Return the profile that a text is.

    Raises:
        WrongState: It is none, or none that can stand with a contract: one that says how some files are read.
    """
    if len(text) > LONGEST_TEXT:
        raise WrongState(_("Profilen er for lang. Den må højst fylde {n} tegn.").format(n=LONGEST_TEXT))
    try:
        profile = parsed(text, "profil.toml")
    except Unreadable as wrong:
        said = _("Profilen kan ikke bruges: {why}. Ret den, og gem igen.")
        raise WrongState(said.format(why=wrong.finding.values["why"])) from wrong
    if not _NAME.fullmatch(profile.name) or len(profile.name) > LONGEST_NAME:
        raise WrongState(
            _("Profilens navn (name) skal være små bogstaver, tal og bindestreger, fx ”sagssystem-udtraek”.")
        )
    if profile.name in {each.name for each in builtin()}:
        said = _("Navnet {name} bruges af en profil, der følger med Afstemt. Vælg et andet.")
        raise WrongState(said.format(name=profile.name))
    if not profile.table or not (any(profile.recognise) or profile.files):
        raise WrongState(
            _(
                "Profilen skal sige, hvilken tabel filen bliver til (table), og hvad den kendes på (recognise)."
            )
        )
    return profile


def is_its_party(person: Person, profile: ContractProfile) -> bool:
    """Return whether the person acts for the party whose files the profile reads."""
    return person.organisation_id == profile.organisation_id


def standing_profiles(contract: Contract, person: Person) -> list[ContractProfile]:
    """Return the profiles by which files that the person delivers are read, by name."""
    found = contract.profiles.filter(organisation=person.organisation_id, ended_at__isnull=True)
    return list(found.order_by("name"))


def profiles_beside(contract: Contract, person: Person, folder: Path) -> list[ContractProfile]:
    """Return the profiles by which files in a folder are read; one of the same name that lies there goes first."""
    delivered = {load(path).name for path in list_folder(folder, Limits()).profiles}
    return [one for one in standing_profiles(contract, person) if one.name not in delivered]


def lay_out(profiles: Sequence[ContractProfile], folder: Path) -> list[Path]:
    """Write the profiles as files in a folder, which is made; return where each lies."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for one in profiles:
        paths.append(folder / one.file_name)
        paths[-1].write_text(one.text, encoding="utf-8")
    return paths


def _end(profile: ContractProfile, actor: Person, at: datetime) -> None:
    profile.ended_at, profile.ended_by = at, actor
    profile.save(update_fields=("ended_at", "ended_by"))
