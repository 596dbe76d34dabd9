"""``afstemt demo``: a synthetic contract with its exports, report and agenda, and where to look."""

import sys
from pathlib import Path

import click

from afstemt.cli import console, inputs
from afstemt.cli.agenda import FORMATS
from afstemt.cli.options import PATH, verb
from afstemt.cli.report import STEM
from afstemt.core.meeting.agenda import agenda_document, build_agenda, minutes_document
from afstemt.core.report.build import build_report
from afstemt.core.report.verdict import verdict
from afstemt.core.report.words import account
from afstemt.core.units.formats import money, number, period_name, weekday_and_day
from afstemt.core.units.wording import _
from afstemt.files.demo.generate import generate
from afstemt.files.writing.folder import write_all
from afstemt.files.writing.registry import WRITERS


@verb(_("Lav en syntetisk kontrakt med 13 måneders udtræk, dens rapport og dagsorden."))
@click.option(
    "--out",
    metavar=_("MAPPE"),
    type=PATH,
    default=Path("build/demo"),
    help=_("Mappen, som demoen skrives i."),
)
@click.option(
    "--seed",
    metavar=_("TAL"),
    type=click.IntRange(min=0),
    default=2026,
    help=_("Tallet, som de syntetiske data er lavet af."),
)
def demo(out: Path, seed: int) -> None:
    """Generate 13 months, calculate the last, write its report and agenda, and say in ten lines what was found."""
    made = generate(out, seed=seed)
    code, evidence = made.last
    with console.progress() as step:
        given = inputs.read(made.terms, evidence, profile=None, customer=None, as_of=made.meeting, step=step)
        month = given.month(code)
        agenda = build_agenda(month, (), made.meeting)
        step(_("Skriver filerne"), 0, 0)
        documents = {
            STEM: build_report(month),
            "dagsorden": agenda_document(agenda),
            "referat": minutes_document(agenda),
        }
        write_all(documents, out, only=FORMATS)
    files = month.evidence.files
    command = Path(sys.argv[0])
    command = command.relative_to(Path.cwd()) if command.is_relative_to(Path.cwd()) else command
    first, *others = WRITERS
    stated = {
        _("Syntetisk kontrakt"): f"{month.terms.title} ({made.terms})",
        _("Udtræk"): _("{months} måneder i {folder}").format(months=len(made.evidence), folder=made.data),
        _("Læst i {period}").format(period=period_name(month.period)): _("{read} rækker = {where}").format(
            read=number(sum(file.rows_read for file in files)),
            where=account(files),
        ),
        _("Fundet"): verdict(month),
        _("Vederlag før bod"): money(month.remuneration.total()),
        _("Driftsrapport"): f"{out / f'driftsrapport.{first}'} ({', '.join(others)})",
        _("Dagsorden"): _("{file} til mødet {day}").format(
            file=out / "dagsorden.pdf", day=weekday_and_day(made.meeting)
        ),
        _("Referatformular"): str(out / "referat.docx"),
        _("Se et tal forklaret"): f"{command} explain {made.terms} {evidence} --period {code} "
        f'"{month.terms.service_levels[0].id}"',
        _("Se, hvad vilkårene lader stå åbent"): f"{command} check {made.terms}",
    }
    for label, text in stated.items():
        console.say(f"{label}: {text}")
