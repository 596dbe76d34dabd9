"""What a section is given: the month so far. Made by ``core.month``, read by every section."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from afstemt.core.evidence.evidence import Evidence, collect
from afstemt.core.evidence.history import History
from afstemt.core.measurement.outcome import Outcome
from afstemt.core.measurement.source_states import TICKETS
from afstemt.core.measurement.ticket_ends import tickets
from afstemt.core.remuneration.entitlement import Remuneration
from afstemt.core.report.blocks import Appendix, Block, Section
from afstemt.core.settlement.exposure import Exposures
from afstemt.core.settlement.settlement import Settlement
from afstemt.core.terms.model.compiled import CalendarKey
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.hours import Calendar
from afstemt.core.units.period import Period


@dataclass(frozen=True)
class Month:
    """Everything calculated for one period.

    ``terms`` is the version in force on the period's last day; ``outcomes`` holds one per level and part.
    ``as_of`` is the document's date, an input. ``calendars`` are the compiled service hours that were used: with
    them, ``run`` comes to the same again. ``system`` cuts the report to one system's id, or None. ``exposures`` is what
    rows that were lost could cost at most.
    """

    contract: Contract
    terms: Terms
    period: Period
    evidence: Evidence
    history: History
    outcomes: tuple[Outcome, ...]
    remuneration: Remuneration
    settlement: Settlement
    as_of: date
    calendars: Mapping[CalendarKey, Calendar] = field(default_factory=dict)
    system: str | None = None
    exposures: Exposures = field(default_factory=Exposures)

    def outcome(self, level: str) -> Outcome | None:
        """Return the level's (last part's) outcome, or None."""
        return next((outcome for outcome in reversed(self.outcomes) if outcome.level == level), None)

    @cached_property
    def tickets(self) -> Mapping[str, pl.LazyFrame]:
        """By table, the tickets as the terms have them at the period's end (``ticket_ends.tickets``).

        Made once: each section would else read the state of every ticket again.
        """
        terms, until_s = self.terms.tickets, self.period.to_s
        return {name: collect(tickets(self.evidence, name, terms, until_s)).lazy() for name in TICKETS}


@dataclass(frozen=True)
class SectionPart:
    """What a section gives: its own section and the appendices it refers to."""

    section: Section
    appendices: tuple[Appendix, ...] = ()
    first_page: tuple[Block, ...] = ()


SectionMaker = Callable[[Month], SectionPart]
