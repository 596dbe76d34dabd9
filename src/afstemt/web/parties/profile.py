"""One's own name and language."""

from datetime import datetime

from django.db import transaction

from afstemt.core.units.wording import _
from afstemt.web.audit.record import record
from afstemt.web.parties.models import Person
from afstemt.web.parties.own_name import OwnName
from afstemt.web.refusals import WrongState


@transaction.atomic
def change_profile(*, actor: Person, name: str, language: str, at: datetime) -> Person:
    """Change what the actor is called, and the language of pages and mails.

    Raises:
        WrongState: The name is empty.
    """
    if not name.strip():
        raise WrongState(_("Skriv dit navn."))
    actor.name, actor.language = name.strip(), language
    actor.save(update_fields=("name", "language"))
    record(verb="change_profile", at=at, by=OwnName(actor), about=f"person {actor.pk}", language=language)
    return actor
