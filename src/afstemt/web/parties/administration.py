"""What one who runs the installation does: its beginning, and its organisations. It gives no contract to see."""

import uuid
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.mail.outbox import put_in
from afstemt.web.parties.language import in_language_of
from afstemt.web.parties.models import Organisation, Person
from afstemt.web.parties.own_name import OwnName
from afstemt.web.refusals import NotAllowed, WrongState

LONGEST_REASON = 300


def must_run_the_installation(person: Person) -> None:
    """Refuse one who does not run the installation.

    Raises:
        NotAllowed: The person does not.
    """
    if not (person.is_active and person.administrator):
        raise NotAllowed(_("Det gør installationens administrator."))


@transaction.atomic
def create_organisation(*, actor: Person, name: str, kind: str, cvr: str, at: datetime) -> Organisation:
    """Make an organisation.

    Args:
        cvr: Eight digits; empty for one without.

    Raises:
        NotAllowed: The actor does not run the installation.
        WrongState: One of the kind has the number already, or the name where it has no number.
    """
    must_run_the_installation(actor)
    return enter_organisation(actor=actor, name=name, kind=kind, cvr=cvr, at=at)


@transaction.atomic
def reset_two_step(*, actor: Person, person: Person, at: datetime) -> Person:
    """Turn two-step sign-in off for one who has lost both phone and recovery codes, and tell the person by mail.

    The password is still needed, so it lets nobody in by itself.

    Raises:
        NotAllowed: The actor does not run the installation, or it is the actor's own.
        WrongState: It is not on.
    """
    must_run_the_installation(actor)
    if person.pk == actor.pk:
        raise NotAllowed(_("Slå dit eget totrinslogin fra på din profil, eller bed en anden administrator."))
    gone, _each = Authenticator.objects.filter(user=person).delete()
    if not gone:
        raise WrongState(_("{name} har ikke totrinslogin slået til.").format(name=person.name))
    record(verb="reset_two_step", at=at, by=OwnName(actor), about=f"person {person.pk}")
    with in_language_of(person):
        text = _(
            "Hej {name}\n\nInstallationens administrator har slået dit totrinslogin fra. Slå det til igen på din "
            "profil. Har du ikke bedt om det, så sig det til administratoren med det samme."
        )
        put_in(
            key=f"two-step-{uuid.uuid4()}",
            to=person.email,
            person=person,
            subject=_("Dit totrinslogin er slået fra"),
            text=text.format(name=person.name),
            at=at,
        )
    return person


@transaction.atomic
def end_administration(*, actor: Person, person: Person, reason: str, at: datetime) -> Person:
    """Let a person no longer run the installation, at once, and tell the person by mail; also oneself.

    One who has no access to a contract either cannot sign in any more; an invitation lets the person in again.

    Raises:
        NotAllowed: The actor does not run the installation.
        WrongState: The person does not run it, would be the last who does, or no reason is given.
    """
    # All are held, so that two cannot end each other's at once and leave nobody.
    running = {
        one.pk: one
        for one in Person.objects.select_for_update()
        .filter(administrator=True, is_active=True)
        .order_by("pk")
    }
    must_run_the_installation(running.get(actor.pk, Person()))
    held = running.get(person.pk)
    if held is None:
        raise WrongState(_("{name} administrerer ikke installationen.").format(name=person.name))
    if len(running) == 1:
        raise WrongState(_("Installationen skal have en administrator: inviter en anden først."))
    if not reason.strip():
        raise WrongState(_("Skriv, hvorfor personen ikke længere skal administrere installationen."))
    held.administrator = False
    held.is_active = held.access.filter(ended_at__isnull=True).exists()
    held.save(update_fields=("administrator", "is_active"))
    record(
        verb="end_administration",
        at=at,
        by=OwnName(actor),
        about=f"person {held.pk}",
        reason=reason.strip()[:LONGEST_REASON],
        can_sign_in=held.is_active,
    )
    with in_language_of(held):
        text = _("Hej {name}\n\nDu administrerer ikke længere installationen.\n\nBegrundelse: {reason}")
        put_in(
            key=f"administration-{uuid.uuid4()}",
            to=held.email,
            person=held,
            subject=_("Du administrerer ikke længere installationen"),
            text=text.format(name=held.name, reason=reason.strip()[:LONGEST_REASON]),
            at=at,
        )
    return held


def enter_organisation(*, actor: Person | None, name: str, kind: str, cvr: str, at: datetime) -> Organisation:
    """Put an organisation in with its audit row, in the action's transaction.

    Raises:
        WrongState: One of the kind has the number already, or the name where it has no number.
    """
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(name=name.strip(), kind=kind, cvr=cvr)
    except IntegrityError as error:
        if cvr:
            raise WrongState(_("Der er allerede en organisation af den slags med det CVR-nummer.")) from error
        raise WrongState(
            _("Der er allerede en organisation af den slags med det navn og uden CVR-nummer.")
        ) from error
    record(
        verb="create_organisation",
        at=at,
        by=OwnName(actor),
        about=f"organisation {organisation.pk}",
        kind=kind,
        cvr=cvr,
    )
    return organisation
