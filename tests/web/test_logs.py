"""The log says what happened and never who a person is beyond their id."""

import json
import logging

import pytest
from django.db import IntegrityError
from django.urls import reverse
from house import House

from afstemt.web.parties.models import Person
from afstemt.web.site.logs import Lines


@pytest.fixture(autouse=True)
def _as_in_operation(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(Lines())


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(line) for line in caplog.text.splitlines()]


def test_a_request_is_logged_by_its_pattern(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "afstemt"):
        answer = house.client("finance").get(
            reverse("contract", args=(house.contract.pk,)),
            {"q": "Hansen"},
            headers={"X-Request-ID": "abc-12345"},
        )
    (line,) = lines(caplog)
    assert line["path"] == "/kontrakter/<int:contract_id>/"
    assert (line["method"], line["status"], line["request_id"]) == ("GET", 200, "abc-12345")
    assert line["person"] == house.people["finance"].pk
    assert answer.headers["X-Request-ID"] == "abc-12345"
    assert "Hansen" not in str(line)


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["kort", "a b c d e f g h", "x" * 65, "linje\nskift123"])
def test_a_request_id_from_outside_is_used_only_when_it_is_one(given: str, house: House) -> None:
    answer = house.client(None).get(reverse("alive"), headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"] != given
    assert len(answer.headers["X-Request-ID"]) == 32


def test_an_address_that_is_not_there_is_not_quoted(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        house.client(None).get("/kunde/anders.andersen@example.dk/")
    assert any(line.get("status") == 404 for line in lines(caplog))
    assert "anders" not in str(lines(caplog))


@pytest.mark.django_db
def test_a_fault_is_logged_by_kind_and_place_and_not_by_its_words(caplog: pytest.LogCaptureFixture) -> None:
    email = "anders.andersen@example.dk"
    try:
        raise IntegrityError(f"Key (email)=({email}) already exists.")
    except IntegrityError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/x/{email}")
    (line,) = lines(caplog)
    assert (line["message"], line["exception"]) == ("Internal Server Error: %s", "IntegrityError")
    assert "test_logs.py" in str(line["trace"])
    assert "anders" not in str(line)
    assert not Person.objects.filter(email=email).exists()
