"""How many levels a report has a reservation for, and how many findings in it wait for an answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("periods", "0001_squashed_0007_claim_due"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportversion", name=name, field=models.PositiveIntegerField(default=0)
        )
        for name in ("reserved", "unanswered")
    ]
