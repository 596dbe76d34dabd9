"""What is found after a period is locked: proposed by one party, agreed by the other, settled once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from house import INCIDENTS, TERMS, House
from test_decisions import NOVEMBER, OCTOBER, calculated, ready  # noqa: F401 - ready is a fixture

from afstemt.core.evidence.history import PastRow
from afstemt.core.month import VOCABULARY, run
from afstemt.core.report.month import Month
from afstemt.core.report.past import past_rows
from afstemt.core.units.period import Period, parse_period
from afstemt.files.reading.evidence import read_evidence
from afstemt.files.reading.terms import read_contract
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts.models import Access, Contract, StandIn
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.evidence import confirming, delivering
from afstemt.web.lifecycle import decisions
from afstemt.web.lifecycle.basis import Basis, basis_of, basis_of_version
from afstemt.web.mail.models import OutgoingMail
from afstemt.web.overview.task_texts import in_words
from afstemt.web.overview.tasks import roles_of, tasks_in
from afstemt.web.penalties.corrections.actions import decide_correction, propose_correction
from afstemt.web.penalties.corrections.rows import corrections
from afstemt.web.penalties.models import Correction
from afstemt.web.periods.models import ContractPeriod, ReportVersion, Submission
from afstemt.web.refusals import NotAllowed, WrongState

AT = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
DECEMBER = parse_period("2026-12")
GIVEN = {
    "code": "2026-09",
    "what": "penalty",
    "direction": "reduced",
    "amount": "1.250,00",
    "level": "",
    "reason": "Udetiden skyldtes myndighedens netværk",
}


def lock(house: House, code: str) -> Submission:
    """Let a month be approved, on a report of its own that nothing was calculated for."""
    period = parse_period(code)
    version = ReportVersion.objects.create(
        contract=house.contract,
        period=code,
        number=1,
        key=f"locked-{code}",
        made_at=AT,
        made_by=house.people["supplier_manager"],
        verdict="",
        program="0",
    )
    row, _new = ContractPeriod.objects.update_or_create(
        contract=house.contract,
        code=code,
        defaults={
            "first_day": period.first,
            "last_day": period.last,
            "latest": version,
            "state": "approved",
            "first_submitted_on": AT.date(),
        },
    )
    return Submission.objects.create(
        period=row,
        number=row.submissions.count() + 1,
        version=version,
        submitted_at=AT,
        submitted_by=house.people["supplier_manager"],
        approved_at=AT,
        approved_by=house.people["authority_manager"],
    )


@pytest.fixture
def locked(ready: House) -> House:  # noqa: F811
    """September is approved; October has data and no report yet."""
    lock(ready, "2026-09")
    return ready


def propose(house: House, who: str = "supplier_manager", **given: str) -> Correction:
    return propose_correction(actor=house.people[who], contract=house.contract, at=AT, **{**GIVEN, **given})


def decide(
    house: House,
    one: Correction,
    kind: str,
    who: str = "authority_manager",
    reason: str = "",
    at: datetime = AT,
) -> Correction:
    return decide_correction(
        actor=house.people[who], contract=house.contract, correction=one, kind=kind, reason=reason, at=at
    )


def agreed(house: House, **given: str) -> Correction:
    return decide(house, propose(house, **given), "agree")


def basis(house: House, period: Period) -> Basis:
    return basis_of(house.contract, terms_in_force(house.contract), period)


def month(house: House, period: Period) -> Month:
    return run(terms_in_force(house.contract), period, basis(house, period).evidence, as_of=date(2026, 11, 9))


def lines(found: Month) -> list[tuple[str, Decimal]]:
    return [(one.level, one.amount.amount) for one in found.settlement.lines if one.kind == "correction"]


def submitted(house: House, version: ReportVersion, period: Period = OCTOBER) -> Submission:
    return decisions.submit(
        actor=house.people["supplier_manager"],
        contract=house.contract,
        period=period,
        number=version.number,
        at=AT,
    )


def approve(house: House, waiting: Submission, code: str = "2026-10") -> Submission:
    return decisions.approve_report(
        actor=house.people["authority_manager"],
        contract=house.contract,
        code=code,
        number=waiting.number,
        reservations="",
        at=AT,
    )


def page(house: House, who: str, name: str = "corrections", *place: str, query: str = "") -> str:
    found = house.client(who).get(reverse(name, args=(house.contract.pk, *place)) + query)
    assert found.status_code == 200
    return found.content.decode().replace("\u00a0", " ")


def test_a_correction_is_settled_by_the_next_open_period_and_by_no_other(locked: House) -> None:
    """The whole of it: proposed, agreed, calculated in October, approved; November does not have it."""
    without = month(locked, OCTOBER)
    one = propose(locked)
    assert lines(month(locked, OCTOBER)) == [], "nobody has agreed"
    decide(locked, one, "agree")
    version = calculated(locked, AT)
    assert version.stands_on["corrections"] == [one.pk]
    assert version.penalty == without.settlement.penalty.amount, "its own, which is claimed, is as it was"
    assert version.corrections == Decimal("-1250.00")
    assert basis_of_version(version).inputs == version.inputs
    assert basis(locked, NOVEMBER).stands_on.get("corrections") is None
    report = locked.client("auditor").get(
        reverse("download", args=(locked.contract.pk, "2026-10", version.number, "driftsrapport.html"))
    )
    text = b"".join(report.streaming_content).decode().replace("\u00a0", " ")
    assert "Efterregulering af bod for september 2026" in text
    assert "-1.250,00 kr." in text or "−1.250,00 kr." in text
    approve(locked, submitted(locked, version))
    one.refresh_from_db()
    assert one.state == "settled"
    assert one.settled_in is not None
    assert one.settled_in.version == version
    assert "corrections" not in basis(locked, NOVEMBER).stands_on
    assert lines(month(locked, NOVEMBER)) == []
    assert basis_of_version(version).inputs == version.inputs
    assert lines(
        run(terms_in_force(locked.contract), OCTOBER, basis_of_version(version).evidence, as_of=AT.date())
    ) == [("", Decimal("-1250.00"))]
    audit = AuditRow.objects.get(verb="approve_report")
    assert audit.details["corrections"] == ["2026-09 · 1"]
    assert "afregnet i oktober 2026" in page(locked, "auditor")
    assert "afregnet i oktober 2026" in page(locked, "auditor", "penalties")
    assert "afregnet i oktober 2026" in page(locked, "auditor", "period", "2026-10")
    assert "afregnet i oktober 2026" in page(locked, "auditor", "period", "2026-09")


def test_agreed_after_the_report_was_submitted_it_waits_for_the_next_open_period(locked: House) -> None:
    waiting = submitted(locked, calculated(locked, AT))
    one = agreed(locked)
    assert "ikke med i den indsendte rapport for oktober 2026" in page(locked, "auditor")
    assert "corrections" not in basis(locked, NOVEMBER).stands_on, "October is still the oldest open period"
    approve(locked, waiting)
    one.refresh_from_db()
    assert one.state == "agreed", "it was not in what was approved"
    assert basis(locked, NOVEMBER).stands_on["corrections"] == [one.pk]
    assert lines(month(locked, NOVEMBER)) == [("", Decimal("-1250.00"))]
    assert "corrections" not in AuditRow.objects.get(verb="approve_report").details


def test_one_in_a_delivered_file_is_settled_once(locked: House) -> None:
    """The file is still confirmed in November, and is read again there: history says that it is settled."""
    delivered_correction(locked)
    assert lines(month(locked, OCTOBER)) == [("", Decimal("-500.00"))]
    assert fees(month(locked, OCTOBER)) == [Decimal("200.00")]
    approve(locked, submitted(locked, calculated(locked, AT)))
    assert lines(month(locked, NOVEMBER)) == []
    assert fees(month(locked, NOVEMBER)) == []


def test_one_in_a_file_is_settled_once_of_two_reports_that_wait(locked: House) -> None:
    """October and November are both submitted before either is approved: the second is refused, and made without it."""
    delivered_correction(locked)
    october = submitted(locked, calculated(locked, AT))
    november = submitted(locked, calculated(locked, AT, NOVEMBER), NOVEMBER)
    approve(locked, november, "2026-11")
    with pytest.raises(WrongState, match="afregnet i november 2026"):
        approve(locked, october)
    october.refresh_from_db()
    assert october.approved_at is None
    decisions.return_report(
        actor=locked.people["authority_manager"],
        contract=locked.contract,
        code="2026-10",
        number=1,
        reason="Beregn igen",
        at=AT,
    )
    again = calculated(locked, AT)
    assert lines(month(locked, OCTOBER)) == []
    assert basis_of_version(again).inputs == again.inputs
    approve(locked, submitted(locked, again))


def delivered_correction(house: House, role: str = "authority_manager") -> None:
    """Deliver two corrections that are against the authority."""
    text = (
        "at;by;kind;table;period;value;reason\n"
        "2026-11-03T10:00:00+01:00;begge;correction;penalty;2026-09;-500.00;For mange point\n"
        "2026-11-03T10:00:00+01:00;begge;correction;fee;2026-09;200.00;For lidt betalt\n"
    )
    who = house.people[role]
    file = SimpleUploadedFile("decisions.csv", text.encode())
    made = delivering.deliver(actor=who, contract=house.contract, files=[file], at=AT)
    confirming.confirm(actor=who, delivery=made, at=AT)


def fees(found: Month) -> list[Decimal]:
    return [one.amount.amount for one in found.remuneration.lines if one.kind == "correction"]


def test_a_delivered_file_does_not_decide_for_the_other_party(locked: House) -> None:
    delivered_correction(locked, "service_manager")
    found = month(locked, OCTOBER)
    assert (lines(found), fees(found)) == ([], [])
    asked = [one.message for one in found.evidence.faults if one.code == "decision-without-effect"]
    assert len(asked) == 2
    assert all("indtil myndigheden har sagt det samme" in one for one in asked)


def test_a_delivery_stays_its_partys_when_its_maker_changes_sides(locked: House) -> None:
    delivered_correction(locked)
    maker = locked.people["authority_manager"]
    maker.organisation = locked.contract.supplier
    maker.save()
    assert fees(month(locked, OCTOBER)) == [Decimal("200.00")]


def test_another_of_the_same_amount_is_settled_too(locked: House) -> None:
    agreed(locked, reason="Den første")
    approve(locked, submitted(locked, calculated(locked, AT)))
    second = agreed(locked, reason="Den anden, på samme beløb")
    (line,) = (one for one in month(locked, NOVEMBER).settlement.lines if one.kind == "correction")
    assert line.amount.amount == Decimal("-1250.00")
    assert "Den anden" in line.steps[0].what
    assert basis(locked, NOVEMBER).stands_on["corrections"] == [second.pk]


def test_an_agreed_correction_makes_a_draft_outdated(locked: House) -> None:
    version = calculated(locked, AT)
    assert "corrections" not in version.stands_on, "what stood on none has the inputs that it always had"
    agreed(locked)
    with pytest.raises(WrongState, match="Beregn igen"):
        submitted(locked, version)
    assert f"ikke med i udkast {version.number}" in page(locked, "auditor")


def test_a_later_period_leaves_it_to_the_oldest_open_one(locked: House) -> None:
    """October is open, so November does not take it; when October is locked without it, November does."""
    ContractPeriod.objects.create(
        contract=locked.contract, code="2026-10", first_day=OCTOBER.first, last_day=OCTOBER.last
    )
    one = agreed(locked)
    taken = [
        basis(locked, period).stands_on.get("corrections", []) for period in (OCTOBER, NOVEMBER, DECEMBER)
    ]
    assert taken == [[one.pk], [], []]
    lock(locked, "2026-10")
    lock(locked, "2026-11")
    assert basis(locked, DECEMBER).stands_on["corrections"] == [one.pk]
    assert "corrections" not in basis(locked, parse_period("2026-08")).stands_on, (
        "not before what it corrects"
    )


def test_two_reports_with_one_correction_settle_it_once(locked: House) -> None:
    """August is opened late and approved with it while October's report, which has it too, is with the authority."""
    lock(locked, "2026-07")
    one = agreed(locked, code="2026-07")
    waiting = submitted(locked, calculated(locked, AT))
    assert waiting.version.stands_on["corrections"] == [one.pk]
    one.settled_in = lock(locked, "2026-08")
    one.save()
    with pytest.raises(WrongState, match=r"afregnet i august 2026\. Send rapporten retur"):
        approve(locked, waiting)
    waiting.refresh_from_db()
    assert waiting.approved_at is None
    assert not AuditRow.objects.filter(verb="approve_report").exists()


