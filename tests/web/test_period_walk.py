"""The two parties take a month from terms and files to a report; what is decided is in the audit."""

import hashlib
import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from house import INCIDENTS, House
from jobs import run_jobs

from afstemt.web.audit.models import AuditRow
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.store import folder_of


def approved(house: House) -> None:
    version = house.contract.versions.get()
    for who in ("authority_manager", "supplier_manager"):
        house.client(who).post(reverse("approve_version", args=(house.contract.pk, version.pk)))


def delivered(house: House, content: bytes = INCIDENTS, name: str = "incidents.csv") -> Delivery:
    page = house.client("service_manager").post(
        reverse("deliveries", args=(house.contract.pk,)), {"files": SimpleUploadedFile(name, content)}
    )
    assert page.status_code == 302, page.content.decode()
    return Delivery.objects.exclude(pk=house.delivery.pk).latest("id")


def test_a_month_from_terms_and_files_to_a_report(house: House) -> None:
    approved(house)
    delivery = delivered(house)
    assert (delivery.rows_read, delivery.rows_used, delivery.rows_set_aside) == (3, 2, 1)
    shown = house.client("auditor").get(reverse("delivery", args=(house.contract.pk, delivery.pk)))
    assert "2026-10-32" in shown.content.decode()
    house.client("service_manager").post(reverse("confirm_delivery", args=(house.contract.pk, delivery.pk)))
    made = house.client("supplier_manager").post(reverse("calculate", args=(house.contract.pk, "2026-10")))
    assert made.status_code == 302, made.content.decode()
    run_jobs()
    version = house.contract.reports.latest("id")
    assert version.number == 2
    page = house.client("finance").get(reverse("period", args=(house.contract.pk, "2026-10")))
    assert version.verdict in page.content.decode()
    for name, kept in version.files.items():
        given = house.client("finance").get(
            reverse("download", args=(house.contract.pk, "2026-10", version.number, name))
        )
        assert hashlib.sha256(b"".join(given.streaming_content)).hexdigest() == kept["sha256"]
    assert [row.verb for row in AuditRow.objects.filter(contract=house.contract)][-5:] == [
        "approve_version",
        "deliver",
        "confirm_delivery",
        "ask_for_report",
        "make_report",
    ]


def test_personal_columns_and_the_file_itself_are_not_kept(house: House) -> None:
    with_caller = (
        INCIDENTS.replace(b"id;", b"id;caller;")
        .replace(b"INC-", b"INC-")
        .replace(b";1;2026", b";Hansen;1;2026")
    )
    rows = with_caller.splitlines()
    content = b"\n".join([rows[0], rows[1]]) + b"\n"
    delivery = delivered(house, content)
    kept = b"".join(path.read_bytes() for path in folder_of(delivery.key).iterdir())
    assert b"Hansen" not in kept
    assert delivery.files.get().sha256 == hashlib.sha256(content).hexdigest()


def test_a_file_that_cannot_be_used_is_said_and_nothing_is_kept(house: House) -> None:
    page = house.client("contributor").post(
        reverse("deliveries", args=(house.contract.pk,)),
        {"files": SimpleUploadedFile("incidents.csv", b"id;priority\n1;2\n")},
    )
    assert page.status_code == 422
    assert "opened_at" in page.content.decode()
    assert Delivery.objects.count() == 1


def test_the_same_file_twice_changes_nothing_and_says_so(house: House) -> None:
    first = delivered(house)
    house.client("contributor").post(reverse("confirm_delivery", args=(house.contract.pk, first.pk)))
    page = house.client("contributor").post(
        reverse("deliveries", args=(house.contract.pk,)),
        {"files": SimpleUploadedFile("igen.csv", INCIDENTS)},
        follow=True,
    )
    assert "leveret og bekræftet før" in page.content.decode()
    assert Delivery.objects.count() == 2


def test_a_withdrawn_delivery_leaves_a_tombstone_and_no_facts(
    house: House, django_capture_on_commit_callbacks: object
) -> None:
    delivery = delivered(house)
    where = reverse("withdraw_delivery", args=(house.contract.pk, delivery.pk))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        house.client("service_manager").post(where, {"reason": "Forkert måned"})
    delivery.refresh_from_db()
    assert (delivery.state, delivery.withdrawn_reason) == ("withdrawn", "Forkert måned")
    assert not folder_of(delivery.key).exists()


def test_a_report_needs_terms_in_force_and_a_confirmed_delivery(house: House) -> None:
    client = house.client("supplier_manager")
    where = reverse("calculate", args=(house.contract.pk, "2026-10"))
    assert "godkendt af begge parter" in client.post(where, follow=True).content.decode()
    approved(house)
    assert "ingen bekræftede leverancer" in client.post(where, follow=True).content.decode()
    assert house.contract.reports.count() == 1


def test_the_web_and_the_command_line_give_the_same_figures(house: House, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The same terms and the same file: every figure of the report as data is the same."""
    from datetime import date

    from house import TERMS

    from afstemt.core.month import VOCABULARY, run
    from afstemt.core.report.build import build_report
    from afstemt.core.units.period import parse_period
    from afstemt.files.reading.evidence import read_evidence
    from afstemt.files.reading.terms import read_contract
    from afstemt.files.writing.registry import WRITERS

    approved(house)
    delivery = delivered(house)
    house.client("contributor").post(reverse("confirm_delivery", args=(house.contract.pk, delivery.pk)))
    house.client("supplier_manager").post(reverse("calculate", args=(house.contract.pk, "2026-10")))
    run_jobs()
    version = house.contract.reports.latest("id")
    given = house.client("finance").get(
        reverse("download", args=(house.contract.pk, "2026-10", version.number, "driftsrapport.json"))
    )
    web = json.loads(b"".join(given.streaming_content))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "incidents.csv").write_bytes(INCIDENTS)
    (tmp_path / "k.toml").write_text(TERMS, encoding="utf-8")
    month = run(
        read_contract(tmp_path / "k.toml", VOCABULARY),
        parse_period("2026-10"),
        read_evidence(tmp_path / "data", zone="Europe/Copenhagen"),
        as_of=date.fromisoformat(web["date"]),
    )
    assert web == json.loads(WRITERS["json"].write(build_report(month)))
