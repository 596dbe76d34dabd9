"""What one who runs the installation does: its beginning, and its organisations. It gives no contract to see."""

from datetime import datetime

from django.db import IntegrityError, transaction

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.parties.models import Organisation, Person
from afstemt.web.refusals import NotAllowed, WrongState


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
        WrongState: One of the kind has the number already.
    """
    must_run_the_installation(actor)
    return enter_organisation(actor=actor, name=name, kind=kind, cvr=cvr, at=at)


def enter_organisation(*, actor: Person | None, name: str, kind: str, cvr: str, at: datetime) -> Organisation:
    """Put an organisation in with its audit row, in the action's transaction.

    Raises:
        WrongState: One of the kind has the number already.
    """
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(name=name.strip(), kind=kind, cvr=cvr)
    except IntegrityError as error:
        raise WrongState(_("Der er allerede en organisation af den slags med det CVR-nummer.")) from error
    record(
        verb="create_organisation",
        at=at,
        actor=actor,
        about=f"organisation {organisation.pk}",
        kind=kind,
        cvr=cvr,
    )
    return organisation
