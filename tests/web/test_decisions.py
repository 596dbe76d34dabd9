"""The report goes back and forth between the parties; what is approved is locked; lateness is evidence."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from house import INCIDENTS, House

from afstemt.core.evidence.evidence import collect
from afstemt.core.evidence.statements import of_period
from afstemt.core.units.period import parse_period
from afstemt.core.units.wording import speaking
from afstemt.files.catalogues import catalogue
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts import versions
from afstemt.web.contracts.queries import locked_until
from afstemt.web.contracts.terms import in_force, terms_in_force
from afstemt.web.evidence import confirming, delivering, withdrawing
from afstemt.web.evidence.queries import stands_locked
from afstemt.web.lifecycle import calculation, decisions
from afstemt.web.lifecycle.basis import basis_of, basis_of_version
from afstemt.web.lifecycle.package import make_copy, package
from afstemt.web.mail.models import OutgoingMail
from afstemt.web.overview.upkeep import bring_up_to_date
from afstemt.web.periods.models import ReportVersion, Submission
from afstemt.web.periods.rendering import folder_of
from afstemt.web.periods.state import standing
from afstemt.web.refusals import NotAllowed, WrongState
from afstemt.web.reports import actions as reports

OCTOBER, NOVEMBER = parse_period("2026-10"), parse_period("2026-11")
ON_TIME = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
"""The report of October is due on Friday 13 November: ten working days after the month (Bilag 8, pkt. 2.1)."""
LATE = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
NEXT_MONTH = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)


@pytest.fixture
def ready(house: House) -> House:
    """The contract's terms are in force, and a delivery is confirmed."""
    house.contract.periods.all().delete()
    ReportVersion.objects.all().delete()
    version = house.contract.versions.get()
    for who in ("authority_manager", "supplier_manager"):
        versions.approve_version(actor=house.people[who], version=version, at=ON_TIME)
    delivery = delivering.deliver(
        actor=house.people["service_manager"],
        contract=house.contract,
        files=[SimpleUploadedFile("incidents.csv", INCIDENTS)],
        at=ON_TIME,
    )
    confirming.confirm(actor=house.people["service_manager"], delivery=delivery, at=ON_TIME)
    return house


@pytest.fixture(autouse=True)
def state_is_what_the_submissions_say(ready: House) -> Iterator[None]:
    """After every test of this module: the state kept with the period is that of its newest submission."""
    yield
    for row in ready.contract.periods.prefetch_related("submissions"):
        said, first = "open", None
        for one in sorted(row.submissions.all(), key=lambda one: one.number):
            said = "approved" if one.approved_at else "returned" if one.returned_at else "submitted"
            first = first or timezone.localdate(one.submitted_at)  # the contract's day, not that of UTC
        assert (row.state, row.first_submitted_on) == (said, first)


def calculated(house: House, at: datetime = ON_TIME, period: Any = OCTOBER) -> ReportVersion:
    return calculation.make_report(
        actor=house.people["service_manager"], contract=house.contract, period=period, at=at
    )


def test_a_report_is_of_the_contracts_day_where_it_is_another_in_utc(ready: House) -> None:
    """What lapses goes by that day; a copy is calculated anew as of it."""
    version = calculated(ready, datetime(2026, 11, 9, 23, 30, tzinfo=UTC))
    report = json.loads((folder_of(version.key) / "driftsrapport.json").read_text(encoding="utf-8"))
    assert (version.stands_on["as_of"], report["data"]["as_of"]) == ("2026-11-10", "2026-11-10")


def submitted(house: House, at: datetime = ON_TIME) -> Submission:
    version = calculated(house, at)
    return decisions.submit(
        actor=house.people["supplier_manager"],
        contract=house.contract,
        period=OCTOBER,
        number=version.number,
        at=at,
    )


def approved(house: House, reservations: str = "") -> Submission:
    waiting = submitted(house)
    return decisions.approve_report(
        actor=house.people["authority_manager"],
        contract=house.contract,
        code="2026-10",
        number=waiting.number,
        reservations=reservations,
        at=ON_TIME,
    )