def test_an_amount_in_another_currency_than_the_terms_is_not_taken(locked: House) -> None:
    one = agreed(locked)
    Correction.objects.filter(pk=one.pk).update(currency="EUR")
    assert "corrections" not in basis(locked, OCTOBER).stands_on


SIGNS = (  # as the page asks, as a file of decisions says, and what the penalty and the remuneration become
    ("penalty", "raised", "1250.00", "1250.00", "0"),
    ("penalty", "reduced", "-1250.00", "-1250.00", "0"),
    ("bonus", "raised", "1250.00", "-1250.00", "0"),
    ("bonus", "reduced", "-1250.00", "1250.00", "0"),
    ("fee", "raised", "1250.00", "0", "1250.00"),
    ("fee", "reduced", "-1250.00", "0", "-1250.00"),
)


def left(made: Month) -> list[PastRow]:
    return [row for row in past_rows(made) if row.subject in ("fee", "penalty", "bonus")]


def test_the_page_and_the_command_line_settle_the_same(locked: House, tmp_path: Path) -> None:
    """The words raised and reduced, and the engine's sign in a file: the same amounts, line by line."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "incidents.csv").write_bytes(INCIDENTS)
    (tmp_path / "k.toml").write_text(TERMS, encoding="utf-8")
    terms = read_contract(tmp_path / "k.toml", VOCABULARY)

    def by_files() -> Month:
        evidence = read_evidence(tmp_path / "data", zone="Europe/Copenhagen")
        return run(terms, OCTOBER, evidence, as_of=AT.date())

    before = by_files()
    for what, direction, value, penalty, fee in SIGNS:
        one = agreed(locked, what=what, direction=direction)
        web = month(locked, OCTOBER)
        one.delete()
        for by, folder in (("leverandøren", "."), ("myndigheden", "myndigheden")):  # it has its effect once
            (tmp_path / "data" / folder).mkdir(exist_ok=True)
            (tmp_path / "data" / folder / "decisions.csv").write_text(
                "at;by;kind;table;period;value;reason\n"
                f"2026-11-09T10:00:00+01:00;{by};correction;{what};2026-09;{value};{GIVEN['reason']}\n",
                encoding="utf-8",
            )
        files = by_files()
        assert web.settlement.lines == files.settlement.lines
        assert web.settlement.deducted == files.settlement.deducted
        assert web.settlement.bonus == files.settlement.bonus
        assert web.remuneration.lines == files.remuneration.lines
        assert left(web) == left(before), "the corrected month's money is not this one's base or penalty"
        assert web.settlement.penalty == before.settlement.penalty
        assert web.settlement.deducted.amount - before.settlement.deducted.amount == Decimal(penalty)
        assert web.remuneration.total().amount - before.remuneration.total().amount == Decimal(fee)


def test_a_correction_of_one_service_level_says_so(locked: House) -> None:
    level = terms_in_force(locked.contract).current.service_levels[0].id
    one = agreed(locked, level=level)
    assert lines(month(locked, OCTOBER)) == [(level, Decimal("-1250.00"))]
    assert f"Bod for september 2026 ({level}) nedsættes med 1.250,00 kr." in page(locked, "auditor") + "."
    assert one.level == level


def test_either_party_proposes_and_the_other_answers(locked: House) -> None:
    for who, other in (("supplier_manager", "authority_manager"), ("authority_manager", "supplier_manager")):
        one = propose(locked, who, reason=who)
        with pytest.raises(NotAllowed, match="den anden part"):
            decide(locked, one, "agree", who)
        with pytest.raises(NotAllowed, match="har foreslået"):
            decide(locked, one, "withdraw", other)
        assert decide(locked, one, "agree", other).state == "agreed"
    assert [row.verb for row in AuditRow.objects.filter(verb__startswith="correction_")] == [
        "correction_propose",
        "correction_agree",
    ] * 2
    told = page(locked, "auditor", "decisions")
    assert "En efterregulering er foreslået (2026-09 · 2)" in told
    assert "En efterregulering er godkendt (2026-09 · 2)" in told


def test_only_the_contract_managers_propose_and_answer(locked: House) -> None:
    one = propose(locked)
    for who in ("service_owner", "finance", "auditor", "service_manager", "contributor", "guest"):
        with pytest.raises(NotAllowed):
            propose(locked, who, reason=who)
        for kind in ("agree", "dispute", "withdraw"):
            with pytest.raises(NotAllowed):
                decide(locked, one, kind, who, "x")
    assert AuditRow.objects.filter(verb__startswith="correction_").count() == 1


def test_a_stand_in_answers_on_anothers_behalf_and_not_for_the_other_party(locked: House) -> None:
    StandIn.objects.create(
        access=locked.contract.access.get(role="authority_manager"),
        person=locked.people["finance"],
        from_at=datetime(2020, 1, 1, tzinfo=UTC),
        to_at=datetime(2100, 1, 1, tzinfo=UTC),
        made_at=AT,
        made_by=locked.people["authority_manager"],
    )
    one = propose(locked)
    assert 'name="kind" value="agree"' in page(locked, "finance")
    decide(locked, one, "agree", "finance")
    row = AuditRow.objects.get(verb="correction_agree")
    assert row.details["on_behalf_of"] == locked.people["authority_manager"].pk


def test_disputed_with_a_reason_it_can_still_be_agreed_or_withdrawn(locked: House) -> None:
    first, second = propose(locked), propose(locked, reason="Et andet fund")
    for one in (first, second):
        with pytest.raises(WrongState, match="begrundelse"):
            decide(locked, one, "dispute")
        decide(locked, one, "dispute", reason="Loggen viser noget andet")
        assert one.pk not in basis(locked, OCTOBER).stands_on.get("corrections", [])
    with pytest.raises(WrongState, match="har allerede bestridt"):
        decide(locked, first, "dispute", reason="Igen")
    assert "Loggen viser noget andet" in page(locked, "supplier_manager")
    assert decide(locked, first, "agree").state == "agreed"
    assert decide(locked, second, "withdraw", "supplier_manager").state == "withdrawn"
    with pytest.raises(WrongState, match="har allerede trukket efterreguleringen tilbage"):
        decide(locked, second, "agree")
    with pytest.raises(WrongState, match="har allerede godkendt efterreguleringen"):
        decide(locked, first, "withdraw", "supplier_manager")
    with pytest.raises(WrongState, match="authority_manager har allerede godkendt"):
        decide(locked, first, "agree")
    with pytest.raises(WrongState, match="findes ikke"):
        decide(locked, first, "settle")
    assert basis(locked, OCTOBER).stands_on["corrections"] == [first.pk]


REFUSED: tuple[tuple[dict[str, str], str], ...] = (
    ({"code": "2026-10"}, "godkendt og låst periode"),
    ({"code": "2026-13"}, "godkendt og låst periode"),
    ({"what": "hours"}, "bod, bonus eller vederlag"),
    ({"direction": ""}, "forhøjes eller nedsættes"),
    ({"level": "Findes ikke"}, "findes ikke i de vilkår"),
    ({"what": "fee", "level": "SM 1"}, "uden at angive et servicemål"),
    ({"reason": "  \0 "}, "begrundelse"),
    ({"reason": "x" * 1001}, "plads til 1000"),
    ({"amount": ""}, "større end nul"),
    ({"amount": "0"}, "større end nul"),
    ({"amount": "0,00"}, "større end nul"),
    ({"amount": "-5"}, "uden fortegn"),
    ({"amount": "−5"}, "uden fortegn"),
    ({"amount": "+5"}, "uden fortegn"),
    ({"amount": "5 pct."}, "ikke et beløb"),
    ({"amount": "1e6"}, "ikke et beløb"),
    ({"amount": "NaN"}, "ikke et beløb"),
    ({"amount": "tolv"}, "ikke et beløb"),
    ({"amount": "1.250,005"}, r"flere decimaler.*højst 2"),
    ({"amount": "1,000"}, r"flere decimaler"),
    ({"amount": "1.250"}, r"Skriv 1250 eller 1\.250,00"),
    ({"amount": "9" * 11}, r"højst 9\.999\.999\.999"),
    ({"amount": "9" * 10_000}, "ikke et tal"),
)


def test_what_cannot_be_proposed_is_said_in_words(locked: House) -> None:
    for given, said in REFUSED:
        with pytest.raises(WrongState, match=said) as refusal:
            propose(locked, **given)
        assert len(str(refusal.value)) < 200
    assert not Correction.objects.exists()
    assert not AuditRow.objects.filter(verb="correction_propose").exists()


def test_amounts_are_read_as_danes_write_them_and_kept_exactly(locked: House) -> None:
    for amount, exact in (
        ("1.250,00", "1250.00"),
        ("1250", "1250"),
        ("1.250,5 kr.", "1250.5"),
        (" 1 250,00 DKK", "1250"),
        ("0,01", "0.01"),
        ("9.999.999.999", "9999999999"),
    ):
        one = propose(locked, amount=amount, reason=amount)
        one.refresh_from_db()
        assert one.amount == -Decimal(exact)


def test_amounts_are_as_exact_as_the_terms_of_what_is_corrected(locked: House) -> None:
    """The terms' settlement in whole kroner, their prices not."""
    version = locked.contract.versions.get()
    version.text = TERMS.replace("decimals = 2", "decimals = 0", 1)
    version.save()
    with pytest.raises(WrongState, match="højst 0"):
        propose(locked, amount="12,5")
    assert propose(locked, what="fee", amount="12,5").amount == Decimal("-12.5")


