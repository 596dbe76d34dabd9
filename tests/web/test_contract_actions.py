"""What people decide about a contract: by whom, from which state, and what the audit says."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from house import AT, TERMS, House

from afstemt.core.units.fault import Refused
from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts import access as access_actions
from afstemt.web.contracts import versions
from afstemt.web.contracts.models import Access, Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.invitations.contract import invite
from afstemt.web.refusals import NotAllowed, WrongState

LATER = AT + timedelta(hours=1)


def test_terms_are_in_force_when_both_parties_have_approved(house: House) -> None:
    version = house.contract.versions.get()
    assert in_force(house.contract) is None
    versions.approve_version(actor=house.people["authority_manager"], version=version, at=LATER)
    assert in_force(house.contract) is None
    versions.approve_version(actor=house.people["supplier_manager"], version=version, at=LATER)
    terms = in_force(house.contract)
    assert terms is not None
    assert terms.hashes == (version.sha256,)


def test_a_party_approves_once(house: House) -> None:
    version = house.contract.versions.get()
    versions.approve_version(actor=house.people["authority_manager"], version=version, at=LATER)
    with pytest.raises(WrongState, match="allerede godkendt"):
        versions.approve_version(actor=house.people["authority_manager"], version=version, at=LATER)
    assert AuditRow.objects.filter(verb="approve_version").count() == 1


def test_two_versions_of_one_day_cannot_both_be_in_force(house: House) -> None:
    first = house.contract.versions.get()
    second = versions.add_version(
        actor=house.people["authority_manager"],
        contract=house.contract,
        text=TERMS + "\n# rettet\n",
        at=LATER,
    )
    for version in (first, second):
        versions.approve_version(actor=house.people["authority_manager"], version=version, at=LATER)
    versions.approve_version(actor=house.people["supplier_manager"], version=first, at=LATER)
    with pytest.raises(WrongState, match="anden version"):
        versions.approve_version(actor=house.people["supplier_manager"], version=second, at=LATER)
    second.refresh_from_db()
    assert not second.in_force


def test_the_same_document_twice_changes_nothing(house: House) -> None:
    with pytest.raises(WrongState, match="ligger her allerede"):
        versions.add_version(
            actor=house.people["supplier_manager"], contract=house.contract, text=TERMS, at=LATER
        )
    assert house.contract.versions.count() == 1


def test_terms_that_cannot_be_read_are_refused_with_every_fault(house: House) -> None:
    with pytest.raises(Refused) as refused:
        versions.add_version(
            actor=house.people["supplier_manager"], contract=house.contract, text="id = 3\n", at=LATER
        )
    assert len(refused.value.faults) > 1
    assert house.contract.versions.count() == 1


def test_a_manager_gives_roles_of_its_own_side_only(house: House) -> None:
    with pytest.raises(NotAllowed, match="egne roller"):
        invite(
            actor=house.people["supplier_manager"],
            contract=house.contract,
            email=house.people["nobody"].email,
            name="",
            role="auditor",
            at=LATER,
        )
    with pytest.raises(NotAllowed, match="hører ikke til"):
        access_actions.change_role(
            actor=house.people["supplier_manager"],
            access=access_actions.enter_access(
                contract=house.contract,
                person=house.people["other_authority"],
                role="guest",
                given_by=house.people["supplier_manager"],
                at=LATER,
            ),
            role="contributor",
            reason="Skiftet stilling",
            at=LATER,
        )


def test_a_person_has_one_role_at_a_time(house: House) -> None:
    given = {
        "given_by": house.people["supplier_manager"],
        "contract": house.contract,
        "person": house.people["nobody"],
        "at": LATER,
    }
    access_actions.enter_access(role="contributor", **given)
    with pytest.raises(WrongState, match="allerede en rolle"):
        access_actions.enter_access(role="service_manager", **given)


def test_ended_access_ends_at_once_and_keeps_why(house: House) -> None:
    access = house.contract.access.get(role="contributor", ended_at__isnull=True)
    person = house.people["contributor"]
    assert Contract.objects.visible_to(person).count() == 1
    access_actions.end_access(
        actor=house.people["supplier_manager"], access=access, reason="Skiftet stilling", at=LATER
    )
    assert Contract.objects.visible_to(person).count() == 0
    row = AuditRow.objects.get(verb="end_access")
    assert row.details == {"reason": "Skiftet stilling", "role": "contributor"}
    with pytest.raises(WrongState, match="allerede afsluttet"):
        access_actions.end_access(actor=house.people["supplier_manager"], access=access, reason="x", at=LATER)


def test_a_party_is_never_left_without_a_manager(house: House) -> None:
    access = house.contract.access.get(role="supplier_manager")
    with pytest.raises(WrongState, match="kontraktansvarlig"):
        access_actions.end_access(actor=house.people["supplier_manager"], access=access, reason="x", at=LATER)


def test_the_database_holds_that_an_end_is_whole(house: House) -> None:
    access = house.contract.access.get(role="contributor", ended_at__isnull=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Access.objects.filter(pk=access.pk).update(ended_at=LATER)


def test_an_audit_row_is_never_changed_or_deleted(house: House) -> None:
    row = AuditRow.objects.first()
    assert row is not None
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()
    assert house.contract.audit.filter(pk=row.pk).exists()


def test_an_action_that_fails_leaves_no_audit_row(house: House) -> None:
    before = AuditRow.objects.count()
    with pytest.raises(NotAllowed):
        versions.add_version(
            actor=house.people["auditor"], contract=house.contract, text=TERMS + "\n", at=LATER
        )
    assert AuditRow.objects.count() == before


def test_the_administrator_sees_no_contract_by_being_one(house: House) -> None:
    assert Contract.objects.visible_to(house.people["administrator"]).count() == 0
