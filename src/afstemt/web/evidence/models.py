"""A delivery and its files, and the supplier's own reports. Facts lie as Parquet in the data folder, a file a table."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from afstemt.files.kept import told_line
from afstemt.web.contracts.models import Contract
from afstemt.web.work.models import Awaited

ROWS_ADD_UP = Q(
    rows_read=models.F("rows_used")
    + models.F("rows_superseded")
    + models.F("rows_left_out")
    + models.F("rows_set_aside")
)


class Delivery(models.Model):
    """Files that a party delivered together: used as a whole or not at all.

    Attributes:
        key: Name of its folder in the data folder; not guessable, not reused.
        party: Who delivered it, for good: its rows are that party's words, wherever its people work later.
        state: ``read`` and shown; ``confirmed``: part of the contract's evidence; ``withdrawn``: a tombstone, its
            facts gone.
        rows_read, rows_used, rows_superseded, rows_left_out, rows_set_aside: Over all its files; the first is the sum
            of the others. Of one that is confirmed as it stands with the others (``row_counts``), else by itself.
        kind: ``files`` that were sent, or figures ``keyed`` in a form.
        period: Of figures keyed in, as ``2026-10``; else empty.
        reason: Why figures were keyed in; else empty.
        withdrawn_reason: As it was written, or, where another replaced it, as ``files.kept`` keeps a line.
        extents: How far each table reaches, as ``extent.as_json`` has it; stays when the facts are gone.
        through: The name of the key that it was sent with over the HTTP interface; empty for the pages.
        file_order: Its files by name, oldest first, as its party has said where nothing else orders them; also of those
            of an earlier delivery that are called the same. Empty where nobody has.
        ordered_at, ordered_by: When that was said, and by whom.
        read_by: The contract's own profiles, as they were then, that its files were read with.
    """

    class State(models.TextChoices):
        """Where a delivery stands."""

        READ = "read"
        CONFIRMED = "confirmed"
        WITHDRAWN = "withdrawn"

    class Kind(models.TextChoices):
        """How it came."""

        FILES = "files"
        KEYED = "keyed"

    class Party(models.TextChoices):
        """The parties of a contract."""

        AUTHORITY = "authority"
        SUPPLIER = "supplier"

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="deliveries")
    party = models.CharField(max_length=10, choices=Party.choices)
    key = models.CharField(max_length=36, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READ)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    rows_read = models.BigIntegerField()
    rows_used = models.BigIntegerField()
    rows_superseded = models.BigIntegerField(default=0)
    rows_left_out = models.BigIntegerField(default=0)
    rows_set_aside = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FILES)
    period = models.CharField(max_length=30, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    extents = models.JSONField(default=dict)
    through = models.CharField(max_length=100, blank=True)
    read_by: "models.ManyToManyField[ContractProfile, models.Model]" = models.ManyToManyField(
        "ContractProfile", related_name="deliveries"
    )
    file_order = models.JSONField(default=list, blank=True)
    ordered_at = models.DateTimeField(null=True, blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("contract", "-made_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="files", period="", reason="")
                | (Q(kind="keyed") & ~Q(period="") & ~Q(reason="")),
                name="delivery_keyed_figures_have_period_and_reason",
            ),
            models.CheckConstraint(condition=ROWS_ADD_UP, name="delivery_rows_add_up"),
            models.CheckConstraint(
                condition=Q(party__in=("authority", "supplier")), name="delivery_is_of_a_party"
            ),
            models.CheckConstraint(
                condition=Q(ordered_at__isnull=True, ordered_by__isnull=True)
                | Q(ordered_at__isnull=False, ordered_by__isnull=False),
                name="delivery_order_is_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="delivery_confirmation_is_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="delivery_withdrawal_is_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(state="read", confirmed_at__isnull=True, withdrawn_at__isnull=True)
                | Q(state="confirmed", confirmed_at__isnull=False, withdrawn_at__isnull=True)
                | Q(state="withdrawn", withdrawn_at__isnull=False),
                name="delivery_state_is_what_happened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} · {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def why_withdrawn(self) -> str:
        """Why it was withdrawn, in the active language; empty when it has not been."""
        return told_line(self.withdrawn_reason)


class DeliveredFile(models.Model):
    """One file (or sheet) of a delivery, as the reader counted it.

    Attributes:
        name: As it was sent; of figures keyed in as ``files.kept`` keeps a line.
        sha256: Of the bytes as received, before personal columns were taken out; what is kept has no such bytes.
        known_by, signs: What it was recognised by, as ``SourceFile`` has it; empty of files from before that was kept.
        contents: What it holds, as ``facts.contents`` has it; empty of files from before that was kept.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    table = models.CharField(max_length=40, blank=True)
    profile = models.CharField(max_length=80, blank=True)
    rows_read = models.BigIntegerField()
    rows_used = models.BigIntegerField()
    rows_superseded = models.BigIntegerField(default=0)
    rows_left_out = models.BigIntegerField(default=0)
    rows_set_aside = models.BigIntegerField()
    facts = models.JSONField(default=list)
    known_by = models.CharField(max_length=20, blank=True)
    signs = models.TextField(blank=True)
    contents = models.JSONField(default=list)

    class Meta:
        ordering = ("delivery", "id")
        constraints: ClassVar = [
            models.CheckConstraint(condition=ROWS_ADD_UP, name="delivered_file_rows_add_up"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """Its name in the active language."""
        return told_line(self.name)


class RowAnswer(models.Model):
    """What a party says of a row that a later delivery lacks: it has lapsed, or it stands. Ended, never deleted.

    It holds when those it may be against have agreed (``core.evidence.missing_rows``); until then the row counts.

    Attributes:
        table, name: The row: its fact table, and what it is known by.
        given_for: The party that delivered the row, and says it.
        ended_at, ended_by: All set or all empty. Withdrawn or rejected before it held, or another answer holds.
    """

    class Said(models.TextChoices):
        """What is said, as a decision's kind."""

        LAPSED = "lapsed"
        STANDS = "stands"

    class Party(models.TextChoices):
        """A party, as ``contracts.roles.side_of`` says."""

        AUTHORITY = "authority"
        SUPPLIER = "supplier"

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="row_answers")
    table = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    said = models.CharField(max_length=10, choices=Said.choices)
    reason = models.CharField(max_length=300, blank=True)
    given_for = models.CharField(max_length=10, choices=Party.choices)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("contract", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("contract", "table", "name", "said"),
                condition=Q(ended_at__isnull=True),
                name="row_answer_once",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{what}_at__isnull": True, f"{what}_by__isnull": True})
                    | Q(**{f"{what}_at__isnull": False, f"{what}_by__isnull": False}),
                    name=f"row_answer_{what}_is_whole_or_not",
                )
                for what in ("agreed", "ended")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.name}: {self.said}"


