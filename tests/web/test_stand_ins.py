"""Stand-ins, handing over, change of role and the end of access."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from house import AT, House, person

from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts import access, decisions, stand_ins, versions
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Access, Contract, StandIn
from afstemt.web.contracts.people import people_of
from afstemt.web.contracts.roles import MAY, rights_in_words
from afstemt.web.evidence.aliases import DECISIONS as ANSWERS
from afstemt.web.evidence.row_answers import KINDS as ROW_ANSWERS
from afstemt.web.invitations import contract as inviting
from afstemt.web.mail.models import OutgoingMail
from afstemt.web.overview import handover
from afstemt.web.overview.tasks import tasks_in
from afstemt.web.penalties.corrections.actions import FROM
from afstemt.web.penalties.models import PenaltyDecision
from afstemt.web.refusals import NotAllowed, WrongState

DAY = timedelta(days=1)
TOLD_ELSEWHERE = {"comment", "resolve_thread", "ask_for_report", "ask_for_copy", "send_files"}
"""Verbs that are no decisions: a comment stands in its thread, for those whom the thread exists for; what background
work was asked for is told by what it became."""


def role(house: House, who: str) -> Access:
    return house.contract.access.get(person=house.people[who], ended_at__isnull=True)


def standing(house: House, of: str, person: str, first: int = 0, last: int = 1) -> StandIn:
    """Name a stand-in from ``first`` days from today to ``last``."""
    today = timezone.localdate()
    return stand_ins.name_stand_in(
        actor=house.people[of],
        contract=house.contract,
        person=house.people[person],
        from_day=today + first * DAY,
        to_day=today + last * DAY,
        at=timezone.now(),
    )


def approves(house: House, who: str) -> None:
    versions.approve_version(
        actor=house.people[who], version=house.contract.versions.get(), at=timezone.now()
    )


def test_a_stand_in_does_what_the_person_may_and_the_audit_says_for_whom(house: House) -> None:
    with pytest.raises(NotAllowed):
        approves(house, "finance")
    standing(house, "authority_manager", "finance")
    approves(house, "finance")
    row = AuditRow.objects.get(verb="approve_version")
    assert (row.actor, row.details["on_behalf_of"]) == (
        house.people["finance"],
        house.people["authority_manager"].pk,
    )
    said = decisions.in_words(decisions.decisions_of(house.contract, "supplier"))[0]
    assert (said.who, said.on_behalf_of) == ("finance", "authority_manager")


def test_what_one_may_oneself_is_not_done_for_another(house: House) -> None:
    standing(house, "service_owner", "authority_manager")
    approves(house, "authority_manager")
    assert "on_behalf_of" not in AuditRow.objects.get(verb="approve_version").details


@pytest.mark.parametrize(("first", "last", "stands"), [(0, 0, True), (1, 2, False), (-3, 0, True)])
def test_a_stand_in_stands_from_the_first_day_to_the_last(
    house: House, first: int, last: int, stands: bool
) -> None:
    standing(house, "authority_manager", "finance", first, last)
    able = "approve_terms" in mandates_of(house.contract, house.people["finance"]).rights
    assert able == stands


def test_the_last_day_is_whole_in_the_contracts_zone(house: House) -> None:
    made = stand_ins.name_stand_in(
        actor=house.people["authority_manager"],
        contract=house.contract,
        person=house.people["finance"],
        from_day=date(2026, 10, 24),
        to_day=date(2026, 10, 25),  # the clocks go back
        at=datetime.fromisoformat("2026-10-01T12:00:00+02:00"),
    )
    assert made.from_at == datetime.fromisoformat("2026-10-24T00:00:00+02:00")
    assert made.to_at == datetime.fromisoformat("2026-10-26T00:00:00+01:00")
    shown = (
        people_of(
            house.contract, mandates_of(house.contract, house.people["authority_manager"]), made.made_at
        )
        .parties[0]
        .people
    )
    periods = [(one.from_day, one.to_day) for person in shown for one in person.stand_ins]
    assert periods == [(date(2026, 10, 24), date(2026, 10, 25))]
    said = [one.what for one in decisions.in_words(decisions.decisions_of(house.contract, "authority"))]
    assert "finance er stedfortræder fra 24.\xa0oktober 2026 til og med 25.\xa0oktober 2026" in said


def test_a_stand_in_is_of_the_same_side_and_not_oneself(house: House) -> None:
    for other in ("service_manager", "guest", "nobody", "authority_manager"):
        with pytest.raises(WrongState, match="samme part"):
            standing(house, "authority_manager", other)
    with pytest.raises(NotAllowed):
        standing(house, "guest", "finance")


def test_periods_that_are_past_backwards_too_long_or_taken_are_refused(house: House) -> None:
    for first, last in ((-3, -1), (2, 1), (0, 400)):
        with pytest.raises(WrongState):
            standing(house, "authority_manager", "finance", first, last)
    standing(house, "authority_manager", "finance", 0, 3)
    with pytest.raises(WrongState, match="allerede en stedfortræder"):
        standing(house, "authority_manager", "business", 3, 5)
    standing(house, "authority_manager", "business", 4, 5)


def test_a_stand_in_of_a_stand_in_gets_nothing(house: House) -> None:
    standing(house, "authority_manager", "finance")
    standing(house, "finance", "business")
    assert "approve_terms" not in mandates_of(house.contract, house.people["business"]).rights


def test_a_stand_in_ends_at_once_by_those_it_concerns(house: House) -> None:
    made = standing(house, "authority_manager", "finance")
    for who in ("service_owner", "supplier_manager", "other_supplier"):
        with pytest.raises(NotAllowed):
            stand_ins.end_stand_in(actor=house.people[who], stand_in=made, at=timezone.now())
    stand_ins.end_stand_in(actor=house.people["finance"], stand_in=made, at=timezone.now())
    with pytest.raises(NotAllowed):
        approves(house, "finance")
    with pytest.raises(WrongState, match="allerede afsluttet"):
        stand_ins.end_stand_in(actor=house.people["finance"], stand_in=made, at=timezone.now())


def test_a_stand_in_of_a_manager_is_offered_to_end_one_and_does(house: House) -> None:
    made = standing(house, "service_owner", "business")
    where = reverse("end_stand_in", args=(house.contract.pk, made.pk))
    client = house.client("finance")
    page = reverse("people", args=(house.contract.pk,))
    assert where not in client.get(page).content.decode()
    standing(house, "authority_manager", "finance")
    assert where in client.get(page).content.decode()
    assert client.post(where).headers["Location"] == page
    made.refresh_from_db()
    assert made.ended_by == house.people["finance"]
    assert where not in house.client("supplier_manager").get(page).content.decode(), "the other party's"


@pytest.mark.parametrize("whose", ["service_manager", "contributor"])
def test_a_stand_in_ends_with_the_access_of_either(house: House, whose: str) -> None:
    standing(house, "service_manager", "contributor")
    access.end_access(
        actor=house.people["supplier_manager"], access=role(house, whose), reason="Stoppet", at=timezone.now()
    )
    assert not StandIn.objects.in_force().exists()
    assert "make_report" not in mandates_of(house.contract, house.people["contributor"]).rights


def test_a_stand_in_finds_the_pages_of_the_one_stood_in_for(house: House) -> None:
    where = reverse("hand_over", args=(house.contract.pk, role(house, "service_owner").pk))
    assert house.client("finance").get(where).status_code == 404
    standing(house, "authority_manager", "finance")
    assert house.client("finance").get(where).status_code == 200


def test_all_a_person_sees_is_one_query(house: House) -> None:
    standing(house, "authority_manager", "finance")
    with CaptureQueriesContext(connection) as queries:
        assert [
            one.pk for one in Contract.objects.visible_to(house.people["finance"], MAY["give_access"])
        ] == [house.contract.pk]
    assert len(queries) == 1


def test_a_role_changes_in_one_action(house: House) -> None:
    held = role(house, "contributor")
    manager = house.people["supplier_manager"]
    new = access.change_role(
        actor=manager, access=held, role="service_manager", reason="Ny stilling", at=timezone.now()
    )
    held.refresh_from_db()
    assert (held.end_reason, new.role, new.person_id) == ("Ny stilling", "service_manager", held.person_id)
    assert AuditRow.objects.get(verb="change_role").details["before"] == "contributor"
    house.people["contributor"].refresh_from_db()
    assert house.people["contributor"].is_active
    for wrong in ("auditor", "authority_manager"):
        with pytest.raises(NotAllowed, match="egne roller"):
            access.change_role(actor=manager, access=new, role=wrong, reason="x", at=timezone.now())
    with pytest.raises(WrongState, match="allerede den rolle"):
        access.change_role(actor=manager, access=new, role="service_manager", reason="x", at=timezone.now())
    with pytest.raises(WrongState, match="kontraktansvarlig"):
        access.change_role(
            actor=manager,
            access=role(house, "supplier_manager"),
            role="contributor",
            reason="x",
            at=timezone.now(),
        )


def test_tasks_and_role_are_handed_over_with_what_is_open(house: House) -> None:
    manager, successor = house.people["authority_manager"], house.people["service_owner"]
    client = house.client("authority_manager")
    where = reverse("hand_over", args=(house.contract.pk, role(house, "authority_manager").pk))
    page = client.get(where).content.decode()
    assert "Godkend vilkårene fra" in page
    assert "Kontrakten er oprettet" in page
    answer = client.post(where, {"to": role(house, "service_owner").pk, "reason": "Går på barsel"})
    assert answer.headers["Location"] == reverse("overview")
    assert access.access_of(house.contract, manager) is None
    assert role(house, "service_owner").role == "authority_manager"
    assert len(tasks_in({house.contract.pk: {"authority_manager"}}, AT.date())) == 2
    manager.refresh_from_db()
    assert manager.is_active, "the other contract is still hers"
    said = decisions.in_words(decisions.decisions_of(house.contract, "authority"))[0]
    assert (
        said.what
        == "Rollen Kontraktansvarlig (myndighed) er overdraget fra authority_manager til service_owner"
    )
    assert (said.who, said.why) == (manager.name, "Går på barsel")
    assert successor.name in said.what


def test_both_hear_by_mail_what_is_handed_over_and_what_is_open(house: House) -> None:
    manager, successor = house.people["authority_manager"], house.people["service_owner"]
    OutgoingMail.objects.all().delete()
    successor.language = "en"
    successor.save()
    held = role(house, "authority_manager")
    given = {"actor": manager, "access": held, "reason": "Går på barsel", "at": timezone.now()}
    handover.hand_over(to=role(house, "service_owner"), **given)
    to_her, from_her = (OutgoingMail.objects.get(to=one.email) for one in (successor, manager))
    assert to_her.subject == "You have taken over a role in Kontrakten"
    terms = reverse("terms", args=(house.contract.pk,))
    assert f": {settings.ENVIRONMENT.origin}{terms}\n" in to_her.text
    assert "Open tasks that go with the role:\n- " in to_her.text
    assert "\n- Approve the terms" in to_her.text
    assert "Reason: Går på barsel" in to_her.text
    assert from_her.subject == "Din rolle i Kontrakten er overdraget"
    assert "Åbne opgaver, der følger rollen:\n- " in from_her.text
    assert "\n- Godkend vilkårene fra" in from_her.text
    assert "/kontrakter/" not in from_her.text, "the contract is no longer hers"
    with pytest.raises(NotAllowed):  # the contract is no longer hers: she cannot do it twice
        handover.hand_over(to=role(house, "service_owner"), **given)
    assert OutgoingMail.objects.count() == 2


def test_one_who_can_no_longer_sign_in_hears_nothing(house: House) -> None:
    OutgoingMail.objects.all().delete()
    handover.hand_over(
        actor=house.people["supplier_manager"],
        access=role(house, "contributor"),
        to=role(house, "service_manager"),
        reason="Stoppet",
        at=timezone.now(),
    )
    assert [one.person for one in OutgoingMail.objects.all()] == [house.people["service_manager"]]


def test_handing_over_keeps_to_the_side_and_to_two_people(house: House) -> None:
    given = {"actor": house.people["authority_manager"], "reason": "x", "at": timezone.now()}
    own = role(house, "service_owner")
    with pytest.raises(NotAllowed, match="egne roller"):
        handover.hand_over(access=own, to=role(house, "contributor"), **given)
    with pytest.raises(WrongState, match="anden person"):
        handover.hand_over(access=own, to=own, **given)
    with pytest.raises(WrongState, match="kontraktansvarlig"):
        handover.hand_over(access=own, to=role(house, "authority_manager"), **given)
    with pytest.raises(WrongState, match="hvorfor"):
        handover.hand_over(access=own, to=role(house, "finance"), **(given | {"reason": " "}))


def test_an_ended_access_is_ended_for_a_session_that_is_open(house: House) -> None:
    client = house.client("contributor")
    where = reverse("deliveries", args=(house.contract.pk,))
    assert client.get(where).status_code == 200
    house.client("supplier_manager").post(
        reverse("end_access", args=(house.contract.pk, role(house, "contributor").pk)), {"reason": "Stoppet"}
    )
    gone = client.get(where)
    assert gone.status_code == 302, "with no access left the session has ended too"
    assert gone.headers["Location"].startswith(reverse("account_login"))
    assert client.post(where).status_code == 302


def test_one_who_has_another_contract_left_stays_signed_in(house: House) -> None:
    manager = house.people["authority_manager"]
    house.contract.access.filter(person=house.people["service_owner"]).update(role="authority_manager")
    client = house.client("authority_manager")
    access.end_access(
        actor=house.people["service_owner"],
        access=role(house, "authority_manager"),
        reason="Stoppet",
        at=timezone.now(),
    )
    assert client.get(reverse("contract", args=(house.contract.pk,))).status_code == 404
    assert client.get(reverse("contract", args=(house.other_contract.pk,))).status_code == 200
    manager.refresh_from_db()
    assert manager.is_active


def test_the_decisions_of_a_partys_own_people_are_its_own(house: House) -> None:
    access.end_access(
        actor=house.people["supplier_manager"],
        access=role(house, "contributor"),
        reason="Bortvist",
        at=timezone.now(),
    )
    for name in ("people", "decisions"):
        where = reverse(name, args=(house.contract.pk,))
        assert "Bortvist" in house.client("service_manager").get(where).content.decode()
        assert "Bortvist" not in house.client("authority_manager").get(where).content.decode()


def test_invitations_that_wait_are_the_partys_own(house: House) -> None:
    where = reverse("people", args=(house.contract.pk,))
    assert "contract@new.example" in house.client("supplier_manager").get(where).content.decode()
    for who in ("authority_manager", "contributor"):
        assert "contract@new.example" not in house.client(who).get(where).content.decode()


def test_an_invitation_is_offered_to_be_withdrawn_by_who_can(house: House) -> None:
    """One to the other party's first contract manager is only the maker's to take back."""
    invitation = house.invitations["contract"]
    where = reverse("people", args=(house.contract.pk,))
    withdraw = reverse("withdraw_invitation", args=(house.contract.pk, invitation.pk))
    invitation.role = "authority_manager"
    invitation.save()
    house.contract.access.filter(person=house.people["service_manager"]).update(role="supplier_manager")
    assert withdraw in house.client("supplier_manager").get(where).content.decode()
    colleague = house.client("service_manager")
    page = colleague.get(where).content.decode()
    assert invitation.email in page
    assert withdraw not in page
    colleague.post(withdraw)
    invitation.refresh_from_db()
    assert invitation.revoked_at is None


def test_a_missing_counterpart_is_said(house: House) -> None:
    shown = people_of(
        house.contract, mandates_of(house.contract, house.people["authority_manager"]), timezone.now()
    )
    assert "Alle, der skal have en modpart, har en." in shown.verdict
    house.contract.access.filter(role__in=("service_manager", "supplier_manager")).delete()
    shown = people_of(
        house.contract, mandates_of(house.contract, house.people["authority_manager"]), timezone.now()
    )
    assert (
        "Modpart mangler for: Kontraktansvarlig (myndighed), Forretning, Økonomi, Serviceejer."
        in shown.verdict
    )


def test_every_line_of_what_roles_may_has_its_words() -> None:
    for one in Access.Role.values:
        assert len(rights_in_words(one)) == sum(one in roles for roles in MAY.values())


def test_every_decision_has_its_words() -> None:
    """A verb that an action of a contract writes is in the list of decisions, or is said here not to be."""
    import re
    from pathlib import Path

    import afstemt.web

    web = Path(afstemt.web.__file__).parent
    written = {
        verb
        for path in web.rglob("*.py")
        for verb in re.findall(r'verb="(\w+)"', path.read_text(encoding="utf-8"))
    }
    written |= {f"penalty_{kind}" for kind in PenaltyDecision.Kind.values} | {"deliver", "key_in_figures"}
    written |= {f"correction_{kind}" for kind in ("propose", *FROM)}
    written |= {f"{kind}_rows" for kind in ROW_ANSWERS}
    written |= {f"alias_{kind}" for kind in ("propose", *ANSWERS)}
    of_no_contract = {"create_organisation", "change_profile", "reset_two_step", "end_administration"}
    assert written - of_no_contract - TOLD_ELSEWHERE == set(decisions.shared()) | set(decisions.own())


def test_the_queries_of_people_and_decisions_do_not_grow(house: House) -> None:
    client = house.client("supplier_manager")

    def asked(name: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=(house.contract.pk,))).status_code == 200
        return len(queries)

    def comes(number: int) -> None:
        new = house.people[f"ny{number}"] = person(f"ny{number}", house.supplier)
        inviting.invite(
            actor=house.people["supplier_manager"],
            contract=house.contract,
            email=new.email,
            name="",
            role="contributor",
            at=timezone.now(),
        )
        standing(house, new.name, "service_manager")

    comes(0)
    before = {name: asked(name) for name in ("people", "decisions")}
    for number in range(1, 12):
        comes(number)
    assert {name: asked(name) for name in ("people", "decisions")} == before
