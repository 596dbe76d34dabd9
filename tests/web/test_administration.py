"""One who runs the installation no longer does: at once, with a reason, and never the last."""

import pytest
from django.urls import reverse
from house import AT, House, person

from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts.models import Access
from afstemt.web.mail.models import OutgoingMail
from afstemt.web.parties.administration import end_administration
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState


def two(house: House) -> tuple[Person, Person]:
    """Return the installation's two administrators; the second has no contract."""
    return house.people["administrator"], person("second", house.authority, administrator=True)


def test_an_administrator_is_removed_at_once_and_told(house: House) -> None:
    _first, second = two(house)
    client = house.client("administrator")
    house.people["second"] = second
    theirs = house.client("second")
    page = client.get(reverse("organisation", args=(house.authority.pk,))).content.decode()
    assert "Afslut second som administrator" in page
    where = reverse("end_administration", args=(second.pk,))
    without = client.post(where, {"reason": " "}, follow=True)
    assert "Skriv, hvorfor" in without.content.decode()
    assert theirs.get(reverse("installation")).status_code == 200
    done = client.post(where, {"reason": "Ny stilling"}, follow=True)
    assert "second administrerer ikke længere installationen." in done.content.decode()
    gone = theirs.get(reverse("installation"))
    assert (gone.status_code, gone.headers.get("Location", "")[:14]) == (302, "/konto/login/?")
    row = AuditRow.objects.get(verb="end_administration")
    assert (row.actor, row.about) == (house.people["administrator"], f"person {second.pk}")
    assert row.details == {"reason": "Ny stilling", "can_sign_in": False}
    assert "Begrundelse: Ny stilling" in OutgoingMail.objects.get(person=second).text
    assert client.post(where, {"reason": "Igen"}).status_code == 404
    assert AuditRow.objects.filter(verb="end_administration").count() == 1


def test_one_with_a_contract_still_signs_in(house: House) -> None:
    first, second = two(house)
    Access.objects.create(contract=house.contract, person=second, role="auditor", given_at=AT)
    end_administration(actor=first, person=second, reason="x", at=AT)
    second.refresh_from_db()
    assert (second.administrator, second.is_active) == (False, True)


def test_the_last_administrator_stays(house: House) -> None:
    first, second = two(house)
    answer = house.client("administrator").post(
        reverse("end_administration", args=(first.pk,)), {"reason": "Går på pension"}
    )
    assert answer.headers["Location"] == reverse("overview"), "one's own ends too, and its pages with it"
    with pytest.raises(WrongState, match="skal have en administrator"):
        end_administration(actor=second, person=second, reason="x", at=AT)
    with pytest.raises(NotAllowed):
        end_administration(actor=first, person=second, reason="x", at=AT)
    with pytest.raises(WrongState, match="administrerer ikke"):
        end_administration(actor=second, person=house.people["finance"], reason="x", at=AT)
    second.is_active = False
    second.save()
    Person.objects.filter(pk=first.pk).update(administrator=True, is_active=True)
    with pytest.raises(WrongState, match="skal have en administrator"):
        end_administration(actor=first, person=first, reason="x", at=AT)
