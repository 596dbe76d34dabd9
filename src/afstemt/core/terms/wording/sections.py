"""The chapters that the terms are read and written in: every field of the document in one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from afstemt.core.units.wording import msgid


@dataclass(frozen=True)
class Section:
    """A chapter.

    Attributes:
        key: In addresses, Danish.
        title: Danish (a msgid).
        fields: The document's own keys, in order.
        one_at_a_time: The list whose items are long enough to be written one at a time; empty for none.
    """

    key: str
    title: str
    fields: tuple[str, ...]
    one_at_a_time: str = ""


SECTIONS: tuple[Section, ...] = (
    Section(
        "parter",
        msgid("Aftalen og parterne"),
        (
            "title",
            "id",
            "in_force_from",
            "to_day",
            "zone",
            "currency",
            "note",
            "synthetic",
            "clause",
            "parties",
        ),
    ),
    Section("systemer", msgid("Systemer, faser og prioriteter"), ("systems", "phases", "priorities")),
    Section("tider", msgid("Kalendere og servicevinduer"), ("calendars", "service_windows")),
    Section("sager", msgid("Hvad en sags tilstand betyder"), ("tickets",)),
    Section("servicemaal", msgid("Servicemål"), ("service_levels",), one_at_a_time="service_levels"),
    Section("bod", msgid("Afregning af bod og bonus"), ("settlement",)),
    Section("priser", msgid("Priser"), ("prices",)),
    Section("rammer", msgid("Rammerne for opfølgningen"), ("framework",)),
    Section("kalender", msgid("Kontraktens kalender"), ("contract_calendar",)),
    Section("rapport", msgid("Rapporten"), ("report",)),
)

BY_KEY: Mapping[str, Section] = {section.key: section for section in SECTIONS}


def section_of(field: str) -> Section:
    """Return the section that one of the document's own keys stands in.

    Raises:
        KeyError: The document has no such key.
    """
    for section in SECTIONS:
        if field in section.fields:
            return section
    raise KeyError(field)
