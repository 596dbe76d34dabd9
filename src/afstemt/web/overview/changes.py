"""When what lists show of a contract last changed, said by the database itself.

Triggers add a random mark for each row written in the tables that the overview is made of; a contract's stamp is the
sum of its marks. With the same stamp, what was made of a contract's rows before is what they would be made into now, so
it need not be made again, whichever process wrote and by whatever way. Marks are only added: nobody waits for a lock.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connections, transaction
from django.db.models import Exists, OuterRef, Sum

from afstemt.web.overview.models import Change

TABLES = (
    ("contracts_termsversion", "{row}.contract_id"),
    ("contracts_alias", "{row}.contract_id"),
    ("evidence_delivery", "{row}.contract_id"),
    ("overview_calendarentry", "{row}.contract_id"),
    ("overview_doneentry", "{row}.contract_id"),
    ("overview_summary", "{row}.contract_id"),
    ("periods_contractperiod", "{row}.contract_id"),
    (
        "penalties_penaltydecision",
        "(SELECT contract_id FROM periods_contractperiod WHERE id = {row}.period_id)",
    ),
    ("penalties_correction", "(SELECT contract_id FROM periods_contractperiod WHERE id = {row}.period_id)"),
    ("contracts_contract", "{row}.id"),
)
"""What a contract's number is in each table that a row of the overview is made of."""
ORGANISATIONS = "parties_organisation"
"""Its names stand in the rows of all its contracts."""
_MARKS = {
    "sqlite": "abs(random()) % 1099511627776",
    "postgresql": "floor(random() * 1099511627776)::bigint",
}
"""Below 2 to the 40th: eight million marks of a contract sum up in 64 bits."""


def remove(using: str = "default", plan: object = None, **_said: Any) -> None:
    """Take the triggers away before a migration: SQLite makes no table again that one of them speaks of.

    Args:
        plan: What will be migrated; where that is nothing, as at most starts of a server, they stay.
    """
    if plan:
        _drop(using)


def install(using: str = "default", plan: object = None, **_said: Any) -> None:
    """Make the triggers after a migration, once all tables are there, and mark every contract: all may have changed.

    Also where nothing was migrated but one is lacking, as after a migration that was cut off.
    """
    connection = connections[using]
    needed = {"overview_change", ORGANISATIONS, *(table for table, _number in TABLES)}
    if needed - set(connection.introspection.table_names()):
        return
    if not plan and not missing(using):
        return
    _drop(using)
    with transaction.atomic(using), connection.cursor() as cursor:
        for name, table, event, body in _triggers(connection.vendor):
            if connection.vendor == "sqlite":
                cursor.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body} END")
                continue
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {body} RETURN NULL; END $$"
            )
            each = f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            cursor.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} {each}")
        mark = _MARKS[connection.vendor]
        cursor.execute(
            f"INSERT INTO overview_change (contract, mark) SELECT id, {mark} FROM contracts_contract"
        )


def _drop(using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table, _event, _body in _triggers(connection.vendor):
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(using: str = "default") -> set[str]:
    """Return the names of the triggers that the database lacks: without one, a change does not reach the overview."""
    connection = connections[using]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return {name for name, _table, _event, _body in _triggers(connection.vendor)} - there


def _triggers(vendor: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield each trigger's name, table, event, and what it does."""
    mark = _MARKS[vendor]
    into = "INSERT INTO overview_change (contract, mark)"
    for table, number in TABLES:
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            body = f"{into} VALUES ({number.format(row=row)}, {mark});"
            yield f"overview_change_{table}_{event.lower()}", table, event, body
    whose = "FROM contracts_contract WHERE authority_id = NEW.id OR supplier_id = NEW.id"
    yield (
        f"overview_change_{ORGANISATIONS}_update",
        ORGANISATIONS,
        "UPDATE",
        f"{into} SELECT id, {mark} {whose};",
    )


def stamps(contracts: Iterable[int]) -> dict[int, int]:
    """Return each contract's stamp, in one query; it is another after each change."""
    marks = Change.objects.filter(contract__in=contracts).order_by().values_list("contract")
    return {contract: int(stamp) for contract, stamp in marks.annotate(stamp=Sum("mark"))}


def tidy() -> int:
    """Keep each contract's newest mark alone; return how many are gone. Its stamp is another by that, and right."""
    newer = Change.objects.filter(contract=OuterRef("contract"), pk__gt=OuterRef("pk"))
    # In one statement: a mark that comes meanwhile has none that is newer, and stays.
    return Change.objects.filter(Exists(newer)).delete()[0]
