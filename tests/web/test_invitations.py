"""Invitations: by whom, for what, once, and what their page says afterwards."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from house import AT, House, person

from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts import access
from afstemt.web.contracts.models import Contract
from afstemt.web.invitations import beginning
from afstemt.web.invitations import contract as invite
from afstemt.web.invitations.acceptance import accept_invitation, usable
from afstemt.web.invitations.invitation import digest
from afstemt.web.invitations.mail import invitation_mail
from afstemt.web.invitations.organisation import invite_to_organisation
from afstemt.web.mail.models import OutgoingMail
from afstemt.web.parties import administration
from afstemt.web.parties.models import Invitation, Organisation, Person
from afstemt.web.refusals import NotAllowed, WrongState

GOOD = {"name": "Ny Person", "password": "en ganske lang sætning", "again": "en ganske lang sætning"}


def invited(house: House, role: str = "contributor", email: str = "ny@firma.example", **rest: object) -> str:
    """Return the address of the link that the supplier's manager has sent."""
    given = {
        "actor": house.people["supplier_manager"],
        "contract": house.contract,
        "name": "",
        "at": timezone.now(),
    }
    made = invite.invite(**(given | {"email": email, "role": role} | rest)).made  # type: ignore[arg-type]
    assert made is not None
    return made.link.removeprefix("http://localhost:8000")


def test_an_invited_person_comes_in_with_the_role(house: House) -> None:
    link = invited(house)
    client = house.client(None)
    page = client.get(link).content.decode()
    assert "Kontrakten" in page
    assert "levere data" in page
    assert client.post(link, GOOD).headers["Location"] == reverse("overview")
    assert house.contract.title in client.get(reverse("overview")).content.decode()
    new = Person.objects.get(email="ny@firma.example")
    assert (new.name, new.organisation) == ("Ny Person", house.supplier)
    assert access.access_of(house.contract, new).role == "contributor"  # type: ignore[union-attr]
    assert AuditRow.objects.get(verb="accept_invitation").actor == new


def test_the_mail_waits_with_the_invitation_and_the_token_is_kept_as_a_hash(house: House) -> None:
    link = invited(house)
    token = link.split("/")[2]
    sent = OutgoingMail.objects.get(to="ny@firma.example")
    assert link in sent.text
    assert "You are invited" in sent.text
    made = Invitation.objects.get(email="ny@firma.example")
    assert token not in str(Invitation.objects.filter(pk=made.pk).values())
    assert token not in str(list(AuditRow.objects.values()))
    assert made.token_sha256 == digest(token)
    assert mail.outbox == []


def test_a_link_is_used_once(house: House) -> None:
    link = invited(house)
    house.client(None).post(link, GOOD)
    again = house.client(None).post(link, GOOD | {"password": "en anden lang sætning"})
    assert again.status_code == 410
    assert "Linket er brugt" in again.content.decode()
    assert Person.objects.get(email="ny@firma.example").check_password(GOOD["password"])


def test_reading_the_page_uses_nothing_up(house: House) -> None:
    link = invited(house)
    for _time in range(3):
        assert house.client(None).get(link).status_code == 200


def test_an_expired_a_revoked_and_an_unknown_link_say_what_to_do(house: House) -> None:
    expired, revoked = invited(house), invited(house, email="anden@firma.example")
    Invitation.objects.filter(email="ny@firma.example").update(
        made_at=AT - timedelta(days=15), expires_at=AT - timedelta(days=1)
    )
    invite.withdraw_invitation(
        actor=house.people["supplier_manager"],
        invitation=Invitation.objects.get(email="anden@firma.example"),
        at=AT,
    )
    for link, status, said in (
        (expired, 410, "udløbet. Bed den, der inviterede dig, om et nyt"),
        (revoked, 410, "trukket tilbage. Spørg den, der inviterede dig"),
        (reverse("invitation", args=("x" * 43,)), 404, "Siden findes ikke"),
    ):
        for method in ("get", "post"):
            found = getattr(house.client(None), method)(link, GOOD)
            assert found.status_code == status
            assert said in found.content.decode()
    assert not Person.objects.filter(email__in=("ny@firma.example", "anden@firma.example")).exists()