def test_returned_and_submitted_again_every_version_is_kept(ready: House) -> None:
    first = submitted(ready)
    decisions.return_report(
        actor=ready.people["service_owner"],
        contract=ready.contract,
        code="2026-10",
        number=1,
        reason="Årsagen til INC-2 mangler",
        at=ON_TIME,
    )
    assert standing(ready.contract, "2026-10").state == "returned"
    again = submitted(ready, LATE)
    assert (again.number, again.version.number) == (2, first.version.number + 1)
    decisions.approve_report(
        actor=ready.people["authority_manager"],
        contract=ready.contract,
        code="2026-10",
        number=2,
        reservations="Bod gøres gældende særskilt",
        at=LATE,
    )
    now = standing(ready.contract, "2026-10")
    assert (now.state, len(now.submissions)) == ("approved", 2)
    assert ready.contract.reports.count() == 2
    verbs = [row.verb for row in AuditRow.objects.filter(contract=ready.contract)]
    assert verbs[-6:] == [
        *("make_report", "submit_report", "return_report"),
        *("make_report", "submit_report", "approve_report"),
    ]


def test_one_who_reads_english_submits_what_was_calculated(ready: House) -> None:
    """The days of earlier reports are among what is hashed, with their titles: in the report's language for all."""
    bring_up_to_date(ready.contract, NEXT_MONTH.date())
    ready.contract.periods.filter(code="2026-10").update(report_binding=True)
    version = calculated(ready, NEXT_MONTH, NOVEMBER)
    assert version.stands_on["submitted"]
    with speaking("en", catalogue("en")):
        waiting = decisions.submit(
            actor=ready.people["supplier_manager"],
            contract=ready.contract,
            period=NOVEMBER,
            number=version.number,
            at=NEXT_MONTH,
        )
    assert waiting.version == version


def test_an_approved_period_is_locked(ready: House) -> None:
    approved(ready)
    with pytest.raises(WrongState, match="låst"):
        calculated(ready)
    with pytest.raises(WrongState):
        reports.write_words(
            actor=ready.people["contributor"],
            contract=ready.contract,
            period=OCTOBER,
            section="incidents",
            text="For sent",
            base=0,
            at=LATE,
        )


def test_two_decisions_at_once_the_second_is_told_who_was_first(ready: House) -> None:
    approved(ready)
    given = {"contract": ready.contract, "code": "2026-10", "number": 1, "at": LATE}
    with pytest.raises(WrongState, match="har allerede godkendt"):
        decisions.approve_report(actor=ready.people["authority_manager"], reservations="", **given)  # type: ignore[arg-type]
    with pytest.raises(WrongState, match="har allerede godkendt"):
        decisions.return_report(actor=ready.people["service_owner"], reason="x", **given)  # type: ignore[arg-type]
    assert AuditRow.objects.filter(verb="approve_report").count() == 1


def test_the_database_holds_one_waiting_and_one_approved_submission(ready: House) -> None:
    waiting = submitted(ready)
    rest = {"period": waiting.period, "version": waiting.version, "submitted_at": LATE}
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(number=2, submitted_by=ready.people["supplier_manager"], **rest)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=waiting.pk).update(approved_at=LATE)  # by whom?
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=waiting.pk).update(
            returned_at=LATE, returned_by=ready.people["service_owner"]
        )  # why?


@pytest.mark.parametrize("who", ["contributor", "authority_manager", "auditor", "guest"])
def test_only_the_suppliers_managers_submit(ready: House, who: str) -> None:
    version = calculated(ready)
    with pytest.raises(NotAllowed):
        decisions.submit(
            actor=ready.people[who],
            contract=ready.contract,
            period=OCTOBER,
            number=version.number,
            at=ON_TIME,
        )


def test_what_is_submitted_is_what_was_seen_and_stands_on_what_is_there_now(ready: House) -> None:
    given = {"actor": ready.people["supplier_manager"], "contract": ready.contract, "period": OCTOBER}
    with pytest.raises(WrongState, match="ikke beregnet"):
        decisions.submit(**given, number=1, at=ON_TIME)  # type: ignore[arg-type]
    version = calculated(ready)
    with pytest.raises(WrongState, match="nyere udkast"):
        decisions.submit(**given, number=version.number - 1, at=ON_TIME)  # type: ignore[arg-type]
    reports.write_words(
        actor=ready.people["contributor"],
        contract=ready.contract,
        period=OCTOBER,
        section="incidents",
        text="To sager",
        base=0,
        at=ON_TIME,
    )
    with pytest.raises(WrongState, match="Beregn igen"):
        decisions.submit(**given, number=version.number, at=ON_TIME)  # type: ignore[arg-type]
    assert not Submission.objects.exists()


