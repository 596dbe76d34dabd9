"""Which version of the terms rules a period, and which ruled a level in a stretch of it."""

from datetime import date

import pytest

from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import Population, ServiceLevel
from afstemt.core.terms.model.parties import Party
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.period import Period, parse_period

PARTIES = (Party(role="authority", name="Styrelsen"), Party(role="supplier", name="Driftshuset"))


def version(first: date, **targets: int) -> Terms:
    levels = tuple(
        ServiceLevel(id=name, title=name, kind="stated_value", populations=(Population(target=target),))
        for name, target in targets.items()
    )
    return Terms(id="1", title="Drift", in_force_from=first, parties=PARTIES, service_levels=levels)


OLD = version(date(2026, 1, 1), KPI_1=90, KPI_2=80)
NEW = version(date(2026, 10, 15), KPI_1=95)
CONTRACT = Contract((OLD, NEW), ("a", "b"))


@pytest.mark.parametrize(
    ("period", "ruling"),
    [
        ("2025-12", None),
        ("2026-09", OLD),
        ("2026-10", NEW),
        ("2026-10-01/2026-10-15", OLD),
        ("2026-10-01/2026-10-16", NEW),
    ],
)
def test_a_period_is_ruled_by_the_version_of_its_last_day(period: str, ruling: Terms | None) -> None:
    assert CONTRACT.ruling(parse_period(period)) == ruling


@pytest.mark.parametrize(
    ("level", "part", "ruling"),
    [
        ("KPI_1", parse_period("2026-10"), NEW),
        ("KPI_1", Period(date(2026, 10, 1), date(2026, 10, 15)), OLD),
        ("KPI_2", parse_period("2026-10"), OLD),
        ("KPI_2", parse_period("2026-11"), None),
        ("KPI_3", parse_period("2026-10"), None),
    ],
)
def test_a_level_is_ruled_by_the_last_version_in_force_that_has_it(
    level: str, part: Period, ruling: Terms | None
) -> None:
    found = CONTRACT.ruling_level(level, part)
    assert found == (None if ruling is None else (ruling, ruling.level(level)))


def test_levels_of_a_period_stand_once_as_the_last_version_has_them() -> None:
    assert CONTRACT.levels_in(parse_period("2026-10")) == (NEW.level("KPI_1"), OLD.level("KPI_2"))
    assert CONTRACT.levels_in(parse_period("2026-11")) == (NEW.level("KPI_1"),)
    assert CONTRACT.levels_in(parse_period("2025-12")) == ()


def test_a_quarter_s_level_is_judged_over_the_quarter() -> None:
    level, october = NEW.level("KPI_1"), parse_period("2026-10")
    assert level.judged_over(october) == october
    assert level.model_copy(update={"period": "quarter"}).judged_over(october).code == "2026-Q4"


def test_hash_of_a_version_is_that_of_its_file() -> None:
    assert (CONTRACT.hash_of(OLD), CONTRACT.hash_of(NEW)) == ("a", "b")
    assert Contract((OLD, NEW), ("a",)).hash_of(NEW) is None
