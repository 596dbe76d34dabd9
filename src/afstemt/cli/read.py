"""``afstemt read``: what would be imported, what is in it, and every problem."""

import sys
from pathlib import Path

import click

from afstemt.cli import console, contents, ending, options
from afstemt.cli.options import known_zone, verb
from afstemt.core.evidence.decision_findings import decisions_read
from afstemt.core.evidence.decisions import roles_of_names
from afstemt.core.evidence.summary import summaries
from afstemt.core.month import VOCABULARY, known_to
from afstemt.core.units.wording import _
from afstemt.files.reading.evidence import preview
from afstemt.files.reading.terms import read_contract


@verb(_("Vis, hvad der ville blive læst ind, hvad der står i det, og hvert problem."))
@options.evidence
@options.profile
@options.customer
@click.option(
    "--terms",
    metavar=_("VILKÅR"),
    type=options.PATH,
    help=_("Kontraktens vilkår: så siges det, hvilke navne i udtrækkene de kender."),
)
@click.option(
    "--zone",
    metavar=_("ZONE"),
    type=known_zone,
    default=None,
    help=_("Tidszone for tider uden zone. Uden den bruges vilkårenes, ellers Europe/Copenhagen."),
)
@click.option("--rows", "each_row", is_flag=True, help=_("En linje for hver række med fejl."))
def read(
    evidence: Path,
    profile: str | None,
    customer: str | None,
    terms: Path | None,
    zone: str | None,
    each_row: bool,
) -> None:
    """Read the evidence as ``report`` would, write nothing, and list files, what is in them, and faults."""
    contract = None if terms is None else read_contract(terms, VOCABULARY)
    zone = zone or ("Europe/Copenhagen" if contract is None else contract.current.zone)
    with console.progress() as step:
        parties = roles_of_names(() if contract is None else contract.versions)
        facts = preview(
            evidence, zone=zone, as_profile=profile, customer=customer, progress=step, parties=parties
        )
    told = None if contract is None else known_to(contract, facts)
    tables = summaries(facts, zone, told)
    for number, file in enumerate(facts.files):
        for line in contents.of_file(file, tables.get(number, ()), zone):
            console.say(line)
    faults = (*facts.faults, *decisions_read(facts))
    console.faults(faults, at_most=None, each_row=each_row)
    if stops := [fault for fault in faults if fault.severity == "stop"]:
        console.refused(len(stops))
        sys.exit(1)
    ending.end(facts.files, faults)
