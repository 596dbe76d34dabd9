"""The contract as data: everything that is calculated with or must be held to, one dated version.

Written as TOML, read with Decimal for its numbers, validated with every fault in one list. A field that
may be left out although the figure depends on it is an *open point*: ``None`` means that the contract is
silent, ``core.terms.check`` asks, and no figure that needs it is made. The choice's reason stands in
``reasons`` beside it.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from afstemt.core.terms.open_points import Asks
from afstemt.core.units.money import RoundingMode


class Part(BaseModel):
    """Base of every table in the document: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Clause(Part):
    """Base of what has a clause in the contract and choices with reasons.

    ``clause`` is the contract's own reference ("Bilag 6, pkt. 4.2"); ``reasons`` maps a field's name to why
    the parties chose its value where the contract is ambiguous.
    """

    clause: str = ""
    reasons: Mapping[str, str] = Field(default_factory=dict)


# ---- parties, systems, phases -------------------------------------------------------------------------


class Party(Part):
    """A party: ``role`` authority or supplier; CVR is 8 digits, EAN/GLN 13 digits."""

    role: Literal["authority", "supplier"]
    name: str
    cvr: str = ""
    gln: str = ""
    short_name: str = ""


class Service(Part):
    """A service of a system; ``users`` is the number used when availability is weighted by users."""

    id: str
    name: str
    users: int | None = Field(default=None, ge=0)


class System(Part):
    """A system with its services."""

    id: str
    name: str
    services: tuple[Service, ...] = ()
    owner: str = ""


class Phase(Part):
    """Transition, running-in (measured, no penalty), operation or exit; ``to_day`` is the last day."""

    kind: Literal["transition", "running_in", "operation", "exit"]
    from_day: date
    to_day: date | None = None
    clause: str = ""


# ---- hours --------------------------------------------------------------------------------------------

Spells = tuple[str, ...]
"""Spells of a day as ``"08:00-12:00"``; several for a lunch break; ``"00:00-24:00"`` for all day."""


class CalendarTerms(Clause):
    """Weekly hours with exceptions.

    Attributes:
        monday ... sunday: Spells of each weekday; empty is closed.
        holidays: ISO country code whose public holidays are closed (``DK``), or None for none.
        open_days: Holidays that are worked all the same, as ``MM-DD`` (each year) or ``YYYY-MM-DD``.
        closed_days: The contract's own closing days, likewise.
        special_days: Days with hours of their own (half days), likewise, to spells.
    """

    monday: Spells = ()
    tuesday: Spells = ()
    wednesday: Spells = ()
    thursday: Spells = ()
    friday: Spells = ()
    saturday: Spells = ()
    sunday: Spells = ()
    holidays: str | None = "DK"
    open_days: tuple[str, ...] = ()
    closed_days: tuple[str, ...] = ()
    special_days: Mapping[str, Spells] = Field(default_factory=dict)


class ServiceWindow(Clause):
    """When agreed maintenance may lie, with what notice and how much of it.

    Attributes:
        services: Service ids; empty for all.
        weekly: ``{thursday = ["22:00-28:00"]}``; hours past 24 run into the next day.
        notice_working_days: Notice to give; None when none is required.
        allowance_minutes: Maintenance a month that does not count as downtime; None is without limit.
        max_count: Number of windows used a month; None without limit.
        max_minutes_each: Length of each; None without limit.
        outside_counts: Whether maintenance outside the windows counts as downtime.
    """

    services: tuple[str, ...] = ()
    weekly: Mapping[str, Spells] = Field(default_factory=dict)
    notice_working_days: int | None = None
    allowance_minutes: int | None = Field(default=None, ge=0)
    max_count: int | None = None
    max_minutes_each: int | None = None
    outside_counts: bool = True


# ---- service levels -----------------------------------------------------------------------------------


class Limit(Part):
    """A time limit: exactly one of minutes, hours, working_days. Working days end at closing time."""

    minutes: int | None = Field(default=None, gt=0)
    hours: Decimal | None = Field(default=None, gt=0)
    working_days: int | None = Field(default=None, gt=0)


class Population(Clause):
    """One population of a level: which cases, which limit, which target.

    Attributes:
        id: For example ``"kategori 1-2"``.
        priorities: Priorities (incidents), severities (updates) or kinds (deliverables) that belong; empty for all.
        limit: Time limit, for kinds that have one.
        target: The figure to reach, in percent, seconds, count ... as the kind says; None for every case.
        expected: The expected level where the contract has both a minimum (``target``) and an expected one.
    """

    id: str = ""
    title: str = ""
    priorities: tuple[str, ...] = ()
    limit: Limit | None = None
    target: Decimal | None = None
    expected: Decimal | None = None


Clock = Literal["business_hours", "start_deferred", "elapsed"]


