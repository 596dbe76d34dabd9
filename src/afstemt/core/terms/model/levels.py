"""Service levels: what is measured, over which cases, held against what, and what a miss costs."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from afstemt.core.terms.model.numbers import Number, Whole
from afstemt.core.terms.model.part import Clause, Part
from afstemt.core.terms.model.shared_fields import Decimals, Id, Rounding, ServiceIds, Title, WorkingDays
from afstemt.core.terms.model.words import AskedWhen, Choices, NameIn, Word
from afstemt.core.units.period import Period, quarter


class Limit(Part):
    """A time limit: exactly one of the four."""

    seconds: Annotated[Whole | None, Word("Sekunder", unit="sekunder")] = Field(default=None, gt=0)
    """Seconds."""
    minutes: Annotated[Whole | None, Word("Minutter", unit="minutter")] = Field(default=None, gt=0)
    """Minutes."""
    hours: Annotated[Number | None, Word("Timer", unit="timer")] = Field(default=None, gt=0)
    """Hours."""
    working_days: WorkingDays | None = Field(default=None, gt=0)
    """Working days of the level's calendar; they end at closing time."""

    @property
    def length_s(self) -> int:
        """The limit in whole seconds; 0 for one in working days."""
        return int((self.seconds or 0) + (self.minutes or 0) * 60 + (self.hours or 0) * 3600)


class Population(Clause):
    """One population of a level: which cases, which limit, which target."""

    id: Id = ""
    """Unique in the level; may be empty when there is one."""
    title: Title = ""
    """Title in the report."""
    priorities: Annotated[
        tuple[str, ...],
        Word(
            "Sager, der hører til",
            hint="Prioriteter, alvorligheder eller typer, én på hver linje. Tom: alle.",
        ),
    ] = ()
    """Priorities (incidents), severities (updates), types (requests) or kinds (deliverables) that belong; empty
    for all.
    """
    limit: Annotated[
        Limit | None,
        Word("Tidsfrist", definite="tidsfristen", hint="Udfyld netop ét af felterne."),
        AskedWhen("where the level's kind needs it"),
    ] = None
    target: Annotated[
        Number | None,
        Word("Mål", definite="målet", hint="Tom: hver eneste sag skal holde fristen.", unit_of="figure"),
        AskedWhen("where the level's kind needs it"),
    ] = None
    """The figure to reach, in the kind's unit; percent as ``99.5``. Left out: every case must hold."""
    expected: Annotated[
        Number | None,
        Word(
            "Forventet niveau",
            definite="det forventede niveau",
            hint="Hvor kontrakten både har et minimum og et forventet niveau.",
            unit_of="figure",
        ),
    ] = None
    """The expected level, where ``target`` is a minimum."""


Clock = Literal["business_hours", "start_deferred", "elapsed"]


class Penalty(Clause):
    """A penalty or bonus rule on a level, or on the contract as a whole."""

    known_by: ClassVar[tuple[str, ...]] = ("rule",)

    rule: Annotated[
        str,
        NameIn("rules"),
        Word(
            "Regel",
            definite="reglen",
            hint="Skift regel, og vælg »Opdater felterne« for at se dens egne felter.",
        ),
    ]
    """Name of a rule."""
    populations: Annotated[
        tuple[str, ...], Word("Gælder grupperne", hint="Gruppernes id, ét på hver linje. Tom: alle.")
    ] = ()
    """Populations it holds for; empty for all."""
    parameters: Annotated[Any, NameIn("rules"), Word("Reglens egne felter")] = Field(default_factory=dict)
    """The rule's own settings."""
    cap_points: Annotated[
        Number | None, Word("Højst så mange point", definite="loftet over reglens point", unit="point")
    ] = None
    """At most so many points of this rule in a period."""
    cap_percent: Annotated[
        Number | None, Word("Højst så mange procent", definite="loftet over reglens procent", unit="pct.")
    ] = None
    """At most so many percent of the base of this rule in a period."""


DECIMALS = 2
"""Decimals of a figure that is shown where the terms do not say how many."""