def test_the_same_proposal_is_there_once(locked: House) -> None:
    one = propose(locked)
    with pytest.raises(WrongState, match="allerede foreslået"):
        propose(locked)
    decide(locked, one, "withdraw", "supplier_manager")
    assert propose(locked).number == 2


def test_mails_go_to_those_who_must_answer_and_then_to_who_proposed(locked: House) -> None:
    second = locked.contract.access.get(role="service_owner")
    Access.objects.filter(pk=second.pk).update(role="authority_manager")
    one = propose(locked)
    told = OutgoingMail.objects.filter(key__startswith="correction-proposed-")
    assert set(told.values_list("to", flat=True)) == {
        locked.people[who].email for who in ("authority_manager", "service_owner")
    }
    mail = told.first()
    assert mail is not None
    assert "Leverandøren har foreslået en efterregulering af september 2026." in mail.text
    assert reverse("corrections", args=(locked.contract.pk,)) in mail.text
    assert "1.250" not in mail.text, "what it is about is read where one has signed in"
    decide(locked, one, "dispute", reason="Nej")
    decide(locked, one, "agree")
    answers = OutgoingMail.objects.filter(key__regex="^correction-(agreed|disputed)-")
    assert list(answers.values_list("to", flat=True)) == [locked.people["supplier_manager"].email] * 2
    assert ["godkendt" in one.subject for one in answers.order_by("id")] == [False, True]


