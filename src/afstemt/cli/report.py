"""``afstemt report``: the operations report of a period, in every format or the ones asked for."""

from datetime import date
from pathlib import Path

import click

from afstemt.cli import console, ending, inputs, options
from afstemt.cli.options import verb
from afstemt.core.report.build import build_report
from afstemt.core.report.verdict import verdict
from afstemt.core.report.words import account
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _
from afstemt.files.writing.folder import write_all
from afstemt.files.writing.layout import phrases
from afstemt.files.writing.registry import WRITERS
from afstemt.files.writing.warming import warm_up

STEM = "driftsrapport"


@verb(_("Lav driftsrapporten for en periode."))
@options.terms
@options.evidence
@options.period
@options.out
@options.only
@options.profile
@options.customer
@options.as_of
@click.option("--system", metavar="ID", help=_("Kun dette system (dets id i vilkårene)."))
@click.option("--attachments", is_flag=True, help=_("Læg JSON og bilag ind i PDF-filen (PDF/A-3a)."))
def report(
    terms: Path,
    evidence: Path,
    period: str,
    out: Path,
    only: tuple[str, ...] | None,
    profile: str | None,
    customer: str | None,
    as_of: date,
    system: str | None,
    attachments: bool,
) -> None:
    """Write driftsrapport.pdf, .docx and so on into ``out``, all or none."""
    formats = options.chosen_formats(only, {STEM: WRITERS})
    if attachments and "pdf" not in formats[STEM]:
        text = _("Bilagene lægges ind i PDF-filen, som ikke er valgt. Skriv pdf med i --only.")
        raise click.BadParameter(text, param_hint="--attachments")
    warm_up()
    with console.progress() as step:
        given = inputs.read(
            terms,
            evidence,
            profile=profile,
            customer=customer,
            as_of=as_of,
            step=step,
            system=system,
        )
        month = given.month(period)
        step(_("Skriver filerne"), 0, 0)
        written = write_all({STEM: build_report(month)}, out, attachments=attachments, only=formats)
    console.say(verdict(month))
    for path in written:
        console.say(f"  {path}")
    counted = month.evidence.files
    names = len({file.name for file in counted})  # a file that several profiles read is one
    files = _("1 fil") if names == 1 else _("{n} filer").format(n=number(names))
    read = phrases.rows(sum(file.rows_read for file in counted))
    console.say(_("Læst: {rows} i {files} = {where}.").format(rows=read, files=files, where=account(counted)))
    ending.finish(month)
