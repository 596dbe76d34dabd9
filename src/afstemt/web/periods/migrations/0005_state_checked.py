from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("periods", "0004_state_and_deadlines")]

    operations = [
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
    ]