class ServiceLevel(Clause):
    """A service level (servicemål, KPI).

    Attributes:
        id: As the contract calls it, for example ``"KPI 1"``.
        kind: Name in the registry of kinds.
        parameters: The kind's own settings, validated by the kind's model.
        systems, services: What it covers; empty for the whole contract.
        period: What it is judged over.
        calendar: Id of the service hours it is measured in; None is round the clock.
        clock: How limits run; None leaves it open. Only for kinds with limits.
        populations: At least one.
        decimals: Decimals of the figure when shown; and when judged, if ``judge`` is rounded. None: open.
        judge: Whether the rounded or the exact value is judged; None: open.
        rounding: How the figure is rounded.
        missing_data: What a stretch without measurement counts as; None: open. Only for kinds over time.
        assign_by: Which time puts a case in a period; None: open. Only for kinds over cases.
        open_past_limit: What a case still open past its limit is; None: open.
        priority: Which priority counts when it was changed underway; None: open.
        minimum_cases: Population below this is handled by ``few_cases``; 0 for none.
        few_cases: Not judged, judged all the same, or carried on into the next period.
        penalties: What a miss (or bonus: an over-fulfilment) costs.
    """

    id: str
    title: str
    kind: str
    parameters: Any = Field(default_factory=dict)
    systems: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    period: Literal["month", "quarter"] = "month"
    calendar: str | None = None
    clock: Clock | None = None
    populations: tuple[Population, ...] = Field(min_length=1)
    decimals: int | None = Field(default=None, ge=0, le=6)
    judge: Literal["rounded", "exact"] | None = None
    rounding: RoundingMode = "half_up"
    missing_data: Literal["up", "down", "left_out"] | None = None
    assign_by: Literal["resolved", "opened", "due"] | None = None
    open_past_limit: Literal["missed_now", "missed_when_resolved", "left_out"] | None = None
    priority: Literal["first", "last", "authority"] | None = None
    minimum_cases: int = Field(default=0, ge=0)
    few_cases: Literal["not_judged", "judged", "carried_on"] | None = None
    penalties: tuple["Penalty", ...] = ()


class Penalty(Clause):
    """One penalty or bonus rule on a level, or on the contract (``[[settlement.penalties]]``).

    ``rule`` is a name in the registry of rules; ``parameters`` are validated by the rule's model.
    ``populations`` limits it to some of the level's populations; empty for all.
    """

    rule: str
    populations: tuple[str, ...] = ()
    parameters: Any = Field(default_factory=dict)
    cap_points: Decimal | None = None
    cap_percent: Decimal | None = None


# ---- settlement ---------------------------------------------------------------------------------------


class PointStep(Part):
    """From ``points`` and up, ``percent`` of the base."""

    points: Decimal
    percent: Decimal


class Settlement(Clause):
    """How points become money, on which base, with which caps, and how a penalty is claimed.

    Attributes:
        percent_per_point: 1 point is this many percent of the base; or
        point_steps: a table from points to percent; exactly one of them where points are used.
        base: Fixed fee, all that is invoiced, all that may be invoiced, or the affected service's fee.
        quarter_base: Base of a quarterly level: its last month's, or all three months' together. None: open.
        same_cause: Several levels hit by one cause stack, or only the highest counts. None: open.
        repeat_multiplier: A level missed again in the following period: points times this; None for no rule.
        repeat_max_multiplier: Highest multiplier when it grows with each repeat; None for constant.
        cap_percent_period: At most this percent of the base in a period.
        cap_percent_rolling_year: At most this percent of the last 12 months' base.
        earn_back_periods: Credits cancelled when the level is held for this many following periods; None for no rule.
        running_in_penalties: Whether penalties run in the running-in phase.
        claim: Set off without claim, or must be claimed.
        claim_within_working_days: Deadline of a claim; None for none; ``lapses`` says what then.
        rounding, decimals: How amounts are rounded, once per line.
        vat_on_penalty: VAT treatment of a penalty on the invoice; None: open.
    """

    percent_per_point: Decimal | None = None
    point_steps: tuple[PointStep, ...] = ()
    base: Literal["fixed", "invoiced", "entitled", "affected_service"] | None = None
    quarter_base: Literal["last_month", "whole_quarter"] | None = None
    same_cause: Literal["stack", "highest"] | None = None
    repeat_multiplier: Decimal | None = None
    repeat_max_multiplier: Decimal | None = None
    cap_percent_period: Decimal | None = None
    cap_percent_rolling_year: Decimal | None = None
    earn_back_periods: int | None = None
    running_in_penalties: bool = False
    claim: Literal["automatic", "on_claim"] | None = None
    claim_within_working_days: int | None = None
    lapses: bool | None = None
    rounding: RoundingMode = "half_up"
    decimals: int = 2
    vat_on_penalty: Literal["reduces_base", "outside_vat"] | None = None
    penalties: tuple[Penalty, ...] = ()


# ---- prices -------------------------------------------------------------------------------------------


class Index(Clause):
    """Yearly regulation: price times ``index at`` over ``index base`` from each regulation day."""

    name: str
    base: Decimal
    values: Mapping[str, Decimal]
    """From day (``YYYY-MM-DD``) to the index that applies from it."""
    share: Decimal = Decimal(100)
    """Percent of the price that is regulated."""


