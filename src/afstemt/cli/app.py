"""The verbs, in the order of the month. A new verb is one file and one line."""

import typer

from afstemt import __version__
from afstemt.cli import agenda, check, demo, doctor, explain, read, report, serve, setup, worker
from afstemt.cli.frame import Verb, Verbs
from afstemt.cli.options import LanguageChoice, NoColor
from afstemt.core.units.wording import _

app = typer.Typer(
    name="afstemt",
    cls=Verbs,
    help=_(
        "Månedlig opfølgning på it-driftskontrakter: fra rå udtræk og kontraktens vilkår til færdig driftsrapport."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, verb, text in (
    ("report", report.report, _("Lav driftsrapporten for en periode.")),
    ("agenda", agenda.agenda, _("Lav dagsordenen for et statusmøde og en formular til referatet.")),
    ("read", read.read, _("Vis, hvad der ville blive læst ind, og hvert problem.")),
    ("check", check.check, _("Vis, hvad vilkårene lader stå åbent.")),
    ("explain", explain.explain, _("Vis, hvordan ét tal er blevet til, helt ned til rækken.")),
    ("serve", serve.serve, _("Start den fælles arbejdsplads på web.")),
    ("worker", worker.worker, _("Kør mere af arbejdspladsens baggrundsarbejde (på PostgreSQL).")),
    ("doctor", doctor.doctor, _("Undersøg, om arbejdspladsen har, hvad den skal bruge.")),
    (
        "setup",
        setup.setup,
        _("Invitér installationens første administrator; vis linket, der bruges én gang."),
    ),
    ("demo", demo.demo, _("Lav en syntetisk kontrakt med 13 måneders udtræk, dens rapport og dagsorden.")),
):
    app.command(name, cls=Verb, help=text)(verb)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"afstemt {__version__}")
        raise typer.Exit


@app.callback()
def options(
    _language: LanguageChoice = "da",
    _no_color: NoColor = False,
    _show_version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help=_("Vis programmets version.")
    ),
) -> None:
    """Options of the program; ``main`` has already acted on the language, ``console`` on the colours."""
