"""Organisations, the people who sign in, and invitations to come in."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from afstemt.core.units.identifiers import CVR


class Organisation(models.Model):
    """An authority, a supplier, an adviser or a subcontractor.

    Attributes:
        cvr: The Danish company number; empty for one without, which its name tells from others of its kind.
    """

    class Kind(models.TextChoices):
        """What it is to a contract."""

        AUTHORITY = "authority"
        SUPPLIER = "supplier"
        ADVISER = "adviser"
        SUBCONTRACTOR = "subcontractor"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    cvr = models.CharField(max_length=8, blank=True, validators=[RegexValidator(CVR)])
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("cvr", "kind"), condition=~Q(cvr=""), name="organisation_cvr_once_a_kind"
            ),
            models.UniqueConstraint(
                fields=("name", "kind"), condition=Q(cvr=""), name="organisation_without_cvr_once_a_kind"
            ),
        )

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Makes people; a person without a password signs in by a link or by another provider."""

    def create_user(self, email: str, password: str | None = None, **rest: Any) -> "Person":
        """Return a new person, whose address counts as verified: nobody is here but by a link sent to it.

        Without that a first sign-in by a provider would take the password away.
        """
        from allauth.account.models import EmailAddress

        person = self.model(email=self.normalize_email(email).strip(), **rest)
        person.set_password(password)
        person.full_clean(exclude=("password",))
        with transaction.atomic():
            person.save(using=self._db)
            EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person


class Person(AbstractBaseUser):
    """One who signs in. What a person may see and do is said per contract, in ``contracts.Access``.

    Attributes:
        email: The address that the person signs in with.
        organisation: Whom the person acts for.
        language: Of pages and mails.
        administrator: Runs the installation: makes organisations, invites their first people. Sees no contract by it.
        is_active: False when all access has been ended; history keeps the person.
    """

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=150)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    language = models.CharField(max_length=2, choices=(("da", "Dansk"), ("en", "English")), default="da")
    administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(Lower("email"), name="person_email_once"),)

    def __str__(self) -> str:
        return self.name


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations."""

    def open(self) -> "InvitationQuerySet":
        """Return those that are neither accepted nor taken back; they may have expired."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)


class Invitation(models.Model):
    """A link that lets one address in, once, until it expires.

    Attributes:
        email: The address it is sent to, and the only one it lets in.
        name: What the inviter calls the person; the person says their own name.
        organisation: Whom the person will act for.
        contract, role: What the person gets in a contract; both empty for an organisation's first people.
        administrator: Whether the person will run the installation.
        token_sha256: Of the link's token; the token itself is in the mail alone.
        made_by: Null for the installation itself.
        accepted_at, accepted_by; revoked_at, revoked_by: All set or all empty, and never both.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=150, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    contract = models.ForeignKey(
        "contracts.Contract", null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField(max_length=20, blank=True)
    administrator = models.BooleanField(default=False)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                "contract",
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True, contract__isnull=False),
                name="invitation_one_open_a_contract",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True, contract__isnull=True),
                name="invitation_one_open_without_contract",
            ),
            models.CheckConstraint(
                condition=Q(contract__isnull=True, role="") | (Q(contract__isnull=False) & ~Q(role="")),
                name="invitation_role_goes_with_contract",
            ),
            models.CheckConstraint(
                condition=Q(administrator=False) | Q(contract__isnull=True),
                name="invitation_administrator_gets_no_contract",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_acceptance_is_whole_or_not",
            ),
            # The installation itself takes one back when it makes another, so there may be no person.
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False) | Q(revoked_by__isnull=True),
                name="invitation_revoked_by_goes_with_when",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_is_not_both_accepted_and_revoked",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="invitation_expires_after_it_is_made"
            ),
        )

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.organisation}"

    def expired(self, at: datetime) -> bool:
        """Return whether the link is too old at an instant; the instant it expires is too late."""
        return self.expires_at <= at
