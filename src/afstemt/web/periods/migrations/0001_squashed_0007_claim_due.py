import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("periods", "0001_initial"),
        ("periods", "0002_submissions"),
        ("periods", "0003_asking"),
        ("periods", "0004_state_and_deadlines"),
        ("periods", "0005_state_checked"),
        ("periods", "0006_corrections_and_currency"),
        ("periods", "0007_claim_due"),
    ]

    initial = True

    dependencies = [
        ("contracts", "0001_squashed_0003_form"),
        ("evidence", "0001_squashed_0004_upload_through"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=30)),
                ("number", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=36, unique=True)),
                ("made_at", models.DateTimeField()),
                ("verdict", models.CharField(max_length=500)),
                ("terms", models.JSONField(default=list)),
                ("program", models.CharField(max_length=20)),
                ("files", models.JSONField(default=dict)),
                ("inputs", models.CharField(blank=True, max_length=64)),
                ("stands_on", models.JSONField(default=dict)),
                ("history", models.JSONField(default=list)),
                ("levels", models.PositiveIntegerField(default=0)),
                ("missed", models.PositiveIntegerField(default=0)),
                ("points", models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True)),
                ("capped_by", models.CharField(blank=True, max_length=12)),
                ("penalty", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ("corrections", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                ("currency", models.CharField(default="DKK", max_length=3)),
                ("bonus", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="contracts.contract",
                    ),
                ),
                ("deliveries", models.ManyToManyField(related_name="reports", to="evidence.delivery")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("contract", "-period", "-number"),
            },
        ),
        migrations.CreateModel(
            name="ContractPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("first_submitted_on", models.DateField(blank=True, null=True)),
                ("deadlines", models.JSONField(default=list)),
                ("report_due", models.DateField(blank=True, null=True)),
                ("report_binding", models.BooleanField(default=False)),
                ("report_clause", models.TextField(blank=True)),
                ("answer_due", models.DateField(blank=True, null=True)),
                ("answer_binding", models.BooleanField(default=False)),
                ("answer_clause", models.TextField(blank=True)),
                ("meeting_due", models.DateField(blank=True, null=True)),
                ("claim_needed", models.BooleanField(default=False)),
                ("claim_due", models.DateField(blank=True, null=True)),
                ("claim_clause", models.TextField(blank=True)),
                ("journal_number", models.CharField(blank=True, max_length=60)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="periods",
                        to="contracts.contract",
                    ),
                ),
                (
                    "latest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="periods.reportversion",
                    ),
                ),
            ],
            options={
                "ordering": ("contract", "-first_day"),
            },
        ),
        migrations.CreateModel(
            name="Asking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("job", models.UUIDField(blank=True, null=True)),
                ("attempt", models.CharField(blank=True, max_length=36)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=10)),
                ("said", models.TextField(blank=True, max_length=1000)),
                ("faults", models.JSONField(blank=True, default=list)),
                ("period", models.CharField(max_length=30)),
                ("what", models.CharField(choices=[("report", "Report"), ("copy", "Copy")], max_length=10)),
                ("meeting", models.DateField(blank=True, null=True)),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="askings",
                        to="contracts.contract",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asking",
                        to="periods.reportversion",
                    ),
                ),
            ],
            options={
                "ordering": ("contract", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("submitted_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True, max_length=4000)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("reservations", models.TextField(blank=True, max_length=4000)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="submissions",
                        to="periods.contractperiod",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="periods.reportversion",
                    ),
                ),
            ],
            options={
                "ordering": ("period", "-number"),
            },
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.UniqueConstraint(
                fields=("contract", "period", "number"), name="report_version_once"
            ),
        ),
        migrations.AddIndex(
            model_name="contractperiod",
            index=models.Index(
                condition=models.Q(("state", "approved"), _negated=True),
                fields=["contract"],
                name="period_undecided",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractperiod",
            constraint=models.UniqueConstraint(fields=("contract", "code"), name="period_once"),
        ),
        migrations.AddConstraint(
            model_name="contractperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_day__lte", models.F("last_day"))), name="period_has_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="contractperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_submitted_on__isnull", True), ("state", "open")),
                    models.Q(
                        ("first_submitted_on__isnull", False),
                        ("state__in", ("submitted", "returned", "approved")),
                    ),
                    _connector="OR",
                ),
                name="period_state_knows_its_first_submission",
            ),
        ),
        migrations.AddIndex(
            model_name="asking",
            index=models.Index(fields=["contract", "period", "what"], name="asking_newest"),
        ),
        migrations.AddConstraint(
            model_name="asking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("outcome", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="asking_end_is_whole_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="asking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("contract", "period", "what"),
                name="asking_one_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="asking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "done"), ("version__isnull", False), ("what", "report")),
                    models.Q(
                        models.Q(("outcome", "done"), ("what", "report"), _negated=True),
                        ("version__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="asking_done_has_its_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(fields=("period", "number"), name="submission_once"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_at__isnull", True), ("returned_at__isnull", True)),
                fields=("period",),
                name="submission_one_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_at__isnull", False)),
                fields=("period",),
                name="submission_one_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                    models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                    _connector="OR",
                ),
                name="submission_return_is_whole_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="submission_approval_is_whole_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returned_at__isnull", True), ("approved_at__isnull", True), _connector="OR"
                ),
                name="submission_is_decided_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("return_reason", ""), ("returned_at__isnull", True)),
                    models.Q(("returned_at__isnull", False), models.Q(("return_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="submission_return_says_why",
            ),
        ),
    ]
