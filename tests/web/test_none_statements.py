"""That a month had none of something, said by a tick: who may, when, and what the month then comes to."""

import pytest
from deliveries import approve, confirm, deliver, incident, page
from django.db import IntegrityError, transaction
from django.urls import reverse
from house import AT, House, gone_through

from afstemt.core.month import run
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.period import parse_period
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.lifecycle.basis import Basis, basis_of, basis_of_version
from afstemt.web.lifecycle.calculation import make_report
from afstemt.web.periods.models import Asking
from afstemt.web.refusals import NotAllowed, WrongState
from afstemt.web.reports.models import NoneStatement
from afstemt.web.reports.none_statements import state_none, withdraw_none

OCTOBER, DECEMBER = parse_period("2026-10"), parse_period("2026-12")
HEADER = b"id;priority;opened_at;responded_at;resolved_at\n"
LEVEL = "SM 1"
OUTAGES = b"service;from_at;to_at\n"


@pytest.fixture
def ready(house: House) -> House:
    """Let the terms be in force, one of whose levels outages measure, and incidents be delivered."""
    approve(house)
    confirm(house, deliver(house, HEADER + incident(1)))
    return house


def now(house: House) -> Basis:
    return basis_of(house.contract, terms_in_force(house.contract), OCTOBER)


def state(basis: Basis, terms: Terms) -> str:
    month = run(terms, OCTOBER, basis.evidence, as_of=AT.date())
    return next(one.state for one in month.outcomes if one.level == LEVEL)


def stated(
    house: House, who: str = "service_manager", topic: str = "outages", code: str = "2026-10"
) -> NoneStatement:
    return state_none(
        actor=house.people[who], contract=house.contract, period=parse_period(code), topic=topic, at=AT
    )


def test_tick_is_as_the_row_of_a_file(ready: House) -> None:
    terms = terms_in_force(ready.contract)
    before = now(ready)
    assert state(before, terms) == "not_measured"
    stated(ready)
    after = now(ready)
    assert state(after, terms) == "met"
    assert after.inputs != before.inputs
    row = after.evidence.table("statements").collect().row(0, named=True)
    assert (row["section"], row["period"], row["author"]) == ("none:outages", "2026-10", "service_manager")
    confirm(ready, deliver(ready, b"section,text,period\nnone:outages,Ingen,2026-10\n", "statements.csv"))
    withdraw_none(
        actor=ready.people["contributor"],
        contract=ready.contract,
        statement=NoneStatement.objects.get(topic="outages"),
        at=AT,
    )
    assert state(now(ready), terms) == "met"


def test_tick_is_noted_on_the_basis_of_the_report(ready: House) -> None:
    stated(ready)
    terms = terms_in_force(ready.contract)
    month = run(terms, OCTOBER, now(ready).evidence, as_of=AT.date())
    (note,) = [one for one in month.evidence.faults if one.code == "none-said"]
    assert "ingen afbrydelser var i oktober 2026" in note.message
    assert any(file.table == "statements" for file in month.evidence.files)


def test_rows_that_come_afterwards_are_asked_about_and_count(ready: House) -> None:
    stated(ready)
    row = b"sag-web;2026-10-07T08:00:00+02:00;2026-10-07T18:00:00+02:00\n"
    confirm(ready, deliver(ready, OUTAGES + row, "outages.csv"))
    terms = terms_in_force(ready.contract)
    month = run(terms, OCTOBER, now(ready).evidence, as_of=AT.date())
    assert [one.severity for one in month.evidence.faults if one.code == "none-said-beside-rows"] == ["ask"]
    assert state(now(ready), terms) == "missed"


@pytest.mark.parametrize(
    "row",
    [
        b"sag-web;2026-10-07T08:00:00+02:00;2026-10-07T09:00:00+02:00\n",
        b"sag-web;2026-09-07T08:00:00+02:00;\n",
        b";2026-10-07T08:00:00+02:00;2026-10-07T09:00:00+02:00\n",
    ],
)
def test_tick_is_refused_beside_rows_of_the_month(ready: House, row: bytes) -> None:
    confirm(ready, deliver(ready, OUTAGES + row, "outages.csv"))
    with pytest.raises(WrongState, match="Der er leveret rækker"):
        stated(ready)


def test_tick_beside_rows_of_other_months(ready: House) -> None:
    row = b"sag-web;2026-09-07T08:00:00+02:00;2026-09-07T09:00:00+02:00\n"
    confirm(ready, deliver(ready, OUTAGES + row, "outages.csv"))
    assert stated(ready).pk


