"""Whether the database can be used."""

from typing import Literal

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import DatabaseError

from afstemt.core.units.wording import _

State = Literal["ready", "no answer", "behind the program", "too old"]


def state() -> State:
    """Return whether the database answers and is at this program's version, or can be brought there."""
    try:
        if is_too_old():
            return "too old"
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return "no answer"
    return "behind the program" if behind else "ready"


def is_too_old() -> bool:
    """Return whether the database has some, not all, of the migrations that a squashed one replaces and that are gone.

    Django brings on a database that has all of them or none. Of one that has some it leaves the app's tables as they
    are, without a word where no other app depends on them.

    Raises:
        DatabaseError: The database does not answer.
    """
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    here = loader.disk_migrations
    applied = MigrationRecorder(connection).applied_migrations()
    for migration in here.values():
        lacking = [one for one in migration.replaces if one not in applied]
        if 0 < len(lacking) < len(migration.replaces) and any(one not in here for one in lacking):
            return True
    return False


def refusal() -> tuple[str, str]:
    """Return what is said of a database that is too old, and what is to be done."""
    return (
        _("Databasen er ældre, end denne version kan bringe frem. Intet i den er ændret."),
        _(
            "Installér først den version, der kom før denne, og start den én gang med afstemt serve. "
            "Installér så denne igen."
        ),
    )
