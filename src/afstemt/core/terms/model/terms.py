"""The contract as data: everything that is calculated with or must be held to, one dated version.

Written as TOML, read with Decimal for its numbers, validated with every fault in one list. A field that
may be left out although the figure depends on it is an *open point*: ``None`` means that the contract is
silent, ``core.terms.check`` asks, and no figure that needs it is made. The choice's reason stands in
``reasons`` beside it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from afstemt.core.terms.model.calendars import CalendarTerms, ServiceWindow
from afstemt.core.terms.model.follow_up import (
    CalendarEntry,
    Framework,
    ReportTerms,
)
from afstemt.core.terms.model.levels import ServiceLevel
from afstemt.core.terms.model.part import Clause
from afstemt.core.terms.model.parties import Party, Phase, PriorityTerms, Service, System
from afstemt.core.terms.model.prices import Prices
from afstemt.core.terms.model.settlement_terms import Settlement
from afstemt.core.terms.model.shared_fields import Id, Title
from afstemt.core.terms.model.ticket_terms import TicketTerms
from afstemt.core.terms.model.words import Word


class Terms(Clause):
    """One dated version of a contract's terms.

    Its own keys stand before the first table.
    """

    id: Id
    """The contract's own id; the same in all versions."""
    title: Title
    """The contract's title."""
    in_force_from: Annotated[
        date,
        Word(
            "Gælder fra",
            definite="dagen, den gælder fra,",
            hint="Første dag, denne version gælder. En ændring midt i en måned deler måneden.",
        ),
    ]
    """First day of this version. A file in a folder is named by it."""
    to_day: Annotated[
        date | None,
        Word(
            "Kontraktens sidste dag",
            definite="kontraktens sidste dag",
            hint="Tom, hvis der ikke er aftalt en.",
        ),
    ] = None
    """Last day of the contract, where one is agreed."""
    synthetic: Annotated[
        bool, Word("Syntetiske data", hint="Opdigtet til afprøvning; rapporten siger det.")
    ] = False
    """Invented data; reports say "Syntetiske data"."""
    zone: Annotated[
        str, Word("Tidszone", definite="tidszonen", hint="Tidszonen, som kontraktens klokkeslæt er i.")
    ] = "Europe/Copenhagen"
    """IANA time zone of the contract's clock times."""
    currency: Annotated[str, Word("Valuta", definite="valutaen")] = "DKK"
    """ISO 4217."""
    note: Annotated[str, Word("Bemærkning", definite="bemærkningen")] = ""
    """Shown with the terms."""
    parties: Annotated[tuple[Party, ...], Word("Parter", one="Part")]
    systems: Annotated[tuple[System, ...], Word("Systemer", one="System")] = ()
    phases: Annotated[tuple[Phase, ...], Word("Faser", one="Fase")] = ()
    priorities: Annotated[tuple[PriorityTerms, ...], Word("Prioriteter", one="Prioritet")] = ()
    calendars: Annotated[Mapping[str, CalendarTerms], Word("Kalendere", one="Kalender")] = Field(
        default_factory=dict
    )
    service_windows: Annotated[tuple[ServiceWindow, ...], Word("Servicevinduer", one="Servicevindue")] = ()
    tickets: Annotated[TicketTerms, Word("Hvad en sags tilstand betyder")] = TicketTerms()
    service_levels: Annotated[tuple[ServiceLevel, ...], Word("Alle servicemål", one="Servicemål")] = ()
    settlement: Annotated[Settlement, Word("Afregning af bod")] = Settlement()
    prices: Annotated[Prices, Word("Priser")] = Prices()
    framework: Annotated[Framework, Word("Rammerne for opfølgningen")] = Framework()
    contract_calendar: Annotated[
        tuple[CalendarEntry, ...], Word("Kontraktens kalender", one="Dag i kontraktens kalender")
    ] = ()
    report: Annotated[ReportTerms, Word("Rapporten")] = ReportTerms()

    def level(self, id: str) -> ServiceLevel:  # noqa: A002 - the contract's own word
        """Return the service level with the id."""
        return next(level for level in self.service_levels if level.id == id)

    def party(self, role: Literal["authority", "supplier"]) -> Party:
        """Return the party in the role."""
        return next(party for party in self.parties if party.role == role)

    def service_name(self, id: str) -> str:  # noqa: A002 - the contract's own word
        """Return a service's name; its id when the terms do not have it."""
        return next((service.name for service in self.services if service.id == id), id)

    def services_of(self, level: ServiceLevel) -> tuple[str, ...]:
        """Return the ids of the services that a level covers, in the terms' order; empty when the terms name none."""
        if level.services:
            return level.services
        return tuple(
            service.id
            for system in self.systems
            if not level.systems or system.id in level.systems
            for service in system.services
        )

    def services_in(self, system: str) -> tuple[str, ...]:
        """Return the ids of a system's services."""
        return tuple(service.id for one in self.systems if one.id == system for service in one.services)

    def system_name(self, id: str) -> str:  # noqa: A002 - the contract's own word
        """Return a system's name; its id when the terms do not have it."""
        return next((system.name for system in self.systems if system.id == id), id)

    @property
    def services(self) -> tuple[Service, ...]:
        """All services of all systems."""
        return tuple(service for system in self.systems for service in system.services)
