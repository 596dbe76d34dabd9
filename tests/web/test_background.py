"""A report is asked for and calculated as background work: once, by who still may, and told where it was asked."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult
from house import AT, INCIDENTS, House, in_force
from jobs import run_jobs

from afstemt.core.units.period import parse_period
from afstemt.files.kept import told_fault
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts.access import end_access
from afstemt.web.evidence import confirming, delivering
from afstemt.web.lifecycle import askings, background, calculation, decisions
from afstemt.web.periods.models import Asking, ReportVersion
from afstemt.web.periods.rendering import folder_of
from afstemt.web.refusals import WrongState
from afstemt.web.reports import actions as reports
from afstemt.web.work import queue, recovery
from afstemt.web.work.models import WorkerSeen

OCTOBER = parse_period("2026-10")


@pytest.fixture
def ready(house: House) -> House:
    """The contract's terms are in force, and a delivery is confirmed; nothing has been calculated."""
    house.contract.periods.all().delete()
    ReportVersion.objects.all().delete()
    in_force(house)
    who = house.people["service_manager"]
    files = [SimpleUploadedFile("incidents.csv", INCIDENTS)]
    delivery = delivering.deliver(actor=who, contract=house.contract, files=files, at=AT)
    confirming.confirm(actor=who, delivery=delivery, at=AT)
    run_jobs()
    return house


def asked(house: House, who: str = "service_manager") -> Client:
    client = house.client(who)
    answer = client.post(reverse("calculate", args=(house.contract.pk, "2026-10")))
    assert answer.status_code == 302
    return client


def seen(house: House, client: Client) -> str:
    return client.get(reverse("period", args=(house.contract.pk, "2026-10"))).content.decode()


def looked(house: House, client: Client) -> Any:
    """Return the answer to the page asking by itself whether it is done."""
    where = reverse("period", args=(house.contract.pk, "2026-10"))
    return client.get(where, headers={"HX-Request": "true"})


def test_a_report_that_is_asked_for_is_calculated_and_said_to_be(ready: House) -> None:
    client = asked(ready)
    assert not ready.contract.reports.exists()
    page = seen(ready, client)
    assert "Driftsrapporten bliver beregnet" in page
    assert "Se, om den er klar" in page
    assert "Beregn driftsrapporten" not in page
    assert "Driftsrapporten bliver beregnet" in seen(ready, ready.client("guest"))
    assert looked(ready, client).status_code == 204
    assert run_jobs() == 1
    version = ready.contract.reports.get()
    assert (version.number, version.made_by) == (1, ready.people["service_manager"])
    assert version.asking.asked_by == version.made_by
    assert looked(ready, client).headers["HX-Refresh"] == "true"
    page = seen(ready, client)
    assert "Udkast 1 blev beregnet" in page
    assert "Beregn igen" in page
    assert list(AuditRow.objects.values_list("verb", flat=True))[-2:] == ["ask_for_report", "make_report"]


def test_a_report_asked_for_before_the_task_had_moved_is_calculated(ready: House) -> None:
    asked(ready)
    jobs = DBTaskResult.objects.filter(task_path="afstemt.web.lifecycle.background.carry_out")
    jobs.update(task_path="afstemt.web.periods.background.carry_out")
    import_module("afstemt.web.work.migrations.0002_task_path").move(apps, None)
    run_jobs()
    assert ready.contract.reports.count() == 1


def test_who_asks_while_it_is_calculated_gets_that_one(ready: House) -> None:
    asked(ready)
    asked(ready, "supplier_manager")
    assert Asking.objects.get().asked_by == ready.people["service_manager"]
    assert run_jobs() == 1
    assert ready.contract.reports.count() == 1
    asked(ready)
    run_jobs()
    assert ready.contract.reports.count() == 2


