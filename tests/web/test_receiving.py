"""A large delivery is read as background work: once, by who still may, and its files are gone afterwards."""

from datetime import timedelta
from pathlib import Path

import pytest
from deliveries import HEADER, confirm, incident
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult
from house import AT, House
from jobs import run_jobs

from afstemt.web.contracts.access import end_access
from afstemt.web.evidence import delivering, receiving, uploads
from afstemt.web.evidence.models import Delivery, Upload
from afstemt.web.evidence.store import folder_of
from afstemt.web.work import recovery
from afstemt.web.work.models import WorkerSeen

FILE = HEADER + b"".join(incident(number) for number in range(1, 60))


@pytest.fixture(autouse=True)
def _little_is_large(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few hundred bytes are read in the background."""
    house.contract.uploads.all().delete()
    monkeypatch.setattr(uploads, "AT_ONCE", 500)


def sent(
    house: House, content: bytes = FILE, who: str = "service_manager", name: str = "incidents.csv"
) -> tuple[Client, str]:
    """Send a file; return the browser, and the address of the page that it leads to."""
    client = house.client(who)
    answer = client.post(
        reverse("deliveries", args=(house.contract.pk,)),
        {"files": SimpleUploadedFile(name, content)},
    )
    assert answer.status_code == 302
    return client, answer.headers["Location"]


def waiting() -> list[Path]:
    return list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob(f"{uploads.WAITING}*"))


def deliveries(house: House) -> int:
    return house.contract.deliveries.exclude(pk=house.delivery.pk).count()


def test_large_files_are_read_in_the_background_and_then_shown(house: House) -> None:
    client, where = sent(house)
    assert deliveries(house) == 0
    assert "Filerne læses." in client.get(where).content.decode()
    assert client.get(where, headers={"HX-Request": "true"}).status_code == 204
    assert "filerne læses" in client.get(reverse("deliveries", args=(house.contract.pk,))).content.decode()
    assert len(waiting()) == 1
    assert run_jobs() == 1
    assert waiting() == []
    delivery = Delivery.objects.latest("id")
    assert (delivery.made_by, delivery.rows_used) == (house.people["service_manager"], 59)
    assert client.get(where, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    page = client.get(where, follow=True)
    assert "59 rækker læst = 59 brugt" in page.content.decode()
    assert "Det ændrer leverancen" in page.content.decode()


def test_small_files_are_answered_at_once(house: House) -> None:
    _client, where = sent(house, HEADER + incident(1))
    assert where == reverse("delivery", args=(house.contract.pk, Delivery.objects.latest("id").pk))
    assert not Upload.objects.exists()


def test_files_that_cannot_be_used_are_said_and_nothing_is_kept(house: House) -> None:
    client, where = sent(house, b"x" * 600, name="incidents.xls")
    run_jobs()
    page = client.get(where).content.decode()
    assert "Filerne kan ikke bruges; intet er gemt." in page
    assert "incidents.xls" in page
    assert (
        "kunne ikke bruges" in client.get(reverse("deliveries", args=(house.contract.pk,))).content.decode()
    )
    assert (waiting(), deliveries(house)) == ([], 0)
    assert DBTaskResult.objects.get().status == Status.SUCCESSFUL


def test_the_same_files_again_lead_to_the_earlier_delivery(house: House) -> None:
    sent(house)
    run_jobs()
    first = Delivery.objects.latest("id")
    client, where = sent(house)
    run_jobs()
    page = client.get(where).content.decode()
    assert "venter på at blive bekræftet; intet er ændret" in page
    assert reverse("delivery", args=(house.contract.pk, first.pk)) in page
    confirm(house, first)
    _client, where = sent(house)
    run_jobs()
    assert "leveret og bekræftet før" in client.get(where).content.decode()
    assert (deliveries(house), waiting()) == (1, [])


def test_access_that_ended_meanwhile_is_asked_for_again(house: House) -> None:
    _client, where = sent(house)
    end_access(
        actor=house.people["supplier_manager"],
        access=house.contract.access.get(person=house.people["service_manager"]),
        reason="Skiftet stilling",
        at=AT,
    )
    run_jobs()
    assert (deliveries(house), waiting()) == (0, [])
    assert "Din rolle i kontrakten" in house.client("supplier_manager").get(where).content.decode()


class Killed(BaseException):
    """What ends a worker in the middle, without a word."""


def killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker die when the files have been read and nothing is written in the database."""

    def dead(*_args: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(delivering, "must_be_new", dead)
        with pytest.raises(Killed):
            run_jobs()
    WorkerSeen.objects.update(seen_at=timezone.now() - 2 * recovery.SILENT)


def test_what_a_killed_worker_began_is_taken_up_and_leaves_one_delivery(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(house)
    killed(monkeypatch)
    half = folder_of(Upload.objects.get().attempt)
    assert half.is_dir()
    assert len(waiting()) == 1
    assert len(recovery.take_up(timezone.now())) == 1
    assert run_jobs() == 1
    assert not half.exists()
    assert (deliveries(house), waiting()) == (1, [])
    receiving.read_files.call(Upload.objects.get().pk)
    assert deliveries(house) == 1


def test_files_that_kill_every_worker_are_said_and_removed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, where = sent(house)
    for _time in range(2):
        killed(monkeypatch)
        recovery.take_up(timezone.now())
    assert "Filerne blev ikke læst; intet er gemt." in client.get(where).content.decode()
    half = folder_of(Upload.objects.get().attempt)
    assert receiving.tidied(timezone.now()) == 1
    assert Upload.objects.get().outcome == "failed"
    assert (deliveries(house), waiting(), half.exists()) == (0, [], False)
    assert receiving.tidied(timezone.now() + receiving.KEPT + timedelta(days=1)) == 1
    assert not Upload.objects.exists()


def test_a_fault_is_said_at_once_and_a_silent_database_is_waited_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(fault: Exception) -> None:
        def read(_order: object) -> None:
            raise fault

        with monkeypatch.context() as patch:
            patch.setattr(delivering, "read", read)
            run_jobs()

    client, where = sent(house)
    failing(OperationalError())
    assert "Filerne læses." in client.get(where).content.decode()
    assert len(waiting()) == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    failing(ZeroDivisionError("x"))
    assert "Læsningen gik i stå" in client.get(where).content.decode()
    assert (waiting(), deliveries(house)) == ([], 0)
    job = DBTaskResult.objects.get()
    assert (job.status, job.exception_class_path) == (Status.FAILED, "builtins.ZeroDivisionError")
    client, where = sent(house)
    failing(OSError(28, "No space left on device"))
    assert "ikke plads på serveren" in client.get(where).content.decode()
    assert waiting() == []


def test_what_waits_outlives_a_restart_and_what_nobody_reads_is_removed(house: House) -> None:
    sent(house)
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    orphan = uploads.waiting_folder("nobodys")
    orphan.mkdir()
    uploads.clean(folder, alone=True)
    assert len(waiting()) == 2
    receiving.tidied(timezone.now())
    assert orphan.exists()  # it may be on its way in
    receiving.tidied(timezone.now() + timedelta(days=2))
    assert not orphan.exists()
    run_jobs()
    assert deliveries(house) == 1
