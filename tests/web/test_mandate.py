"""The mandate that an action is done under: the own one where it does, else that of one stood in for."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from house import House

import afstemt.web
from afstemt.web.audit.models import AuditRow
from afstemt.web.audit.record import record
from afstemt.web.contracts import stand_ins, versions
from afstemt.web.contracts.mandate import Mandate, mandate_to, mandates_of
from afstemt.web.contracts.models import Access, StandIn
from afstemt.web.contracts.roles import AUTHORITY_SIDE, MAY, SUPPLIER_SIDE
from afstemt.web.parties.own_name import OwnName
from afstemt.web.refusals import NotAllowed

DAY = timedelta(days=1)


def let_stand_in(house: House, holder: str, other: str) -> None:
    """Let the one in a role have the one in another as stand-in, since yesterday."""
    now = timezone.now()
    StandIn.objects.create(
        access=house.contract.access.get(person=house.people[holder]),
        person=house.people[other],
        from_at=now - DAY,
        to_at=now + DAY,
        made_at=now,
        made_by=house.people[holder],
    )


def pairs() -> list[tuple[str, str, str]]:
    """Return each right with a role that has it, and one of the same side that does not."""
    return [
        (right, min(side & roles), min(side - roles))
        for right, roles in MAY.items()
        for side in (AUTHORITY_SIDE, SUPPLIER_SIDE)
        if side & roles and side - roles
    ]


@pytest.mark.parametrize(("right", "holder", "other"), pairs())
def test_a_stand_in_has_the_right_on_the_others_behalf(
    house: House, right: str, holder: str, other: str
) -> None:
    person = house.people[other]
    with pytest.raises(NotAllowed):
        mandate_to(house.contract, person, right)
    let_stand_in(house, holder, other)
    assert mandate_to(house.contract, person, right) == Mandate(
        house.contract, person, holder, house.people[holder]
    )
    assert mandates_of(house.contract, person).rights == {
        one for one, roles in MAY.items() if {holder, other} & roles
    }


def test_every_right_that_a_stand_in_can_lack_is_tried() -> None:
    assert MAY.keys() - {right for right, _holder, _other in pairs()} == {
        "see",
        "read_report",
        "write_words",
    }


def test_the_own_role_goes_before_one_stood_in_for(house: House) -> None:
    let_stand_in(house, "authority_manager", "service_owner")
    owner = house.people["service_owner"]
    mandates = mandates_of(house.contract, owner)
    assert mandates.to("deliver") == mandates.own == Mandate(house.contract, owner, "service_owner")
    assert (mandates.roles, mandates.side) == ({"service_owner", "authority_manager"}, "authority")


@pytest.mark.parametrize("who", ["nobody", "ended", "other_supplier"])
def test_one_without_a_role_has_no_mandate(house: House, who: str) -> None:
    let_stand_in(house, "contributor", who)  # as none can be named who has no role: it would end with that
    mandates = mandates_of(house.contract, house.people[who])
    assert (mandates.own, mandates.rights, mandates.side) == (None, frozenset(), "")


def test_all_mandates_in_a_contract_are_one_query(house: House) -> None:
    let_stand_in(house, "authority_manager", "finance")
    with CaptureQueriesContext(connection) as queries:
        mandate = mandate_to(house.contract, house.people["finance"], "approve")
        assert mandate.on_behalf_of is not None
        assert mandate.on_behalf_of.name == "authority_manager"
    assert len(queries) == 1


def behalf_of(verb: str, house: House) -> object:
    return (
        AuditRow.objects.filter(verb=verb, contract=house.contract).latest("pk").details.get("on_behalf_of")
    )


def test_on_whose_behalf_does_not_stick_to_what_is_done_in_ones_own_right(house: House) -> None:
    """The same object of the person does both; naming a stand-in asks for no line of ``MAY``."""
    finance = house.people["finance"]
    let_stand_in(house, "authority_manager", "finance")
    versions.approve_version(actor=finance, version=house.contract.versions.get(), at=timezone.now())
    today = timezone.localdate()
    stand_ins.name_stand_in(
        actor=finance,
        contract=house.contract,
        person=house.people["business"],
        from_day=today,
        to_day=today,
        at=timezone.now(),
    )
    assert behalf_of("approve_version", house) == house.people["authority_manager"].pk
    assert behalf_of("name_stand_in", house) is None


def test_a_mandate_in_one_contract_is_none_in_another(house: House) -> None:
    """The same object of the person is asked about in both before either row is written."""
    owner = house.people["service_owner"]
    let_stand_in(house, "authority_manager", "service_owner")
    house.other_contract.access.filter(role="authority_manager").delete()
    Access.objects.create(
        contract=house.other_contract, person=owner, role="authority_manager", given_at=timezone.now()
    )
    both = [mandate_to(one, owner, "approve") for one in (house.contract, house.other_contract)]
    rows = [record(verb="approve_report", at=timezone.now(), by=one, about="2026-10") for one in both]
    assert [(row.actor, row.contract) for row in rows] == [
        (owner, house.contract),
        (owner, house.other_contract),
    ]
    assert [row.details for row in rows] == [{"on_behalf_of": house.people["authority_manager"].pk}, {}]


def test_nothing_is_left_on_who_is_asked_about(house: House) -> None:
    let_stand_in(house, "authority_manager", "finance")
    finance, contract = house.people["finance"], house.contract
    before = dict(vars(finance)), dict(vars(contract))
    mandate_to(contract, finance, "approve")
    assert (vars(finance), vars(contract)) == before


def test_what_concerns_no_contract_is_done_in_ones_own_name(house: House) -> None:
    row = record(verb="change_profile", at=timezone.now(), by=OwnName(house.people["finance"]), about="x")
    assert (row.actor, row.contract, row.details) == (house.people["finance"], None, {})
    assert record(verb="create_organisation", at=timezone.now(), by=OwnName(None), about="x").actor is None


def test_a_mandate_is_made_where_a_right_is_asked_about() -> None:
    """Elsewhere only for who makes a contract, takes an invitation, or names a stand-in: their own, just looked up."""
    web = Path(afstemt.web.__file__).parent
    makers = {
        path.relative_to(web).as_posix()
        for path in web.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Mandate"
    }
    assert makers == {
        "contracts/mandate.py",
        "contracts/actions.py",
        "contracts/stand_ins.py",
        "invitations/acceptance.py",
    }
