"""The verbs, in the order of the month. A new verb is one file and one line."""

import click

from afstemt import __version__
from afstemt.cli import agenda, check, demo, doctor, explain, profile, read, report, serve, setup, worker
from afstemt.core.units.wording import _


class Verbs(click.Group):
    """The program: its verbs in the order in which they are given."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's
        """Return the names of the verbs."""
        return list(self.commands)


@click.group(
    cls=Verbs,
    commands=[
        report.report,
        agenda.agenda,
        read.read,
        profile.profile,
        check.check,
        explain.explain,
        serve.serve,
        worker.worker,
        doctor.doctor,
        setup.setup,
        demo.demo,
    ],
    help=_(
        "Månedlig opfølgning på it-driftskontrakter: fra rå udtræk og kontraktens vilkår til færdig driftsrapport."
    ),
    options_metavar=_("[VALG]"),
    subcommand_metavar=_("KOMMANDO …"),
    context_settings={"help_option_names": ["-h", "--help"], "show_default": True},
)
@click.option(
    "--language",
    type=click.Choice(["da", "en"]),
    metavar="da|en",
    default="da",
    envvar="AFSTEMT_LANGUAGE",
    expose_value=False,
    help=_("Sprog: da eller en (eller miljøvariablen AFSTEMT_LANGUAGE)."),
)
@click.option(
    "--no-color", is_flag=True, expose_value=False, help=_("Uden farver (som miljøvariablen NO_COLOR).")
)
@click.version_option(__version__, message="%(prog)s %(version)s", help=_("Vis programmets version."))
def app() -> None:
    """Take the program's own options; ``main`` has already acted on the language, ``console`` on the colours."""