@pytest.mark.parametrize("who", ["authority_manager", "service_owner"])
def test_only_the_party_that_measures_states_it(ready: House, who: str) -> None:
    with pytest.raises(NotAllowed, match="leverandøren"):
        stated(ready, who)
    made = stated(ready)
    with pytest.raises(NotAllowed):
        withdraw_none(actor=ready.people[who], contract=ready.contract, statement=made, at=AT)


def test_what_cannot_be_stated_is_refused(ready: House) -> None:
    for topic in ("incidents", "unheard of", ""):
        with pytest.raises(WrongState, match="spørger"):
            stated(ready, topic=topic)
    with pytest.raises(WrongState, match="ikke slut"):
        stated(ready, code="2026-11")
    made = stated(ready)
    with pytest.raises(WrongState, match="allerede sagt"):
        stated(ready)
    how = {"actor": ready.people["contributor"], "contract": ready.contract, "statement": made, "at": AT}
    withdraw_none(**how)
    with pytest.raises(WrongState, match="allerede trukket"):
        withdraw_none(**how)
    verbs = AuditRow.objects.filter(verb__endswith="none").values_list("verb", "about")
    assert list(verbs) == [
        ("state_none", "2026-10 · afbrydelser"),
        ("withdraw_none", "2026-10 · afbrydelser"),
    ]
    assert stated(ready).pk != made.pk


@pytest.mark.parametrize("decided", ["submitted", "approved"])
def test_nothing_is_stated_or_taken_back_once_the_report_is_away(ready: House, decided: str) -> None:
    made = stated(ready)
    gone_through(ready, decided)
    with pytest.raises(WrongState):
        withdraw_none(actor=ready.people["contributor"], contract=ready.contract, statement=made, at=AT)
    NoneStatement.objects.all().delete()
    with pytest.raises(WrongState):
        stated(ready)


def test_what_a_version_stood_on_stays(ready: House) -> None:
    made = stated(ready)
    version = make_report(
        actor=ready.people["supplier_manager"], contract=ready.contract, period=OCTOBER, at=AT
    )
    assert version.stands_on["none_stated"] == [made.pk]
    withdraw_none(actor=ready.people["contributor"], contract=ready.contract, statement=made, at=AT)
    assert now(ready).inputs != version.inputs
    stood = basis_of_version(version)
    assert stood.inputs == version.inputs
    assert state(stood, terms_in_force(ready.contract)) == "met"


def test_a_quarter_stands_on_the_statements_of_its_months(ready: House) -> None:
    made = stated(ready)
    terms = terms_in_force(ready.contract)
    assert basis_of(ready.contract, terms, DECEMBER).stands_on["none_stated"] == [made.pk]
    assert "none_stated" not in basis_of(ready.contract, terms, parse_period("2026-09")).stands_on


def test_database_holds_one_statement_and_whole_withdrawals(ready: House) -> None:
    made = stated(ready)
    for change in ({"withdrawn_at": AT}, {"topic": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NoneStatement.objects.filter(pk=made.pk).update(**change)
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_page_asks_takes_the_tick_and_shows_it(ready: House) -> None:
    place = (ready.contract.pk, "2026-10")
    shown = page(ready, "period_data", "2026-10")
    assert "hverken leveret afbrydelser i oktober 2026" in shown
    assert "Mangler" in shown
    client = ready.client("service_manager")
    said = client.post(reverse("state_none", args=place), {"topic": "outages"}, follow=True)
    assert "Sæt kryds" in said.content.decode()
    said = client.post(reverse("state_none", args=place), {"topic": "outages", "sure": "ja"}, follow=True)
    assert "Det er noteret" in said.content.decode()
    shown = page(ready, "period_data", "2026-10")
    assert "Der var ingen afbrydelser i oktober 2026: sagt" in shown
    made = NoneStatement.objects.get(topic="outages")
    said = client.post(reverse("withdraw_none", args=(*place, made.pk)), follow=True)
    assert "Det er trukket tilbage" in said.content.decode()


def test_what_was_calculated_is_calculated_again(ready: House) -> None:
    make_report(actor=ready.people["supplier_manager"], contract=ready.contract, period=OCTOBER, at=AT)
    where = reverse("state_none", args=(ready.contract.pk, "2026-10"))
    said = ready.client("service_manager").post(where, {"topic": "outages", "sure": "ja"}, follow=True)
    assert "Driftsrapporten beregnes igen" in said.content.decode()
    assert Asking.objects.filter(contract=ready.contract, what=Asking.What.REPORT).count() == 1
