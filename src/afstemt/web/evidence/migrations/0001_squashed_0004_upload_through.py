import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("evidence", "0001_initial"),
        ("evidence", "0002_attached_and_keyed"),
        ("evidence", "0003_upload"),
        ("evidence", "0004_upload_through"),
    ]

    initial = True

    dependencies = [
        ("contracts", "0001_squashed_0003_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=36, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("read", "Read"), ("confirmed", "Confirmed"), ("withdrawn", "Withdrawn")],
                        default="read",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                ("rows_read", models.BigIntegerField()),
                ("rows_used", models.BigIntegerField()),
                ("rows_set_aside", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("files", "Files"), ("keyed", "Keyed")], default="files", max_length=10
                    ),
                ),
                ("period", models.CharField(blank=True, max_length=30)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("extents", models.JSONField(default=dict)),
                ("through", models.CharField(blank=True, max_length=100)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="contracts.contract",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("contract", "-made_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="DeliveredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("table", models.CharField(blank=True, max_length=40)),
                ("profile", models.CharField(blank=True, max_length=80)),
                ("rows_read", models.BigIntegerField()),
                ("rows_used", models.BigIntegerField()),
                ("rows_set_aside", models.BigIntegerField()),
                ("facts", models.JSONField(default=list)),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="evidence.delivery",
                    ),
                ),
            ],
            options={
                "ordering": ("delivery", "id"),
            },
        ),
        migrations.CreateModel(
            name="SupplierReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=300)),
                (
                    "format",
                    models.CharField(
                        choices=[("pdf", "Pdf"), ("docx", "Docx"), ("xlsx", "Xlsx")], max_length=4
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supplier_reports",
                        to="contracts.contract",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("contract", "-period", "-made_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Upload",
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
                ("key", models.CharField(max_length=36, unique=True)),
                ("count", models.PositiveIntegerField()),
                ("size", models.BigIntegerField()),
                ("profile", models.CharField(blank=True, max_length=80)),
                ("customer", models.CharField(blank=True, max_length=100)),
                ("through", models.CharField(blank=True, max_length=100)),
                ("sent_at", models.DateTimeField()),
                ("more_faults", models.PositiveIntegerField(default=0)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="contracts.contract",
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="evidence.delivery",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("contract", "-id"),
            },
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "files"), ("period", ""), ("reason", "")),
                    models.Q(
                        ("kind", "keyed"),
                        models.Q(("period", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="delivery_keyed_figures_have_period_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rows_read",
                        django.db.models.expressions.CombinedExpression(
                            models.F("rows_used"), "+", models.F("rows_set_aside")
                        ),
                    )
                ),
                name="delivery_rows_add_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="delivery_confirmation_is_whole_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_at__isnull", True),
                        ("withdrawn_by__isnull", True),
                        ("withdrawn_reason", ""),
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="delivery_withdrawal_is_whole_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_at__isnull", True), ("state", "read"), ("withdrawn_at__isnull", True)
                    ),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("state", "confirmed"),
                        ("withdrawn_at__isnull", True),
                    ),
                    models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                    _connector="OR",
                ),
                name="delivery_state_is_what_happened",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplierreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("contract", "period", "sha256"),
                name="supplier_report_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplierreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_at__isnull", True),
                        ("withdrawn_by__isnull", True),
                        ("withdrawn_reason", ""),
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="supplier_report_withdrawal_is_whole_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("outcome", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="upload_end_is_whole_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "read")),
                fields=("delivery",),
                name="upload_becomes_one_delivery",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivery__isnull", False), ("outcome__in", ("read", "known"))),
                    models.Q(
                        models.Q(("outcome__in", ("read", "known")), _negated=True),
                        ("delivery__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="upload_that_was_read_has_its_delivery",
            ),
        ),
    ]