def test_open_points_are_all_shown_to_those_who_can_ask_again(ready: House) -> None:
    """The terms of a year in which none were in force."""
    client = ready.client("supplier_manager")
    client.post(reverse("calculate", args=(ready.contract.pk, "2001-01")))
    run_jobs()
    asking = Asking.objects.get()
    assert asking.outcome == "refused"
    assert asking.faults
    where = reverse("period", args=(ready.contract.pk, "2001-01"))
    page = client.get(where).content.decode()
    assert "Perioden kan ikke beregnes endnu" in page
    assert all(told_fault(one).message in page for one in asking.faults)
    assert "Beregn driftsrapporten" in page
    assert "kan ikke beregnes endnu" not in ready.client("guest").get(where).content.decode()
    assert not ready.contract.reports.exists()


def test_access_that_ended_meanwhile_is_asked_for_again(ready: House) -> None:
    asked(ready)
    end_access(
        actor=ready.people["supplier_manager"],
        access=ready.contract.access.get(person=ready.people["service_manager"]),
        reason="Skiftet stilling",
        at=AT,
    )
    run_jobs()
    assert not ready.contract.reports.exists()
    asking = Asking.objects.get()
    assert (asking.outcome, asking.version) == ("refused", None)
    assert "Din rolle i kontrakten" in seen(ready, ready.client("supplier_manager"))


def test_a_period_that_was_submitted_meanwhile_is_not_calculated(ready: House) -> None:
    asked(ready)
    version = calculation.make_report(
        actor=ready.people["service_manager"], contract=ready.contract, period=OCTOBER, at=AT
    )
    decisions.submit(
        actor=ready.people["supplier_manager"],
        contract=ready.contract,
        period=OCTOBER,
        number=version.number,
        at=AT,
    )
    run_jobs()
    assert ready.contract.reports.count() == 1
    assert "venter på myndigheden" in Asking.objects.get().said


class Killed(BaseException):
    """What ends a worker in the middle, without a word."""


def killed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker die when everything is rendered and nothing is written in the database."""

    def dead(_month: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(calculation, "results_of", dead)
        with pytest.raises(Killed):
            run_jobs()
    left = folder_of(house.contract.askings.first().attempt)  # one that is killed removes nothing
    left.mkdir()
    (left / "driftsrapport.pdf").write_bytes(b"%PDF-")
    WorkerSeen.objects.update(seen_at=timezone.now() - 2 * recovery.SILENT)


def folders() -> int:
    return sum(1 for one in folder_of("x").parent.iterdir() if one.name != "r")


def test_what_a_killed_worker_began_is_taken_up_and_leaves_one_report(
    ready: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = folders()
    client = asked(ready)
    killed(ready, monkeypatch)
    assert folders() == before + 1
    assert "Driftsrapporten bliver beregnet" in seen(ready, client)
    assert len(recovery.take_up(timezone.now())) == 1
    assert run_jobs() == 1
    assert ready.contract.reports.count() == 1
    assert folders() == before + 1


def test_two_attempts_at_once_leave_one_report(ready: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that was thought gone comes back when another has done its job."""
    before = folders()
    asked(ready)
    number = Asking.objects.get().pk
    results_of = calculation.results_of

    def other_first(month: Any) -> Any:
        monkeypatch.setattr(calculation, "results_of", results_of)
        background.carry_out.call(number)
        return results_of(month)

    monkeypatch.setattr(calculation, "results_of", other_first)
    background.carry_out.call(number)
    assert ready.contract.reports.count() == 1
    assert folders() == before + 1
    background.carry_out.call(number)
    assert ready.contract.reports.count() == 1


