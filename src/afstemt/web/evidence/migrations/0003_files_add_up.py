"""Also of each file the rows read are used, superseded, left out by the profile or set aside."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_rows_add_up"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="deliveredfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    rows_read=models.F("rows_used")
                    + models.F("rows_superseded")
                    + models.F("rows_left_out")
                    + models.F("rows_set_aside")
                ),
                name="delivered_file_rows_add_up",
            ),
        ),
    ]
