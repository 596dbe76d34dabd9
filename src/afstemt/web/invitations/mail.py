"""The mail of an invitation."""

from django.utils import timezone

from afstemt.core.units import formats
from afstemt.core.units.wording import Language, _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.web.contracts.roles import title
from afstemt.web.parties.models import Invitation


def invitation_mail(invitation: Invitation, link: str) -> tuple[str, str]:
    """Return the subject and text: in Danish and then in English, for the language of one not here is not known."""
    said = {language: _in(language, invitation, link) for language in ("da", "en")}
    return said["da"][0], "\n\n---\n\n".join(text for _subject, text in said.values())


def _in(language: Language, invitation: Invitation, link: str) -> tuple[str, str]:
    with speaking(language, catalogue(language)):
        if invitation.contract is None:
            what = _("Du er inviteret til Afstemt for {organisation}.").format(
                organisation=invitation.organisation.name
            )
        else:
            what = _("Du er inviteret til kontrakten ”{contract}” som {role} for {organisation}.").format(
                contract=invitation.contract.title,
                role=_(title(invitation.role)),
                organisation=invitation.organisation.name,
            )
        greeting = _("Hej {name}").format(name=invitation.name) if invitation.name else _("Hej")
        inviter = invitation.made_by
        by = (
            _("Invitationen er fra {name}, {organisation}.").format(
                name=inviter.name, organisation=inviter.organisation.name
            )
            if inviter
            else ""
        )
        until = _("Linket kan bruges én gang, indtil {day}. Del det ikke med andre.").format(
            day=formats.day(timezone.localdate(invitation.expires_at))
        )
        rest = _("Venter du ikke en invitation, så gør ingenting.")
        body = "\n".join(part for part in (what, by) if part)
        return _("Invitation til Afstemt"), f"{greeting}\n\n{body}\n\n{link}\n\n{until}\n{rest}"
