"""The follow-up's framework: deadlines, participants, thresholds, agenda, the contract's calendar, the report."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from afstemt.core.terms.model.numbers import Number, Whole
from afstemt.core.terms.model.part import Clause, Part
from afstemt.core.terms.model.shared_fields import Name, Owner, PartyRole, Title, WorkingDays
from afstemt.core.terms.model.words import AskedWhen, Choices, Word


class Deadline(Clause):
    """A deadline counted from an event, in exactly one of working days and calendar days.

    Only a binding one (``contract``, ``agreed_in_writing``) can make anything late.
    """

    known_by: ClassVar[tuple[str, ...]] = ("what",)

    what: Annotated[
        Literal[
            "report",
            "comments",
            "meeting",
            "agenda",
            "minutes",
            "minutes_approved",
            "claim",
            "invoice_basis",
            "invoice",
        ],
        Word("Hvad", definite="det, fristen gælder,"),
        Choices(
            {
                "report": "driftsrapport",
                "comments": "bemærkninger",
                "meeting": "møde",
                "agenda": "dagsorden",
                "minutes": "referat",
                "minutes_approved": "godkendelse af referat",
                "claim": "krav om bod",
                "invoice_basis": "fakturagrundlag",
                "invoice": "faktura",
            }
        ),
    ]
    """What is due."""
    working_days: WorkingDays | None = Field(default=None, ge=0)
    """So many working days, or."""
    days: Annotated[Whole | None, Word("Kalenderdage", definite="fristen", unit="dage")] = Field(
        default=None, ge=0
    )
    """So many calendar days."""
    event: Annotated[
        Literal["period_end", "report_submitted", "meeting", "minutes_sent"],
        Word("Regnes fra", definite="det, fristen regnes fra,"),
        Choices(
            {
                "period_end": "periodens sidste dag",
                "report_submitted": "rapportens aflevering",
                "meeting": "mødet",
                "minutes_sent": "udsendelse af referat",
            }
        ),
    ] = "period_end"
    """From this."""
    before: Annotated[bool, Word("Før", hint="Fristen ligger før det, den regnes fra.")] = False
    """Before the event, not after."""
    source: Annotated[
        Literal["contract", "agreed_in_writing", "wish"],
        Word(
            "Kilde", definite="kilden", hint="Kun en frist i kontrakten eller aftalt skriftligt er bindende."
        ),
        Choices({"contract": "kontrakten", "agreed_in_writing": "aftalt skriftligt", "wish": "et ønske"}),
    ] = "contract"
    """Where it comes from."""
    owner: Owner = "supplier"
    """Who must act."""

    @property
    def binding(self) -> bool:
        """Whether missing it is a breach."""
        return self.source != "wish"


class Participant(Part):
    """A role at the meeting, by function and not by name, with its counterpart of equivalent mandate."""

    known_by: ClassVar[tuple[str, ...]] = ("party", "role")

    party: Annotated[PartyRole, Word("Part", definite="parten")]
    """Which party."""
    role: Annotated[str, Word("Rolle", definite="rollen")]
    """Role."""
    name: Name = ""
    """Name, if it must stand; better not."""
    mandate: Annotated[str, Word("Mandat", definite="mandatet")] = ""
    """What the role can decide."""
    counterpart: Annotated[str, Word("Modpart", definite="modparten", hint="Rollen hos den anden part.")] = ""
    """The other party's role."""
    chair: Annotated[bool, Word("Mødeleder")] = False
    """Chairs the meeting."""
    minutes: Annotated[bool, Word("Referent")] = False
    """Writes the minutes."""


class Threshold(Clause):
    """What lifts a matter."""

    known_by: ClassVar[tuple[str, ...]] = ("measure",)

    measure: Annotated[
        Literal["points", "cap_reached", "same_level_missed", "expected_level_missed"],
        Word("Hvad måles"),
        Choices(
            {
                "points": "point",
                "cap_reached": "loftet er nået",
                "same_level_missed": "samme servicemål ikke opfyldt",
                "expected_level_missed": "det forventede niveau ikke nået",
            }
        ),
    ]
    """What is counted."""
    value: Annotated[Number, Word("Værdi", definite="værdien")] = Decimal(1)
    """Reaching this."""
    periods: Annotated[Whole, Word("Over perioder", definite="antallet af perioder", unit="perioder")] = 1
    """Over so many periods."""
    level: Annotated[
        Literal["monthly", "contractual"],
        Word("Løftes til"),
        Choices({"monthly": "månedlig opfølgning", "contractual": "kontraktlig regulering"}),
    ] = "contractual"
    """Lifts to this level."""
    title: Title = ""
    """In the contract's words."""


