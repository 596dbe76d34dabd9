"""The order of a delivery's files, where nothing but its party can order them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("evidence", "0003_files_add_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery", name="file_order", field=models.JSONField(blank=True, default=list)
        ),
        migrations.AddField(
            model_name="delivery", name="ordered_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="delivery",
            name="ordered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(ordered_at__isnull=True, ordered_by__isnull=True)
                | models.Q(ordered_at__isnull=False, ordered_by__isnull=False),
                name="delivery_order_is_whole_or_not",
            ),
        ),
    ]
