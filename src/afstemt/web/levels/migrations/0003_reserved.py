"""A level can be met with reservation: rows that could not be used could turn it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("levels", "0002_unit_without_figure"),
    ]

    operations = [
        migrations.AlterField(
            model_name="levelresult",
            name="state",
            field=models.CharField(
                choices=[
                    ("met", "Met"),
                    ("reserved", "Reserved"),
                    ("missed", "Missed"),
                    ("not_judged", "Not Judged"),
                    ("not_measured", "Not Measured"),
                ],
                max_length=12,
            ),
        ),
    ]
