"""Organisations, and the people who sign in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class Organisation(models.Model):
    """An authority, a supplier, an adviser or a subcontractor.

    Attributes:
        cvr: The Danish company number; empty for one without.
    """

    class Kind(models.TextChoices):
        """What it is to a contract."""

        AUTHORITY = "authority"
        SUPPLIER = "supplier"
        ADVISER = "adviser"
        SUBCONTRACTOR = "subcontractor"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    cvr = models.CharField(max_length=8, blank=True, validators=[RegexValidator(r"^\d{8}$")])
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("cvr", "kind"), condition=~Q(cvr=""), name="organisation_cvr_once_a_kind"
            ),
        )

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Makes people; a person without a password signs in by a link or by another provider."""

    def create_user(self, email: str, password: str | None = None, **rest: Any) -> "Person":
        """Return a new person."""
        person = self.model(email=self.normalize_email(email).strip(), **rest)
        person.set_password(password)
        person.full_clean(exclude=("password",))
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with the address, whatever its letters' case."""
        return self.get(email__iexact=username)


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

    def get_full_name(self) -> str:
        """Return the name, as mails greet."""
        return self.name