class Upload(Awaited):
    """Files that arrived and are read as background work; what they became is a delivery. Gone after some days.

    Attributes:
        key: Name of the folder where the files lie until they are read, among the uploads.
        count, size: How many files, and their bytes together.
        profile, customer: How they are to be read, as the sender said; empty for nothing said.
        through: The name of the key that they were sent with over the HTTP interface; empty for the pages.
        delivery: What the files became; of files that were ``KNOWN``, the earlier delivery that has them.
        more_faults: Faults beyond those in ``faults``, which has all that refused the files.
        held_until: Of files that were refused because a column is not known: how long they lie there for somebody to
            say what their columns are; else null.
    """

    READ = "read"
    KNOWN = "known"

    objects: "ClassVar[models.Manager[Upload]]" = models.Manager()

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="uploads")
    key = models.CharField(max_length=36, unique=True)
    count = models.PositiveIntegerField()
    size = models.BigIntegerField()
    profile = models.CharField(max_length=80, blank=True)
    customer = models.CharField(max_length=100, blank=True)
    through = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(
        Delivery, null=True, blank=True, on_delete=models.CASCADE, related_name="uploads"
    )
    more_faults = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("contract", "-id")
        constraints: ClassVar = [
            *Awaited.Meta.constraints,
            models.UniqueConstraint(
                fields=("delivery",), condition=Q(outcome="read"), name="upload_becomes_one_delivery"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=("read", "known"), delivery__isnull=False)
                | (~Q(outcome__in=("read", "known")) & Q(delivery__isnull=True)),
                name="upload_that_was_read_has_its_delivery",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} · {self.sent_at:%Y-%m-%d %H:%M}"


class ContractProfile(models.Model):
    """How one kind of file is read, as a party has said of the files that it delivers itself. Never changed.

    What is changed is a new version; what is confirmed was read by the one before and stays as it is.

    Attributes:
        organisation: Whose files it reads: no other's.
        name: The same through its versions; small letters, digits and hyphens.
        number: The version, from 1.
        text: The profile in TOML, which ``files.reading`` has found good.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="profiles")
    organisation = models.ForeignKey("parties.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("contract", "name", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("contract", "organisation", "name", "number"), name="contract_profile_version_once"
            ),
            models.UniqueConstraint(
                fields=("contract", "organisation", "name"),
                condition=Q(ended_at__isnull=True),
                name="contract_profile_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="contract_profile_end_is_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def file_name(self) -> str:
        """What it is called as a file: one that stands beside exports and is read with them."""
        return f"{self.name}.profil.toml"


class SupplierReport(models.Model):
    """The supplier's own report of a period, as it was attached. Its figures are keyed in beside the calculated ones.

    Attributes:
        period: As ``2026-10``.
        format: What its content is, whatever its name says.
        sha256: Of its bytes; the name of the file where it is kept.
    """

    class Format(models.TextChoices):
        """What can be attached."""

        PDF = "pdf"
        DOCX = "docx"
        XLSX = "xlsx"

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="supplier_reports")
    period = models.CharField(max_length=30)
    name = models.CharField(max_length=300)
    format = models.CharField(max_length=4, choices=Format.choices)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("contract", "-period", "-made_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("contract", "period", "sha256"),
                condition=Q(withdrawn_at__isnull=True),
                name="supplier_report_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="supplier_report_withdrawal_is_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return self.name
