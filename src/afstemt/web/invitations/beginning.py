"""The beginning of an installation: its first administrator, before anyone is there to invite."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from afstemt.core.units.identifiers import is_cvr
from afstemt.core.units.wording import _
from afstemt.web.invitations.invitation import Made, enter_invitation
from afstemt.web.parties.administration import enter_organisation
from afstemt.web.parties.models import Organisation, Person
from afstemt.web.parties.own_name import OwnName
from afstemt.web.refusals import WrongState


@transaction.atomic
def begin_installation(
    *, name: str, email: str, organisation: str, kind: str, cvr: str, at: datetime
) -> Made:
    """Invite the first administrator; asked for again, the earlier link ends and another is made.

    Args:
        organisation: Its name, when none of the kind has the number yet.
        cvr: Eight digits.

    Raises:
        WrongState: Someone runs the installation already, or an answer is not what it should be.
    """
    if Person.objects.filter(administrator=True, is_active=True).exists():
        raise WrongState(_("Installationen har en administrator. Bed vedkommende om en invitation."))
    _must_be_sound(name, email, organisation, kind, cvr)
    found = Organisation.objects.filter(cvr=cvr, kind=kind).first()
    return enter_invitation(
        by=OwnName(None),
        email=email,
        name=name,
        organisation=found or enter_organisation(actor=None, name=organisation, kind=kind, cvr=cvr, at=at),
        at=at,
        administrator=True,
    )


def _must_be_sound(name: str, email: str, organisation: str, kind: str, cvr: str) -> None:
    if not name.strip() or not organisation.strip():
        raise WrongState(_("Angiv både personens og organisationens navn."))
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise WrongState(_("”{email}” er ikke en mailadresse.").format(email=email)) from error
    if kind not in Organisation.Kind.values:
        raise WrongState(
            _("Organisationens slags er en af: {kinds}.").format(kinds=", ".join(Organisation.Kind.values))
        )
    if not is_cvr(cvr):
        raise WrongState(_("CVR-nummeret er 8 cifre."))
