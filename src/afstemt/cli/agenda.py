"""``afstemt agenda``: the agenda of a status meeting, and a form to write its minutes in."""

from datetime import date as Date  # noqa: N812 - the option is called date
from pathlib import Path
from typing import Annotated

import typer

from afstemt.cli import console, inputs
from afstemt.cli.options import AsOf, Customer, EvidencePath, OutFolder, Profile, TermsPath, the_date
from afstemt.cli.report import finish
from afstemt.core.meeting.agenda import agenda_document, build_agenda, minutes_document
from afstemt.core.units.formats import weekday_and_day
from afstemt.core.units.period import add_months
from afstemt.core.units.wording import _
from afstemt.files.writing.folder import write_all
from afstemt.files.writing.warming import warm_up

FORMATS = {"dagsorden": ("pdf", "docx"), "referat": ("docx",)}
"""The agenda to send, and a form to write the minutes in."""


def agenda(
    terms: TermsPath,
    evidence: EvidencePath,
    meeting: Annotated[
        str, typer.Option("--meeting", help=_("Mødets dato."), show_default=False, metavar=_("ÅÅÅÅ-MM-DD"))
    ],
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            help=_("Sidste møde. Uden den dækker dagsordenen den seneste afsluttede måned."),
            show_default=False,
            metavar=_("ÅÅÅÅ-MM-DD"),
        ),
    ] = None,
    out: OutFolder = Path(),
    profile: Profile = None,
    customer: Customer = None,
    date: AsOf = None,
) -> None:
    """Write dagsorden.{pdf,docx} and referat.docx into ``out``, all or none."""
    held = the_date(meeting)
    covered = periods(held, the_date(since) if since else None)
    warm_up()
    with console.progress() as step:
        given = inputs.read(
            terms, evidence, profile=profile, customer=customer, as_of=the_date(date), step=step
        )
        months = [given.month(code) for code in covered]
        step(_("Skriver filerne"), 0, 0)
        made = build_agenda(months[-1], tuple(months[:-1]), held)
        written = write_all(
            {"dagsorden": agenda_document(made), "referat": minutes_document(made)}, out, only=FORMATS
        )
    console.say(_("Dagsorden for statusmødet {day}.").format(day=weekday_and_day(held)))
    for path in written:
        console.say(f"  {path}")
    finish(months[-1])


def periods(meeting: Date, since: Date | None) -> list[str]:
    """Return the codes of the months closed before ``meeting``; with ``since`` from that day's month on."""
    last = add_months(meeting, -1)
    first = last if since is None else min(last, since.replace(day=1))
    months = []
    while first <= last:
        months.append(f"{first:%Y-%m}")
        first = add_months(first, 1)
    return months
