"""Who the contract is between and what it is about: parties, systems with services, phases, priorities."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from afstemt.core.terms.model.numbers import Whole
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.shared_fields import ClauseText, FromDay, Id, Name, PartyRole, Title, ToDay
from afstemt.core.terms.model.words import AskedWhen, Choices, Word


class Party(Part):
    """A party to the contract; there is exactly one of each role."""

    known_by: ClassVar[tuple[str, ...]] = ("role",)

    role: Annotated[PartyRole, Word("Part", definite="rollen som part")]
    """Which party."""
    name: Name
    """Full name."""
    cvr: Annotated[str, Word("CVR-nummer", definite="CVR-nummeret", hint="8 cifre")] = ""
    """8 digits."""
    gln: Annotated[str, Word("EAN/GLN-nummer", definite="EAN/GLN-nummeret", hint="13 cifre")] = ""
    """EAN/GLN, 13 digits with check digit."""
    short_name: Annotated[str, Word("Kort navn", definite="det korte navn")] = ""
    """For tables and headings."""


class Service(Part):
    """A service of a system."""

    id: Id
    """As in the evidence's column ``service``; unique in the contract."""
    name: Name
    """Name."""
    users: Annotated[
        Whole | None,
        Word(
            "Brugere",
            definite="antallet af brugere",
            unit="brugere",
            hint="Bruges, når tilgængelighed vægtes efter brugere.",
        ),
        AskedWhen("where availability is weighted by users"),
    ] = Field(default=None, ge=0)
    """Users, where availability is weighted by them."""


class System(Part):
    """A system with its services."""

    id: Id
    """As in the evidence's column ``system``."""
    name: Name
    """Name."""
    services: Annotated[tuple[Service, ...], Word("Ydelser", one="It-ydelse")] = ()
    owner: Annotated[str, Word("Systemejer", definite="systemejeren")] = ""
    """The system's owner, a role or an office."""


class Phase(Part):
    """A phase of the contract.

    Phases may not overlap. In ``running_in`` there is measurement and, unless the settlement says
    otherwise, no penalty: a period is split where running-in begins or ends
    (``docs/adr/0008-stretches-of-a-period.md``).
    """

    known_by: ClassVar[tuple[str, ...]] = ("kind",)

    kind: Annotated[
        Literal["transition", "running_in", "operation", "exit"],
        Word("Fase", definite="fasen"),
        Choices(
            {"transition": "overtagelse", "running_in": "indkøring", "operation": "drift", "exit": "ophør"}
        ),
    ]
    """Which phase."""
    from_day: FromDay
    """First day."""
    to_day: ToDay | None = None
    """Last day, included; open when left out."""
    clause: ClauseText = ""
    """Where it stands."""


class PriorityTerms(Part):
    """The contract's own category of incidents."""

    id: Id
    """As in the evidence's column ``priority``."""
    title: Title
    """In the contract's words."""
    description: Annotated[str, Word("Beskrivelse", definite="beskrivelsen")] = ""
    """What belongs."""
    significant: Annotated[bool, Word("Væsentlig", hint="Sagerne omtales i rapporten som væsentlige.")] = (
        False
    )
    """Incidents of it are described in the report (væsentlige)."""
