"""Overblik and Opgaver: what waits, a row per contract, filters in the address, and queries that do not grow."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from house import AT, OPTION, House, gone_through

from afstemt.web.contracts.models import Access, Contract
from afstemt.web.mail.models import OutgoingMail
from afstemt.web.overview import marking, rows
from afstemt.web.overview.models import DoneEntry
from afstemt.web.overview.reminders import remind_all
from afstemt.web.overview.rows import Row, Tile, rows_of
from afstemt.web.overview.task_texts import Task, in_words, verdict
from afstemt.web.overview.tasks import roles_of, tasks_in
from afstemt.web.overview.tiles import word
from afstemt.web.pages.overview.filters import Filters
from afstemt.web.pages.overview.overview import _written
from afstemt.web.parties.models import Person
from afstemt.web.penalties.models import Correction
from afstemt.web.periods.models import ContractPeriod, ReportVersion, Submission
from afstemt.web.refusals import NotAllowed, WrongState
from afstemt.web.reports.models import Comment

TODAY = date(2026, 11, 16)


def tasks_of(person: Person, today: date) -> list[Task]:
    return in_words(tasks_in(roles_of(person), today))


def verdict_of(person: Person) -> str:
    return verdict([one for row in rows_of(roles_of(person), TODAY) for one in row.late])


def rows_for(person: Person, filters: Filters, today: date) -> list[Row]:
    return [row for row in rows_of(roles_of(person), today) if filters.leave(row)]


def with_contracts(house: House, count: int, months: int) -> None:
    """Add contracts of the same parties with a history of periods, each submitted and approved."""
    people = house.people
    contracts = Contract.objects.bulk_create(
        Contract(
            title=f"Kontrakt {number}",
            authority=house.authority,
            supplier=house.supplier,
            created_at=AT,
        )
        for number in range(count)
    )
    Access.objects.bulk_create(
        Access(contract=contract, person=people[role], role=role, given_at=AT)
        for contract in contracts
        for role in ("authority_manager", "supplier_manager")
    )
    codes = [f"{year}-{month:02}" for year in (2024, 2025, 2026) for month in range(1, 13)][:months]
    versions = ReportVersion.objects.bulk_create(
        ReportVersion(
            contract=contract,
            period=code,
            number=1,
            key=f"{contract.pk}-{code}",
            made_at=AT,
            made_by=people["supplier_manager"],
            verdict="",
            program="0",
            levels=8,
            missed=1,
            penalty=1000,
        )
        for contract in contracts
        for code in codes
    )
    periods = ContractPeriod.objects.bulk_create(
        ContractPeriod(
            contract=version.contract,
            code=version.period,
            first_day=date.fromisoformat(f"{version.period}-01"),
            last_day=date.fromisoformat(f"{version.period}-28"),
            latest=version,
            **({} if version.period == codes[-1] else {"state": "approved", "first_submitted_on": AT.date()}),
        )
        for version in versions
    )
    Submission.objects.bulk_create(
        Submission(
            period=period,
            number=1,
            version=period.latest,
            submitted_at=AT,
            submitted_by=people["supplier_manager"],
            approved_at=AT,
            approved_by=people["authority_manager"],
        )
        for period in periods
        if period.code != codes[-1]
    )


def queries_of(house: House, address: str, who: str = "authority_manager") -> int:
    client = house.client(who)
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_queries_do_not_grow_with_contracts_and_months(house: House) -> None:
    addresses = [reverse("overview"), reverse("tasks")]
    with_contracts(house, 2, 3)
    few = [queries_of(house, address) for address in addresses]
    with_contracts(house, 298, 36)
    assert [queries_of(house, address) for address in addresses] == few


def test_queries_of_rows_that_must_be_made_do_not_grow(house: House) -> None:
    with_contracts(house, 2, 3)
    few = made_anew(house)
    with_contracts(house, 298, 36)
    assert made_anew(house) == few


def made_anew(house: House) -> int:
    roles = roles_of(house.people["authority_manager"])
    rows._made.clear()
    with CaptureQueriesContext(connection) as found:
        rows_of(roles, TODAY)
    return len(found)


def test_a_row_says_where_the_contract_stands(house: House) -> None:
    with_contracts(house, 1, 34)
    (row,) = rows_for(house.people["authority_manager"], Filters(text="Kontrakt 0"), TODAY)
    assert [tile.code for tile in row.tiles][0::12] == ["2025-10", "2026-10"]
    assert row.current is not None
    assert (row.current.code, row.current.state, row.current.missed) == ("2026-10", "open", 1)
    assert row.penalty is not None
    assert row.penalty.amount == 10_000


@pytest.mark.parametrize(
    ("decided", "state", "waits"),
    [
        ((), "open", "supplier"),
        (("submitted",), "submitted", "authority"),
        (("returned",), "returned", "supplier"),
        (("returned", "submitted"), "submitted", "authority"),
        (("returned", "approved"), "approved", "locked"),
    ],
)
def test_filter_tile_and_task_follow_where_the_period_stands(
    house: House, decided: tuple[str, ...], state: str, waits: str
) -> None:
    gone_through(house, *decided)
    person = house.people["authority_manager"]
    found = {
        filters: [
            row.current.state
            for row in rows_for(person, Filters("Kontrakten", waits=filters), TODAY)
            if row.current
        ]
        for filters in ("supplier", "authority", "locked", "none")
    }
    assert found == {name: [state] if name == waits else [] for name in found}
    (expected,) = {
        "open": ["Indsend"],
        "returned": ["Ret"],
        "submitted": ["Godkend driftsrapporten"],
        "approved": [""],
    }[state]
    asked = house.people["authority_manager" if state == "submitted" else "supplier_manager"]
    texts = [one.text for one in tasks_of(asked, TODAY) if "driftsrapporten" in one.text]
    assert [text.startswith(expected) for text in texts] == ([] if state == "approved" else [True])


def due(house: House, day: date, *, binding: bool) -> None:
    row = house.contract.periods.get()
    row.report_due, row.report_binding = day, binding
    row.report_clause, row.meeting_due = "Bilag 8, pkt. 2.1", date(2026, 11, 18)
    row.save()


def test_who_is_late_since_when_and_by_what_stands_on_the_overview(house: House) -> None:
    due(house, date(2026, 11, 13), binding=True)
    said = (
        "Drift A/S har ikke indsendt driftsrapporten for oktober 2026. "
        "Fristen var 13.\u00a0november 2026 (bindende, Bilag 8, pkt. 2.1)."
    )
    found = rows_for(house.people["authority_manager"], Filters(), TODAY)
    (row,) = (one for one in found if one.contract == house.contract)
    assert [one.lateness for one in row.passed] == [said]
    shown = "! Oktober 2026: fristen var 13.\u00a0november 2026 (bindende, Bilag 8, pkt. 2.1)"
    assert shown in _written(row, meetings=True)
    assert row.meeting == date(2026, 11, 18)
    assert verdict_of(house.people["authority_manager"]) == f"Kontrakten: {said}"
    late = rows_for(house.people["authority_manager"], Filters(waits="late"), TODAY)
    assert [one.contract for one in late] == [house.contract]
    assert not rows_for(house.people["authority_manager"], Filters(waits="late"), date(2026, 11, 13))


def test_a_wish_that_has_passed_is_said_and_is_not_late(house: House) -> None:
    due(house, date(2026, 11, 13), binding=False)
    found = rows_for(house.people["authority_manager"], Filters(), TODAY)
    (row,) = (one for one in found if one.contract == house.contract)
    assert [one.binding for one in row.passed] == [False]
    assert "ønsket senest 13." in row.passed[0].lateness
    assert verdict_of(house.people["authority_manager"]) == ""


def test_a_report_that_came_in_time_is_not_late_when_it_is_returned(house: House) -> None:
    due(house, date(2026, 11, 13), binding=True)
    gone_through(house, "returned", at=datetime(2026, 11, 12, tzinfo=UTC))
    (task,) = [one for one in tasks_of(house.people["supplier_manager"], TODAY) if "Ret drifts" in one.text]
    assert task.deadline is None
    assert not any(one.passed for one in rows_for(house.people["supplier_manager"], Filters(), TODAY))


def test_the_calendar_asks_its_party_until_it_is_done(house: House) -> None:
    """The option is 30 June 2030 with 90 days' notice: act by 1 April, a task from 90 days before that."""
    actor, near = house.people["service_owner"], date(2030, 3, 1)

    def asked(who: str, today: date) -> list[tuple[date | None, str, str]]:
        found = tasks_of(house.people[who], today)
        return [(one.deadline, one.source, one.lead) for one in found if OPTION in one.text]

    assert asked("authority_manager", near) == []
    mark = DoneEntry.objects.get()
    with pytest.raises(WrongState, match="begrundelse"):
        marking.unmark_done(actor=actor, mark=mark, reason=" ", at=AT)
    marking.unmark_done(actor=actor, mark=mark, reason="Ikke udnyttet endnu", at=AT)
    with pytest.raises(WrongState, match="taget tilbage"):
        marking.unmark_done(actor=actor, mark=mark, reason="x", at=AT)
    expected = (
        date(2030, 4, 1),
        "bindende, Kontrakten, pkt. 3.2",
        "Varsel på 90 dage før 30.\u00a0juni 2030",
    )
    assert asked("authority_manager", near) == [expected]
    assert asked("authority_manager", date(2029, 12, 31)) == []
    assert asked("supplier_manager", near) == []
    found = rows_for(house.people["supplier_manager"], Filters(), date(2030, 4, 2))
    assert [one.who for one in found[0].passed if one.obligation.what == "calendar"] == ["Styrelsen"]

    given = {"contract": house.contract, "title": OPTION, "day": mark.day, "note": "Brev sendt", "at": AT}
    with pytest.raises(NotAllowed):
        marking.mark_done(actor=house.people["supplier_manager"], done_on=AT.date(), **given)  # type: ignore[arg-type]
    with pytest.raises(WrongState, match="fremtiden"):
        marking.mark_done(actor=actor, done_on=date(2026, 11, 3), **given)  # type: ignore[arg-type]
    marking.mark_done(actor=actor, done_on=AT.date(), **given)  # type: ignore[arg-type]
    with pytest.raises(WrongState, match="allerede"):
        marking.mark_done(actor=actor, done_on=AT.date(), **given)  # type: ignore[arg-type]
    assert asked("authority_manager", near) == []
    verbs = house.contract.audit.filter(verb__in=("mark_done", "unmark_done")).values_list("verb", flat=True)
    assert list(verbs) == ["unmark_done", "mark_done"]
    page = house.client("auditor").get(reverse("calendar", args=(house.contract.pk,))).content.decode()
    assert "Brev sendt" in page
    assert '<form method="post" class="afstemt-form"' not in page


