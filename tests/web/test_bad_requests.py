"""Forms that are sent twice, too late or from a page that has been overtaken: a clear page, nothing doubled or lost.

Elsewhere: links and keys that have expired (test_invitations.py, test_account_pages.py, test_api_matrix.py), uploads
that are cut off, untrue, too large or meet a full disk (test_uploads.py), a mail server that is down (test_sending.py),
and two who act in the same instant (test_at_once.py).
"""

import re

import pytest
from deliveries import HEADER, confirm, deliver, incident
from django.test import Client
from django.urls import reverse
from house import House
from test_decisions import OCTOBER, calculated, ready, submitted  # noqa: F401 - ready is a fixture

from afstemt.web.audit.models import AuditRow
from afstemt.web.mail.models import OutgoingMail
from afstemt.web.parties.models import Invitation
from afstemt.web.periods.models import Submission
from afstemt.web.reports.models import Comment, Thread, Words


def counts() -> tuple[int, ...]:
    return tuple(one.objects.count() for one in (AuditRow, OutgoingMail, Submission, Comment, Thread, Words))


def twice(house: House, who: str, name: str, place: tuple[object, ...], form: dict[str, object]) -> list[str]:
    """Send a form twice, as by a double click or with the back button; return what the pages say."""
    where, client, said, after = reverse(name, args=place), house.client(who), [], []
    before = counts()
    for _time in range(2):
        said.append(client.post(where, form, follow=True).content.decode())
        after.append(counts())
    assert before != after[0] == after[1]
    return said


def test_a_report_is_submitted_once(ready: House) -> None:  # noqa: F811
    version = calculated(ready)
    place = (ready.contract.pk, "2026-10")
    first, again = twice(ready, "supplier_manager", "submit", place, {"number": version.number})
    assert "Driftsrapporten er indsendt til myndigheden." in first
    assert "Driftsrapporten er allerede indsendt eller godkendt." in again


@pytest.mark.parametrize(
    ("name", "form", "told"),
    [
        ("approve", {}, "authority_manager har allerede godkendt driftsrapporten."),
        ("return_report", {"reason": "x"}, "authority_manager har allerede sendt driftsrapporten retur."),
    ],
)
def test_a_report_is_decided_once(ready: House, name: str, form: dict[str, object], told: str) -> None:  # noqa: F811
    waiting = submitted(ready)
    place = (ready.contract.pk, "2026-10")
    _first, again = twice(ready, "authority_manager", name, place, form | {"number": waiting.number})
    assert told in again


def test_a_delivery_is_confirmed_once(ready: House) -> None:  # noqa: F811
    delivery = deliver(ready, HEADER + incident(77))
    place = (ready.contract.pk, delivery.pk)
    first, again = twice(ready, "service_manager", "confirm_delivery", place, {})
    assert "Leverancen er bekræftet" in first
    assert "Leverancen er allerede bekræftet eller trukket tilbage." in again


def test_a_confirmation_of_what_has_changed_since_it_was_seen_is_not_made(ready: House) -> None:  # noqa: F811
    first, second = deliver(ready, HEADER + incident(77)), deliver(ready, HEADER + incident(78))
    place = (ready.contract.pk, second.pk)
    page = ready.client("service_manager").get(reverse("delivery", args=place)).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    confirm(ready, first)
    answer = ready.client("service_manager").post(
        reverse("confirm_delivery", args=place), {"seen": seen[1]}, follow=True
    )
    assert "siden du så forskellene. Se dem igen." in answer.content.decode()
    second.refresh_from_db()
    assert second.state == "read"


def test_an_access_is_handed_over_once(ready: House) -> None:  # noqa: F811
    own = ready.contract.access.get(role="contributor", ended_at__isnull=True)
    to = ready.contract.access.get(role="service_manager")
    form = {"to": to.pk, "reason": "Ny stilling"}
    where = reverse("hand_over", args=(ready.contract.pk, own.pk))
    client = ready.client("supplier_manager")
    client.post(where, form)
    before = counts()
    assert client.post(where, form).status_code == 404, "the access that the form is about is over"
    assert counts() == before


def test_an_invitation_again_leaves_one_that_can_be_used(house: House) -> None:
    form = {"email": "ny@ny.example", "role": "contributor"}
    client, where = house.client("supplier_manager"), reverse("invite", args=(house.contract.pk,))
    for _time in range(2):
        assert client.post(where, form).status_code == 302
    assert Invitation.objects.open().filter(email="ny@ny.example").count() == 1


def test_a_comment_and_an_answer_are_saved_once(ready: House) -> None:  # noqa: F811
    calculated(ready)
    place = (ready.contract.pk, "2026-10")
    form = {"about": "service_levels", "text": "Hvorfor?", "audience": "shared"}
    first, again = twice(ready, "finance", "comment", place, form)
    assert "Kommentaren er gemt." in first
    assert "Kommentaren er allerede gemt." in again
    thread = Thread.objects.get(period__contract=ready.contract, comments__text="Hvorfor?")
    _first, again = twice(ready, "contributor", "answer", (*place, thread.pk), {"text": "Derfor."})
    assert "Kommentaren er allerede gemt." in again
    ready.client("finance").post(reverse("answer", args=(*place, thread.pk)), {"text": "Derfor."})
    assert Comment.objects.filter(text="Derfor.").count() == 2, "another may say the same"


def test_words_are_saved_once(ready: House) -> None:  # noqa: F811
    form = {"section": "incidents", "text": "Vi har skiftet disken.", "base": 0}
    twice(ready, "contributor", "report_write", (ready.contract.pk, "2026-10"), form)


@pytest.mark.parametrize(
    ("name", "who", "form", "told"),
    [
        (
            "approve",
            "authority_manager",
            {"number": 1},
            "Der er ikke indsendt en driftsrapport for perioden.",
        ),
        ("submit", "supplier_manager", {"number": 1}, "Perioden er ikke beregnet endnu."),
        (
            "journal",
            "authority_manager",
            {"journal_number": "1"},
            "Perioden journaliseres, når den er godkendt.",
        ),
    ],
)
def test_what_comes_too_early_is_said(
    ready: House,  # noqa: F811
    name: str,
    who: str,
    form: dict[str, object],
    told: str,
) -> None:
    before = counts()
    page = ready.client(who).post(reverse(name, args=(ready.contract.pk, OCTOBER.code)), form, follow=True)
    assert told in page.content.decode()
    assert counts() == before


def test_a_form_of_an_earlier_session_changes_nothing_and_says_what_to_do(house: House) -> None:
    where = reverse("invite", args=(house.contract.pk,))
    form = {"email": "ny@ny.example", "role": "contributor"}
    for language, told in (("da", "Siden var åben for længe"), ("en", "The page was open for too long")):
        one = house.people["supplier_manager"]
        one.language = language
        one.save()
        client = Client(enforce_csrf_checks=True)
        client.force_login(one)
        before = counts()
        for token in ({}, {"csrfmiddlewaretoken": "x" * 64}):
            answer = client.post(where, form | token)
            page = answer.content.decode()
            assert answer.status_code == 403
            assert told in page
            assert "<h1>" in page
            assert "CSRF" not in page
        assert counts() == before


def test_a_session_that_is_over_asks_for_sign_in_and_leads_back(house: House) -> None:
    client = house.client("supplier_manager")
    where = reverse("invite", args=(house.contract.pk,))
    client.session.flush()
    before = counts()
    answer = client.post(where, {"email": "ny@ny.example", "role": "contributor"})
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={where}"
    assert counts() == before
