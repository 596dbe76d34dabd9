"""A supplier's own system delivers, confirms and reads by a key, as a person does on the pages."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from deliveries import CHECKS, HEADER, approve, check, confirm, deliver, incident
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from house import AT, KEY, House

from afstemt.web.api import keys
from afstemt.web.api.calls import PerMinute
from afstemt.web.api.interface import api
from afstemt.web.api.words import WORDS
from afstemt.web.audit.models import AuditRow
from afstemt.web.evidence.models import Delivery
from afstemt.web.refusals import WrongState


def call(house: House, name: str, *place: object, secret: str = KEY, **sent: object):  # type: ignore[no-untyped-def]
    """Return the answer to a call; with ``files`` or ``json`` it is a POST."""
    client = Client(headers={"authorization": f"Bearer {secret}"})
    where = reverse(f"api:{name}", args=(house.contract.pk, *place))
    if "files" in sent:
        return client.post(where, sent)
    if "json" in sent:
        return client.post(where, sent["json"], content_type="application/json")
    return client.get(where)


def file(content: bytes, name: str = "incidents.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_system_delivers_confirms_and_reads(house: House) -> None:
    pushed = call(house, "deliveries", files=[file(HEADER + incident(1) + b"INC-2;1;=2026;;\n")])
    assert pushed.status_code == 201, pushed.content
    said = pushed.json()
    assert (said["state"], said["rows_read"], said["rows_used"], said["rows_set_aside"]) == ("read", 2, 1, 1)
    assert said["changes"] == [{"table": "incidents", "new": 1, "changed": 0, "same": 0, "left": 0}]
    found = call(house, "problems", said["id"]).json()
    assert (found["count"], found["problems"][0]["row"]) == (1, 3)
    confirmed = call(house, "confirm", said["id"], json={})
    assert (confirmed.status_code, confirmed.json()["state"]) == (200, "confirmed")
    listed = call(house, "deliveries").json()
    assert (listed["count"], listed["deliveries"][0]["id"]) == (2, said["id"])
    made = Delivery.objects.get(pk=said["id"])
    assert (made.made_by, made.through) == (house.people["supplier_manager"], "Drift A/S' overvågning")
    row = AuditRow.objects.filter(verb="confirm_delivery").get()
    assert row.details["through"] == made.through


def test_the_same_files_again_give_the_earlier_delivery(house: House) -> None:
    content = HEADER + incident(1)
    first = call(house, "deliveries", files=[file(content)])
    again = call(house, "deliveries", files=[file(content)])
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]
    call(house, "confirm", first.json()["id"], json={})
    third = call(house, "deliveries", files=[file(content, "andet.csv")])
    assert (third.status_code, third.json()["id"], third.json()["state"]) == (
        200,
        first.json()["id"],
        "confirmed",
    )
    assert Delivery.objects.filter(contract=house.contract).count() == 2


def test_faults_are_said_in_the_words_of_the_pages(house: House) -> None:
    refused = call(house, "deliveries", files=[file(b"id;priority\n1;2\n")])
    assert refused.status_code == 422
    assert "opened_at" in refused.json()["problems"][0]["message"]
    assert refused.json()["detail"] == "Filerne kan ikke bruges; intet er gemt"
    english = Client(headers={"authorization": f"Bearer {KEY}", "accept-language": "en"}).get(
        reverse("api:delivery", args=(house.contract.pk, 999))
    )
    assert english.json()["detail"] == "It does not exist, or the key does not give access to it."


def test_an_overlap_must_be_decided(house: House) -> None:
    first = confirm(house, deliver(house, CHECKS + check(1) + check(5), "checks.csv"))
    later = call(house, "deliveries", files=[file(CHECKS + check(2), "checks.csv")]).json()
    assert later["overlaps"] == [{"table": "checks", "delivery": first.pk, "rows": 1, "same": 0}]
    assert call(house, "confirm", later["id"], json={}).status_code == 409
    done = call(house, "confirm", later["id"], json={"replaces": [first.pk]})
    assert done.status_code == 200
    first.refresh_from_db()
    assert first.state == "withdrawn"


def test_figures_are_stated_and_listed(house: House) -> None:
    approve(house)
    lines = call(house, "key_figures", "2026-10").json()["figures"]
    level = next(one for one in lines if one["unit"] == "percent")
    figure = {
        "level": level["level"],
        "population": level["population"],
        "value": "99.95",
        "basis": "Rapport",
    }
    made = call(house, "key_figures", "2026-10", json={"reason": "Ingen rækker", "figures": [figure]})
    assert made.status_code == 201, made.content
    call(house, "confirm", made.json()["id"], json={})
    standing = call(house, "key_figures", "2026-10").json()["figures"]
    assert [one["value"] for one in standing if one["value"]] == ["99,95"]
    again = call(house, "key_figures", "2026-10", json={"reason": "Igen", "figures": [figure]})
    assert again.status_code == 200
    unknown = call(
        house, "key_figures", "2026-10", json={"reason": "x", "figures": [figure | {"level": "findes ikke"}]}
    )
    assert unknown.status_code == 422


def test_the_newest_report_is_given_as_data(house: House) -> None:
    found = call(house, "report", "2026-10")
    assert found.status_code == 200
    assert b"".join(found.streaming_content) == b"{}"
    assert call(house, "report", "2026-09").status_code == 404


@pytest.mark.parametrize("use", ["read", "deliver", "confirm"])
def test_a_key_can_do_what_it_is_for_and_no_more(house: House, use: str) -> None:
    _key, secret = keys.make_key(
        actor=house.people["supplier_manager"],
        contract=house.contract,
        name="Kun det ene",
        uses=[use],
        days=30,
        at=timezone.now(),
    )
    waiting = deliver(house, HEADER + incident(1))
    answers = {
        "read": call(house, "delivery", waiting.pk, secret=secret),
        "deliver": call(house, "deliveries", secret=secret, files=[file(HEADER + incident(2))]),
        "confirm": call(house, "confirm", waiting.pk, secret=secret, json={}),
    }
    assert {what for what, answer in answers.items() if answer.status_code < 400} == {use}
    assert {answer.status_code for what, answer in answers.items() if what != use} == {403}


def test_a_key_is_shown_once_and_kept_as_its_hash(house: House) -> None:
    client = house.client("authority_manager")
    where = reverse("access_keys", args=(house.contract.pk,))
    shown = client.post(where, {"name": "Indsamling", "uses": ["read"], "days": "30"})
    made = house.contract.access_keys.get(name="Indsamling")
    secret = shown.content.decode().partition('afstemt-secret">')[2].partition("<")[0]
    assert secret.startswith(keys.PREFIX)
    assert made.digest == keys.digest(secret)
    assert secret not in client.get(where).content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert "Drift A/S" not in client.get(where).content.decode().partition("<h1>")[2]
    assert house.client("supplier_manager").get(where).content.decode().count("overvågning") == 2


def test_a_key_cannot_live_for_ever(house: House) -> None:
    with pytest.raises(WrongState, match="højst"):
        keys.make_key(
            actor=house.people["supplier_manager"],
            contract=house.contract,
            name="Evig",
            uses=["read"],
            days=400,
            at=AT,
        )


def test_use_is_noted_to_the_minute(house: House) -> None:
    key = house.contract.access_keys.get()
    at = timezone.now()
    for later, noted in ((0, 0), (30, 0), (90, 90)):
        keys.key_of(KEY, at + timedelta(seconds=later))
        key.refresh_from_db()
        assert key.last_used_at == at + timedelta(seconds=noted)


def test_too_many_calls_are_told_to_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    key = house.contract.access_keys.get()

    class Request:
        auth = key

    limit = PerMinute("test", 2)
    monkeypatch.setattr("afstemt.web.api.calls.time", SimpleNamespace(time=lambda: 600.0))
    assert [limit.allow_request(Request()) for _ in range(3)] == [True, True, False]  # type: ignore[arg-type]
    assert limit.wait() == 60
    monkeypatch.setattr("afstemt.web.api.calls.time", SimpleNamespace(time=lambda: 660.0))
    assert limit.allow_request(Request())  # type: ignore[arg-type]


@pytest.mark.django_db
def test_every_call_has_its_words_on_the_page() -> None:
    operations = [
        operation["operationId"]
        for methods in api.get_openapi_schema()["paths"].values()
        for operation in methods.values()
    ]
    assert sorted(operations) == sorted(WORDS)
    page = Client().get(reverse("api:api-root"))
    assert page.status_code == 200
    assert page.content.decode().count("<code>/api/v1/contracts/") == len(operations)
