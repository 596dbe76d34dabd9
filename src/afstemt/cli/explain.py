"""``afstemt explain``: how one figure came about, to the row."""

from typing import Annotated

import typer

from afstemt.cli import console, inputs
from afstemt.cli.blocks import show_blocks
from afstemt.cli.options import (
    AsOf,
    Customer,
    EvidencePath,
    PeriodCode,
    Profile,
    TermsPath,
    the_date,
    whole_number,
)
from afstemt.core.report.explanation import explanation
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.wording import _


def explain(
    terms: TermsPath,
    evidence: EvidencePath,
    level: Annotated[
        str, typer.Argument(metavar=_("SERVICEMÅL"), help=_("Servicemålets id, for eksempel »KPI 2«."))
    ],
    period: PeriodCode,
    rows: Annotated[
        int,
        typer.Option(
            "--rows", parser=whole_number, metavar=_("ANTAL"), help=_("Hvor mange rækker der højst vises.")
        ),
    ] = 50,
    profile: Profile = None,
    customer: Customer = None,
    date: AsOf = None,
) -> None:
    """Print clause, definition, formula with the numbers put in, rounding, rows and history."""
    with console.progress() as step:
        given = inputs.read(
            terms, evidence, profile=profile, customer=customer, as_of=the_date(date), step=step
        )
        known = [one.id for one in given.contract.current.service_levels]
        if level not in known:
            text = _("Servicemålet »{level}« findes ikke i vilkårene. De har: {known}.")
            raise Refused((Fault("unknown-level", text.format(level=level, known=", ".join(known))),))
        month = given.month(period)
    show_blocks(explanation(month, level, rows))
