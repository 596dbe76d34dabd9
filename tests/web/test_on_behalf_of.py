"""Every action that asks for a right, done by a stand-in: its audit row says on whose behalf."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from deliveries import HEADER, confirm, deliver, incident
from django.core.files.uploadedfile import SimpleUploadedFile
from house import AT, INCIDENTS, OPTION, PROFILE, TERMS, House, gone_through, in_force
from test_mandate import let_stand_in
from test_stand_ins import TOLD_ELSEWHERE

from afstemt.core.units.period import parse_period
from afstemt.web.api import keys
from afstemt.web.contracts import access, decisions, stand_ins, versions
from afstemt.web.contracts.models import Access, Alias, StandIn, TermsVersion
from afstemt.web.contracts.terms import in_force as terms_of
from afstemt.web.evidence import (
    confirming,
    delivering,
    file_order,
    key_figures,
    profiles,
    receiving,
    row_answers,
    supplier_report,
    withdrawing,
)
from afstemt.web.evidence.aliases import decide_alias, propose_alias
from afstemt.web.evidence.figure_lines import Stated, lines_of
from afstemt.web.evidence.holding import Held
from afstemt.web.evidence.models import RowAnswer
from afstemt.web.invitations import contract as inviting
from afstemt.web.lifecycle import background, calculation
from afstemt.web.lifecycle import decisions as reporting
from afstemt.web.lifecycle.basis import basis_of
from afstemt.web.overview import handover, marking
from afstemt.web.penalties.actions import decide_penalty
from afstemt.web.penalties.corrections.actions import decide_correction, propose_correction
from afstemt.web.penalties.models import Correction
from afstemt.web.reports import actions as writing

OCTOBER = parse_period("2026-10")
LATER_TERMS = TERMS.replace("in_force_from = 2026-01-01", "in_force_from = 2027-01-01")

Action = Callable[[House, dict[str, Any]], object]
"""Something done in the house, with who does it, and when; and before it what it needs."""
ACTIONS: dict[str, tuple[str, str, Action]] = {}
"""By the verb of its row: whose right it is, who has that as stand-in alone, and the action."""
IN_OWN_RIGHT = frozenset(
    {
        "create_contract",
        "name_stand_in",
        "accept_invitation",
        "write_words",
        "state_none",
        "withdraw_none",
        "alias_withdraw",
    }
)
"""What is never done on another's behalf: nobody is stood in for, or the whole side may."""


def of(verb: str, holder: str, other: str) -> Callable[[Action], Action]:
    def keep(action: Action) -> Action:
        ACTIONS[verb] = holder, other, action
        return action

    return keep


by_finance = ("authority_manager", "finance")
by_service_manager = ("supplier_manager", "service_manager")


def role(house: House, who: str) -> Access:
    return house.contract.access.get(person=house.people[who])


