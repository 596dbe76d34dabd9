"""The follow-up's framework: deadlines, participants, thresholds, agenda, the contract's calendar, the report."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from afstemt.core.terms.model.numbers import Number, Whole
from afstemt.core.terms.model.part import Clause, Part


class Deadline(Clause):
    """A deadline counted from an event, in exactly one of ``working_days`` and ``days`` (calendar days).

    Only a binding one can make anything late: ``source`` is contract, agreed_in_writing (both binding) or wish.
    """

    what: Literal[
        "report",
        "comments",
        "meeting",
        "agenda",
        "minutes",
        "minutes_approved",
        "claim",
        "invoice_basis",
        "invoice",
    ]
    working_days: Whole | None = Field(default=None, ge=0)
    days: Whole | None = Field(default=None, ge=0)
    event: Literal["period_end", "report_submitted", "meeting", "minutes_sent"] = "period_end"
    before: bool = False
    source: Literal["contract", "agreed_in_writing", "wish"] = "contract"
    owner: Literal["authority", "supplier", "both"] = "supplier"

    @property
    def binding(self) -> bool:
        """Whether missing it is a breach."""
        return self.source != "wish"


class Participant(Part):
    """A role at the meeting, by function not by name, and its counterpart of equivalent mandate."""

    party: Literal["authority", "supplier"]
    role: str
    name: str = ""
    mandate: str = ""
    counterpart: str = ""
    chair: bool = False
    minutes: bool = False


class Threshold(Clause):
    """What lifts a matter: ``measure`` over ``periods`` reaching ``value`` lifts to ``level``."""

    measure: Literal["points", "cap_reached", "same_level_missed", "expected_level_missed"]
    value: Number = Decimal(1)
    periods: Whole = 1
    level: Literal["monthly", "contractual"] = "contractual"
    title: str = ""


class AgendaPoint(Part):
    """Overrides of one of the agenda's points: its title, minutes when calm and when troubled."""

    title: str = ""
    calm_minutes: Whole | None = None
    troubled_minutes: Whole | None = None


class Framework(Clause):
    """What is agreed about the follow-up: where, how firmly, how often."""

    calendar: str | None = None
    """Calendar whose open days are the working days of deadlines."""
    meeting_frequency: (
        Literal["weekly", "fortnightly", "monthly", "quarterly", "twice_a_year", "yearly"] | None
    ) = None
    meeting_minutes: Whole = 60
    meeting_place: str = ""
    deadlines: tuple[Deadline, ...] = ()
    participants: tuple[Participant, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    change_advisory_board: bool = False
    agenda: Mapping[str, AgendaPoint] = Field(default_factory=dict)
    phase_of_cooperation: Literal["implementation", "stable", "critical"] | None = None


class CalendarEntry(Clause):
    """A day in the contract's calendar: option, notice, index, auditor's declaration, audit, contingency test."""

    title: str
    day: date
    kind: Literal[
        "option",
        "notice",
        "expiry",
        "index",
        "auditors_declaration",
        "processor_audit",
        "contingency_test",
        "other",
    ]
    owner: Literal["authority", "supplier", "both"] = "authority"
    notice_days: Whole = Field(default=0, ge=0, le=3660)
    done: bool = False


class ReportTerms(Part):
    """Changes to the checklist's template: sections left out or deepened, how many rows PDF and Word carry."""

    leave_out: tuple[str, ...] = ()
    deepen: tuple[str, ...] = ()
    max_rows: Whole = Field(default=50, ge=1)
    periods: Whole = Field(default=13, ge=2, le=37)
