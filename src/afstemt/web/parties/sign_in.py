"""How people come in: by invitation only, with a password or by the organisation's own provider."""

import uuid
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import lazy

from afstemt.core.units import wording
from afstemt.web.mail.outbox import put_in
from afstemt.web.parties.language import in_language_of
from afstemt.web.parties.models import Person

_ = lazy(wording._, str)  # said in the language of the page, not of the start


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: people are invited. The one mail there is here waits with the others."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Al din adgang er afsluttet, så du kan ikke logge ind."),
        "email_password_mismatch": _("Mailadressen eller adgangskoden er forkert."),
        "enter_current_password": _("Den nuværende adgangskode er forkert."),
        "incorrect_code": _("Koden er forkert."),
        "incorrect_password": _("Adgangskoden er forkert."),
        "invalid_password_reset": _("Linket er brugt eller udløbet."),
        "rate_limited": _("Der er forsøgt for mange gange på kort tid. Vent lidt, og prøv igen."),
        "too_many_login_attempts": _("Der er forsøgt for mange gange på kort tid. Vent lidt, og prøv igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Return no."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Return where one goes with a new password."""
        from django.urls import reverse

        return reverse("profile")

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """Put in the mail with the link to a new password, in the person's language."""
        with in_language_of(user), transaction.atomic():
            text = wording._(
                "Hej {name}\n\nHer vælger du en ny adgangskode til Afstemt. Linket kan bruges én gang, i et "
                "døgn:\n\n{link}\n\nHar du ikke bedt om det, så gør ingenting; adgangskoden er ikke ændret."
            )
            put_in(
                key=f"password-{uuid.uuid4()}",
                to=email,
                person=user,
                subject=wording._("Ny adgangskode til Afstemt"),
                text=text.format(name=user.name, link=context["password_reset_url"]),
                at=timezone.now(),
            )


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider vouches for an address; it does not make a person."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Return no."""
        return False


class TwoStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Two-step sign-in, in our words."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Koden er forkert. Skriv den, som appen viser nu."),
        "cannot_generate_recovery_codes": _("Slå totrinslogin til først."),
    }
