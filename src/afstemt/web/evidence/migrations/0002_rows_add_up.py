"""Rows read are used, superseded, left out by the profile or set aside; what was read before has none of the new two."""

from django.db import migrations, models

COUNTS = ("rows_superseded", "rows_left_out")


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0001_squashed_0004_upload_through"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="delivery", name="delivery_rows_add_up"),
        *(
            migrations.AddField(model_name=model, name=name, field=models.BigIntegerField(default=0))
            for model in ("delivery", "deliveredfile")
            for name in COUNTS
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    rows_read=models.F("rows_used")
                    + models.F("rows_superseded")
                    + models.F("rows_left_out")
                    + models.F("rows_set_aside")
                ),
                name="delivery_rows_add_up",
            ),
        ),
    ]
