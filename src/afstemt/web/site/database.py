"""Whether the database can be used."""

from typing import Literal

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

State = Literal["ready", "no answer", "behind the program"]


def state() -> State:
    """Return whether the database answers and is at this program's version."""
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return "no answer"
    return "behind the program" if behind else "ready"
