"""Figures are keyed in with their basis, kept as a delivery, and stand beside the calculated ones."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from deliveries import HEADER, approve, confirm, deliver, incident, page
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from house import AT, House

from afstemt.core.evidence.evidence import Evidence
from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.measurement.registry import kind_of
from afstemt.core.measurement.stated_faults import without_impossible
from afstemt.core.terms.model.contract import Contract
from afstemt.core.terms.model.levels import ServiceLevel as Level
from afstemt.core.terms.model.terms import Terms
from afstemt.core.units.fault import Refused
from afstemt.core.units.period import parse_period
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import key_figures, queries
from afstemt.web.evidence.danish_number import parse, parse_count
from afstemt.web.evidence.entering import AlreadyDelivered
from afstemt.web.evidence.figure_lines import Line, Stated, lines_of, standing_figures
from afstemt.web.evidence.models import Delivery, SupplierReport
from afstemt.web.evidence.supplier_report import path_of
from afstemt.web.levels.preview import beside

OCTOBER = parse_period("2026-10")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("99,95", "99.95"),
        (" 99,95 pct. ", "99.95"),
        ("99.95", "99.95"),
        ("99,95 %", "99.95"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1 234,5", "1234.5"),
        ("12", "12"),
        ("-3", "-3"),
    ],
)
def test_numbers_are_read_as_they_are_written(written: str, meant: str) -> None:
    assert parse(written) == Decimal(meant)


@pytest.mark.parametrize("written", ["ca. 99", "99,9,5", "1.23.4", "NaN", "1e5", "٣", "9" * 40, "1,234.5"])
def test_what_is_no_number_is_said(written: str) -> None:
    with pytest.raises(ValueError, match="er ikke et tal"):
        parse(written)


def test_a_point_before_three_digits_is_asked_about() -> None:
    with pytest.raises(ValueError, match="Skriv 1234 eller 1,234"):
        parse("1.234")
    assert parse("") is None


def test_counts_are_whole() -> None:
    assert (parse_count("1.234"), parse_count(" 22 "), parse_count("")) == (1234, 22, None)
    for written in ("22,5", "-1", "et"):
        with pytest.raises(ValueError, match="helt tal"):
            parse_count(written)


def percent_line(house: House) -> Line:
    terms = in_force(house.contract)
    assert terms is not None
    return next(line for line in lines_of(terms, OCTOBER) if line.unit == "percent")


def state(house: House, line: Line, **written: str) -> Delivery:
    one = Stated(**{"basis": "Leverandørens rapport", **written})
    return key_figures.key_in(
        actor=house.people["contributor"],
        contract=house.contract,
        period=OCTOBER,
        stated={(line.level, line.population): one},
        reason="Systemet er en skytjeneste",
        at=AT,
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"value": "hundrede"}, "er ikke et tal"),
        ({"value": "101"}, "mellem 0 og 100"),
        ({"value": "99", "basis": " "}, "hvad tallet bygger på"),
        ({"value": "99", "numerator": "5"}, "både antal og ud af"),
        ({"numerator": "5", "denominator": "0"}, "kan ikke være 0"),
        ({"numerator": "6", "denominator": "5"}, "mellem 0 og 100"),
        ({"value": "95", "numerator": "22", "denominator": "24"}, "22 ud af 24 er 91,67 pct., ikke 95"),
    ],
)
def test_a_line_that_cannot_be_used_is_said_and_nothing_is_kept(
    house: House, written: dict[str, str], said: str
) -> None:
    approve(house)
    with pytest.raises(Refused, match=said):
        state(house, percent_line(house), **written)
    assert Delivery.objects.filter(kind="keyed").count() == 0


STATED_LEVELS = [
    Level.model_validate({"id": "KPI", "title": "KPI", "clause": "1", **one})
    for one in (
        {"kind": "change_success", "populations": [{"target": 95}]},
        {
            "kind": "change_caused_incidents",
            "populations": [{"target": 5}],
            "parameters": {"measure": "count"},
        },
        {"kind": "stated_value", "populations": [{"target": 120}], "parameters": {"unit": "percent"}},
        {"kind": "stated_value", "populations": [{"target": 99}], "parameters": {"unit": "percent"}},
        {"kind": "stated_value", "populations": [{"target": 5}], "parameters": {"unit": "count"}},
        {"kind": "resolution_time", "populations": [{"target": 90, "limit": {"hours": 8}}]},
    )
]


@pytest.mark.parametrize(
    "level", STATED_LEVELS, ids=lambda level: f"{level.kind}-{level.populations[0].target}"
)
@pytest.mark.parametrize("value", ["-1", "0", "2,5", "100", "100,01", "130", "6/5", "5/5"])
def test_what_can_be_keyed_in_is_what_the_calculation_takes(level: Level, value: str) -> None:
    """One rule in one place: a figure that the form takes is never set aside later, nor the other way round."""
    unit = kind_of(level).unit_of(level.parameters) or "count"
    line = Line("KPI", "", "KPI", "2026-10", unit, 1, level)
    top, _, bottom = value.partition("/")
    given = Stated(
        value=top if not bottom else "", numerator=top if bottom else "", denominator=bottom, basis="r"
    )
    if bottom and unit != "percent":
        given = replace(given, value="1")
    delivered = {
        "level": "KPI",
        "value": given.value.replace(",", ".") or "1",
        "numerator": int(top) if bottom else None,
        "denominator": int(bottom) if bottom else None,
    }
    schema = BY_NAME["stated_values"].schema
    evidence = Evidence({"stated_values": pl.LazyFrame([dict.fromkeys(schema) | delivered], schema=schema)})
    terms = Terms(id="p", title="P", in_force_from=date(2010, 1, 1), parties=(), service_levels=(level,))
    taken = without_impossible(evidence, Contract((terms,)), OCTOBER) is evidence
    with nullcontext() if taken else pytest.raises(ValueError, match="tallet kan ikke bruges"):
        key_figures._row(line, given)


def test_figures_are_keyed_in_on_the_page_and_the_later_one_holds(house: House) -> None:
    approve(house)
    terms = in_force(house.contract)
    assert terms is not None
    lines = lines_of(terms, OCTOBER)
    number = lines.index(percent_line(house))
    place = (lines[number].level, lines[number].population)
    client = house.client("contributor")
    where = reverse("key_figures", args=(house.contract.pk, "2026-10"))
    for value in ("99,95", "98,5"):
        answer = client.post(
            where, {f"value-{number}": value, f"basis-{number}": "Rapport", "reason": "Skytjeneste"}
        )
        assert answer.status_code == 302, answer.content.decode()
        made = Delivery.objects.latest("id")
        assert value in page(house, "delivery", made.pk)
        confirm(house, made)
    assert standing_figures(house.contract, terms, OCTOBER)[place].value == "98,5"
    wrong = client.post(where, {f"value-{number}": "x", f"basis-{number}": "R", "reason": "S"})
    assert wrong.status_code == 422
    assert f'id="wrong-{number}"' in wrong.content.decode()
    with pytest.raises(AlreadyDelivered):
        state(house, lines[number], value="98,5", basis="Rapport")


def test_the_stated_figure_stands_beside_the_calculated_with_the_difference(house: House) -> None:
    approve(house)
    terms = in_force(house.contract)
    assert terms is not None
    confirm(house, deliver(house, HEADER + incident(1, "A") + incident(2, "A", resolved="09:30:00")))
    lines = lines_of(terms, OCTOBER)
    made = key_figures.key_in(
        actor=house.people["contributor"],
        contract=house.contract,
        period=OCTOBER,
        stated={
            (line.level, line.population): Stated("50", basis="Egen rapport")
            for line in lines
            if line.unit == "percent"
        },
        reason="Egen rapport",
        at=AT,
    )
    confirm(house, made)
    found = beside(house.contract, terms, OCTOBER, queries.confirmed(house.contract), AT.date()).figures
    both = [one for one in found if one.calculated and one.stated]
    assert both
    assert all(one.difference.endswith("procentpoint") for one in both)
    only = [one for one in found if one.stated and not one.calculated]
    assert all(one.difference == "–" for one in only)
    again = beside(house.contract, terms, OCTOBER, queries.confirmed(house.contract), AT.date()).figures
    assert again == found
    shown = page(house, "period_data", "2026-10", who="finance")
    assert "Egen rapport" in shown
    assert "Gem tallene" not in shown


def test_what_is_lacking_is_said_and_what_is_stated_is_not(house: House) -> None:
    approve(house)
    before = page(house, "deliveries")
    assert "Der er ikke bekræftet data endnu" in before
    confirm(house, deliver(house, HEADER + incident(1)))
    text = house.client("finance").get(
        reverse("deliveries", args=(house.contract.pk,)), {"periode": "2026-10"}
    )
    assert "2 af 4 servicemål har det datagrundlag, de skal bruge" in text.content.decode()
    confirm(house, state(house, percent_line(house), value="99"))
    text = house.client("finance").get(
        reverse("deliveries", args=(house.contract.pk,)), {"periode": "2026-10"}
    )
    assert "3 af 4 servicemål" in text.content.decode()
    other = house.client("finance").get(
        reverse("deliveries", args=(house.contract.pk,)), {"periode": "2026-09"}
    )
    assert "September 2026: 0 af 4 servicemål" in other.content.decode()


def attach(house: House, content: bytes, name: str) -> str:
    answer = house.client("contributor").post(
        reverse("attach_report", args=(house.contract.pk, "2026-10")),
        {"report": SimpleUploadedFile(name, content)},
        follow=True,
    )
    return answer.content.decode()


def test_a_report_is_known_by_its_content_and_given_back_as_it_came(house: House) -> None:
    content = b"%PDF-1.7\n%synthetic\n"
    assert "Rapporten er vedhæftet" in attach(house, content, "rapport.docx")
    made = SupplierReport.objects.latest("id")
    assert (made.name, made.format, path_of(made).name) == ("rapport.docx.pdf", "pdf", made.sha256)
    given = house.client("finance").get(
        reverse("supplier_report", args=(house.contract.pk, "2026-10", made.pk))
    )
    assert b"".join(given.streaming_content) == content  # type: ignore[attr-defined]
    assert given.headers["Content-Type"] == "application/pdf"
    assert "allerede vedhæftet" in attach(house, content, "igen.pdf")


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"<html>", b"PK\x03\x04 not a zip", b""])
def test_what_is_no_report_is_refused_whatever_its_name(house: House, content: bytes) -> None:
    before = SupplierReport.objects.count()
    assert "vedhæftet. Indtast" not in attach(house, content, "rapport.pdf")
    assert SupplierReport.objects.count() == before


def test_a_withdrawn_report_leaves_a_tombstone_and_no_file(
    house: House, django_capture_on_commit_callbacks: object
) -> None:
    attach(house, b"%PDF-1.7\n", "rapport.pdf")
    made = SupplierReport.objects.latest("id")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        house.client("contributor").post(
            reverse("withdraw_report", args=(house.contract.pk, "2026-10", made.pk)), {"reason": "Forkert"}
        )
    made.refresh_from_db()
    assert made.withdrawn_reason == "Forkert"
    assert not path_of(made).exists()
    gone = house.client("finance").get(
        reverse("supplier_report", args=(house.contract.pk, "2026-10", made.pk))
    )
    assert gone.status_code == 404
    assert "Forkert" in page(house, "period_data", "2026-10")


@pytest.mark.parametrize(("name", "place"), [("deliveries", ()), ("period_data", ("2026-10",))])
def test_the_number_of_queries_does_not_grow_with_deliveries(
    house: House, name: str, place: tuple[str, ...]
) -> None:
    approve(house)
    client = house.client("finance")
    where = reverse(name, args=(house.contract.pk, *place))
    counts = []
    for first in (1, 4):
        for number in range(first, first + 3):
            confirm(house, deliver(house, HEADER + incident(number)))
            confirm(house, state(house, percent_line(house), value=str(90 + number)))
        client.get(where)
        with CaptureQueriesContext(connection) as queries_made:
            assert client.get(where).status_code == 200
        counts.append(len(queries_made))
    assert counts[0] == counts[1]
