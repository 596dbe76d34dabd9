"""``afstemt setup``: the beginning of a real installation."""

import importlib.util
from datetime import UTC, datetime
from typing import Annotated

import typer

from afstemt.cli import console
from afstemt.core.units.formats import moment
from afstemt.core.units.wording import _


def setup(
    name: Annotated[str, typer.Option("--name", prompt=_("Dit navn"), help=_("Administratorens navn."))],
    mail: Annotated[
        str, typer.Option("--mail", prompt=_("Din mailadresse"), help=_("Administratorens mailadresse."))
    ],
    organisation: Annotated[
        str,
        typer.Option(
            "--organisation", prompt=_("Organisationens navn"), help=_("Administratorens organisation.")
        ),
    ],
    cvr: Annotated[
        str, typer.Option("--cvr", prompt=_("CVR-nummer"), help=_("Organisationens CVR-nummer, 8 cifre."))
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--kind", help=_("Organisationens slags: authority, supplier, adviser eller subcontractor.")
        ),
    ] = "authority",
) -> None:
    """Bring the database to this program's version, and make the link of the first administrator."""
    if importlib.util.find_spec("django") is None:
        console.warn(_("Webdelen er ikke installeret: installér afstemt[web]."))
        raise typer.Exit(1)
    from afstemt.web.environment import Misconfigured
    from afstemt.web.refusals import WrongState
    from afstemt.web.server import open_database

    try:
        environment = open_database()
        from afstemt.web.parties.beginning import begin_installation
        from afstemt.web.parties.cvr import check_digit_holds

        made = begin_installation(
            name=name, email=mail, organisation=organisation, kind=kind, cvr=cvr, at=datetime.now(UTC)
        )
    except Misconfigured as refused:
        for fault in refused.faults:
            console.warn(fault)
        raise typer.Exit(1) from refused
    except WrongState as refused:
        console.warn(str(refused))
        raise typer.Exit(1) from refused
    if not check_digit_holds(cvr):
        console.warn(
            _(
                "CVR-nummeret har ikke et kontrolciffer, der passer. Det har numre fra 2024 og frem ikke altid; se "
                "efter, om det er skrevet rigtigt."
            )
        )
    until = moment(int(made.invitation.expires_at.timestamp()), "Europe/Copenhagen")
    console.say(_("Åbn linket, når serveren kører på {origin}:").format(origin=environment.origin))
    console.say(made.link)
    console.say(
        _("Linket kan bruges én gang, indtil {moment}. Kør kommandoen igen, hvis det skal fornyes.").format(
            moment=until
        )
    )
