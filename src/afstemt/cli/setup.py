"""``afstemt setup``: the beginning of a real installation."""

import sys
from datetime import UTC, datetime

import click

from afstemt.cli import console
from afstemt.cli.options import verb
from afstemt.cli.workplace import workplace
from afstemt.core.units.formats import moment
from afstemt.core.units.identifiers import cvr_remark
from afstemt.core.units.wording import _


@verb(_("Invitér installationens første administrator; vis linket, der bruges én gang."))
@click.option("--name", metavar=_("NAVN"), prompt=_("Dit navn"), help=_("Administratorens navn."))
@click.option(
    "--mail", metavar=_("ADRESSE"), prompt=_("Din mailadresse"), help=_("Administratorens mailadresse.")
)
@click.option(
    "--organisation",
    metavar=_("NAVN"),
    prompt=_("Organisationens navn"),
    help=_("Administratorens organisation."),
)
@click.option(
    "--cvr", metavar=_("TAL"), prompt=_("CVR-nummer"), help=_("Organisationens CVR-nummer, 8 cifre.")
)
@click.option(
    "--kind",
    metavar=_("SLAGS"),
    default="authority",
    help=_("Organisationens slags: authority, supplier, adviser eller subcontractor."),
)
def setup(name: str, mail: str, organisation: str, cvr: str, kind: str) -> None:
    """Bring the database to this program's version, and make the link of the first administrator."""
    with workplace():
        from afstemt.web.refusals import WrongState
        from afstemt.web.site.server import open_database

        environment = open_database()
    from afstemt.web.invitations.beginning import begin_installation

    try:
        made = begin_installation(
            name=name, email=mail, organisation=organisation, kind=kind, cvr=cvr, at=datetime.now(UTC)
        )
    except WrongState as refused:
        console.warn(str(refused))
        sys.exit(1)
    if remark := cvr_remark(cvr):
        console.warn(remark)
    until = moment(int(made.invitation.expires_at.timestamp()), "Europe/Copenhagen")
    console.say(_("Åbn linket, når serveren kører på {origin}:").format(origin=environment.origin))
    console.say(made.link)
    console.say(
        _("Linket kan bruges én gang, indtil {moment}. Kør kommandoen igen, hvis det skal fornyes.").format(
            moment=until
        )
    )