def test_a_link_is_dead_in_the_instant_it_expires(house: House) -> None:
    invited(house)
    made = Invitation.objects.get(email="ny@firma.example")
    assert made.expires_at - made.made_at == timedelta(days=14)
    usable(made, made.expires_at - timedelta(microseconds=1))
    with pytest.raises(WrongState, match="udløbet"):
        usable(made, made.expires_at)


def test_the_mail_says_the_last_day_as_it_is_here(house: House) -> None:
    invited(house)
    made = Invitation.objects.get(email="ny@firma.example")
    made.expires_at = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    text = invitation_mail(made, "")[1].replace("\u00a0", " ")
    assert "1. december 2026" in text
    assert "30. november" not in text


def test_a_new_invitation_ends_the_earlier_one(house: House) -> None:
    first, second = invited(house), invited(house, email="NY@firma.example", role="service_manager")
    assert house.client(None).get(first).status_code == 410
    assert house.client(None).get(second).status_code == 200


def test_a_weak_password_is_refused_and_the_link_still_works(house: House) -> None:
    link = invited(house)
    found = house.client(None).post(link, GOOD | {"password": "kort", "again": "andet"})
    assert found.status_code == 422
    page = found.content.decode()
    assert "12" in page
    assert "ikke ens" in page
    assert house.client(None).post(link, GOOD).status_code == 302


def test_a_colleague_who_is_here_gets_the_role_at_once(house: House) -> None:
    nobody = house.people["nobody"]
    given = invite.invite(
        actor=house.people["supplier_manager"],
        contract=house.contract,
        email=nobody.email.upper(),
        name="",
        role="contributor",
        at=AT,
    )
    assert given.made is None
    assert access.access_of(house.contract, nobody) is not None
    assert OutgoingMail.objects.get(person=nobody).key == f"access-{given.access.pk}"  # type: ignore[union-attr]


def test_whether_an_address_is_known_elsewhere_is_not_told_to_the_inviter(house: House) -> None:
    rival = house.people["other_supplier"]
    said = []
    for email in (rival.email, "ingen@firma.example"):
        page = house.client("supplier_manager").post(
            reverse("invite", args=(house.contract.pk,)), {"email": email, "role": "contributor"}, follow=True
        )
        main = re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())
        alert = re.search(r'class="alert.*?</div>', main, re.DOTALL)
        assert alert is not None
        said.append(alert[0].replace(email, "X"))
    assert said[0] == said[1]
    assert access.access_of(house.contract, rival) is None


def test_a_person_of_another_organisation_is_not_moved_by_a_link(house: House) -> None:
    rival = house.people["other_supplier"]
    link = invited(house, email=rival.email)
    found = house.client(None).post(link)
    assert found.status_code == 410
    assert "en anden organisation" in found.content.decode()
    rival.refresh_from_db()
    assert rival.organisation != house.supplier
    assert access.access_of(house.contract, rival) is None


