"""What a later delivery changes is counted and shown before it is confirmed; what would count twice is asked about."""

import pytest
from deliveries import CHECKS, HEADER, check, confirm, deliver, incident, page
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from house import AT, House

from afstemt.web.audit.models import AuditRow
from afstemt.web.evidence import queries, withdrawing
from afstemt.web.evidence.entering import AlreadyDelivered
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.store import comparison_of, evidence_of, folder_of
from afstemt.web.refusals import WrongState


def test_new_changed_and_same_rows_are_counted_and_changes_shown(house: House) -> None:
    confirm(house, deliver(house, HEADER + incident(1) + incident(2) + incident(3) + incident(9)))
    later = deliver(
        house, HEADER + incident(1) + incident(2, priority=2) + incident(3, resolved="12:00:00") + incident(4)
    )
    (found,) = comparison_of(later, queries.confirmed(house.contract)).differences
    assert (found.table, found.new, found.changed, found.same, found.left) == ("incidents", 1, 2, 1, 1)
    assert set(found.columns) == {("priority", 1), ("resolved_s", 1)}
    assert {(one.key, one.columns[0][0]) for one in found.shown} == {
        (("INC-2",), "priority"),
        (("INC-3",), "resolved_s"),
    }
    shown = page(house, "delivery", later.pk)
    assert "5.\u00a0oktober 2026 kl.\u00a011.00" in shown
    assert "5.\u00a0oktober 2026 kl.\u00a012.00" in shown


def test_after_confirmation_the_later_row_is_used(house: House) -> None:
    confirm(house, deliver(house, HEADER + incident(1) + incident(2)))
    confirm(house, deliver(house, HEADER + incident(2, priority=3)))
    used = (
        evidence_of(queries.confirmed(house.contract)).table("incidents").select("id", "priority").collect()
    )
    assert sorted(used.rows()) == [("INC-1", "1"), ("INC-2", "3")]


def test_first_rows_shown_are_few_and_all_are_counted(house: House) -> None:
    numbers = range(1, 61)
    confirm(house, deliver(house, HEADER + b"".join(incident(n) for n in numbers)))
    later = deliver(house, HEADER + b"".join(incident(n, priority=2) for n in numbers))
    (found,) = comparison_of(later, queries.confirmed(house.contract)).differences
    assert (found.changed, len(found.shown)) == (60, 25)
    assert "De første 25 af 60 ændrede rækker" in page(house, "delivery", later.pk)


def test_checks_in_the_same_time_are_asked_about(house: House) -> None:
    first = confirm(house, deliver(house, CHECKS + check(1) + check(2) + check(5), "checks.csv"))
    later = deliver(house, CHECKS + check(2) + check(3) + check(9), "checks.csv")
    (found,) = comparison_of(later, queries.confirmed(house.contract)).overlaps
    assert (found.table, found.delivery, found.rows, found.same) == ("checks", first.pk, 2, 1)
    with pytest.raises(WrongState, match="tælle to gange"):
        confirm(house, later)
    later.refresh_from_db()
    assert later.state == "read"


def test_checks_of_another_service_or_a_later_time_do_not_overlap(house: House) -> None:
    confirm(house, deliver(house, CHECKS + check(1) + check(5), "checks.csv"))
    later = deliver(house, CHECKS + check(2, service="sag-api") + check(6), "checks.csv")
    assert comparison_of(later, queries.confirmed(house.contract)).overlaps == ()
    confirm(house, later)


def test_replacing_withdraws_the_earlier_in_the_same_decision(
    house: House, django_capture_on_commit_callbacks: object
) -> None:
    first = confirm(house, deliver(house, CHECKS + check(1) + check(5), "checks.csv"))
    later = deliver(house, CHECKS + check(2) + check(6), "checks.csv")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = house.client("contributor").post(
            reverse("confirm_delivery", args=(house.contract.pk, later.pk)),
            {"seen": str(first.pk), "overlap": "replace"},
        )
    assert answer.status_code == 302
    first.refresh_from_db()
    later.refresh_from_db()
    assert (first.state, later.state) == ("withdrawn", "confirmed")
    assert not folder_of(first.key).exists()
    assert first.extents["checks"]["rows"] == 2
    verbs = list(AuditRow.objects.filter(contract=house.contract).values_list("verb", flat=True))[-2:]
    assert verbs == ["withdraw_delivery", "confirm_delivery"]


def test_both_may_count_when_it_is_said(house: House) -> None:
    confirm(house, deliver(house, CHECKS + check(1) + check(5), "checks.csv"))
    later = confirm(house, deliver(house, CHECKS + check(2), "checks.csv"), both_count=True)
    assert later.state == "confirmed"
    assert evidence_of(queries.confirmed(house.contract)).table("checks").collect().height == 3


def test_a_confirmation_on_differences_that_are_no_longer_true_is_refused(house: House) -> None:
    one = deliver(house, HEADER + incident(1))
    other = deliver(house, HEADER + incident(1, priority=2))
    confirm(house, other)
    with pytest.raises(WrongState, match="siden du så forskellene"):
        confirm(house, one, seen=())
    confirm(house, one, seen=(other.pk,))


