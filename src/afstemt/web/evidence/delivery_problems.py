"""Everything that is told of a delivery's rows: what was found in its files, and decisions that match nothing."""

from dataclasses import replace

import polars as pl

from afstemt.core.evidence.decision_findings import decisions_read
from afstemt.core.evidence.decisions import TABLE as DECISIONS
from afstemt.core.units.fault import Fault
from afstemt.web.evidence import queries
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.problems import ordered
from afstemt.web.evidence.store import evidence_of, faults_of


def problems_of(delivery: Delivery) -> list[Fault]:
    """Return what is wrong with a delivery's rows, those that cost a row first.

    Its decisions are held against the facts that it stands beside, or would when it is confirmed.
    """
    return ordered((*faults_of(delivery), *_of_decisions(delivery)))


def _of_decisions(delivery: Delivery) -> tuple[Fault, ...]:
    if DECISIONS not in delivery.extents or delivery.state == Delivery.State.WITHDRAWN:
        return ()
    every = queries.confirmed(delivery.contract)
    if delivery.state == Delivery.State.READ:
        every.append(delivery)
    before = every[: next(at for at, one in enumerate(every) if one.pk == delivery.pk)]
    first = sum(len(one.files.all()) for one in before)
    evidence = evidence_of(every)
    own = pl.col("file_no").is_between(first, first + len(delivery.files.all()) - 1)
    decisions = evidence.table(DECISIONS).filter(own)
    return decisions_read(replace(evidence, tables={**evidence.tables, DECISIONS: decisions}))
