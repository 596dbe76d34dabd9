"""Who the contract is between and what it is about: parties, systems with services, phases, priorities."""

from datetime import date
from typing import Literal

from pydantic import Field

from afstemt.core.terms.model.numbers import Whole
from afstemt.core.terms.model.part import Part


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
    users: Whole | None = Field(default=None, ge=0)


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


class PriorityTerms(Part):
    """A contract priority (category) in the contract's words."""

    id: str
    title: str
    description: str = ""
    significant: bool = False
    """Whether incidents of it count as significant (væsentlige) in the report."""
