"""What a delivery's page shows of each file before it is confirmed: kept at intake, drawn without reading a file."""

import pytest
from deliveries import AT, HEADER, approve, confirm, deliver, incident, page
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from house import House

from afstemt.web.evidence import delivering, store, withdrawing
from afstemt.web.evidence.facts import contents, reading
from afstemt.web.evidence.models import Delivery
from afstemt.web.lifecycle.calculation import make_report
from afstemt.web.pages.evidence.contents import FileShown, files_shown
from afstemt.web.periods.address import the_period
from afstemt.web.periods.models import ContractPeriod

SERVICES = b"id;priority;opened_at;service;status\n" + b"".join(
    f"S-{number};{priority};{day}T09:00:00+02:00;{service};Ny\n".encode()
    for number, (priority, day, service) in enumerate(
        [("A", "2026-10-05", "sag-web"), ("A", "2026-10-06", "SAG WEB"), ("9", "2026-09-30", "sag-web")]
    )
)


def shown(delivery: Delivery) -> list[FileShown]:
    return files_shown(delivery, list(delivery.files.all()), store.faults_of(delivery))


def test_what_each_file_holds_is_kept_when_it_is_read(house: House) -> None:
    approve(house)
    made = deliver(house, SERVICES)
    (file,) = made.files.all()
    assert (file.known_by, file.signs) == ("name", "")
    (table,) = file.contents
    assert table["rows"] == 3
    assert table["months"] == [["2026-09", 1], ["2026-10", 2]]
    values = {column["name"]: dict(column["values"]) for column in table["columns"]}
    assert values["service"] == {"sag-web": 2, "SAG WEB": 1}
    assert values["priority"] == {"A": 2, "9": 1}
    assert values["status"] == {"Ny": 3}


def test_the_page_names_periods_values_and_what_the_contract_does_not_know(house: House) -> None:
    approve(house)
    made = deliver(house, SERVICES)
    text = page(house, "delivery", made.pk)
    assert "på filens navn" in text
    assert reverse("period", args=(house.contract.pk, "2026-10")) in text
    assert "tidligere periode" in text
    (file,) = shown(made)
    words = {
        value.text: (value.word, value.asked)
        for one in file.tables
        for c in one.columns
        for value in c.values
    }
    assert words["sag-web"] == ("kendt", False)
    assert words["SAG WEB"] == ("ukendt i vilkårene: er det sag-web?", True)
    assert words["9"][1]
    assert words["Ny"] == ("", False)
    assert file.unknown == 2
    assert reverse("aliases", args=(house.contract.pk,)) in text


def test_rows_of_a_locked_period_stand_out(house: House) -> None:
    approve(house)
    made = deliver(house, HEADER + incident(1, priority="A") + incident(2, priority="B"))
    assert not shown(made)[0].warnings
    october = ContractPeriod.objects.filter(contract=house.contract, code="2026-10")
    assert october.update(state="approved", first_submitted_on=AT.date()) == 1
    (file,) = shown(made)
    assert file.warnings == ("oktober 2026: godkendt og låst: rækkerne ændrer ikke dens rapport",)


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_rows_that_the_locked_period_stands_on_do_not_stand_out(house: House, state: str) -> None:
    approve(house)
    made = confirm(house, deliver(house, HEADER + incident(1, priority="A")))
    october = the_period("2026-10", house.contract.zone)
    make_report(actor=house.people["service_manager"], contract=house.contract, period=october, at=AT)
    ContractPeriod.objects.filter(code="2026-10").update(state=state, first_submitted_on=AT.date())
    (file,) = shown(made)
    assert file.warnings == ()
    assert [one.why for one in file.tables[0].months] == ["indgår i periodens rapport"]


@pytest.mark.parametrize(
    ("day", "why"), [("2062-10-05", "var ikke begyndt"), ("2019-10-05", "uden for kontraktens")]
)
def test_a_period_that_can_be_no_period_of_the_delivery_stands_out(house: House, day: str, why: str) -> None:
    approve(house)
    made = deliver(house, HEADER + f"INC-1;A;{day}T09:00:00+02:00;;\n".encode())
    (file,) = shown(made)
    assert why in file.warnings[0]


def test_what_is_planned_may_be_still_to_come(house: House) -> None:
    approve(house)
    content = b"id;planned_start_at;initiator\nCHG-1;2027-03-05T09:00:00+01:00;supplier\n"
    (file,) = shown(deliver(house, content, "changes.csv"))
    assert file.warnings == ()
    (month,) = file.tables[0].months
    assert (month.why, month.grave) == ("var ikke begyndt, da filen blev leveret", False)


def test_the_gravest_file_comes_first_and_many_are_folded(house: House) -> None:
    approve(house)
    files = {f"incidents-{n}.csv": HEADER + incident(n) for n in range(1, 5)}
    files["incidents-3.csv"] += b"INC-99;1;2026-10-32T09:00:00+02:00;;\n"
    made = delivering.deliver(
        actor=house.people["service_manager"],
        contract=house.contract,
        files=[SimpleUploadedFile(name, content) for name, content in files.items()],
        at=AT,
    )
    assert next(one.row.name for one in shown(made)) == "incidents-3.csv"
    text = page(house, "delivery", made.pk)
    assert text.count('<details class="afstemt-details afstemt-file">') == 4
    assert text.index("incidents-3.csv") < text.index("incidents-1.csv")


def test_the_page_costs_as_many_queries_for_many_rows_and_names(house: House) -> None:
    approve(house)
    one = deliver(house, HEADER + incident(1))
    many = deliver(
        house,
        HEADER + b"".join(incident(n, priority=f"p{n}", day=1 + n % 28) for n in range(2, 60)),
        "incidents-2.csv",
    )
    client, counts = house.client("service_manager"), []
    for made in (one, many):
        client.get(reverse("delivery", args=(house.contract.pk, made.pk)))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("delivery", args=(house.contract.pk, made.pk)))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_process_of_its_own_tells_the_same(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    approve(house)
    here = deliver(house, SERVICES).files.get()
    monkeypatch.setattr(reading, "LARGE", 0)
    apart = deliver(house, SERVICES + b"\n", "incidents-2.csv").files.get()
    assert (apart.contents, apart.known_by) == (here.contents, here.known_by)


def test_rare_texts_are_only_counted(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    approve(house)
    monkeypatch.setattr(contents, "MOST_KEPT", 1)
    made = deliver(house, SERVICES)
    (table,) = made.files.get().contents
    service = next(column for column in table["columns"] if column["name"] == "service")
    assert (service["values"], service["others"]) == ([["sag-web", 2]], [1, 1])
    (file,) = shown(made)
    assert next(each.more for each in file.tables[0].columns if each.values[0].text == "sag-web") == 1


def test_what_is_withdrawn_is_gone(house: House) -> None:
    approve(house)
    made = confirm(house, deliver(house, SERVICES))
    withdrawing.withdraw(actor=house.people["service_manager"], delivery=made, reason="Forkert fil", at=AT)
    assert made.files.get().contents == []
    assert "SAG WEB" not in page(house, "delivery", made.pk)