def test_a_guest_reads_nothing_of_the_calendar(house: House) -> None:
    marking.unmark_done(
        actor=house.people["authority_manager"], mark=DoneEntry.objects.get(), reason="x", at=AT
    )
    assert OPTION in house.client("auditor").get(reverse("overview")).content.decode()
    assert OPTION not in house.client("guest").get(reverse("overview")).content.decode()
    asked = {
        who: [
            one.obligation.what for one in rows_for(house.people[who], Filters(), date(2030, 6, 30))[0].passed
        ]
        for who in ("auditor", "guest")
    }
    assert asked == {"auditor": ["calendar"], "guest": []}


def test_filters_stand_in_the_address_and_show_only_what_the_person_sees(house: House) -> None:
    client = house.client("other_supplier")
    page = client.get(reverse("overview"), {"soeg": "Kontrakten"}).content.decode()
    assert "Ingen kontrakter passer" in page
    assert house.supplier.name not in page
    page = (
        house.client("authority_manager")
        .get(reverse("overview"), {"leverandoer": "Rival A/S"})
        .content.decode()
    )
    assert "Den anden" in page
    assert ">Kontrakten<" not in page


def test_the_list_as_a_spreadsheet_holds_texts_as_texts(house: House) -> None:
    Contract.objects.filter(pk=house.contract.pk).update(title="=1+1")
    answer = house.client("authority_manager").get(reverse("overview"), {"format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    titles = [cell.value for cell in sheet["A"]]
    assert titles == ["Kontrakt", "=1+1", "Den anden"]
    assert sheet["A2"].data_type == "s"


def test_tasks_follow_the_ball_and_the_role(house: House) -> None:
    row = house.contract.periods.get()
    row.report_due, row.report_binding = date(2026, 11, 13), True
    row.save()
    (task,) = [one for one in tasks_of(house.people["supplier_manager"], TODAY) if "Indsend" in one.text]
    assert task.late(TODAY)
    assert not task.late(date(2026, 11, 13))
    assert not any("Indsend" in one.text for one in tasks_of(house.people["authority_manager"], TODAY))
    gone_through(house, "submitted")
    assert any(
        "Godkend driftsrapporten" in one.text for one in tasks_of(house.people["service_owner"], TODAY)
    )
    assert not any("Indsend" in one.text for one in tasks_of(house.people["supplier_manager"], TODAY))
    assert tasks_of(house.people["auditor"], TODAY) == []


def test_many_tasks_stand_on_several_pages_the_most_pressing_first(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_contracts(house, 3, 34)
    monkeypatch.setattr("afstemt.web.pages.overview.overview.A_PAGE", 2)
    client = house.client("supplier_manager")
    found = tasks_of(house.people["supplier_manager"], timezone.localdate())
    assert len(found) > 2
    for number, some in ((1, found[:2]), (2, found[2:4])):
        page = client.get(f"{reverse('tasks')}?side={number}").content.decode()
        places = [page.index(f'href="{one.link}"') for one in some]
        assert places == sorted(places)
        assert page.count('<tr><th scope="row">') == len(some)
        assert f"side={3 - number}" in page


def test_a_person_gets_one_reminder_a_day_with_a_link_to_each_action(house: House) -> None:
    """Due on Friday 13 November: recalled on the 10th, 12th and 13th, on the 14th, and then each week."""
    row = house.contract.periods.get()
    row.report_due, row.report_binding = date(2026, 11, 13), True
    row.save()
    told = []
    for day in range(1, 31):
        for hour in (5, 6):
            remind_all(datetime(2026, 11, day, hour, tzinfo=UTC))
        mails = OutgoingMail.objects.filter(
            person=house.people["supplier_manager"], key__endswith=f"2026-11-{day:02}"
        )
        told += [day] * len(mails)
    assert told == [10, 12, 13, 14, 20, 27]
    last = OutgoingMail.objects.filter(person=house.people["supplier_manager"]).last()
    assert last is not None
    assert reverse("period", args=(house.contract.pk, "2026-10")) in last.text
    assert "fredag den 13.\u00a0november 2026" in last.text
    assert not OutgoingMail.objects.filter(person=house.people["auditor"]).exists()


def test_queries_of_a_contracts_pages_do_not_grow(house: House) -> None:
    """Period, report, service levels, penalties: with 300 contracts of 36 months as with a few."""
    place = (house.contract.pk, "2026-10")
    addresses = [
        reverse("period", args=place),
        reverse("report", args=place),
        reverse("levels", args=place[:1]),
        reverse("penalties", args=place[:1]),
        reverse("corrections", args=place[:1]),
        reverse("contract", args=place[:1]),
    ]
    with_contracts(house, 2, 3)
    few = [queries_of(house, address) for address in addresses]
    with_contracts(house, 298, 36)
    _with_months(house)
    assert [queries_of(house, address) for address in addresses] == few


def _with_months(house: House) -> None:
    """Give the contract itself 35 earlier periods, each with a report, and a thread with ten comments."""
    earlier = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)][:35]
    for code in earlier:
        version = ReportVersion.objects.create(
            contract=house.contract,
            period=code,
            number=1,
            key=f"own-{code}",
            made_at=AT,
            made_by=house.people["supplier_manager"],
            verdict="",
            program="0",
            penalty=100,
        )
        ContractPeriod.objects.create(
            contract=house.contract,
            code=code,
            first_day=date.fromisoformat(f"{code}-01"),
            last_day=date.fromisoformat(f"{code}-28"),
            latest=version,
        )
    Correction.objects.bulk_create(
        Correction(
            period=row,
            number=2,
            what="fee",
            amount=100,
            currency="DKK",
            reason="Fundet",
            proposed_for="authority",
            proposed_at=AT,
            proposed_by=house.people["authority_manager"],
            agreed_at=AT,
            agreed_by=house.people["supplier_manager"],
        )
        for row in house.contract.periods.all()
    )
    Comment.objects.bulk_create(
        Comment(
            thread=house.thread,
            text=str(number),
            written_at=AT,
            written_by=house.people["supplier_manager"],
        )
        for number in range(10)
    )


@pytest.mark.parametrize(
    ("tile", "said", "heed"),
    [
        (Tile("2026-10", "approved"), "godkendt", False),
        (Tile("2026-10", "approved", 0, 1), "godkendt, 1 mål med forbehold", True),
        (
            Tile("2026-10", "open", 2, 0, 3),
            "venter på leverandøren, 2 mål ikke opfyldt, 3 spørgsmål skal besvares",
            True,
        ),
    ],
)
def test_a_tile_says_what_it_has_a_reservation_for(tile: Tile, said: str, heed: bool) -> None:
    assert (word(tile), tile.heed) == (said, heed)
