"""Sign-in's own pages: which there are, for whom, in whose words; a new password by mail; the profile."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from house import PASSWORD, House

from afstemt.web.audit.models import AuditRow
from afstemt.web.contracts import access
from afstemt.web.mail.models import OutgoingMail
from afstemt.web.pages.parties import accounts

HERE = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_reauthenticate": (302, 200),
    "account_change_password": (302, 200),
    "account_set_password": (302, 302),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "mfa_index": (302, 200),
    "mfa_authenticate": (302, 302),
    "mfa_reauthenticate": (302, 302),
    "mfa_activate_totp": (302, 302),
    "mfa_totp_qr": (302, 302),
    "mfa_deactivate_totp": (302, 404),
    "mfa_view_recovery_codes": (302, 404),
    "mfa_generate_recovery_codes": (302, 302),
    "mfa_download_recovery_codes": (302, 404),
    "socialaccount_login_cancelled": (200, 200),
    "socialaccount_login_error": (401, 401),
    "openid_connect_login": (404, 404),
    "openid_connect_callback": (404, 404),
}
"""What each of allauth's addresses answers one signed out, and one signed in who has not proved it again lately."""
NOT_HERE = (
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "socialaccount_signup",
    "socialaccount_connections",
)
PARTS = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "x-y"},
    "account_confirm_email": {"key": "x"},
    "openid_connect_login": {"provider_id": "openid"},
    "openid_connect_callback": {"provider_id": "openid"},
}


def test_every_page_of_sign_in_has_its_line() -> None:
    assert sorted(one.name for one in accounts.urlpatterns) == sorted((*HERE, *NOT_HERE))
    assert not any("allauth.urls" in one for one in _lists())


def _lists(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield str(pattern.urlconf_module)
            yield from _lists(pattern.url_patterns)


@pytest.mark.parametrize("name", [*HERE, *NOT_HERE])
def test_a_page_of_sign_in_answers_whom_it_is_for(name: str, house: House) -> None:
    where = reverse(name, kwargs=PARTS.get(name, {}))
    answers = tuple(house.client(who).get(where).status_code for who in (None, "finance"))
    assert answers == HERE.get(name, (404, 404))


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, answers in HERE.items() if answers[0] == 200])
def test_a_page_of_sign_in_is_in_the_language_of_the_reader(name: str) -> None:
    where = reverse(name, kwargs=PARTS.get(name, {}))
    said = {
        language: Client(headers={"accept-language": language}).get(where).content.decode()
        for language in ("da", "en")
    }
    for language, page in said.items():
        assert f'<html lang="{language}">' in page
    headings = [re.search(r"<h1>(.*?)</h1>", page) for page in said.values()]
    assert all(headings)
    assert headings[0][1] != headings[1][1]  # type: ignore[index]


def sign_in(client: Client, email: str, password: str) -> str:
    found = client.post(reverse("account_login"), {"login": email, "password": password})
    return found.headers.get("Location", "") or found.content.decode()


def test_one_without_access_left_is_told_so_and_only_with_the_right_password(house: House) -> None:
    person = house.people["contributor"]
    access.end_access(
        actor=house.people["supplier_manager"],
        access=house.contract.access.get(person=person),
        reason="Stoppet",
        at=timezone.now(),
    )
    assert "Mailadressen eller adgangskoden er forkert" in sign_in(
        Client(), person.email, "forkert kode, helt"
    )
    client = Client()
    assert sign_in(client, person.email, PASSWORD) == reverse("account_inactive")
    assert "_auth_user_id" not in client.session
    assert "invitation" in client.get(reverse("account_inactive")).content.decode()


def test_a_new_password_by_mail_once(house: House) -> None:
    person = house.people["finance"]
    client = house.client(None)
    client.post(reverse("account_reset_password"), {"email": person.email})
    sent = OutgoingMail.objects.get(person=person)
    assert sent.subject == "Ny adgangskode til Afstemt"
    link = re.search(r"http\S+", sent.text)
    assert link is not None
    page = client.get(link[0], follow=True)
    assert "Vælg en ny adgangskode" in page.content.decode()
    new = "en helt ny sætning her"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(Client(), person.email, new) == reverse("overview")
    assert "brugt eller udløbet" in Client().get(link[0], follow=True).content.decode()


def test_the_link_to_a_new_password_expires(house: House, settings: object) -> None:
    client = house.client(None)
    client.post(reverse("account_reset_password"), {"email": house.people["finance"].email})
    link = re.search(r"http\S+", OutgoingMail.objects.get(person=house.people["finance"]).text)
    assert link is not None
    settings.PASSWORD_RESET_TIMEOUT = int(timedelta(days=-1).total_seconds())  # type: ignore[attr-defined]
    assert "brugt eller udløbet" in client.get(link[0], follow=True).content.decode()


def test_an_unknown_address_is_answered_as_a_known_one_and_gets_no_mail(house: House) -> None:
    answers = []
    for email in (house.people["finance"].email, "ingen@ingen.example"):
        found = house.client(None).post(reverse("account_reset_password"), {"email": email}, follow=True)
        answers.append((found.redirect_chain, found.content))
    assert answers[0] == answers[1]
    assert not OutgoingMail.objects.filter(to="ingen@ingen.example").exists()


def test_the_language_of_the_profile_is_the_pages_at_once(house: House) -> None:
    client = house.client("finance")
    page = client.post(
        reverse("profile"), {"name": "Fie Finans", "language": "en"}, follow=True
    ).content.decode()
    assert '<html lang="en">' in page
    assert "Saved. You are called Fie Finans here." in page
    person = house.people["finance"]
    person.refresh_from_db()
    assert (person.name, person.language) == ("Fie Finans", "en")
    assert AuditRow.objects.get(verb="change_profile").actor == person
    assert client.post(reverse("profile"), {"name": " ", "language": "da"}).status_code == 422


def test_an_administrator_turns_off_the_second_step_of_one_who_has_lost_it(house: House) -> None:
    person, admin = house.people["finance"], house.people["administrator"]
    for one in (person, admin):
        TOTP.activate(one, generate_totp_secret())
    assert sign_in(Client(), person.email, PASSWORD) == reverse("mfa_authenticate")
    client = house.client("administrator")
    client.post(reverse("reset_two_step", args=(person.pk,)))
    assert sign_in(Client(), person.email, PASSWORD) == reverse("overview")
    assert AuditRow.objects.get(verb="reset_two_step").actor == admin
    assert OutgoingMail.objects.get(person=person).subject == "Dit totrinslogin er slået fra"
    client.post(reverse("reset_two_step", args=(admin.pk,)))
    assert Authenticator.objects.filter(user=admin).exists(), "one's own is turned off with the code"


def test_a_sign_in_by_a_provider_does_not_take_a_password_away(house: House) -> None:
    from allauth.account.models import EmailAddress

    for person in house.people.values():
        assert EmailAddress.objects.get(user=person).verified


@pytest.mark.parametrize(
    ("language", "said"), [("da", "Siden var åben for længe"), ("en", "The page was open for too long")]
)
def test_a_form_that_our_page_did_not_send_is_answered_in_words(
    house: House, language: str, said: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    house.people["nobody"].language = language
    house.people["nobody"].save()
    client.force_login(house.people["nobody"])
    page = client.post(reverse("profile"), {"name": "Ny", "language": language})
    assert page.status_code == 403
    assert said in page.content.decode()
    assert f'<html lang="{language}">' in page.content.decode()
