"""What each delivered file holds and was recognised by, kept when it is read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0004_file_order")]

    operations = [
        migrations.AddField(
            model_name="deliveredfile", name="known_by", field=models.CharField(blank=True, max_length=20)
        ),
        migrations.AddField(model_name="deliveredfile", name="signs", field=models.TextField(blank=True)),
        migrations.AddField(
            model_name="deliveredfile", name="contents", field=models.JSONField(default=list)
        ),
    ]
