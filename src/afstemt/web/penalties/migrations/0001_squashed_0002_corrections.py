import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("penalties", "0001_initial"),
        ("penalties", "0002_corrections"),
    ]

    initial = True

    dependencies = [
        ("periods", "0001_squashed_0007_claim_due"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[("penalty", "Penalty"), ("bonus", "Bonus"), ("fee", "Fee")], max_length=10
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=200)),
                ("amount", models.DecimalField(decimal_places=4, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                ("reason", models.CharField(max_length=1000)),
                (
                    "proposed_for",
                    models.CharField(
                        choices=[("authority", "Authority"), ("supplier", "Supplier")], max_length=10
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("disputed_at", models.DateTimeField(blank=True, null=True)),
                ("dispute_reason", models.CharField(blank=True, max_length=1000)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disputed_by",
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
                        related_name="corrections",
                        to="periods.contractperiod",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="periods.submission",
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
                "ordering": ("period", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("period", "number"), name="correction_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="correction_changes_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correction_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", "fee"), _negated=True), ("level", ""), _connector="OR"
                        ),
                        name="correction_of_fee_has_no_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disputed_at__isnull", True), ("disputed_by__isnull", True)),
                            models.Q(("disputed_at__isnull", False), ("disputed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_dispute_is_whole_or_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dispute_reason", ""), ("disputed_at__isnull", True)),
                            models.Q(
                                ("disputed_at__isnull", False),
                                models.Q(("dispute_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_dispute_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_agreement_is_whole_or_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_withdrawal_is_whole_or_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                        ),
                        name="correction_agreed_is_not_withdrawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(("agreed_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_is_agreed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_in__isnull", True), ("agreed_at__isnull", False), _connector="OR"
                        ),
                        name="correction_settled_is_agreed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PenaltyDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("claim", "Claim"),
                            ("acknowledge", "Acknowledge"),
                            ("dispute", "Dispute"),
                            ("set_off", "Set Off"),
                            ("waive", "Waive"),
                        ],
                        max_length=12,
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("invoice", models.CharField(blank=True, max_length=60)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="penalty_decisions",
                        to="periods.contractperiod",
                    ),
                ),
            ],
            options={
                "ordering": ("period", "decided_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "set_off"), models.Q(("invoice", ""), _negated=True)),
                            models.Q(models.Q(("kind", "set_off"), _negated=True), ("invoice", "")),
                            _connector="OR",
                        ),
                        name="penalty_set_off_names_its_invoice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("dispute", "waive")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="penalty_decision_says_why",
                    ),
                ],
            },
        ),
    ]