def test_a_proposed_correction_is_a_task_for_the_other_party_alone(locked: House) -> None:
    def waits(who: str) -> list[str]:
        found = in_words(tasks_in(roles_of(locked.people[who]), AT.date()))
        return [one.link for one in found if "efterreguleringen af september 2026" in one.text]

    one = propose(locked)
    where = reverse("corrections", args=(locked.contract.pk,))
    assert waits("authority_manager") == [where]
    for who in ("supplier_manager", "service_owner", "auditor", "other_supplier"):
        assert waits(who) == [], who
    decide(locked, one, "dispute", reason="Nej")
    assert waits("authority_manager") == []


def test_the_page_asks_and_answers_in_words(locked: House) -> None:
    where = reverse("corrections", args=(locked.contract.pk,))
    shown = page(locked, "supplier_manager", query="?periode=2026-09")
    assert "Der er ingen efterreguleringer." in shown
    assert '<option value="2026-09" selected>september 2026</option>' in shown
    assert "2026-10" not in shown, "an open period is not corrected"
    refused = locked.client("supplier_manager").post(where, GIVEN | {"amount": "1.250,005"})
    assert refused.status_code == 422
    again = refused.content.decode()
    assert "flere decimaler" in again
    assert GIVEN["reason"] in again, "what was written stands"
    assert 'value="1.250,005"' in again
    made = locked.client("supplier_manager").post(where, GIVEN, follow=True).content.decode()
    told = made.replace("\u00a0", " ")
    assert "venter på den anden part: Bod for september 2026 nedsættes med 1.250,00 kr.<" in told
    assert "foreslået, venter på myndigheden" in told
    assert 'name="kind" value="withdraw"' in told
    assert 'name="kind" value="agree"' not in told
    answering = page(locked, "authority_manager")
    assert "1 efterregulering venter på svar." in answering
    assert 'name="kind" value="agree"' in answering
    assert 'name="kind" value="withdraw"' not in answering
    reading = page(locked, "finance")
    assert 'name="kind"' not in reading
    assert "Foreslå en efterregulering" not in reading
    said = locked.client("finance").post(where, GIVEN).content.decode()
    assert "Din rolle i kontrakten giver ikke adgang" in said
    one = Correction.objects.get()
    answer = reverse("decide_correction", args=(locked.contract.pk, one.pk))
    after = locked.client("authority_manager").post(answer, {"kind": "agree"}, follow=True).content.decode()
    assert "Efterreguleringen er godkendt." in after
    assert "1 efterregulering er godkendt og endnu ikke afregnet." in after
    assert "regnes med i den næste periode, der åbnes" in after
    ContractPeriod.objects.create(
        contract=locked.contract, code="2026-10", first_day=OCTOBER.first, last_day=OCTOBER.last
    )
    said = "Bod for september 2026 nedsættes med 1.250,00 kr. – godkendt, regnes med i oktober 2026"
    for place in (("penalties",), ("period", "2026-10"), ("period", "2026-09")):
        assert said in page(locked, "auditor", *place), place


