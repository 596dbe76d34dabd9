"""The contract as data: everything that is calculated with or must be held to, one dated version.

Written as TOML, read with Decimal for its numbers, validated with every fault in one list. A field that
may be left out although the figure depends on it is an *open point*: ``None`` means that the contract is
silent, ``core.terms.check`` asks, and no figure that needs it is made. The choice's reason stands in
``reasons`` beside it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

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

    def service_name(self, id: str) -> str:  # noqa: A002 - the contract's own word
        """Return a service's name; its id when the terms do not have it."""
        return next((service.name for service in self.services if service.id == id), id)

    @property
    def services(self) -> tuple[Service, ...]:
        """All services of all systems."""
        return tuple(service for system in self.systems for service in system.services)
