"""Read what a calculation needs, the same way for every verb."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from afstemt.cli import console
from afstemt.core.evidence.decisions import roles_of_names
from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.month import Month
from afstemt.core.terms.model.contract import Contract
from afstemt.core.units.period import parse_period
from afstemt.core.units.wording import _
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.terms import read_contract


@dataclass(frozen=True)
class Inputs:
    """A contract, and the months that can be calculated from its evidence."""

    contract: Contract
    month: Callable[[str], Month]


def read(
    terms: Path,
    evidence: Path,
    *,
    profile: str | None,
    customer: str | None,
    as_of: date,
    step: console.ProgressCall,
    system: str | None = None,
) -> Inputs:
    """Read terms and evidence once.

    Raises:
        Refused: Either cannot be used; all faults of the terms, or of the evidence, in one list.
    """
    contract = read_contract(terms, VOCABULARY)
    zone = contract.current.zone
    parties = roles_of_names(contract.versions)
    facts = read_evidence(
        evidence, zone=zone, as_profile=profile, customer=customer, progress=step, parties=parties
    )

    def month(code: str) -> Month:
        step(_("Beregner {period}").format(period=code), 0, 0)
        return run(contract, parse_period(code, zone), facts, as_of=as_of, system=system)

    return Inputs(contract, month)