def test_words_go_into_the_report_in_place_of_delivered_ones(ready: House) -> None:
    delivered = delivering.deliver(
        actor=ready.people["service_manager"],
        contract=ready.contract,
        files=[
            SimpleUploadedFile(
                "statements.csv",
                "section;text\nincident management;Fra filen\nLedelsesreferat;Resuméet fra filen\n".encode(),
            )
        ],
        at=ON_TIME,
    )
    confirming.confirm(actor=ready.people["service_manager"], delivery=delivered, at=ON_TIME)
    reports.write_words(
        actor=ready.people["contributor"],
        contract=ready.contract,
        period=OCTOBER,
        section="management_summary",
        text="Skrevet her",
        base=0,
        at=ON_TIME,
    )
    version = calculated(ready)
    page = (
        ready.client("auditor").get(reverse("report", args=(ready.contract.pk, "2026-10"))).content.decode()
    )
    assert "Skrevet her" in page
    assert "Resuméet fra filen" not in page
    assert "Fra filen" in page
    assert version.stands_on["words"] == [["management_summary", 1]]


def test_words_in_files_go_to_the_period_they_name(ready: House) -> None:
    """Confirmed in November: what names no period is October's, what names September is not."""
    text = (
        "section;text;period\nincidents;Om oktober;2026-10\nincidents;Om september;2026-09\nincidents;Uden;\n"
    )
    delivered = delivering.deliver(
        actor=ready.people["service_manager"],
        contract=ready.contract,
        files=[SimpleUploadedFile("statements.csv", text.encode())],
        at=ON_TIME,
    )
    confirming.confirm(actor=ready.people["service_manager"], delivery=delivered, at=ON_TIME)
    terms = in_force(ready.contract)
    assert terms is not None
    for code, expected in (("2026-10", ["Om oktober", "Uden"]), ("2026-09", ["Om september"])):
        period = parse_period(code)
        found = of_period(basis_of(ready.contract, terms, period).evidence, period.code)
        assert collect(found.table("statements"))["text"].to_list() == expected


def test_two_who_write_at_once_lose_nothing(ready: House) -> None:
    given = {"contract": ready.contract, "period": OCTOBER, "section": "incidents", "base": 0, "at": ON_TIME}
    reports.write_words(actor=ready.people["contributor"], text="Den første", **given)  # type: ignore[arg-type]
    with pytest.raises(reports.Overtaken) as overtaken:
        reports.write_words(actor=ready.people["service_manager"], text="Den anden", **given)  # type: ignore[arg-type]
    assert overtaken.value.theirs.text == "Den første"
    page = ready.client("service_manager").post(
        reverse("report_write", args=(ready.contract.pk, "2026-10")),
        {"section": "incidents", "text": "Den anden", "base": "0"},
    )
    assert page.status_code == 409
    assert "Den første" in page.content.decode()
    assert "Den anden" in page.content.decode()
    merged = ready.client("service_manager").post(
        reverse("report_write", args=(ready.contract.pk, "2026-10")),
        {"section": "incidents", "text": "Begge", "base": "1"},
    )
    assert merged.status_code == 302
    kept = ready.contract.periods.get().words.order_by("number").values_list("text", flat=True)
    assert list(kept) == ["Den første", "Begge"]


def test_an_internal_comment_does_not_exist_for_the_other_party(ready: House) -> None:
    calculated(ready)
    given = {"contract": ready.contract, "period": OCTOBER, "about": "incidents", "at": ON_TIME}
    inside = reports.comment(actor=ready.people["finance"], text="Hemmelig tvivl", internal=True, **given)  # type: ignore[arg-type]
    reports.comment(actor=ready.people["finance"], text="Delt spørgsmål", internal=False, **given)  # type: ignore[arg-type]
    where = reverse("report", args=(ready.contract.pk, "2026-10"))
    for who, sees in {"service_owner": True, "supplier_manager": False, "guest": False}.items():
        page = ready.client(who).get(where).content.decode()
        assert ("Hemmelig tvivl" in page) is sees, who
        assert "Delt spørgsmål" in page, who
        assert ("kommentarer: 2" in page) is sees, who
    answer = reverse("answer", args=(ready.contract.pk, "2026-10", inside.thread_id))
    assert ready.client("supplier_manager").post(answer, {"text": "Hvad?"}).status_code == 404
    assert inside.thread.comments.count() == 1


def test_a_resolved_thread_takes_no_more(ready: House) -> None:
    calculated(ready)
    first = reports.comment(
        actor=ready.people["finance"],
        contract=ready.contract,
        period=OCTOBER,
        about="level:KPI 1",
        text="Hvorfor?",
        internal=False,
        at=ON_TIME,
    )
    given = {"contract": ready.contract, "thread": first.thread, "at": LATE}
    reports.resolve(actor=ready.people["service_manager"], **given)  # type: ignore[arg-type]
    with pytest.raises(WrongState, match="afsluttet"):
        reports.answer(actor=ready.people["finance"], text="Mere", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("at", "in_time"), [(ON_TIME, True), (LATE, False)])