def test_a_locked_period_leads_to_its_correction_for_those_who_can_propose(locked: House) -> None:
    link = reverse("corrections", args=(locked.contract.pk,)) + "?periode=2026-09#foreslaa"
    assert link in page(locked, "supplier_manager", "period", "2026-09")
    assert link not in page(locked, "auditor", "period", "2026-09")
    agreed(locked)
    assert "nedsættes" not in page(locked, "guest", "period", "2026-09"), "a guest reads reports alone"


def test_another_suppliers_corrections_are_not_there(locked: House) -> None:
    one = propose(locked)
    other: Contract = locked.other_contract
    for who, place in (
        ("other_supplier", (locked.contract.pk, one.pk)),
        ("other_supplier", (other.pk, one.pk)),
        ("authority_manager", (other.pk, one.pk)),
        ("authority_manager", (locked.contract.pk, 999_999)),
    ):
        found = locked.client(who).post(reverse("decide_correction", args=place), {"kind": "agree"})
        assert found.status_code == 404, (who, place)
    assert (
        locked.client("other_supplier").get(reverse("corrections", args=(locked.contract.pk,))).status_code
        == 404
    )
    with pytest.raises(Correction.DoesNotExist):
        decide_correction(
            actor=locked.people["authority_manager"], contract=other, correction=one, kind="agree", at=AT
        )
    assert corrections(other) == []


def test_the_database_holds_what_a_correction_is(locked: House) -> None:
    one = propose(locked)
    own, other = locked.people["supplier_manager"], locked.people["authority_manager"]
    submission = Submission.objects.get()
    wrong: list[dict[str, Any]] = [
        {"amount": 0},
        {"reason": ""},
        {"what": "fee", "level": "SM 1"},
        {"agreed_at": AT},
        {"agreed_at": AT, "agreed_by": own},
        {"agreed_at": AT, "agreed_by": other, "withdrawn_at": AT, "withdrawn_by": own},
        {"withdrawn_by": own},
        {"disputed_at": AT, "disputed_by": other},
        {"dispute_reason": "x"},
        {"settled_in": submission},
    ]
    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Correction.objects.filter(pk=one.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            period=one.period,
            number=1,
            what="fee",
            amount=1,
            currency="DKK",
            reason="x",
            proposed_for="supplier",
            proposed_at=AT,
            proposed_by=own,
        )
    Correction.objects.filter(pk=one.pk).update(agreed_at=AT, agreed_by=other, settled_in=submission)