class FixedFee(Clause):
    """A fixed fee a month; part months pro rata as ``part_month`` says."""

    id: str
    title: str
    amount: Decimal
    system: str = ""
    service: str = ""
    from_day: date | None = None
    to_day: date | None = None
    part_month: Literal["calendar_days", "thirty_days", "whole_month"] | None = None
    index: str | None = None


class UnitPrice(Clause):
    """A price per unit; quantities come from the ``quantities`` table by ``item``."""

    id: str
    title: str
    unit: str
    price: Decimal
    tiers: tuple[tuple[Decimal, Decimal], ...] = ()
    """Optional (from quantity, price) steps; the price of the step reached holds for the units within it."""
    included: Decimal = Decimal(0)
    index: str | None = None
    service: str = ""


class HourlyRate(Clause):
    """An hourly rate by rate code."""

    code: str
    title: str
    rate: Decimal
    index: str | None = None


class Estimate(Clause):
    """An order with an estimate that must not be passed without prior agreement; hours or amount."""

    order: str
    title: str = ""
    hours: Decimal | None = None
    amount: Decimal | None = None


class Prices(Clause):
    """What the supplier is entitled to before penalties. VAT in percent."""

    fixed: tuple[FixedFee, ...] = ()
    units: tuple[UnitPrice, ...] = ()
    hourly: tuple[HourlyRate, ...] = ()
    indexes: tuple[Index, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    hours_must_be_approved: Annotated[
        bool | None,
        Asks(
            "Skal timer være godkendt af myndigheden, før de kan faktureres? Ellers tæller også timer, som ingen har "
            "godkendt.",
            (("true", "kun godkendte timer"), ("false", "alle registrerede timer")),
            when=lambda prices: bool(prices.hourly),
        ),
    ] = None
    vat_percent: Decimal = Decimal(25)
    rounding: RoundingMode = "half_up"
    decimals: int = 2


# ---- the follow-up's framework (checklist, chapter 2) ----------------------------------------------------


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
    working_days: int | None = Field(default=None, ge=0)
    days: int | None = Field(default=None, ge=0)
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
    value: Decimal = Decimal(1)
    periods: int = 1
    level: Literal["monthly", "contractual"] = "contractual"
    title: str = ""


class AgendaPoint(Part):
    """Overrides of one of the nine points: its title, minutes when calm and when troubled."""

    title: str = ""
    calm_minutes: int | None = None
    troubled_minutes: int | None = None


class Framework(Clause):
    """What is agreed about the follow-up: where, how firmly, how often."""

    calendar: str | None = None
    """Calendar whose open days are the working days of deadlines."""
    meeting_frequency: (
        Literal["weekly", "fortnightly", "monthly", "quarterly", "twice_a_year", "yearly"] | None
    ) = None
    meeting_minutes: int = 60
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
    notice_days: int = 0
    done: bool = False


class ReportTerms(Part):
    """Changes to the checklist's template: sections left out or deepened, how many rows PDF and Word carry."""

    leave_out: tuple[str, ...] = ()
    deepen: tuple[str, ...] = ()
    max_rows: int = Field(default=50, ge=1)
    periods: int = Field(default=13, ge=2, le=37)


class PriorityTerms(Part):
    """A contract priority (category) in the contract's words."""

    id: str
    title: str
    description: str = ""
    significant: bool = False
    """Whether incidents of it count as significant (væsentlige) in the report."""


class Terms(Clause):
    """One dated version of a contract's terms. See ``docs/terms.md`` for the file."""

    id: str
    title: str
    in_force_from: date
    to_day: date | None = None
    """Last day of the contract, where it is agreed."""
    synthetic: bool = False
    zone: str = "Europe/Copenhagen"
    currency: str = "DKK"
    note: str = ""
    parties: tuple[Party, ...]
    systems: tuple[System, ...] = ()
    phases: tuple[Phase, ...] = ()
    priorities: tuple[PriorityTerms, ...] = ()
    calendars: Mapping[str, CalendarTerms] = Field(default_factory=dict)
    service_windows: tuple[ServiceWindow, ...] = ()
    service_levels: tuple[ServiceLevel, ...] = ()
    settlement: Settlement = Settlement()
    prices: Prices = Prices()
    framework: Framework = Framework()
    contract_calendar: tuple[CalendarEntry, ...] = ()
    report: ReportTerms = ReportTerms()

    def level(self, id: str) -> ServiceLevel:  # noqa: A002 - the contract's own word
        """Return the service level with the id."""
        return next(level for level in self.service_levels if level.id == id)

    def party(self, role: Literal["authority", "supplier"]) -> Party:
        """Return the party in the role."""
        return next(party for party in self.parties if party.role == role)

    @property
    def services(self) -> tuple[Service, ...]:
        """All services of all systems."""
        return tuple(service for system in self.systems for service in system.services)