def file(content: bytes, name: str = "file.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@of("give_access", *by_service_manager)
def _(house: House, by: dict[str, Any]) -> None:
    known = house.people["nobody"].email
    inviting.invite(contract=house.contract, email=known, name="", role="contributor", **by)


@of("change_role", *by_service_manager)
def _(house: House, by: dict[str, Any]) -> None:
    access.change_role(access=role(house, "contributor"), role="service_manager", reason="x", **by)


@of("end_access", *by_service_manager)
def _(house: House, by: dict[str, Any]) -> None:
    access.end_access(access=role(house, "contributor"), reason="x", **by)


@of("hand_over", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    to = role(house, "business")
    handover.hand_over(access=role(house, "service_owner"), to=to, reason="x", **by)


@of("invite", *by_service_manager)
def _(house: House, by: dict[str, Any]) -> None:
    inviting.invite(contract=house.contract, email="ny@new.example", name="", role="contributor", **by)


@of("revoke_invitation", *by_service_manager)
def _(house: House, by: dict[str, Any]) -> None:
    inviting.withdraw_invitation(invitation=house.invitations["contract"], **by)


@of("end_stand_in", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    let_stand_in(house, "service_owner", "business")
    stand_ins.end_stand_in(stand_in=StandIn.objects.get(person=house.people["business"]), **by)


@of("add_version", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    versions.add_version(contract=house.contract, text=LATER_TERMS, **by)


@of("replace_draft", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    draft = house.contract.versions.get()
    versions.replace_draft(version=draft, text=LATER_TERMS, edited=draft.sha256, **by)


@of("withdraw_draft", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    draft: TermsVersion = versions.add_version(
        actor=house.people["authority_manager"], contract=house.contract, text=LATER_TERMS, at=AT
    )
    versions.withdraw_draft(version=draft, **by)


@of("approve_version", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    versions.approve_version(version=house.contract.versions.get(), **by)


@of("deliver", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    delivering.deliver(contract=house.contract, files=[file(INCIDENTS)], **by)


@of("send_files", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    receiving.receive(contract=house.contract, files=[file(INCIDENTS)], **by)


@of("confirm_delivery", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    confirming.confirm(delivery=deliver(house, HEADER + incident(1)), **by)


@of("withdraw_delivery", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    """Both by itself, and as what another delivery replaces."""
    withdrawing.withdraw(delivery=deliver(house, HEADER + incident(1)), reason="x", **by)
    earlier = confirm(house, deliver(house, HEADER + incident(2)))
    confirming.confirm(delivery=deliver(house, HEADER + incident(3)), replaces=[earlier.pk], **by)


@of("order_files", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    files = [file(HEADER + incident(1, priority=n), f"{n}.csv") for n in (1, 2)]
    delivery = delivering.deliver(contract=house.contract, files=files, **by)
    file_order.order_files(delivery=delivery, names=["2.csv", "1.csv"], **by)


@of("keep_profile", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    profiles.keep_profile(contract=house.contract, text=PROFILE, **by)


@of("end_profile", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    made = profiles.keep_profile(contract=house.contract, text=PROFILE, **by)
    profiles.end_profile(profile=made, **by)


@of("read_again", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    with pytest.raises(Held) as held:
        delivering.deliver(contract=house.contract, files=[file(b"Vorgang;Art\n1;2\n", "nyt.csv")], **by)
    receiving.read_again(upload=held.value.upload, **by)


def missing_outage(house: House, who: str) -> str:
    """Deliver an outage that a later delivery lacks; return what names it."""
    for days in ((5, 6, 7), (5, 7)):
        rows = "".join(f"sag-web,2026-10-0{day}T09:00:00Z,2026-10-0{day}T10:00:00Z\n" for day in days)
        files = [file(f"service,from_at,to_at\n{rows}".encode(), "outages.csv")]
        made = delivering.deliver(actor=house.people[who], contract=house.contract, files=files, at=AT)
        confirm(house, made, both_count=True)
    return "outages|sag-web · 2026-10-06T09:00:00Z"


@of("answer_rows", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    keys = [missing_outage(house, "authority_manager")]
    row_answers.answer_rows(contract=house.contract, keys=keys, said="lapsed", reason="", **by)


def row_answer(kind: str, party: str, said: str) -> None:
    @of(f"{kind}_rows", *by_finance)
    def _(house: House, by: dict[str, Any]) -> None:
        held = RowAnswer(contract=house.contract, table="outages", name="w", said=said, given_for=party)
        held.given_at, held.given_by = AT, house.people["supplier_manager"]
        held.save()
        row_answers.decide_row_answer(contract=house.contract, answer=held, kind=kind, **by)


row_answer("agree", "supplier", "lapsed")
row_answer("reject", "supplier", "lapsed")
row_answer("withdraw", "authority", "stands")


@of("key_in_figures", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    in_force(house)
    terms = terms_of(house.contract)
    assert terms is not None
    line = next(one for one in lines_of(terms, OCTOBER) if one.unit == "percent")
    stated = {(line.level, line.population): Stated(value="99,9", basis="x")}
    key_figures.key_in(contract=house.contract, period=OCTOBER, stated=stated, reason="x", **by)


@of("attach_report", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    supplier_report.attach(contract=house.contract, period=OCTOBER, file=file(b"%PDF-1.7"), **by)


@of("withdraw_report", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    supplier_report.withdraw_report(report=house.supplier_report, reason="x", **by)


@of("make_key", *by_service_manager)
def _(house: House, by: dict[str, Any]) -> None:
    keys.make_key(contract=house.contract, name="x", uses=["read"], days=1, **by)


@of("revoke_key", *by_service_manager)
def _(house: House, by: dict[str, Any]) -> None:
    keys.revoke_key(key=house.contract.access_keys.get(), **by)


def confirmed(house: House) -> None:
    in_force(house)
    confirm(house, deliver(house, INCIDENTS))


@of("ask_for_report", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    confirmed(house)
    background.ask_for_report(contract=house.contract, period=OCTOBER, **by)


@of("make_report", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    confirmed(house)
    calculation.make_report(contract=house.contract, period=OCTOBER, **by)


@of("ask_for_copy", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    gone_through(house, "approved")
    house.contract.periods.get().secrets.create(
        section="incidents", reason="x", marked_at=AT, marked_by=house.people["supplier_manager"]
    )
    background.ask_for_copy(contract=house.contract, code="2026-10", **by)


@of("submit_report", "supplier_manager", "contributor")
def _(house: House, by: dict[str, Any]) -> None:
    in_force(house)
    terms = terms_of(house.contract)
    assert terms is not None
    house.report.inputs = basis_of(house.contract, terms, OCTOBER).inputs
    house.report.save()
    reporting.submit(contract=house.contract, period=OCTOBER, number=1, **by)


@of("return_report", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    gone_through(house, "submitted")
    reporting.return_report(contract=house.contract, code="2026-10", number=1, reason="x", **by)


@of("approve_report", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    gone_through(house, "submitted")
    reporting.approve_report(contract=house.contract, code="2026-10", number=1, reservations="", **by)


@of("set_journal_number", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    gone_through(house, "approved")
    reporting.set_journal_number(contract=house.contract, code="2026-10", number="1", **by)


@of("comment", "business", "auditor")
def _(house: House, by: dict[str, Any]) -> None:
    """Both a thread that is opened and an answer in it."""
    in_force(house)
    given = {"contract": house.contract, **by}
    opened = writing.comment(period=OCTOBER, about="", text="x", internal=False, **given)
    writing.answer(thread=opened.thread, text="y", **given)


@of("resolve_thread", "business", "auditor")
def _(house: House, by: dict[str, Any]) -> None:
    writing.resolve(contract=house.contract, thread=house.thread, **by)


@of("mark_secret", *by_service_manager)
def _(house: House, by: dict[str, Any]) -> None:
    in_force(house)
    writing.mark_secret(contract=house.contract, period=OCTOBER, section="incidents", reason="x", **by)


def costly(house: House, *decided: tuple[str, str]) -> None:
    """Let October have cost something, of which something has been decided."""
    in_force(house)
    house.report.penalty = Decimal("42300.00")
    house.report.save()
    for who, kind in decided:
        decide_penalty(actor=house.people[who], contract=house.contract, code="2026-10", kind=kind, at=AT)


def penalty(kind: str, holder: str, other: str, *before: tuple[str, str], **given: str) -> None:
    @of(f"penalty_{kind}", holder, other)
    def _(house: House, by: dict[str, Any]) -> None:
        costly(house, *before)
        decide_penalty(contract=house.contract, code="2026-10", kind=kind, **given, **by)


CLAIMED = ("authority_manager", "claim")
penalty("claim", *by_finance)
penalty("waive", *by_finance, reason="x")
penalty("acknowledge", *by_service_manager, CLAIMED)
penalty("dispute", *by_service_manager, CLAIMED, reason="x")
penalty("set_off", "finance", "business", CLAIMED, invoice="F-1")


@of("correction_propose", *by_service_manager)
def _(house: House, by: dict[str, Any]) -> None:
    in_force(house)
    gone_through(house, "approved")
    given = {"what": "penalty", "direction": "reduced", "amount": "1", "level": "", "reason": "x"}
    propose_correction(contract=house.contract, code="2026-10", **given, **by)


def correction(kind: str, holder: str, other: str) -> None:
    @of(f"correction_{kind}", holder, other)
    def _(house: House, by: dict[str, Any]) -> None:
        Correction.objects.update(withdrawn_at=None, withdrawn_by=None)
        held = Correction.objects.get()
        decide_correction(contract=house.contract, correction=held, kind=kind, reason="x", **by)


correction("agree", *by_finance)
correction("dispute", *by_finance)
correction("withdraw", *by_service_manager)


NAMED = {"of": "service", "name": "SAG WEB", "means": "sag-web"}
OUTAGE = b"service;from_at;to_at\nSAG WEB;2026-10-07T08:00:00+02:00;2026-10-07T18:00:00+02:00\n"


@of("alias_propose", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    in_force(house)
    confirm(house, deliver(house, OUTAGE, "outages.csv"))
    propose_alias(contract=house.contract, reason="", **NAMED, **by)


def alias(kind: str, proposer: str, *confirmed: str) -> None:
    @of(f"alias_{kind}", *by_service_manager)
    def _(house: House, by: dict[str, Any]) -> None:
        manager = house.people["supplier_manager"]
        held = Alias(contract=house.contract, **NAMED, tables=["outages"], proposed_for=proposer)
        held.proposed_at, held.proposed_by = AT, manager
        for side in confirmed:
            setattr(held, f"{side}_confirmed_at", AT)
            setattr(held, f"{side}_confirmed_by", manager)
        if kind == "keep":
            held.end_asked_for, held.end_asked_at, held.end_asked_by = "supplier", AT, manager
        held.save()
        decide_alias(contract=house.contract, alias=held, kind=kind, **by)


alias("confirm", "authority")
alias("reject", "authority")
alias("end", "authority", "supplier")
alias("keep", "authority", "supplier")


@of("unmark_done", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    marking.unmark_done(mark=house.contract.done_entries.get(), reason="x", **by)


@of("mark_done", *by_finance)
def _(house: House, by: dict[str, Any]) -> None:
    mark = house.contract.done_entries.get()
    given = {"title": OPTION, "day": mark.day, "done_on": AT.date(), "note": ""}
    mark.delete()
    marking.mark_done(contract=house.contract, **given, **by)


def rows(house: House, verb: str, who: str) -> list[object]:
    """Return on whose behalf the one did it, each time."""
    return [
        row.details.get("on_behalf_of")
        for row in house.contract.audit.filter(verb=verb, actor=house.people[who])
    ]


def test_every_action_of_a_contract_is_tried() -> None:
    verbs = {*decisions.shared(), *decisions.own(), *TOLD_ELSEWHERE}
    assert sorted(verbs) == sorted({*ACTIONS, *IN_OWN_RIGHT})


@pytest.mark.parametrize("verb", ACTIONS)
def test_a_stand_ins_action_says_on_whose_behalf(house: House, verb: str) -> None:
    holder, other, action = ACTIONS[verb]
    let_stand_in(house, holder, other)
    action(house, {"actor": house.people[other], "at": AT})
    assert set(rows(house, verb, other)) == {house.people[holder].pk}


@pytest.mark.parametrize("verb", ACTIONS)
def test_the_same_action_in_ones_own_right_says_nothing_of_it(house: House, verb: str) -> None:
    holder, _other, action = ACTIONS[verb]
    action(house, {"actor": house.people[holder], "at": AT})
    assert set(rows(house, verb, holder)) == {None}
