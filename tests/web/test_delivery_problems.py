"""What is told of a delivery's rows on its page: also decisions that match nothing, and those asked about alone."""

import pytest
from deliveries import HEADER, confirm, deliver, incident
from django.urls import reverse
from house import House

from afstemt.web.evidence.delivery_problems import problems_of
from afstemt.web.evidence.models import Delivery

DECISIONS = b"at,by,kind,table,row_id,reason\n"


def decided(house: House, row_id: str, table: str = "incidents") -> Delivery:
    row = f"2026-11-02T09:00:00+01:00,authority,hold_out,{table},{row_id},Aftalt\n"
    return deliver(house, DECISIONS + row.encode(), "decisions.csv")


def codes(delivery: Delivery) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity, one.source) for one in problems_of(delivery)]


@pytest.mark.parametrize(
    ("row_id", "expected"),
    [
        ("INC-1", []),
        ("inc 1", [("no-such-row", "ask", "decisions.csv")]),
        ("X-999", [("no-such-row", "note", "decisions.csv")]),
    ],
)
def test_decision_on_a_row_that_is_not_there_is_told_at_delivery(
    house: House, row_id: str, expected: list[tuple[str, str, str]]
) -> None:
    confirm(house, deliver(house, HEADER + incident(1)))
    delivery = decided(house, row_id)
    assert codes(delivery) == expected
    confirm(house, delivery)
    delivery.refresh_from_db()
    assert codes(delivery) == expected


def test_decision_on_a_table_that_is_not_there_is_told_at_delivery(house: House) -> None:
    assert codes(decided(house, "INC-1", "incident"))[0][:2] == ("decision-without-effect", "ask")


def test_decisions_of_other_deliveries_are_told_at_theirs(house: House) -> None:
    confirm(house, decided(house, "inc 1"))
    assert codes(decided(house, "INC-1", "incident")) != []
    confirm(house, deliver(house, HEADER + incident(1)))
    later = decided(house, "INC-1")
    assert codes(later) == []


def test_page_shows_those_asked_about_alone(house: House) -> None:
    confirm(house, deliver(house, HEADER + incident(1)))
    rows = b"".join(
        f"2026-11-02T09:00:00+01:00,authority,hold_out,incidents,{one},Aftalt\n".encode()
        for one in ("inc 1", "X-999")
    )
    delivery = deliver(house, DECISIONS + rows, "decisions.csv")
    where = reverse("delivery", args=(house.contract.pk, delivery.pk))
    client = house.client("service_manager")
    every = client.get(where).content.decode()
    assert "Problemer i filerne: 2" in every
    assert "Vis kun det ene, der skal besvares" in every
    assert "X-999" in every
    asked = client.get(f"{where}?vis=spoergsmaal").content.decode()
    assert "Vis alle" in asked
    assert "inc 1" in asked
    assert "X-999" not in asked
