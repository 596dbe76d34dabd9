"""The contract, its versions of the terms, and access to it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from afstemt.web.parties.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from afstemt.web.parties.models import Person


class ContractQuerySet(models.QuerySet["Contract"]):
    """Contracts. What a person may see is found in one place: ``visible_to``."""

    def visible_to(
        self, person: "Person | AnonymousUser", roles: Iterable[str] | None = None
    ) -> "ContractQuerySet":
        """Return the contracts that the person has access to now.

        Every list and every object of a contract is reached through this, so that a contract that is not
        visible is not there: not in a count, not by its address, not in an error.

        Args:
            roles: Only where the person's role is one of these, or that of one whose stand-in the person is.
        """
        if not person.is_authenticated or not person.is_active:
            return self.none()
        held = Access.objects.filter(person_id=person.pk, ended_at__isnull=True)
        if roles is not None:
            stood_in_for = StandIn.objects.in_force().filter(person_id=person.pk, access__role__in=roles)
            held = held.filter(
                Q(role__in=roles) | Q(contract_id__in=stood_in_for.values("access__contract_id"))
            )
        return self.filter(access__in=held)


class Contract(models.Model):
    """A contract between an authority and a supplier.

    Attributes:
        title: As its parties call it.
        authority, supplier: The two parties.
        zone: The contract's time zone.
        synthetic: Made up, for trying the product; said wherever the contract shows.
        form: The form that it was created with; sent twice, it creates nothing more. Null when there was none.
    """

    title = models.CharField(max_length=200)
    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contracts_as_authority"
    )
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contracts_as_supplier")
    zone = models.CharField(max_length=60, default="Europe/Copenhagen")
    synthetic = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    form = models.UUIDField(null=True, blank=True, editable=False, unique=True)

    objects: ClassVar = ContractQuerySet.as_manager()

    class Meta:
        ordering = ("title", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(authority=F("supplier")), name="contract_has_two_parties"),
        )

    def __str__(self) -> str:
        return self.title


class AccessQuerySet(models.QuerySet["Access"]):
    """Accesses."""

    def usable_by(self, person: "Person") -> "AccessQuerySet":
        """Return those that the person may use now: the own ones, and those of the ones stood in for."""
        stood_in_for = StandIn.objects.in_force().filter(person=person)
        return self.filter(Q(person=person) | Q(pk__in=stood_in_for.values("access")), ended_at__isnull=True)


class Access(models.Model):
    """A person's role in a contract; ended, never deleted.

    Attributes:
        role: What the person does there.
        given_at, given_by: Null ``given_by`` for the installation itself.
        ended_at, ended_by, end_reason: All set or all empty.
    """

    class Role(models.TextChoices):
        """Roles, the authority's first."""

        AUTHORITY_MANAGER = "authority_manager"
        SERVICE_OWNER = "service_owner"
        FINANCE = "finance"
        BUSINESS = "business"
        AUDITOR = "auditor"
        SUPPLIER_MANAGER = "supplier_manager"
        SERVICE_MANAGER = "service_manager"
        CONTRIBUTOR = "contributor"
        GUEST = "guest"

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="access")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access")
    role = models.CharField(max_length=20, choices=Role.choices)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)

    objects: ClassVar = AccessQuerySet.as_manager()

    class Meta:
        ordering = ("contract", "role", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("contract", "person"),
                condition=Q(ended_at__isnull=True),
                name="access_one_role_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="access_end_is_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.role} · {self.contract}"


class StandInQuerySet(models.QuerySet["StandIn"]):
    """Stand-ins."""

    def in_force(self) -> "StandInQuerySet":
        """Return those that stand now, by the database's clock."""
        return self.filter(
            from_at__lte=Now(), to_at__gt=Now(), ended_at__isnull=True, access__ended_at__isnull=True
        )