def test_a_delivery_that_a_locked_period_stands_on_is_not_withdrawn(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = confirm(house, deliver(house, HEADER + incident(1)))
    monkeypatch.setattr(queries, "stands_locked", lambda _delivery: True)
    with pytest.raises(WrongState, match="låst periode"):
        withdrawing.withdraw(actor=house.people["contributor"], delivery=delivery, reason="x", at=AT)
    delivery.refresh_from_db()
    assert delivery.state == "confirmed"
    assert folder_of(delivery.key).exists()


def test_files_that_wait_are_not_taken_again(house: House) -> None:
    first = deliver(house, HEADER + incident(1))
    with pytest.raises(AlreadyDelivered) as refused:
        deliver(house, HEADER + incident(1))
    assert refused.value.delivery == first
    assert Delivery.objects.filter(contract=house.contract).count() == 2


def test_a_profile_is_chosen_where_none_is_recognised(house: House) -> None:
    content = b"Issue key;Priority;Created;Navn\nA-1;High;2026-10-05T09:00:00+02:00;x\n"
    where = reverse("deliveries", args=(house.contract.pk,))
    client = house.client("contributor")
    asked = client.post(where, {"files": SimpleUploadedFile("udtraek.csv", content)})
    assert asked.status_code == 422
    assert 'href="#profile"' in asked.content.decode()
    answer = client.post(
        where,
        {"files": SimpleUploadedFile("udtraek.csv", content), "profile": "jira-service-management"},
    )
    assert answer.status_code == 302, answer.content.decode()
    made = Delivery.objects.latest("id")
    assert made.files.get().profile == "jira-service-management"
    refused = client.post(
        where, {"files": SimpleUploadedFile("u.csv", content), "profile": "/etc/profil.toml"}
    )
    assert refused.status_code == 422
    assert Delivery.objects.latest("id") == made


def test_every_problem_is_on_a_page_and_in_the_list(house: House) -> None:
    bad = b"".join(f"INC-{n};1;=2026-10-{n};;\n".encode() for n in range(100, 350))
    delivery = deliver(house, HEADER + incident(1) + bad)
    assert delivery.rows_set_aside == 250
    shown = page(house, "delivery", delivery.pk)
    assert "Side 1 af 3" in shown
    last = house.client("auditor").get(
        reverse("delivery", args=(house.contract.pk, delivery.pk)), {"side": 3}
    )
    assert "2026-10-349" in last.content.decode()
    listed = house.client("auditor").get(reverse("delivery_problems", args=(house.contract.pk, delivery.pk)))
    lines = b"".join(listed.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 251
    assert lines[0] == "Fil;Række;Kolonne;Betydning;Problem;Kode"


def test_the_list_of_problems_holds_no_formula() -> None:
    from afstemt.core.units.fault import Fault
    from afstemt.web.evidence.problems import as_csv

    line = list(as_csv([Fault("x", "+1", "=HYPERLINK(1)", severity="note")]))[1]
    assert line.startswith("'=HYPERLINK")
    assert ";'+1;" in line


HOURS_HEADER = "date,consultant,activity,hours,rate_code\n"


def test_hours_that_a_later_delivery_has_too_count_once_and_the_files_say_so(house: House) -> None:
    row = "2026-10-0{},K1,drift,7.5,S\n"
    confirm(house, deliver(house, (HOURS_HEADER + row.format(1) + row.format(2)).encode(), "hours.csv"))
    later = deliver(house, (HOURS_HEADER + row.format(2) + row.format(5)).encode(), "hours.csv")
    confirm(house, later, both_count=True)
    evidence = evidence_of(queries.confirmed(house.contract))
    assert evidence.table("hours").collect().height == 3
    assert [(file.rows_used, file.rows_superseded) for file in evidence.files] == [(1, 1), (2, 0)]


def test_an_outage_that_a_later_delivery_ends_is_one_and_a_missing_one_is_asked_about(house: House) -> None:
    header, row = "service,from_at,to_at\n", "w,2026-10-0{}T09:00:00Z,{}\n"
    ended = "2026-10-05T10:00:00Z"
    first = header + row.format(5, "") + row.format(6, "2026-10-06T10:00:00Z") + row.format(7, "")
    confirm(house, deliver(house, first.encode(), "outages.csv"))
    second = header + row.format(5, ended) + row.format(7, "2026-10-07T10:00:00Z")
    confirm(house, deliver(house, second.encode(), "outages.csv"), both_count=True)
    evidence = evidence_of(queries.confirmed(house.contract))
    outages = evidence.table("outages").collect()
    assert outages.height == 3
    assert outages["to_s"].null_count() == 0
    assert [fault.code for fault in evidence.faults if fault.severity == "ask"] == ["missing-later"]


def test_an_old_ticket_that_is_still_open_makes_a_delivery_no_list_of_all_since(house: House) -> None:
    row = "INC-{};1;2026-{}T09:00:00+02:00;;{}\n"
    old = row.format(1, "08-03", "")
    done = row.format(2, "09-04", "2026-09-04T11:00:00+02:00")
    new = row.format(3, "10-05", "2026-10-05T11:00:00+02:00")
    confirm(house, deliver(house, HEADER + (old + done).encode()))
    made = deliver(house, HEADER + (old + new).encode())
    (found,) = comparison_of(made, queries.confirmed(house.contract)).differences
    assert (found.new, found.same, found.left) == (1, 1, 0)
