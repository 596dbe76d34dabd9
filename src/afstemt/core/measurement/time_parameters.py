"""Settings that every kind over downtime shares: where downtime is read, and what counts as down."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from afstemt.core.terms.model.numbers import Whole
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Part


class DowntimeParameters(Part):
    """What counts as downtime.

    Attributes:
        source: Whether downtime is read from registered outages, from checks, or from both together: down when
            either says so (faults of some severities, and response times not met).
        downtime_from: Whether an outage counts from its start, or from when the supplier was notified (an
            outage that nobody notified then counts nothing, and is shown so).
        severities: Severities (A, B, C ...) of outages that count; empty for all.
        degraded: Whether degraded operation counts as down; open when neither this nor ``severities`` says.
        degraded_severities: What degraded operation is called in the column ``severity``.
        responsible: Whose outages count.
        check_valid_s: How long a check's state holds: until the next check, or until the next one but at
            most this many seconds; what is past that is not measured.
        response_limit_ms: A check that answers later than this counts as down; None for no limit.
    """

    source: Annotated[
        Literal["outages", "checks", "both"] | None,
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
    downtime_from: Annotated[
        Literal["outage", "notification"] | None,
        Asks(
            "Kontrakten siger ikke, om nedetid regnes fra afbrydelsens begyndelse eller fra underretningen.",
            (
                ("outage", "Fra afbrydelsens begyndelse."),
                ("notification", "Fra leverandøren er underrettet."),
            ),
            when=lambda parameters: parameters.source in ("outages", "both"),
        ),
    ] = None
    severities: tuple[str, ...] = ()
    degraded: Annotated[
        Literal["counts", "not"] | None,
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
    degraded_severities: tuple[str, ...] = ("degraded", "degraderet")
    responsible: tuple[Literal["supplier", "authority", "third_party"], ...] = ("supplier",)
    check_valid_s: Annotated[
        Annotated[Whole, Field(gt=0)] | Literal["until_next_check"] | None,
        Asks(
            "Kontrakten siger ikke, hvor længe en måling gælder, når den næste udebliver.",
            (
                ("until_next_check", "Til den næste måling, uanset hvor længe der går."),
                ("300", "Til den næste måling, dog højst et antal sekunder; resten er ikke målt."),
            ),
            when=lambda parameters: parameters.source in ("checks", "both"),
        ),
    ] = None
    response_limit_ms: Whole | None = Field(default=None, gt=0)

    @property
    def tables(self) -> tuple[str, ...]:
        """The fact tables that downtime is read from; none while that is open."""
        return ("outages", "checks") if self.source == "both" else (self.source,) if self.source else ()


class ResponseParameters(Part):
    """Which checks are counted in a response time.

    Attributes:
        failed: Whether a check that failed or has no response time counts as slower than any limit, or is left out.
        limits_ms: Own limit by population id, where populations differ.
    """

    failed: Annotated[
        Literal["counts_as_slow", "left_out"] | None,
        Asks(
            "Kontrakten siger ikke, om et kald, der fejler, tæller som et for langsomt svar.",
            (
                ("counts_as_slow", "Et kald, der fejler, er ikke besvaret i tide."),
                ("left_out", "Kun kald med svar tæller med."),
            ),
        ),
    ] = None
    limits_ms: Mapping[str, Whole] = Field(default_factory=dict)
