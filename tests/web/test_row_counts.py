"""Rows read are used, superseded, left out or set aside, in the database too, whatever is confirmed later."""

import pytest
from deliveries import CHECKS, HEADER, check, confirm, deliver, incident
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from house import AT, House

from afstemt.web.evidence import queries, withdrawing
from afstemt.web.evidence.facts.tables import FILES
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.row_counts import counts_of
from afstemt.web.evidence.store import comparison_of, evidence_of, folder_of

BAD = b"INC-4;1;=2026-10-05;;\n"
GOOD = incident(4)


def counts(delivery: Delivery) -> tuple[int, int, int]:
    """Return rows used, superseded and set aside, after holding the delivery, its file and the evidence together."""
    delivery = Delivery.objects.get(pk=delivery.pk)
    [file] = delivery.files.all()
    found = (delivery.rows_used, delivery.rows_superseded, delivery.rows_set_aside)
    assert (file.rows_used, file.rows_superseded, file.rows_set_aside) == found
    assert sum(found) + delivery.rows_left_out == delivery.rows_read
    return found


def withdraw(house: House, delivery: Delivery) -> None:
    withdrawing.withdraw(actor=house.people["service_manager"], delivery=delivery, reason="x", at=AT)


def test_the_earlier_delivery_is_counted_anew_when_a_later_is_confirmed_and_withdrawn(house: House) -> None:
    first = confirm(house, deliver(house, HEADER + incident(1) + incident(2)))
    later = deliver(house, HEADER + incident(2, priority=3) + incident(3))
    assert counts(first) == (2, 0, 0)
    confirm(house, later)
    assert (counts(first), counts(later)) == ((1, 1, 0), (2, 0, 0))
    evidence = evidence_of(queries.confirmed(house.contract))
    assert [file.rows_superseded for file in evidence.files][-2:] == [1, 0]
    third = confirm(house, deliver(house, HEADER + incident(1, priority=2) + incident(2, priority=1)))
    assert (counts(first), counts(later), counts(third)) == ((0, 2, 0), (1, 1, 0), (2, 0, 0))
    withdraw(house, third)
    assert (counts(first), counts(later)) == ((1, 1, 0), (2, 0, 0))
    withdraw(house, later)
    assert counts(first) == (2, 0, 0)
    assert first.files.get().facts == [["incidents", 2]]


def test_replacing_counts_the_others_as_they_stand_then(house: House) -> None:
    first = confirm(house, deliver(house, HEADER + incident(1) + incident(2)))
    second = confirm(house, deliver(house, HEADER + incident(2, priority=3)))
    confirm(house, deliver(house, HEADER + incident(9)), replaces=[second.pk])
    assert counts(first) == (2, 0, 0)


def test_a_row_set_aside_that_a_later_delivery_has_is_superseded(house: House) -> None:
    first = confirm(house, deliver(house, HEADER + incident(1) + BAD))
    assert counts(first) == (1, 0, 1)
    later = confirm(house, deliver(house, HEADER + incident(5) + GOOD))
    assert counts(first) == (1, 1, 0)
    assert "incidents" not in evidence_of(queries.confirmed(house.contract)).lost
    withdraw(house, later)
    assert counts(first) == (1, 0, 1)


def test_a_delivery_kept_before_its_files_were_stays_as_it_was_counted(house: House) -> None:
    first = confirm(house, deliver(house, HEADER + incident(1) + incident(2)))
    (folder_of(first.key) / FILES).unlink()
    for number in (3, 4):
        confirm(house, deliver(house, HEADER + incident(2, priority=number)))
        assert counts(first) == (2, 0, 0)
        files = evidence_of(queries.confirmed(house.contract)).files
        assert next(file.rows_superseded for file in files if file.rows_read == 2) == 1


def test_counting_anew_costs_no_more_queries_with_more_deliveries(house: House) -> None:
    asked = []
    for number in range(1, 4):
        one = deliver(house, HEADER + incident(1, priority=number))
        with CaptureQueriesContext(connection) as made:
            confirm(house, one)
        asked.append(len(made))
    assert asked[1] == asked[2]


def test_the_database_holds_that_a_file_s_rows_add_up(house: House) -> None:
    file = confirm(house, deliver(house, HEADER + incident(1))).files.get()
    file.rows_superseded = 1
    with pytest.raises(IntegrityError), transaction.atomic():
        file.save()


def test_counts_are_made_of_what_stands(house: House) -> None:
    first = confirm(house, deliver(house, HEADER + incident(1)))
    made = counts_of(queries.confirmed(house.contract))
    assert made.files[first.files.get().pk]["rows_used"] == 1
    assert counts_of([]).files == {}


@pytest.mark.parametrize("more", [BAD, b"INC-5;1;2026-10-05T09:00:00+02:00;;x\n"])
def test_a_delivery_that_lost_something_changes_something(house: House, more: bytes) -> None:
    confirm(house, deliver(house, HEADER + incident(1) + b"INC-5;1;2026-10-05T09:00:00+02:00;;\n"))
    again = deliver(house, HEADER + incident(1) + more)
    assert not comparison_of(again, queries.confirmed(house.contract)).changes_nothing
    same = deliver(house, HEADER + incident(1))
    assert comparison_of(same, queries.confirmed(house.contract)).changes_nothing


def test_an_empty_file_says_something(house: House) -> None:
    assert not comparison_of(deliver(house, HEADER), queries.confirmed(house.contract)).changes_nothing


def test_rows_that_are_the_same_are_not_asked_about(house: House) -> None:
    confirm(house, deliver(house, CHECKS + check(1) + check(2) + check(5), "checks.csv"))
    later = deliver(house, CHECKS + check(2) + check(5) + check(9), "checks.csv")
    assert comparison_of(later, queries.confirmed(house.contract)).overlaps == ()
    confirm(house, later)
    assert evidence_of(queries.confirmed(house.contract)).table("checks").collect().height == 4


def test_hours_on_another_order_the_same_day_would_count_twice(house: House) -> None:
    head, row = "date,consultant,activity,hours,rate_code,order\n", "2026-10-01,K1,drift,7.5,S,{}\n"
    confirm(house, deliver(house, (head + row.format("A")).encode(), "hours.csv"))
    later = deliver(house, (head + row.format("B")).encode(), "hours.csv")
    (found,) = comparison_of(later, queries.confirmed(house.contract)).overlaps
    assert (found.rows, found.same) == (1, 0)
