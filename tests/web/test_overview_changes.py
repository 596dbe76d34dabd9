"""A row of the overview is made again when anything in it has changed, by whatever way, and not before."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from house import AT, House

from afstemt.web.contracts.models import Contract, TermsVersion
from afstemt.web.evidence.models import Delivery
from afstemt.web.overview import changes, rows
from afstemt.web.overview.models import CalendarEntry, Change, DoneEntry, Summary
from afstemt.web.overview.rows import Row, rows_of
from afstemt.web.pages.overview.overview import _written
from afstemt.web.parties.models import Organisation
from afstemt.web.periods.models import ContractPeriod
from afstemt.web.site import doctor

TODAY = date(2026, 11, 16)


def row_of(house: House, today: date = TODAY) -> Row:
    (row,) = rows_of({house.contract.pk: {"authority_manager"}}, today)
    return row


def shown(row: Row) -> tuple[str, tuple[str, ...], list[str]]:
    return _written(row, meetings=True), row.systems, [one.text for one in row.owed]


WRITES: dict[str, Callable[[House], Any]] = {
    "the contract's title": lambda house: Contract.objects.filter(pk=house.contract.pk).update(title="Ny"),
    "a party's name": lambda house: Organisation.objects.filter(pk=house.supplier.pk).update(name="Ny"),
    "a period's state": lambda house: house.contract.periods.update(
        state="approved", first_submitted_on=AT.date()
    ),
    "a period more": lambda house: ContractPeriod.objects.bulk_create(
        [
            ContractPeriod(
                contract=house.contract,
                code="2026-09",
                first_day=date(2026, 9, 1),
                last_day=date(2026, 9, 30),
            )
        ]
    ),
    "no periods": lambda house: house.contract.periods.all().delete(),
    "terms approved": lambda house: TermsVersion.objects.filter(contract=house.contract).update(
        authority_approved_at=AT, authority_approved_by=house.people["authority_manager"]
    ),
    "a delivery confirmed": lambda house: Delivery.objects.filter(contract=house.contract).update(
        state="confirmed", confirmed_at=AT, confirmed_by=house.people["supplier_manager"]
    ),
    "systems": lambda house: Summary.objects.filter(contract=house.contract).update(systems=["Portalen"]),
    "a day in the calendar": lambda house: CalendarEntry.objects.create(
        contract=house.contract, title="Indeks", day=date(2027, 1, 1), act_by=date(2027, 1, 1), owner="both"
    ),
    "a day done no more": lambda house: DoneEntry.objects.filter(contract=house.contract).delete(),
}


@pytest.mark.parametrize("what", WRITES)
def test_what_is_written_by_whatever_way_is_shown(house: House, what: str) -> None:
    before = row_of(house)
    assert row_of(house) is before, "nothing has changed, so nothing is made again"
    WRITES[what](house)
    after = shown(row_of(house))
    assert after != shown(before)
    rows._made.clear()
    assert after == shown(row_of(house))


def test_a_change_in_one_contract_leaves_the_others(house: House) -> None:
    roles = {house.contract.pk: {"authority_manager"}, house.other_contract.pk: {"authority_manager"}}
    before = {row.contract.pk: row for row in rows_of(roles, TODAY)}
    house.contract.periods.update(meeting_due=date(2026, 11, 20))
    after = {row.contract.pk: row for row in rows_of(roles, TODAY)}
    assert after[house.other_contract.pk] is before[house.other_contract.pk]
    assert after[house.contract.pk].meeting == date(2026, 11, 20)


def test_another_day_is_another_row(house: House) -> None:
    house.contract.periods.update(report_due=TODAY, report_binding=True)
    assert not row_of(house).late
    assert row_of(house, date(2026, 11, 17)).late


def test_every_table_that_a_row_is_made_of_leaves_a_mark(house: House) -> None:
    """Versions of a report are never changed, and a delivery is its party's for good."""
    rows._made.clear()
    with CaptureQueriesContext(connection) as asked:
        row_of(house)
    read = {name for one in asked for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', one["sql"])}
    marked = {table for table, _column in changes.TABLES}
    assert read - marked == {
        "overview_change",
        "parties_organisation",
        "periods_reportversion",
    }
    assert marked <= read


def test_a_trigger_that_is_lacking_is_seen_and_made_at_the_next_start(house: House) -> None:
    (name,) = [one for one in names() if "contracts_contract_update" in one]
    on = "" if connection.vendor == "sqlite" else " ON contracts_contract"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")
    assert changes.missing() == {name}
    assert not doctor._triggers().sound
    assert name in doctor._triggers().said
    changes.install(plan=())
    assert changes.missing() == set()
    assert doctor._triggers().sound
    row_of(house)
    Contract.objects.filter(pk=house.contract.pk).update(title="Nyt navn")
    assert row_of(house).contract.title == "Nyt navn"


def names() -> set[str]:
    return {name for name, _table, _event, _body in changes._triggers(connection.vendor)}


def test_marks_are_tidied_and_rows_stay_right(house: House) -> None:
    for title in ("A", "B", "C"):
        Contract.objects.filter(pk=house.contract.pk).update(title=title)
    assert changes.tidy() > 0
    assert Change.objects.filter(contract=house.contract.pk).count() == 1
    assert row_of(house).contract.title == "C"
    assert changes.tidy() == 0


def test_a_row_is_written_once_for_each_language(house: House) -> None:
    client = house.client("authority_manager")
    danish = client.get(reverse("overview")).content.decode()
    person = house.people["authority_manager"]
    person.language = "en"
    person.save()
    english = client.get(reverse("overview")).content.decode()
    assert ("venter på leverandøren</td>" in danish) > ("venter på leverandøren</td>" in english)
    assert danish.count("Kontrakten</a>") == english.count("Kontrakten</a>") == 1
