"""Settings that every kind over downtime shares: where downtime is read, and what counts as down."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from afstemt.core.terms.model.numbers import Whole
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.words import Choices, Word


class DowntimeParameters(Part):
    """What counts as downtime."""

    source: Annotated[
        Literal["outages", "checks", "both"] | None,
        Word("Nedetid opgøres efter", definite="kilden til nedetid"),
        Choices(
            {"outages": "registrerede afbrydelser", "checks": "målinger", "both": "afbrydelser og målinger"}
        ),
        Asks(
            "Kontrakten siger ikke, om nedetid opgøres efter registrerede afbrydelser eller efter målinger.",
            (
                ("outages", "Efter registrerede afbrydelser."),
                ("checks", "Efter målinger; en måling gælder, til den næste kommer."),
                (
                    "both",
                    "Efter begge: nede, når der er en afbrydelse, eller når en måling fejler eller er for langsom.",
                ),
            ),
        ),
    ] = None
    """Whether downtime is read from registered outages, from checks, or from both: down when either says so."""
    downtime_from: Annotated[
        Literal["outage", "notification"] | None,
        Word("Nedetid regnes fra", definite="det, nedetid regnes fra,"),
        Choices({"outage": "afbrydelsens begyndelse", "notification": "leverandøren er underrettet"}),
        Asks(
            "Kontrakten siger ikke, om nedetid regnes fra afbrydelsens begyndelse eller fra underretningen.",
            (
                ("outage", "Fra afbrydelsens begyndelse."),
                ("notification", "Fra leverandøren er underrettet."),
            ),
            when=lambda parameters: parameters.source in ("outages", "both"),
        ),
    ] = None
    """Whether an outage counts from its start, or from when the supplier was notified (an outage that nobody
    notified then counts nothing, and is shown so).
    """
    severities: Annotated[
        tuple[str, ...], Word("Alvorligheder, der tæller", hint="Én på hver linje. Tom: alle.")
    ] = ()
    """Severities (A, B, C ...) of outages that count; empty for all."""
    degraded: Annotated[
        Literal["counts", "not"] | None,
        Word("Forringet drift"),
        Choices({"counts": "tæller som nedetid", "not": "tæller ikke"}),
        Asks(
            "Kontrakten siger ikke, om forringet drift tæller som nedetid: en afbrydelse, hvor systemet er langsomt "
            "eller kun virker delvist.",
            (
                ("counts", "Forringet drift tæller som nedetid."),
                ("not", "Kun når systemet slet ikke virker, er det nede."),
            ),
            when=lambda parameters: parameters.source in ("outages", "both") and not parameters.severities,
        ),
    ] = None
    """Whether degraded operation counts as down; asked when neither this nor ``severities`` says."""
    degraded_severities: Annotated[
        tuple[str, ...],
        Word("Alvorligheder, der er forringet drift", hint="Én på hver linje, som de står i udtrækket."),
    ] = ("degraded", "degraderet")
    """What degraded operation is called in the column ``severity``."""
    responsible: Annotated[
        tuple[Literal["supplier", "authority", "third_party"], ...],
        Word(
            "Afbrydelser, der tæller, skyldes",
            hint="Én på hver linje: supplier, authority eller third_party.",
        ),
        Choices({"supplier": "leverandøren", "authority": "myndigheden", "third_party": "tredjepart"}),
    ] = ("supplier",)
    """Whose outages count."""
    check_valid_s: Annotated[
        Annotated[Whole, Field(gt=0)] | Literal["until_next_check"] | None,
        Word("Hvor længe en måling gælder", hint="until_next_check, eller et antal sekunder."),
        Choices({"until_next_check": "til den næste måling"}),
        Asks(
            "Kontrakten siger ikke, hvor længe en måling gælder, når den næste udebliver.",
            (
                ("until_next_check", "Til den næste måling, uanset hvor længe der går."),
                ("300", "Til den næste måling, dog højst et antal sekunder; resten er ikke målt."),
            ),
            when=lambda parameters: parameters.source in ("checks", "both"),
        ),
    ] = None
    """How long a check's state holds: until the next check, or until the next one but at most this many
    seconds; what is past that is not measured.
    """
    response_limit_ms: Annotated[
        Whole | None,
        Word(
            "Svar, der er langsommere, er nede",
            definite="grænsen for et svar, der er nede,",
            unit="ms",
            hint="Tom: ingen grænse.",
        ),
    ] = Field(default=None, gt=0)
    """A check that answers later than this counts as down; left out for no limit."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The fact tables that downtime is read from; none while that is open."""
        return ("outages", "checks") if self.source == "both" else (self.source,) if self.source else ()

    @property
    def valid_s(self) -> int | None:
        """Seconds that a check holds at most; None where it holds until the next one, and while that is open."""
        return self.check_valid_s if isinstance(self.check_valid_s, int) else None

    @property
    def silence(self) -> tuple[str, ...]:
        """What must be said where there was none."""
        return tuple(table for table in self.tables if table == "outages")


class ResponseParameters(Part):
    """Which checks are counted in a response time."""

    failed: Annotated[
        Literal["counts_as_slow", "left_out"] | None,
        Word("Kald, der fejler"),
        Choices({"counts_as_slow": "er for langsomme", "left_out": "regnes ikke med"}),
        Asks(
            "Kontrakten siger ikke, om et kald, der fejler, tæller som et for langsomt svar.",
            (
                ("counts_as_slow", "Et kald, der fejler, er ikke besvaret i tide."),
                ("left_out", "Kun kald med svar tæller med."),
            ),
        ),
    ] = None
    """Whether a check that failed or has no response time counts as slower than any limit, or is left out."""
    limits_ms: Annotated[
        Mapping[str, Whole],
        Word("Egen grænse for en gruppe", hint="Gruppens id = millisekunder, en på hver linje."),
    ] = Field(default_factory=dict)
    """Own limit by population id, where populations differ."""