def test_one_who_is_here_accepts_without_a_password_and_without_being_signed_in_by_it(house: House) -> None:
    adviser = Organisation.objects.create(name="Råd ApS", kind="adviser", cvr="33333333")
    known = person("kendt", adviser)
    link = invited(
        house,
        actor=house.people["authority_manager"],
        email=known.email,
        role="auditor",
        organisation=adviser,
    )
    client = house.client(None)
    assert "oprettet i forvejen" in client.get(link).content.decode()
    assert client.post(link).headers["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session
    assert access.access_of(house.contract, known).role == "auditor"  # type: ignore[union-attr]


def test_a_link_for_another_is_not_used_by_who_is_signed_in(house: House) -> None:
    link = invited(house)
    found = house.client("finance").post(link, GOOD)
    assert found.status_code == 422
    assert "Log af" in found.content.decode()
    assert house.client(None).get(link).status_code == 200


@pytest.mark.parametrize(
    ("kind", "role", "held"),
    [
        ("adviser", "auditor", True),
        ("adviser", "guest", True),
        ("adviser", "finance", False),
        ("subcontractor", "guest", True),
        ("subcontractor", "auditor", False),
    ],
)
def test_what_an_outsider_can_be_for_the_authority(house: House, kind: str, role: str, held: bool) -> None:
    outside = Organisation.objects.create(name="Uden for", kind=kind, cvr="33333333")
    given = {"actor": house.people["authority_manager"], "organisation": outside, "role": role}
    if held:
        invited(house, **given)
        return
    with pytest.raises(WrongState, match="rådgiver"):
        invited(house, **given)


def test_nobody_is_made_the_other_partys_person(house: House) -> None:
    """A party names the other's first manager, but only one who is the other's already."""
    with pytest.raises(NotAllowed, match="egne roller"):
        invited(house, role="authority_manager")
    guest = invited(house, role="guest", organisation=house.authority)
    assert Invitation.objects.get(email="ny@firma.example").organisation == house.supplier
    assert house.client(None).get(guest).status_code == 200

    house.contract.access.filter(role="supplier_manager").delete()
    link = invited(
        house, actor=house.people["authority_manager"], role="supplier_manager", email="x@drift.example"
    )
    found = house.client(None).post(link, GOOD)
    assert found.status_code == 410
    assert "først være oprettet hos Drift A/S" in found.content.decode()
    assert not Person.objects.filter(email="x@drift.example").exists()
    made = invite_to_organisation(
        actor=house.people["administrator"],
        organisation=house.supplier,
        email="x@drift.example",
        name="",
        at=timezone.now(),
    )
    client = house.client(None)
    client.post(made.link.removeprefix("http://localhost:8000"), GOOD)
    assert house.contract.title not in client.get(reverse("overview")).content.decode()
    client.post(link)
    assert house.contract.title in client.get(reverse("overview")).content.decode()


def test_an_administrator_invites_to_organisations_and_sees_no_contract(house: House) -> None:
    client = house.client("administrator")
    client.post(reverse("installation"), {"name": "Ny A/S", "kind": "supplier", "cvr": "12345678"})
    made = Organisation.objects.get(name="Ny A/S")
    client.post(reverse("organisation", args=(made.pk,)), {"email": "foerste@ny.example", "name": "Første"})
    assert Invitation.objects.get(email="foerste@ny.example").organisation == made
    for name, args in (("installation", ()), ("organisation", (house.supplier.pk,)), ("overview", ())):
        page = client.get(reverse(name, args=args)).content.decode()
        assert house.contract.title not in page
        assert "contract@new.example" not in page
    assert Contract.objects.visible_to(house.people["administrator"]).count() == 0


def test_the_same_number_and_kind_is_one_organisation(house: House) -> None:
    with pytest.raises(WrongState, match="allerede"):
        administration.create_organisation(
            actor=house.people["administrator"], name="Igen", kind="supplier", cvr="22222221", at=AT
        )
    assert Organisation.objects.filter(cvr="22222221").count() == 1


def test_a_number_without_a_fitting_check_digit_is_taken_with_a_word(house: House) -> None:
    page = house.client("administrator").post(
        reverse("installation"), {"name": "Ny", "kind": "adviser", "cvr": "10150818"}, follow=True
    )
    assert "kontrolciffer" in page.content.decode()
    assert Organisation.objects.filter(cvr="10150818").exists()


FIRST = {
    "name": "Den Første",
    "email": "f@styrelsen.example",
    "organisation": "Styrelsen",
    "kind": "authority",
    "cvr": "11111111",
    "at": AT,
}


@pytest.mark.django_db
def test_the_first_administrator_begins_the_installation() -> None:
    first, second = beginning.begin_installation(**FIRST), beginning.begin_installation(**FIRST)  # type: ignore[arg-type]
    with pytest.raises(WrongState, match="trukket tilbage"):
        accept_invitation(token=first.link.split("/")[-2], name="F", password=None, at=AT)
    found = accept_invitation(token=second.link.split("/")[-2], name="F", password=None, at=AT)
    assert (found.administrator, found.organisation.name) == (True, "Styrelsen")
    assert Organisation.objects.count() == 1
    with pytest.raises(WrongState, match="har en administrator"):
        beginning.begin_installation(**FIRST)  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"email": "ingen adresse"}, {"kind": "guild"}, {"cvr": "1234567"}, {"cvr": "1234567x"}],
)
def test_a_beginning_with_a_wrong_answer_makes_nothing(wrong: dict[str, str]) -> None:
    with pytest.raises(WrongState):
        beginning.begin_installation(**(FIRST | wrong))  # type: ignore[arg-type]
    assert not Organisation.objects.exists()
    assert not Invitation.objects.exists()