def test_one_that_comes_back_while_another_still_works_keeps_nothing(
    ready: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(ready)
    asking = Asking.objects.get()
    results_of = calculation.results_of
    own: list[Path] = []

    def other_begins(month: Any) -> Any:
        own.append(folder_of(Asking.objects.get().attempt))
        assert own[0].is_dir()
        askings.begin(Asking.objects.get(), "another")
        return results_of(month)

    monkeypatch.setattr(calculation, "results_of", other_begins)
    background.carry_out.call(asking.pk)
    assert not ready.contract.reports.exists()
    assert not own[0].exists()
    asking.refresh_from_db()
    assert (asking.ended_at, asking.attempt) == (None, "another"), "it is the other's to end"


def test_a_job_that_kills_every_worker_is_said_and_can_be_asked_for_anew(
    ready: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = asked(ready)
    for _time in range(2):
        killed(ready, monkeypatch)
        recovery.take_up(timezone.now())
    assert DBTaskResult.objects.get(task_path__contains="carry_out").status == Status.FAILED
    page = seen(ready, client)
    assert "gik i stå ved en fejl i programmet" in page
    assert "Beregn driftsrapporten" in page
    assert looked(ready, client).headers["HX-Refresh"] == "true"
    asked(ready)
    run_jobs()
    assert list(Asking.objects.order_by("id").values_list("outcome", flat=True)) == ["failed", "done"]
    assert ready.contract.reports.count() == 1


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (ZeroDivisionError("x"), "gik i stå ved en fejl i programmet"),
        (OSError(28, "No space left on device"), "ikke plads på serveren"),
    ],
)
def test_a_fault_is_said_at_once_and_is_the_operators_to_see(
    ready: House, monkeypatch: pytest.MonkeyPatch, fault: Exception, says: str
) -> None:
    def failing(*_args: object) -> None:
        raise fault

    client = asked(ready)
    with monkeypatch.context() as patch:
        patch.setattr(calculation, "render", failing)
        run_jobs()
    assert says in seen(ready, client)
    job = DBTaskResult.objects.get(task_path__contains="carry_out")
    assert (job.status, len(job.worker_ids)) == (Status.FAILED, 1)
    assert job.exception_class_path == f"builtins.{type(fault).__name__}"
    asked(ready)
    run_jobs()
    assert ready.contract.reports.count() == 1


def test_a_database_that_does_not_answer_is_waited_for(ready: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object) -> None:
        raise OperationalError

    client = asked(ready)
    with monkeypatch.context() as patch:
        patch.setattr(calculation, "render", gone)
        run_jobs()
    assert "Driftsrapporten bliver beregnet" in seen(ready, client)
    job = DBTaskResult.objects.get(task_path__contains="carry_out")
    assert job.status == Status.READY
    assert queue.ready(timezone.now() + timedelta(minutes=2)).filter(pk=job.pk).exists()


def test_the_periods_page_asks_the_database_as_often_after_many_askings(ready: House) -> None:
    client = asked(ready)
    run_jobs()
    counts = []
    for more in (0, 12):
        Asking.objects.bulk_create(
            Asking(
                contract=ready.contract,
                period="2026-10",
                what="report",
                asked_at=AT,
                asked_by=ready.people["service_manager"],
                ended_at=AT,
                outcome="refused",
                said="Nej",
            )
            for _number in range(more)
        )
        seen(ready, client)
        with CaptureQueriesContext(connection) as queries:
            seen(ready, client)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def test_the_copy_without_trade_secrets_is_made_in_the_background(ready: House) -> None:
    reports.mark_secret(
        actor=ready.people["supplier_manager"],
        contract=ready.contract,
        period=OCTOBER,
        section="remuneration",
        reason="Enhedspriser",
        at=AT,
    )
    asked(ready)
    run_jobs()
    decisions.submit(
        actor=ready.people["supplier_manager"], contract=ready.contract, period=OCTOBER, number=1, at=AT
    )
    decisions.approve_report(
        actor=ready.people["authority_manager"],
        contract=ready.contract,
        code="2026-10",
        number=1,
        reservations="",
        at=AT,
    )
    run_jobs()
    client = ready.client("authority_manager")
    page = seen(ready, client)
    assert "Lav en udgave uden forretningshemmeligheder" in page
    assert "uden=hemmeligheder" not in page
    place = (ready.contract.pk, "2026-10")
    archive = reverse("archive", args=place) + "?uden=hemmeligheder"
    assert "skal laves, før den kan hentes" in client.get(archive, follow=True).content.decode()
    client.post(reverse("copy", args=place))
    client.post(reverse("copy", args=place))
    assert "bliver lavet" in seen(ready, client)
    assert looked(ready, client).status_code == 204
    assert run_jobs() == 1
    assert "uden=hemmeligheder" in seen(ready, client)
    assert b"".join(client.get(archive).streaming_content)[:2] == b"PK"
    with pytest.raises(WrongState):
        background.ask_for_copy(
            actor=ready.people["authority_manager"], contract=ready.contract, code="2026-09", at=AT
        )
