"""A target keeps its unit where nothing was measured: a unit may stand without a figure, never a figure without."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("levels", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="levelresult",
            name="level_result_figure_has_its_unit",
        ),
        migrations.AddConstraint(
            model_name="levelresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("value", ""), models.Q(("unit", ""), _negated=True), _connector="OR"),
                name="level_result_figure_has_its_unit",
            ),
        ),
    ]