class ServiceLevel(Clause):
    """A service level (servicemål, KPI)."""

    id: Id
    """As the contract calls it: ``"KPI 1"``."""
    title: Title
    """In the contract's words."""
    kind: Annotated[
        str,
        NameIn("kinds"),
        Word(
            "Type",
            definite="typen",
            hint="Hvad der måles. Skift type, og vælg »Opdater felterne« for at se dens egne felter.",
        ),
    ]
    """Name of a kind."""
    parameters: Annotated[Any, NameIn("kinds"), Word("Typens egne felter")] = Field(default_factory=dict)
    """The kind's own settings."""
    systems: Annotated[
        tuple[str, ...],
        Word("Gælder systemerne", hint="Systemernes id, ét på hver linje. Tom: hele kontrakten."),
    ] = ()
    """System ids; empty for all."""
    services: ServiceIds = ()
    """Service ids; empty for all."""
    period: Annotated[
        Literal["month", "quarter"],
        Word("Opgøres pr.", definite="perioden"),
        Choices({"month": "måned", "quarter": "kvartal"}),
    ] = "month"
    """What it is judged over."""
    calendar: Annotated[
        str | None, Word("Servicetid", definite="servicetiden", hint="Kalenderens id. Tom: døgnet rundt.")
    ] = None
    """Name of a calendar; round the clock when left out."""
    clock: Annotated[
        Clock | None,
        Word("Sådan løber tiden"),
        Choices(
            {
                "business_hours": "kun tiden inden for servicetiden tæller",
                "start_deferred": "starten venter på åbning, derefter løber tiden",
                "elapsed": "døgnet rundt",
            }
        ),
        AskedWhen("where the level's kind needs it"),
    ] = None
    """How limits run: only open time counts; the start waits for opening and time then runs on past closing;
    round the clock.
    """
    populations: Annotated[tuple[Population, ...], Word("Grupper af sager", one="Gruppe af sager")] = Field(
        min_length=1
    )
    """At least one."""
    decimals: Annotated[
        Decimals | None, AskedWhen("where the level's kind needs it and the rounded figure is judged")
    ] = None
    """Decimals of the figure when shown and, if rounded, when judged."""
    judge: Annotated[
        Literal["rounded", "exact"] | None,
        Word("Bedømmes på", definite="det tal, der bedømmes,"),
        Choices({"rounded": "det afrundede tal", "exact": "det nøjagtige tal"}),
        AskedWhen("where the level's kind needs it"),
    ] = None
    """Whether the rounded or the exact figure is held against the target."""
    rounding: Rounding = "half_up"
    """How it is rounded."""
    missing_data: Annotated[
        Literal["up", "down", "left_out"] | None,
        Word("Tid uden måling", definite="reglen for tid uden måling"),
        Choices({"up": "tæller som oppe", "down": "tæller som nede", "left_out": "holdes ude af opgørelsen"}),
        AskedWhen("where the level's kind needs it"),
    ] = None
    """What a stretch without measurement counts as."""
    assign_by: Annotated[
        Literal["resolved", "opened", "due"] | None,
        Word(
            "Sagen hører til perioden, hvor den er",
            hint="En sag, der er åben inden for fristen, når perioden slutter, tælles i den periode, hvor den "
            "afsluttes, eller hvor fristen løber ud.",
        ),
        Choices({"resolved": "løst", "opened": "åbnet", "due": "forfalden"}),
        AskedWhen("where the level's kind needs it"),
    ] = None
    """Which time puts a case in a period. One that is open within its limit as its period ends is taken up by the
    period in which it ends, or (``open_past_limit = "missed_now"``) in which its limit runs out if that is before;
    ``due``: by the period of its due time.
    """
    limit_ends: Annotated[
        Literal["closing", "opening"] | None,
        Word("En frist, der er brugt op ved lukketid, udløber", definite="reglen for frister ved lukketid"),
        Choices({"closing": "ved lukketid", "opening": "ved den næste åbning"}),
        AskedWhen("where the level's limits are counted in opening hours"),
    ] = None
    """When a limit that is used up at closing ends: at closing, so that what ends later that evening, or in the
    weekend, is late; or at the next opening. Left out: limits in working days at closing, limits in hours at
    the next opening.
    """
    open_past_limit: Annotated[
        Literal["missed_now", "missed_when_resolved", "left_out"] | None,
        Word("Åben sag over fristen"),
        Choices(
            {
                "missed_now": "ikke opfyldt nu",
                "missed_when_resolved": "ikke opfyldt, når den løses",
                "left_out": "holdes ude, så længe den er åben; tæller, når den løses",
            }
        ),
        AskedWhen("where the level's kind needs it"),
    ] = None
    """What a case still open past its limit is: missed now, by what it is past until the period's end (the rest
    never counts); missed when it is resolved, by all of it; or left out while it is open, and then counted with all of
    it in the period in which it ends.
    """
    priority: Annotated[
        Literal["first", "last", "authority"] | None,
        Word("Ændret prioritet"),
        Choices(
            {
                "first": "den første gælder",
                "last": "den sidste gælder",
                "authority": "myndighedens gælder, ellers den sidste",
            }
        ),
        AskedWhen("where the level's kind needs it"),
    ] = None
    """Which priority counts when it was changed underway."""
    minimum_cases: Annotated[
        Whole,
        Word(
            "Mindste antal sager",
            definite="det mindste antal sager",
            unit="sager",
            hint="0, hvis alle skal bedømmes.",
        ),
    ] = Field(default=0, ge=0)
    """Fewer cases than this are handled by ``few_cases``; not for numbers of cases and for outages, of which
    few are not too few.
    """
    few_cases: Annotated[
        Literal["not_judged", "judged", "carried_on"] | None,
        Word("Ved færre sager"),
        Choices(
            {
                "not_judged": "bedømmes ikke",
                "judged": "bedømmes alligevel",
                "carried_on": "føres videre til næste periode",
            }
        ),
        AskedWhen("where ``minimum_cases`` is named"),
    ] = None
    """What then."""
    lost_rows: Annotated[
        Literal["reserved", "not_judged"],
        Word(
            "Rækker, der ikke kunne bruges, og som kan ændre afgørelsen",
            definite="virkningen af tabte rækker",
        ),
        Choices({"reserved": "opfyldt med forbehold", "not_judged": "bedømmes ikke"}),
    ] = "reserved"
    """What a level is that is met by what could be used, when rows that could not be used could turn it."""
    penalties: Annotated[tuple[Penalty, ...], Word("Bod og bonus", one="Bodsregel")] = ()

    def ends_at_closing(self, *, days: bool) -> bool:
        """Return whether a limit (in working days or not) that is used up at closing ends at closing."""
        return self.limit_ends == "closing" or (days and self.limit_ends is None)

    def judged_over(self, period: Period) -> Period:
        """Return what the level is judged over, in a month: the month, or the quarter that it is in."""
        return quarter(period.first, period.zone) if self.period == "quarter" else period

    @property
    def shown_decimals(self) -> int:
        """Decimals of the figure when shown."""
        return DECIMALS if self.decimals is None else self.decimals