def test_lateness_against_a_binding_deadline_is_evidence_for_the_next_period(
    ready: House, at: datetime, in_time: bool
) -> None:
    """Due on 13 November by the contract: submitted on the 9th is in time, on the 16th is late."""
    submitted(ready, at)
    now = standing(ready.contract, "2026-10")
    assert now.late(LATE.date()) is not in_time
    assert now.row is not None
    assert now.row.report_due == datetime(2026, 11, 13, tzinfo=UTC).date()
    basis = basis_of(ready.contract, terms_in_force(ready.contract), NOVEMBER)
    row = basis.evidence.table("deliverables").collect().row(0, named=True)
    assert row["id"] == "driftsrapport-2026-10"
    assert (row["delivered_s"] < row["due_s"]) is in_time
    assert basis_of(ready.contract, terms_in_force(ready.contract), OCTOBER).stands_on["submitted"] == []


def test_an_approved_period_is_history_to_the_next(ready: House) -> None:
    held = approved(ready)
    basis = basis_of(ready.contract, terms_in_force(ready.contract), NOVEMBER)
    rows = basis.evidence.table("history").collect()
    assert set(rows["period"]) == {"2026-10"}
    penalty = rows.filter(rows["subject"] == "penalty").row(0, named=True)
    assert penalty["amount"] == f"{held.version.penalty:f}"
    assert basis.stands_on["locked"] == [held.version.key]


def test_what_a_version_stood_on_can_be_found_again(ready: House) -> None:
    """Whatever is delivered and written later: the version's inputs are its own, to the hash."""
    held = approved(ready)
    more = delivering.deliver(
        actor=ready.people["service_manager"],
        contract=ready.contract,
        files=[SimpleUploadedFile("incidents.csv", INCIDENTS.replace(b"INC-", b"NY-"))],
        at=LATE,
    )
    confirming.confirm(actor=ready.people["service_manager"], delivery=more, at=LATE)
    assert basis_of_version(held.version).inputs == held.version.inputs
    now = basis_of(ready.contract, terms_in_force(ready.contract), OCTOBER)
    assert now.inputs != held.version.inputs


def test_the_package_holds_files_terms_and_decision_as_their_hashes_say(ready: House) -> None:
    held = approved(ready, "Med forbehold")
    decisions.set_journal_number(
        actor=ready.people["authority_manager"],
        contract=ready.contract,
        code="2026-10",
        number=" 2026-1234 ",
        at=LATE,
    )
    held.period.refresh_from_db()
    with package(held, without_secrets=False) as file, zipfile.ZipFile(file) as made:
        said = json.loads(made.read("metadata.json"))
        assert said["journal_number"] == "2026-1234"
        assert said["approved"]["reservations"] == "Med forbehold"
        for one in said["files"]:
            assert hashlib.sha256(made.read(f"filer/{one['name']}")).hexdigest() == one["sha256"]
            assert one["sha256"] == held.version.files[one["name"]]["sha256"]
        (terms,) = [name for name in made.namelist() if name.startswith("vilkaar/")]
        assert hashlib.sha256(made.read(terms)).hexdigest() == said["terms_sha256"][0]
    with package(held, without_secrets=False) as one, package(held, without_secrets=False) as other:
        assert one.read() == other.read()


def test_the_package_has_the_profiles_that_the_files_were_read_with(ready: House) -> None:
    held = approved(ready)
    profile = ready.contract.profiles.get()
    delivery = held.version.deliveries.get()
    delivery.read_by.add(profile)
    with package(held, without_secrets=False) as file, zipfile.ZipFile(file) as made:
        (said,) = json.loads(made.read("metadata.json"))["profiles"]
        assert said["name"] == "profiler/leverandoeren/1-husets-sager.profil.toml"
        assert made.read(said["name"]).decode() == profile.text
        assert hashlib.sha256(made.read(said["name"])).hexdigest() == said["sha256"]


def test_trade_secrets_are_left_out_of_a_package_when_that_is_asked(ready: House) -> None:
    reports.mark_secret(
        actor=ready.people["supplier_manager"],
        contract=ready.contract,
        period=OCTOBER,
        section="remuneration",
        reason="Enhedspriser",
        at=ON_TIME,
    )
    held = approved(ready)
    fee = "Fast vederlag"
    with package(held, without_secrets=False) as file, zipfile.ZipFile(file) as whole:
        assert fee in whole.read("filer/driftsrapport.html").decode()
    with pytest.raises(WrongState, match="skal laves"):
        package(held, without_secrets=True)
    make_copy(held)
    with package(held, without_secrets=True) as file, zipfile.ZipFile(file) as cut:
        page = cut.read("filer/driftsrapport.html").decode()
        assert fee not in page
        assert "forretningshemmelighed" in page
        given = [name for name in cut.namelist() if name.startswith("filer/")]
        assert not any(name.endswith((".json", ".xlsx")) for name in given)
        assert json.loads(cut.read("metadata.json"))["left_out"] == [
            {"section": "remuneration", "reason": "Enhedspriser"}
        ]


