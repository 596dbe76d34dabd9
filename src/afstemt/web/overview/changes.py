"""When what lists show of a contract last changed, said by the database itself.

Triggers add a random mark for each row written in the tables that the overview is made of; a contract's stamp is the
sum of its marks. With the same stamp, what was made of a contract's rows before is what they would be made into now, so
it need not be made again, whichever process wrote and by whatever way. Marks are only added: nobody waits for a lock.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.models import Max, Sum

from afstemt.web.overview.models import Change

TABLES = (
    ("contracts_termsversion", "{row}.contract_id"),
    ("evidence_delivery", "{row}.contract_id"),
    ("overview_calendarentry", "{row}.contract_id"),
    ("overview_doneentry", "{row}.contract_id"),
    ("overview_summary", "{row}.contract_id"),
    ("periods_contractperiod", "{row}.contract_id"),
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


def install(using: str = "default", **_said: Any) -> None:
    """Make the triggers anew; after each migration, for SQLite loses those of a table that is made again."""
    connection = connections[using]
    mark = _MARKS[connection.vendor]
    into = "INSERT INTO overview_change (contract, mark)"
    whose = f"{into} SELECT id, {mark} FROM contracts_contract WHERE"
    with connection.cursor() as cursor:
        for table, number in TABLES:
            for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
                _trigger(
                    cursor,
                    connection.vendor,
                    table,
                    event,
                    f"{into} VALUES ({number.format(row=row)}, {mark});",
                )
        both = f"{whose} authority_id = NEW.id OR supplier_id = NEW.id;"
        _trigger(cursor, connection.vendor, ORGANISATIONS, "UPDATE", both)


def _trigger(cursor: Any, vendor: str, table: str, event: str, body: str) -> None:
    name = f"overview_change_{table}_{event.lower()}"
    if vendor == "sqlite":
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body} END")
        return
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} RETURN NULL; END $$"
    )
    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
    cursor.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def stamps(contracts: Iterable[int]) -> dict[int, int]:
    """Return each contract's stamp, in one query; it is another after each change."""
    marks = Change.objects.filter(contract__in=contracts).order_by().values_list("contract")
    return {contract: int(stamp) for contract, stamp in marks.annotate(stamp=Sum("mark"))}


def tidy() -> int:
    """Keep each contract's newest mark alone; return how many are gone. Its stamp is another by that, and right."""
    newest = Change.objects.order_by().values("contract").annotate(newest=Max("id")).values("newest")
    return Change.objects.exclude(pk__in=list(newest.values_list("newest", flat=True))).delete()[0]
