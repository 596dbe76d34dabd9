"""A small vocabulary and a contract to change, so that these tests stand apart from the real kinds and rules."""

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Literal

import pytest
from pydantic import Field

from afstemt.core.terms.model.numbers import Number, Whole
from afstemt.core.terms.model.open_points import Asks
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import KindTerms, RuleTerms, Vocabulary
from afstemt.core.terms.reading.parse import parse_terms
from afstemt.core.units.fault import Fault, Refused


class OverTime(Part):
    source: Literal["outages", "checks"] = "outages"
    composition: Literal["any", "all", "weighted"] | None = None
    all_users: Whole | None = None


class OverCases(Part):
    """Without own settings."""


class PerBreach(Part):
    points: Number = Field(gt=0)


class PerUnit(Part):
    points: Number = Field(gt=0)
    unit: Literal["percentage_point", "hour"]
    count: Annotated[
        Literal["commenced", "completed"] | None,
        Asks("Hvilke enheder tæller?", (("commenced", "påbegyndte"), ("completed", "fulde"))),
    ] = None


class Band(Part):
    at_least: Number | None = None
    at_most: Number | None = None
    below: Number | None = None
    points: Number = Decimal(0)


class ByBand(Part):
    bands: tuple[Band, ...]


VOCABULARY = Vocabulary(
    kinds={
        "uptime": KindTerms(
            name="uptime",
            title="Oppetid",
            definition="",
            parameters=OverTime,
            needs=frozenset({"judge", "decimals", "missing_data"}),
        ),
        "in_time": KindTerms(
            name="in_time",
            title="Til tiden",
            definition="",
            parameters=OverCases,
            needs=frozenset({"clock", "assign_by", "open_past_limit", "priority", "judge", "decimals"}),
            unit=lambda _parameters: None,
        ),
    },
    rules={
        "per_breach": RuleTerms(name="per_breach", title="Pr. brud", parameters=PerBreach, points=True),
        "per_unit": RuleTerms(
            name="per_unit",
            title="Pr. enhed",
            parameters=PerUnit,
            points=True,
            unit=lambda parameters: parameters.unit,
        ),
        "by_band": RuleTerms(name="by_band", title="Efter bånd", parameters=ByBand, points=True),
    },
)

HEAD = """
id = "K-1"
title = "Kontrakt"
in_force_from = 2026-01-01

[[parties]]
role = "authority"
name = "Myndigheden (eksempel)"

[[parties]]
role = "supplier"
name = "Leverandøren (eksempel)"
"""

LEVEL = """
[[service_levels]]
id = "KPI 1"
title = "Løsningstid"
clause = "Bilag 6, pkt. 1"
kind = "in_time"
clock = "business_hours"
assign_by = "resolved"
open_past_limit = "missed_now"
priority = "last"
decimals = 1
judge = "rounded"
minimum_cases = 10
few_cases = "not_judged"
populations = [{ target = 90, limit = { hours = 4 } }]
"""


@pytest.fixture
def parse() -> Callable[[str], Terms]:
    """Parse a document after the head that every contract has."""
    return lambda text: parse_terms(HEAD + text, "kontrakt.toml", VOCABULARY)


@pytest.fixture
def faults() -> Callable[[str], tuple[Fault, ...]]:
    """The faults of a document after the head; fails when there are none."""

    def refuse(text: str, head: str = HEAD) -> tuple[Fault, ...]:
        with pytest.raises(Refused) as refused:
            parse_terms(head + text, "kontrakt.toml", VOCABULARY)
        return refused.value.faults

    return refuse


@pytest.fixture
def vocabulary() -> Vocabulary:
    return VOCABULARY


@pytest.fixture
def level() -> str:
    """A service level without open points."""
    return LEVEL


@pytest.fixture
def head() -> str:
    return HEAD
