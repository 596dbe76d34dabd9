"""Figures for monitoring: right, and for this machine or the token alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from afstemt.web.mail.models import OutgoingMail
from afstemt.web.mail.outbox import put_in
from afstemt.web.work import queue
from afstemt.web.work.worker import Worker

TOKEN = "et langt tilfældigt mærke"


def figures() -> dict[str, float]:
    text = Client().get(reverse("metrics")).content.decode()
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {name.removeprefix("afstemt_"): float(value) for name, value in lines}


@pytest.mark.django_db
def test_the_figures_are_those_of_the_queue_and_the_mail() -> None:
    ago = timezone.now() - timedelta(minutes=5)
    with transaction.atomic():
        for number in range(4):
            put_in(key=f"k{number}", to="a@b.example", subject="x", text="x", at=ago)
    OutgoingMail.objects.filter(key="k1").update(attempts=3)
    OutgoingMail.objects.filter(key="k2").update(given_up_at=timezone.now())
    OutgoingMail.objects.filter(key="k3").update(sent_at=timezone.now())
    jobs = list(DBTaskResult.objects.values_list("pk", flat=True))
    DBTaskResult.objects.update(enqueued_at=ago)
    DBTaskResult.objects.filter(pk=jobs[0]).update(run_after=timezone.now() + timedelta(hours=1))
    DBTaskResult.objects.filter(pk=jobs[1]).update(status="FAILED")
    queue.claim("væk", timezone.now())
    worker = Worker()
    worker.enter()
    found = figures()
    assert found["database_up"] == 1
    assert [found[f"jobs_{name}"] for name in ("waiting", "postponed", "running", "stuck", "given_up")] == [
        1,
        1,
        1,
        1,
        1,
    ]
    assert found["jobs_oldest_waiting_seconds"] == pytest.approx(300, abs=30)
    assert [found[f"mail_{name}"] for name in ("waiting", "failing", "given_up")] == [2, 1, 1]
    assert found["mail_oldest_waiting_seconds"] == pytest.approx(300, abs=30)
    assert found["workers"] == 1
    assert found["worker_heartbeat_age_seconds"] < 30
    assert found["disk_free_bytes"] > 1_000_000
    assert ("database_locks" in found) == (connection.vendor == "postgresql")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "10.0.0.7"}, 404),
        ({"REMOTE_ADDR": ""}, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"}, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=127.0.0.1"}, 404),
        ({"REMOTE_ADDR": "10.0.0.7", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}, 200),
        ({"REMOTE_ADDR": "10.0.0.7", "HTTP_AUTHORIZATION": "Bearer "}, 404),
        ({"REMOTE_ADDR": "10.0.0.7", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}x"}, 404),
    ],
)
def test_who_is_answered(request_: dict[str, str], status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, metrics_token=TOKEN))
    assert Client().get(reverse("metrics"), **request_).status_code == status  # type: ignore[arg-type]


@pytest.mark.django_db
def test_without_a_token_no_token_opens() -> None:
    asked = Client().get(reverse("metrics"), REMOTE_ADDR="10.0.0.7", HTTP_AUTHORIZATION="Bearer ")
    assert asked.status_code == 404
