"""An installation of the version before the migrations were squashed is brought to this one and keeps what it has.

``trial_before.sql`` is one, at the last state of the migrations that are gone: rows as SQLite says them, which
PostgreSQL reads too. One that is not at that state is refused, with nothing changed.
"""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from servers import PROGRAM, asked, installation, serving

DUMP = Path(__file__).with_name("trial_before.sql").read_text(encoding="utf-8")
Rows = dict[str, list[dict[str, str]]]
ADDED_TO = "django_migrations", "overview_change", "auth_permission", "django_content_type"
"""Tables that bringing a database forward itself adds rows to."""
WRITTEN_ANEW = {("django_tasks_database_dbtaskresult", "task_path")}
"""Columns that a migration since then writes; that jobs find where their task is now is seen when they are done."""
MANAGERS = "kontrakt@myndighed.example", "kontrakt@leverandor.example"
LATE = (
    "Eksempeldrift A/S (syntetisk) har ikke indsendt en rettet driftsrapport for oktober 2026. "
    "Fristen var 13. november 2026 (bindende, Bilag 8, pkt. 2.1)."
)
MET = "Oktober 2026: 7 af 12 servicemål er opfyldt."
OCTOBER = (
    f"{MET} Beregnet bod: 41.721,62 kr. (bestridt). "
    "Efterregulering af bod og bonus i tidligere perioder nedsætter betalingen med 1.250 kr. "
    "Driftsrapporten er sendt retur. Leverandøren skal rette den og indsende den igen."
)
TASKS = "Drift af tre eksempelsystemer (syntetisk): "
WITH_ACCESS = (
    "Med adgang: 3 hos Styrelsen for Eksempler (syntetisk) og 2 hos Eksempeldrift A/S (syntetisk). Gæster: 1. "
    "Alle, der skal have en modpart, har en."
)
AUTHORITY = {
    "": f"5 opgaver venter på dig. Ingen af dine frister er overskredet. {TASKS}{LATE}",
    "kontrakter/1/": "Vilkår i kraft fra 15. april 2026, godkendt af begge parter. "
    f"Oktober 2026: sendt retur, 5 mål ikke opfyldt. {LATE}",
    "kontrakter/1/vilkaar/": "Vilkår i kraft fra 15. april 2026, godkendt af begge parter. "
    "Et udkast afventer godkendelse.",
    "kontrakter/1/parter/": f"{WITH_ACCESS} Invitationer, der venter: 3, heraf udløbet: 1.",
    "kontrakter/1/beslutninger/": "Beslutninger om kontrakten: 35, den seneste først.",
    "kontrakter/1/data/": "Oktober 2026: Alle 12 servicemål har det datagrundlag, de skal bruge. "
    "2 leverancer venter på at blive bekræftet.",
    "kontrakter/1/data/1/": "29.661 rækker læst = 29.656 brugt + 5 sat til side. Leverancen er bekræftet.",
    "kontrakter/1/data/noegler/": "Din part har ingen nøgler i brug.",
    "kontrakter/1/servicemaal/": MET,
    "kontrakter/1/bod/": "Beregnet bod i 2026: 65.721,62 kr. "
    "Efterregulering af bod og bonus i tidligere perioder nedsætter betalingen med 450 kr.",
    "kontrakter/1/kalender/": "Næste dag i kontraktens kalender: "
    "Option på forlængelse med et år, senest 31. december 2026 (myndigheden).",
    "kontrakter/1/perioder/2026-07/": f"{MET} Beregnet bod: 41.721,62 kr. "
    "Driftsrapporten er indsendt. Myndigheden skal godkende den eller sende den retur.",
    "kontrakter/1/perioder/2026-08/": f"{MET} Beregnet bod: 41.721,62 kr. "
    "Perioden er godkendt med forbehold og låst.",
    "kontrakter/1/perioder/2026-09/": "Perioden er ikke beregnet endnu. "
    "Leverandøren skal beregne driftsrapporten og indsende den.",
    "kontrakter/1/perioder/2026-10/": OCTOBER,
    "kontrakter/1/perioder/2026-10/rapport/": OCTOBER,
}
"""What each page said first in that version, at noon on 24 November 2026, to the authority's manager."""
SUPPLIER = AUTHORITY | {
    "": f"6 opgaver venter på dig; 1 af dine frister er overskredet. {TASKS}{LATE}",
    "kontrakter/1/parter/": WITH_ACCESS,
    "kontrakter/1/data/noegler/": "Din part har 1 nøgler i brug.",
}
FIRST_WORDS = f"""
import html, re
from datetime import UTC, datetime
from unittest.mock import patch
from django.test import Client
from afstemt.web.parties.models import Person

def first_words(client, path):
    page = client.get("/" + path)
    verdict = re.search('<p class="afstemt-verdict">(.*?)</p>', page.content.decode(), re.DOTALL)
    text = html.unescape(re.sub("<[^>]+>", "", verdict[1])) if verdict else ""
    return page.status_code, " ".join(text.split())

answer = []
with patch("django.utils.timezone.now", lambda: datetime(2026, 11, 24, 12, tzinfo=UTC)):
    for email in {MANAGERS!r}:
        client = Client(headers={{"host": "localhost"}})
        client.force_login(Person.objects.get(email=email), "allauth.account.auth_backends.AuthenticationBackend")
        answer.append({{path: first_words(client, path) for path in {list(AUTHORITY)!r}}})
"""
TABLES = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from afstemt.web.overview.changes import install