class AgendaPoint(Part):
    """Changes to one of the agenda's points."""

    title: Title = ""
    """Another title."""
    calm_minutes: Annotated[Whole | None, Word("Minutter i en rolig periode", unit="minutter")] = None
    """Minutes in a calm period."""
    troubled_minutes: Annotated[Whole | None, Word("Minutter i en urolig periode", unit="minutter")] = None
    """Minutes in a troubled one."""


class Framework(Clause):
    """What is agreed about the follow-up: where, how firmly, how often."""

    calendar: Annotated[
        str | None,
        Word(
            "Kalender for arbejdsdage",
            definite="kalenderen for arbejdsdage",
            hint="Kalenderens id. Dens åbne dage er arbejdsdage i fristerne.",
        ),
        AskedWhen("where a deadline or a notice is in working days"),
    ] = None
    """Calendar whose open days are the working days of deadlines."""
    meeting_frequency: Annotated[
        Literal["weekly", "fortnightly", "monthly", "quarterly", "twice_a_year", "yearly"] | None,
        Word("Statusmøde", definite="hyppigheden af statusmøder"),
        Choices(
            {
                "weekly": "hver uge",
                "fortnightly": "hver anden uge",
                "monthly": "hver måned",
                "quarterly": "hvert kvartal",
                "twice_a_year": "to gange om året",
                "yearly": "hvert år",
            }
        ),
    ] = None
    """How often the status meeting is held."""
    meeting_minutes: Annotated[Whole, Word("Mødets længde", definite="mødets længde", unit="minutter")] = 60
    """Its length."""
    meeting_place: Annotated[str, Word("Mødested", definite="mødestedet")] = ""
    """Where."""
    deadlines: Annotated[tuple[Deadline, ...], Word("Frister", one="Frist i opfølgningen")] = ()
    participants: Annotated[tuple[Participant, ...], Word("Deltagere", one="Deltager")] = ()
    thresholds: Annotated[tuple[Threshold, ...], Word("Hvornår en sag løftes", one="Tærskel")] = ()
    change_advisory_board: Annotated[bool, Word("Der er et ændringsråd (CAB)")] = False
    """Whether there is one."""
    agenda: Annotated[
        Mapping[str, AgendaPoint], Word("Ændringer til dagsordenen", one="Punkt på dagsordenen")
    ] = Field(default_factory=dict)
    """Changes to the nine points, by point: ``[framework.agenda.follow_up]``."""
    phase_of_cooperation: Annotated[
        Literal["implementation", "stable", "critical"] | None,
        Word("Samarbejdets fase", definite="samarbejdets fase"),
        Choices({"implementation": "implementering", "stable": "stabil", "critical": "kritisk"}),
    ] = None
    """Used to suggest the meeting's length and rhythm."""


class CalendarEntry(Clause):
    """A day not to be forgotten. ``afstemt check`` raises those passed and not done."""

    known_by: ClassVar[tuple[str, ...]] = ("title",)

    title: Title
    """What."""
    day: Annotated[date, Word("Dag", definite="dagen")]
    """When."""
    kind: Annotated[
        Literal[
            "option",
            "notice",
            "expiry",
            "index",
            "auditors_declaration",
            "processor_audit",
            "contingency_test",
            "other",
        ],
        Word("Art", definite="arten"),
        Choices(
            {
                "option": "option",
                "notice": "opsigelse",
                "expiry": "udløb",
                "index": "regulering efter indeks",
                "auditors_declaration": "revisorerklæring",
                "processor_audit": "tilsyn med databehandler",
                "contingency_test": "beredskabstest",
                "other": "andet",
            }
        ),
    ]
    """Of which kind."""
    owner: Owner = "authority"
    """Who must act."""
    notice_days: Annotated[Whole, Word("Varsel", definite="varslet", unit="dage")] = Field(
        default=0, ge=0, le=3660
    )
    """Calendar days of notice before the day."""
    done: Annotated[bool, Word("Gjort")] = False
    """Whether it is done."""


class ReportTerms(Part):
    """Changes to the report; the checklist's template is the starting point."""

    leave_out: Annotated[
        tuple[str, ...], Word("Afsnit, der udelades", hint="Afsnittets navn i vilkårene, ét på hver linje.")
    ] = ()
    """Sections left out, by their code name."""
    deepen: Annotated[
        tuple[str, ...], Word("Afsnit, der uddybes", hint="Afsnittets navn i vilkårene, ét på hver linje.")
    ] = ()
    """Sections with appendices."""
    max_rows: Annotated[
        Whole, Word("Rækker i PDF og Word", definite="antallet af rækker i PDF og Word", unit="rækker")
    ] = Field(default=50, ge=1)
    """Rows shown in PDF and Word; all rows are in XLSX and JSON."""
    periods: Annotated[
        Whole, Word("Perioder i kurverne", definite="antallet af perioder i kurverne", unit="perioder")
    ] = Field(default=13, ge=2, le=37)
    """Periods shown in curves."""