def test_mails_go_to_those_who_must_act_and_wait_for_the_transaction(ready: House) -> None:
    submitted(ready)
    told = OutgoingMail.objects.filter(key__startswith="submitted-").values_list("to", flat=True)
    assert set(told) == {ready.people[who].email for who in ("authority_manager", "service_owner")}
    mail = OutgoingMail.objects.first()
    assert mail is not None
    assert reverse("period", args=(ready.contract.pk, "2026-10")) in mail.text
    assert mail.sent_at is None


def test_periods_open_by_themselves_from_when_the_contract_came(ready: House) -> None:
    """The terms are from January; the contract came here in November, when October was the last month over."""
    assert bring_up_to_date(ready.contract, NEXT_MONTH.date()) == 2
    assert [row.code for row in ready.contract.periods.order_by("code")] == ["2026-10", "2026-11"]
    assert all(row.report_due for row in ready.contract.periods.all())
    assert bring_up_to_date(ready.contract, NEXT_MONTH.date()) == 0


def test_a_deadline_from_before_the_contract_came_here_is_not_missed(ready: House) -> None:
    """September was due on 14 October; nobody here knows whether its report came."""
    calculated(ready, period=parse_period("2026-09"))
    assert ready.contract.periods.get().report_due is not None
    assert basis_of(ready.contract, terms_in_force(ready.contract), OCTOBER).stands_on["submitted"] == []


def test_the_page_says_who_has_the_ball_and_offers_only_what_can_be_done(ready: House) -> None:
    where = reverse("period", args=(ready.contract.pk, "2026-10"))
    calculated(ready)
    assert "Indsend udkast 1" in ready.client("supplier_manager").get(where).content.decode()
    assert "Indsend udkast" not in ready.client("authority_manager").get(where).content.decode()
    ready.client("supplier_manager").post(
        reverse("submit", args=(ready.contract.pk, "2026-10")), {"number": "1"}
    )
    assert "Godkend og lås" in ready.client("authority_manager").get(where).content.decode()
    assert "Godkend og lås" not in ready.client("service_owner").get(where).content.decode()
    assert "Beregn igen" not in ready.client("supplier_manager").get(where).content.decode()
    page = ready.client("authority_manager").post(
        reverse("approve", args=(ready.contract.pk, "2026-10")), {"number": "7"}, follow=True
    )
    assert "nyere rapport" in page.content.decode()
    ready.client("authority_manager").post(
        reverse("approve", args=(ready.contract.pk, "2026-10")), {"number": "1"}
    )
    archived = ready.client("authority_manager").get(reverse("archive", args=(ready.contract.pk, "2026-10")))
    assert zipfile.ZipFile(io.BytesIO(b"".join(archived.streaming_content))).testzip() is None


def test_a_figure_says_how_it_came_about(ready: House) -> None:
    version = calculated(ready)
    level = version.history[0]["subject"]
    page = ready.client("guest").get(reverse("figure", args=(ready.contract.pk, "2026-10", level)))
    assert page.status_code == 200
    assert "Definition" in page.content.decode()


def test_what_a_waiting_or_approved_report_stands_on_cannot_be_withdrawn(ready: House) -> None:
    delivery = ready.contract.deliveries.get(state="confirmed")
    calculated(ready)
    assert not stands_locked(delivery)
    submitted(ready)
    assert stands_locked(delivery)
    decisions.return_report(
        actor=ready.people["service_owner"],
        contract=ready.contract,
        code="2026-10",
        number=1,
        reason="Forkert udtræk",
        at=ON_TIME,
    )
    assert not stands_locked(delivery)
    held = submitted(ready)
    decisions.approve_report(
        actor=ready.people["authority_manager"],
        contract=ready.contract,
        code="2026-10",
        number=held.number,
        reservations="",
        at=ON_TIME,
    )
    with pytest.raises(WrongState):
        withdrawing.withdraw(
            actor=ready.people["service_manager"], delivery=delivery, reason="Fortrudt", at=LATE
        )
    assert locked_until(ready.contract) == OCTOBER.last
