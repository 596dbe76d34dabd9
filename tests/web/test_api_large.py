"""A system that delivers much is answered at once, and asks at an address what became of it."""

from typing import Any

import pytest
from deliveries import HEADER, incident
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from house import KEY, House
from jobs import run_jobs

from afstemt.web.api import keys
from afstemt.web.audit.models import AuditRow
from afstemt.web.evidence import uploads
from afstemt.web.evidence.models import Delivery

NAME = "Drift A/S' overvågning"
FILE = HEADER + b"".join(incident(number) for number in range(1, 20))


@pytest.fixture(autouse=True)
def _little_is_large_and_much_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE", 500)
    monkeypatch.setattr("afstemt.web.api.calls.PerMinute.allow_request", lambda _self, _request: True)


def client(secret: str = KEY, language: str = "da") -> Client:
    return Client(headers={"authorization": f"Bearer {secret}", "accept-language": language})


def sent(house: House, content: bytes = FILE) -> Any:
    where = reverse("api:deliveries", args=(house.contract.pk,))
    return client().post(where, {"files": [SimpleUploadedFile("incidents.csv", content)]})


def test_large_files_are_read_afterwards_and_become_a_delivery(house: House) -> None:
    answer = sent(house)
    assert answer.status_code == 202, answer.content
    said = answer.json()
    assert (said["state"], said["delivery"], said["files"], said["size"]) == ("waiting", None, 1, len(FILE))
    assert answer.headers["Location"] == said["address"]
    assert client().get(said["address"]).json() == said
    assert AuditRow.objects.latest("id").details["through"] == NAME
    run_jobs()
    made = Delivery.objects.latest("id")
    ended = client().get(said["address"]).json()
    assert (ended["state"], ended["delivery"], ended["problems"]) == ("read", made.pk, [])
    assert (made.through, made.made_by) == (NAME, house.people["supplier_manager"])
    confirm = reverse("api:confirm", args=(house.contract.pk, made.pk))
    assert client().post(confirm, {}, content_type="application/json").json()["state"] == "confirmed"
    page = house.client("service_manager").get(
        reverse("upload", args=(house.contract.pk, said["id"])), follow=True
    )
    assert "overvågning" in page.content.decode()
    again = sent(house).json()
    run_jobs()
    known = client().get(again["address"]).json()
    assert (known["state"], known["delivery"]) == ("known", made.pk)
    assert "leveret og bekræftet før" in known["detail"]


def test_small_files_are_answered_at_once(house: House) -> None:
    assert sent(house, HEADER + incident(1)).status_code == 201


def test_files_that_cannot_be_used_are_said_with_every_problem_in_the_callers_language(house: House) -> None:
    where = sent(house, b"id;priority\n" + b"1;2\n" * 200).json()["address"]
    run_jobs()
    danish, english = (client(language=one).get(where).json() for one in ("da", "en"))
    assert (danish["state"], danish["delivery"], danish["problems"][0]["meaning"]) == (
        "refused",
        None,
        "stop",
    )
    assert "Kolonnen opened_at mangler" in danish["problems"][0]["message"]
    assert "The column opened_at is missing" in english["problems"][0]["message"]
    assert not Delivery.objects.exclude(pk=house.delivery.pk).exists()


@pytest.mark.parametrize(
    ("who", "use", "status"),
    [
        ("supplier_manager", "deliver", 200),
        ("supplier_manager", "read", 403),
        ("authority_manager", "deliver", 200),
        ("other_supplier", "deliver", 404),
    ],
)
def test_what_became_of_files_is_for_those_who_may_deliver(
    house: House, who: str, use: str, status: int
) -> None:
    contract = house.other_contract if who == "other_supplier" else house.contract
    _key, secret = keys.make_key(
        actor=house.people[who], contract=contract, name="En anden", uses=[use], days=30, at=timezone.now()
    )
    where = reverse("api:upload", args=(house.contract.pk, house.contract.uploads.get().pk))
    assert client(secret).get(where).status_code == status


def test_what_became_of_files_is_not_for_one_who_may_deliver_no_longer(house: House) -> None:
    where = reverse("api:upload", args=(house.contract.pk, house.contract.uploads.get().pk))
    house.contract.access.filter(role="supplier_manager").update(role="auditor")
    answer = client().get(where)
    assert (answer.status_code, answer.json()["detail"]) == (
        403,
        "Din rolle i kontrakten giver ikke adgang til at gøre dette.",
    )