class StandIn(models.Model):
    """One who may do what another may in a contract, for a while; ended, never deleted.

    The stand-in has a role of the same side there already, so that it ends with that.

    Attributes:
        access: What the stand-in may use.
        person: The stand-in.
        from_at, to_at: Half-open; midnights in the contract's zone.
        ended_at, ended_by: All set or all empty; before its time.
    """

    access = models.ForeignKey(Access, on_delete=models.CASCADE, related_name="stand_ins")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stands_in")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar = StandInQuerySet.as_manager()

    class Meta:
        ordering = ("from_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(to_at__gt=F("from_at")), name="stand_in_period_is_forwards"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="stand_in_end_is_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.access}"


class TermsVersion(models.Model):
    """One dated version of a contract's terms: the document as it was written, and who has approved it.

    In force from its day when both parties have approved. A version in force is never changed.

    Attributes:
        in_force_from: The day it takes effect; read from the document.
        text: The TOML document.
        sha256: Of ``text`` in UTF-8.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="versions")
    in_force_from = models.DateField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    authority_approved_at = models.DateTimeField(null=True, blank=True)
    authority_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supplier_approved_at = models.DateTimeField(null=True, blank=True)
    supplier_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("contract", "in_force_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("contract", "in_force_from"),
                condition=Q(authority_approved_at__isnull=False, supplier_approved_at__isnull=False),
                name="terms_one_version_a_day_in_force",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(
                        **{f"{party}_approved_at__isnull": True, f"{party}_approved_by__isnull": True}
                    )
                    | Q(**{f"{party}_approved_at__isnull": False, f"{party}_approved_by__isnull": False}),
                    name=f"terms_{party}_approval_is_whole_or_not",
                )
                for party in ("authority", "supplier")
            ),
        )

    def __str__(self) -> str:
        return f"{self.contract} · {self.in_force_from:%Y-%m-%d}"

    @property
    def in_force(self) -> bool:
        """Whether both parties have approved it."""
        return self.authority_approved_at is not None and self.supplier_approved_at is not None


class Alias(models.Model):
    """What the rows call a thing of the terms: proposed by a party, used when those it may be against confirmed it.

    Beside the terms, of no version; ended, never deleted. What it says is never changed.

    Attributes:
        of, name, means, reason: As in ``core.terms.model.aliases.Alias``; an empty ``means`` is nothing in the terms.
        tables: The fact tables that the name stands in, as far as is known: they say who must confirm.
        proposed_for: The party that proposed it.
        end_asked_for, end_asked_at, end_asked_by: The party that asks the other to agree that it ends; all or none.
        ended_at, ended_by: All set or all empty. Withdrawn, or rejected by the other party.
    """

    class Party(models.TextChoices):
        """A party, as ``contracts.roles.side_of`` says."""

        AUTHORITY = "authority"
        SUPPLIER = "supplier"

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="aliases")
    of = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    means = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    tables = models.JSONField(default=list)
    proposed_for = models.CharField(max_length=10, choices=Party.choices)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    authority_confirmed_at = models.DateTimeField(null=True, blank=True)
    authority_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supplier_confirmed_at = models.DateTimeField(null=True, blank=True)
    supplier_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_asked_for = models.CharField(max_length=10, choices=Party.choices, blank=True)
    end_asked_at = models.DateTimeField(null=True, blank=True)
    end_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("contract", "of", "name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("contract", "of", "name"), condition=Q(ended_at__isnull=True), name="alias_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="alias_has_a_name"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{what}_at__isnull": True, f"{what}_by__isnull": True})
                    | Q(**{f"{what}_at__isnull": False, f"{what}_by__isnull": False}),
                    name=f"alias_{what}_is_whole_or_not",
                )
                for what in ("authority_confirmed", "supplier_confirmed", "ended")
            ),
            models.CheckConstraint(
                condition=Q(end_asked_for="", end_asked_at__isnull=True, end_asked_by__isnull=True)
                | (~Q(end_asked_for="") & Q(end_asked_at__isnull=False, end_asked_by__isnull=False)),
                name="alias_end_asked_is_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.contract} · {self.of} · {self.name}"
