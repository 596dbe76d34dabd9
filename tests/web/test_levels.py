"""Servicemål: what a report's results are kept as, and levels by periods."""

import html
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from house import AT, INCIDENTS, TERMS, House

from afstemt.core.measurement.outcome import Loss
from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.build import build_report
from afstemt.core.report.month import Month
from afstemt.core.units.period import month, parse_period
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.terms import read_contract
from afstemt.files.writing.registry import WRITERS
from afstemt.web.contracts.models import Contract
from afstemt.web.levels.models import LevelResult
from afstemt.web.levels.queries import levels
from afstemt.web.levels.results import enter_results, results_of
from afstemt.web.periods.models import ReportVersion

OUTAGES = b"service;from_at;to_at\nsag-web;2026-10-05T09:00:00+02:00;2026-10-05T15:00:00+02:00\n"
TODAY = date(2026, 11, 20)


@pytest.fixture
def october(tmp_path: Path) -> Month:
    """October of the standard contract: a long outage, and some incidents too late."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "incidents.csv").write_bytes(INCIDENTS)
    (data / "outages.csv").write_bytes(OUTAGES)
    (tmp_path / "k.toml").write_text(TERMS, encoding="utf-8")
    return run(
        read_contract(tmp_path / "k.toml", VOCABULARY),
        parse_period("2026-10"),
        read_evidence(data, zone="Europe/Copenhagen"),
        as_of=date(2026, 11, 2),
    )


def keep_results(version: ReportVersion, month: Month) -> list[LevelResult]:
    return enter_results(version, results_of(month))


def report(house: House, period: str, number: int, contract: Contract | None = None) -> ReportVersion:
    return ReportVersion.objects.create(
        contract=contract or house.contract,
        period=period,
        number=number,
        key=f"{period}-{number}-{(contract or house.contract).pk}",
        made_at=AT,
        made_by=house.people["authority_manager"],
        verdict="x",
        program="0",
    )


def test_results_are_those_of_the_report_as_data(house: House, october: Month) -> None:
    version = report(house, "2026-10", 2)
    keep_results(version, october)
    data = json.loads(WRITERS["json"].write(build_report(october)))["data"]
    said = [
        (
            level["id"],
            level["clause"],
            result["population"],
            result["state"],
            result["value"],
            result["target"],
        )
        for level in data["levels"]
        for result in level["results"]
    ]
    kept = [
        (one.level, one.clause, one.population, one.state, one.value or None, one.target or None)
        for one in version.level_results.all()
    ]
    assert [row[:4] for row in kept] == [row[:4] for row in said]
    for mine, own in zip(kept, said, strict=True):
        for index in (4, 5):
            assert (mine[index] is None) == (own[index] is None)
            assert mine[index] is None or Fraction(mine[index]) == Fraction(own[index])
    points = sum((one.points for one in version.level_results.all()), Decimal(0))
    counted = [line for line in data["settlement"]["lines"] if line["kind"] == "penalty" and line["counts"]]
    assert points == sum(Decimal(line["points"]) for line in counted) > 0
    assert "missed" in {one.state for one in version.level_results.all()}


def test_a_target_has_its_unit_where_nothing_was_measured(house: House, october: Month) -> None:
    nothing = replace(october.outcomes[0], results=(replace(october.outcomes[0].results[0], figure=None),))
    keep_results(report(house, "2026-10", 2), replace(october, outcomes=(nothing,)))
    row = levels(house.contract, 13, TODAY).rows[0]
    assert (row.cells[-1].results[0].value, row.guaranteed) == ("", "mindst 99,5\u00a0pct.")


def test_points_that_do_not_count_are_not_kept(house: House, october: Month) -> None:
    """The lower one of several with one cause is shown in the report, and costs nothing."""
    lines = tuple(replace(line, counts=False) for line in october.settlement.lines)
    assert lines
    lower = replace(october, settlement=replace(october.settlement, lines=lines))
    assert {one.points for one in keep_results(report(house, "2026-10", 2), lower)} == {Decimal(0)}


def test_the_page_shows_figure_target_state_trend_and_why(house: House, october: Month) -> None:
    with transaction.atomic():
        keep_results(report(house, "2026-10", 2), october)
        keep_results(report(house, "2026-09", 1), october)
    found = levels(house.contract, 13, TODAY)
    row = found.rows[0]
    assert (row.level, row.clause, row.guaranteed) == ("SM 1", "Bilag 6, pkt. 1", "mindst 99,5\u00a0pct.")
    assert row.cells[-1].code == "2026-10"
    assert (row.cells[-1].results[0].state, row.cells[-1].results[0].icon) == ("missed", "✗")
    assert row.cells[-3].results == ()
    assert row.line.startswith("<svg")
    assert "style" not in row.line
    assert found.verdict.startswith("Oktober 2026: ")
    assert found.missed[0].code == "2026-10"
    assert "Længste afbrydelse" in found.missed[0].result.reason
    where = reverse("levels", args=(house.contract.pk,))
    page = html.unescape(house.client("auditor").get(where).content.decode())
    assert "✗ ikke opfyldt" in page
    assert "Længste afbrydelse" in page
    assert reverse("period", args=(house.contract.pk, "2026-10")) in page


def test_the_newest_report_of_a_period_counts(house: House, october: Month) -> None:
    keep_results(report(house, "2026-10", 2), october)
    newest = report(house, "2026-10", 3)
    keep_results(newest, october)
    newest.level_results.filter(level="SM 1").update(state="met")
    row = levels(house.contract, 13, TODAY).rows[0]
    assert [one.state for one in row.cells[-1].results] == ["met"]


def test_another_contract_s_results_are_not_there(house: House, october: Month) -> None:
    keep_results(report(house, "2026-10", 1, house.other_contract), october)
    assert levels(house.contract, 13, TODAY).rows == ()


def test_queries_grow_with_neither_periods_nor_contracts(house: House, october: Month) -> None:
    client, where = house.client("finance"), reverse("levels", args=(house.contract.pk,))
    keep_results(report(house, "2026-10", 2), october)
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(f"{where}?perioder=25")
    before = month(date(2026, 10, 1)).before()
    for _number in range(36):
        keep_results(report(house, before.code, 1), october)
        keep_results(report(house, before.code, 1, house.other_contract), october)
        before = before.before()
    with CaptureQueriesContext(connection) as many:
        client.get(f"{where}?perioder=25")
    assert LevelResult.objects.count() > 300
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("asked", "shown"), [("", 13), ("25", 25), ("900", 13), ("30", 25), ("1", 13), ("²", 13)]
)
def test_the_number_of_periods_is_in_the_address(house: House, asked: str, shown: int) -> None:
    page = house.client("auditor").get(reverse("levels", args=(house.contract.pk,)) + f"?perioder={asked}")
    assert page.status_code == 200
    assert page.context["count"] == shown


def test_the_database_holds_one_result_a_stretch_and_a_unit_to_each_figure(
    house: House, october: Month
) -> None:
    version = report(house, "2026-10", 2)
    rows = keep_results(version, october)
    with pytest.raises(IntegrityError), transaction.atomic():
        keep_results(version, october)
    with pytest.raises(IntegrityError), transaction.atomic():
        LevelResult.objects.filter(pk=rows[0].pk).update(unit="")


@pytest.mark.django_db
def test_a_reserved_level_is_shown_as_one_with_why(house: House, october: Month) -> None:
    level = october.outcomes[0]
    results = tuple(replace(one, state="reserved") for one in level.results)
    lost = (Loss("incidents", "bad-time", 2, bounded=False),)
    own = replace(level, state="reserved", results=results, losses=lost)
    keep_results(report(house, "2026-10", 9), replace(october, outcomes=(own,)))
    found = levels(house.contract, 13, TODAY)
    assert [one.result.state for one in found.reserved] == ["reserved"] * len(results)
    assert "2\u00a0rækker i tabellen incidents kunne ikke bruges" in found.reserved[0].result.reason
    assert found.verdict == "Oktober 2026: 0 af 1 servicemål er opfyldt. 1 er opfyldt med forbehold."
