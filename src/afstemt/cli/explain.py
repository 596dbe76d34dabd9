"""``afstemt explain``: how one figure came about, to the row."""

from datetime import date
from pathlib import Path

import click

from afstemt.cli import console, ending, inputs, options
from afstemt.cli.blocks import show_blocks
from afstemt.cli.options import verb
from afstemt.core.report.explanation import explanation
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.wording import _


@verb(_("Vis, hvordan ét tal er blevet til, helt ned til rækken."))
@options.terms
@options.evidence
@click.argument("level", metavar=_("SERVICEMÅL"), help=_("Servicemålets id, for eksempel »KPI 2«."))
@options.period
@click.option(
    "--rows",
    metavar=_("ANTAL"),
    type=click.IntRange(min=0),
    default=50,
    help=_("Hvor mange rækker der højst vises."),
)
@options.profile
@options.customer
@options.as_of
def explain(
    terms: Path,
    evidence: Path,
    level: str,
    period: str,
    rows: int,
    profile: str | None,
    customer: str | None,
    as_of: date,
) -> None:
    """Print clause, definition, formula with the numbers put in, rounding, rows and history."""
    with console.progress() as step:
        given = inputs.read(terms, evidence, profile=profile, customer=customer, as_of=as_of, step=step)
        known = [one.id for one in given.contract.current.service_levels]
        if level not in known:
            text = _("Servicemålet »{level}« findes ikke i vilkårene. De har: {known}.")
            raise Refused((Fault("unknown-level", text.format(level=level, known=", ".join(known))),))
        month = given.month(period)
    show_blocks(explanation(month, level, rows))
    ending.finish(month, level=level)