executor, applied = MigrationExecutor(connection), set({applied})
leaves = executor.loader.graph.leaf_nodes()
plan = [
    (migration, backwards)
    for migration, backwards in executor.migration_plan(leaves)
    if applied.issuperset(migration.replaces or [(migration.app_label, migration.name)])
]
executor.migrate(leaves, plan)
install(plan=applied)
"""
"""Tables and triggers at the last old state, by the squashed migrations: they are the same."""
ROWS = """
from django.db import connection

def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, map(str, row))) for row in cursor]

answer = {table: rows(table) for table in connection.introspection.table_names() if not table.startswith("sqlite_")}
"""
JOBS = """
from django.db.models import Count
from django_tasks_db.models import DBTaskResult
answer = dict(DBTaskResult.objects.values_list("status").annotate(Count("id")).order_by())
"""
TOO_OLD = "Databasen er ældre, end denne version kan bringe frem. Intet i den er ændret."
TODO = (
    "Installér først den version, der kom før denne, og start den én gang med afstemt serve. "
    "Installér så denne igen."
)


@pytest.fixture
def before(tmp_path: Path) -> dict[str, str]:
    """The environment of the installation of the version before."""
    environment = installation(tmp_path / "data")
    folder = tmp_path / "data"
    (folder / "uploads").mkdir(parents=True)
    dump = sqlite3.connect(":memory:" if environment.get("AFSTEMT_DATABASE") else folder / "afstemt.sqlite3")
    dump.executescript(DUMP)
    if environment.get("AFSTEMT_DATABASE"):
        asked(
            environment,
            TABLES.format(applied=dump.execute("SELECT app, name FROM django_migrations").fetchall()),
        )
        copy(dump, environment["AFSTEMT_DATABASE"])
    for (key,) in dump.execute("SELECT key FROM periods_reportversion"):
        (folder / "reports" / key).mkdir(parents=True)
        (folder / "reports" / key / "driftsrapport.json").write_text("{}", encoding="utf-8")
        (folder / "reports" / key / "parts.json").write_text('{"parts": [], "levels": []}', encoding="utf-8")
    dump.close()
    return environment


def copy(dump: sqlite3.Connection, address: str) -> None:
    """Let PostgreSQL's tables have the dump's rows and no others, without what triggers add."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(address) as server:
        server.execute("SET session_replication_role = replica; SET TIME ZONE 'UTC'")
        tables = [name for (name,) in dump.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in map(sql.Identifier, set(tables) - {"sqlite_sequence"}):
            server.execute(sql.SQL("TRUNCATE {} CASCADE").format(table))
        for name in set(tables) - {"sqlite_sequence"}:
            found = dump.execute(f'SELECT * FROM "{name}"')
            columns = [column for column, *_rest in found.description]
            into = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
                sql.Identifier(name),
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.SQL(", ").join(sql.Placeholder() * len(columns)),
            )
            for row in found:
                server.execute(into, [None if value is None else str(value) for value in row])
        for name, last in dump.execute("SELECT name, seq FROM sqlite_sequence"):
            server.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", (name, max(last, 1)))


def made_ready(environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Do what ``afstemt serve`` does before it serves."""
    return subprocess.run(
        [sys.executable, "-m", "afstemt.web.site.server"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def program(environment: dict[str, str], *command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([PROGRAM, *command], env=environment, capture_output=True, text=True, check=False)


def test_an_installation_of_the_version_before_keeps_its_rows_its_pages_and_its_jobs(
    before: dict[str, str], tmp_path: Path
) -> None:
    rows: Rows = asked(before, ROWS)
    assert len(rows["django_migrations"]) == 84
    ready = made_ready(before)
    assert ready.returncode == 0, ready.stderr
    after: Rows = asked(before, ROWS)
    for table, kept in rows.items():
        columns = [name for name in (kept[0] if kept else ()) if (table, name) not in WRITTEN_ANEW]
        there, here = (sorted([row[name] for name in columns] for row in one) for one in (kept, after[table]))
        if table in ADDED_TO:
            here = [row for row in here if row in there]
        assert here == there, table
    said = [{path: [200, words] for path, words in expected.items()} for expected in (AUTHORITY, SUPPLIER)]
    assert asked(before, FIRST_WORDS) == said
    database = {name: value for name, value in before.items() if name == "AFSTEMT_DATABASE"}
    with serving(tmp_path / "data", first=True, **database) as served:
        until = time.monotonic() + 120
        while set(asked(before, JOBS)) != {"SUCCESSFUL"}:  # those that waited are of every kind
            assert time.monotonic() < until, (asked(before, JOBS), served.log())
            time.sleep(0.5)
        sound = program(before, "doctor")
        assert sound.returncode == 0, sound.stdout


@pytest.mark.parametrize(
    "lacking",
    [
        ("periods", "0007_claim_due"),  # others depend on it
        ("mail", "0002_sent_or_given_up"),  # none does: Django would say nothing and leave it as it is
    ],
)
def test_one_that_is_not_at_the_last_state_before_is_refused_with_nothing_changed(
    before: dict[str, str], lacking: tuple[str, str]
) -> None:
    app, name = lacking
    asked(
        before,
        "from django.db.migrations.recorder import MigrationRecorder\n"
        f"MigrationRecorder.Migration.objects.filter(app={app!r}, name={name!r}).delete()",
    )
    rows = asked(before, ROWS)
    refused = made_ready(before)
    assert refused.returncode == 1
    assert refused.stderr == f"{TOO_OLD} {TODO}\n"
    assert asked(before, ROWS) == rows
    said = program(before, "doctor")
    assert said.returncode == 1
    assert f"✗ {TOO_OLD}\n  {TODO}\n" in said.stdout
    if os.environ.get("AFSTEMT_DATABASE"):
        assert program(before, "worker").stderr == refused.stderr
