"""``afstemt read``: what would be imported, and every problem."""

import sys
from pathlib import Path

import click

from afstemt.cli import console, ending, options
from afstemt.cli.options import known_zone, verb
from afstemt.core.evidence.decision_findings import decisions_read
from afstemt.core.report.words import account
from afstemt.core.units.formats import number
from afstemt.core.units.wording import _
from afstemt.files.reading.evidence import preview


@verb(_("Vis, hvad der ville blive læst ind, og hvert problem."))
@options.evidence
@options.profile
@options.customer
@click.option(
    "--zone",
    metavar=_("ZONE"),
    type=known_zone,
    default="Europe/Copenhagen",
    help=_("Tidszone for tider uden zone."),
)
def read(evidence: Path, profile: str | None, customer: str | None, zone: str) -> None:
    """Read the evidence as ``report`` would, write nothing, and list files, facts and faults."""
    with console.progress() as step:
        facts = preview(evidence, zone=zone, as_profile=profile, customer=customer, progress=step)
    for file in facts.files:
        line = (
            _("{name}: 1 række læst som {profile} = {where}; {facts}.")
            if file.rows_read == 1
            else _("{name}: {read} rækker læst som {profile} = {where}; {facts}.")
        )
        became = ", ".join(f"{number(count)} {table}" for table, count in file.facts)
        console.say(
            line.format(
                name=file.name,
                read=number(file.rows_read),
                profile=file.profile,
                where=account([file]),
                facts=became or file.table,
            )
        )
    faults = (*facts.faults, *decisions_read(facts))
    console.faults(faults, at_most=None)
    if stops := [fault for fault in faults if fault.severity == "stop"]:
        console.refused(len(stops))
        sys.exit(1)
    ending.end(facts.files, faults)
