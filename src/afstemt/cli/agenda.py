"""``afstemt agenda``: the agenda of a status meeting, and a form to write its minutes in."""

from datetime import date
from pathlib import Path

import click

from afstemt.cli import console, ending, inputs, options
from afstemt.cli.options import day, verb
from afstemt.core.meeting.agenda import agenda_document, build_agenda, minutes_document
from afstemt.core.units.formats import weekday_and_day
from afstemt.core.units.period import add_months
from afstemt.core.units.wording import _
from afstemt.files.writing.folder import write_all
from afstemt.files.writing.warming import warm_up

FORMATS = {"dagsorden": ("pdf", "docx"), "referat": ("docx",)}
"""The agenda to send, and a form to write the minutes in."""


@verb(_("Lav dagsordenen for et statusmøde og en formular til referatet."))
@options.terms
@options.evidence
@click.option("--meeting", metavar=_("ÅÅÅÅ-MM-DD"), type=day, required=True, help=_("Mødets dato."))
@click.option(
    "--since",
    metavar=_("ÅÅÅÅ-MM-DD"),
    type=day,
    help=_("Sidste møde. Uden den dækker dagsordenen den seneste afsluttede måned."),
)
@options.out
@options.only
@options.profile
@options.customer
@options.as_of
def agenda(
    terms: Path,
    evidence: Path,
    meeting: date,
    since: date | None,
    out: Path,
    only: tuple[str, ...] | None,
    profile: str | None,
    customer: str | None,
    as_of: date,
) -> None:
    """Write dagsorden.{pdf,docx} and referat.docx into ``out``, all or none."""
    formats = options.chosen_formats(only, FORMATS)
    warm_up()
    with console.progress() as step:
        given = inputs.read(terms, evidence, profile=profile, customer=customer, as_of=as_of, step=step)
        months = [given.month(code) for code in periods(meeting, since)]
        step(_("Skriver filerne"), 0, 0)
        made = build_agenda(months[-1], tuple(months[:-1]), meeting)
        written = write_all(
            {"dagsorden": agenda_document(made), "referat": minutes_document(made)}, out, only=formats
        )
    console.say(_("Dagsorden for statusmødet {day}.").format(day=weekday_and_day(meeting)))
    for path in written:
        console.say(f"  {path}")
    ending.finish(*months)


def periods(meeting: date, since: date | None) -> list[str]:
    """Return the codes of the months closed before ``meeting``; with ``since`` from that day's month on."""
    last = add_months(meeting, -1)
    first = last if since is None else min(last, since.replace(day=1))
    months = []
    while first <= last:
        months.append(f"{first:%Y-%m}")
        first = add_months(first, 1)
    return months
