"""A report that was asked for before the upgrade is calculated after it: its job finds the task where it is now."""

from typing import Any

from django.db import migrations

BEFORE = "afstemt.web.periods.background.carry_out"
NOW = "afstemt.web.lifecycle.background.carry_out"


def move(apps: Any, _schema_editor: Any) -> None:
    """Write the task's new path on the jobs that have the old one."""
    apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(task_path=BEFORE).update(
        task_path=NOW
    )


class Migration(migrations.Migration):
    """Rows alone."""

    dependencies = [("work", "0001_initial"), ("django_tasks_database", "0001_initial")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
