"""Whether an installation has what it needs: one finding per thing, with what to do about it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.db.models import Max
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from afstemt.core.units.formats import number
from afstemt.core.units.wording import _
from afstemt.files.writing.layout import fonts
from afstemt.web.audit.models import AuditRow
from afstemt.web.mail.state import post
from afstemt.web.overview.changes import missing
from afstemt.web.periods.integrity import gone_or_changed, newest_locked
from afstemt.web.site import database
from afstemt.web.site.assets import what_is_missing
from afstemt.web.site.environment import Environment
from afstemt.web.work.models import WorkerSeen
from afstemt.web.work.recovery import SILENT
from afstemt.web.work.state import work

LEAST_FREE = 1_000_000_000
"""Bytes that must be free where the data folder is: several deliveries of the largest size."""
APART = timedelta(seconds=5)
"""How far this machine's clock may be from the database's."""
NAMED = 5
"""Files that are named; of more, how many there are is said."""
MAIL_S = 10
"""Seconds that the mail server is given to answer."""


@dataclass(frozen=True)
class Finding:
    """One thing, whether it is sound, and what to do when it is not."""

    sound: bool
    said: str
    todo: str = ""


def examine(environment: Environment, at: datetime) -> Iterator[Finding]:
    """Yield what is found, in the order that one would mend it in."""
    yield _assets()
    yield _fonts()
    yield from _folder(environment)
    state = database.state() if _is_there(environment) else "no answer"
    if state == "ready":
        yield Finding(True, _("Databasen svarer og har programmets version."))
        yield _triggers()
        yield _clock(at)
        yield _worker(at)
        yield _jobs(at)
        yield _waiting_mail(at)
        yield _kept_files(environment)
    elif state == "no answer":
        todo = _(
            "Se, at den kører, og at AFSTEMT_DATABASE er rigtig; en ny installation laver den med afstemt serve."
        )
        yield Finding(False, _("Databasen svarer ikke."), todo)
    elif state == "too old":
        yield Finding(False, *database.refusal())
    else:
        todo = _("Start afstemt serve, som bringer den frem.")
        yield Finding(False, _("Databasen er ikke ved programmets version."), todo)
    yield _mail_server(environment)


def again() -> int:
    """Put the jobs that were given up back in the queue, as if they were new; return how many."""
    return DBTaskResult.objects.filter(status=Status.FAILED).update(status=Status.READY, worker_ids=[])


def _assets() -> Finding:
    todo = what_is_missing()
    return (
        Finding(False, _("Siderne har ikke deres stil."), todo)
        if todo
        else Finding(True, _("Siderne har deres stil."))
    )


def _fonts() -> Finding:
    try:
        fonts.folder()
    except (FileNotFoundError, ModuleNotFoundError):
        return Finding(
            False, _("Rapportens skrifttype mangler."), _("Installér pakken font-source-sans-pro igen.")
        )
    return Finding(True, _("Rapportens skrifttype er her."))


def _folder(environment: Environment) -> Iterator[Finding]:
    folder = environment.data
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as fault:
        todo = _("Lav mappen, og giv den bruger, som Afstemt kører som, lov til at skrive i den.")
        yield Finding(
            False,
            _("Der kan ikke skrives i datamappen {folder}: {reason}.").format(
                folder=folder, reason=fault.strerror
            ),
            todo,
        )
        return
    yield Finding(True, _("Der kan skrives i datamappen {folder}.").format(folder=folder))
    disk = shutil.disk_usage(folder)
    free = _("Ledig plads hos datamappen: {free} GB.").format(free=number(Decimal(disk.free) / 10**9, 1))
    todo = _("Ryd op, eller udvid disken: der skal være mindst {least} GB.").format(least=LEAST_FREE // 10**9)
    yield Finding(disk.free >= LEAST_FREE, free, todo)


def _is_there(environment: Environment) -> bool:
    """Return whether there is a database to ask; asking SQLite for one that is not there would make it."""
    return bool(environment.database.host) or (environment.data / environment.database.name).is_file()


def _triggers() -> Finding:
    lacking = missing()
    if lacking:
        said = _("Databasen mangler udløsere ({names}), så overblikket kan vise gamle tal.")
        todo = _("Start afstemt serve igen, som laver dem.")
        return Finding(False, said.format(names=", ".join(sorted(lacking))), todo)
    return Finding(True, _("Databasen melder selv ændringer til overblikket."))


def _clock(at: datetime) -> Finding:
    """Hold the clock against the database's, and against what has happened: no time may lie ahead."""
    apart = timedelta(0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - at)
    last = AuditRow.objects.aggregate(last=Max("at"))["last"]
    if last is not None:
        apart = max(apart, last - at)
    if apart > APART:
        said = _("Uret går {n} sekunder forkert i forhold til databasen.").format(
            n=number(round(apart.total_seconds()))
        )
        return Finding(False, said, _("Stil maskinernes ure efter samme tidsserver (NTP)."))
    return Finding(True, _("Uret passer med databasens."))


def _worker(at: datetime) -> Finding:
    seen = WorkerSeen.objects.filter(stopped_at__isnull=True).aggregate(last=Max("seen_at"))["last"]
    if seen is None or at - seen > SILENT:
        todo = _("Start afstemt serve, eller på PostgreSQL afstemt worker.")
        return Finding(False, _("Baggrundsarbejdet giver ikke livstegn."), todo)
    ago = number(max(round((at - seen).total_seconds()), 0))
    return Finding(True, _("Baggrundsarbejdet lever: sidste livstegn for {n} sekunder siden.").format(n=ago))


def _jobs(at: datetime) -> Finding:
    found = work(at)
    said = _("Opgaver: {waiting} venter, {stuck} sidder fast, {given_up} er opgivet.").format(
        waiting=number(found.waiting), stuck=number(found.stuck), given_up=number(found.given_up)
    )
    todo = _("Se i loggen, hvad der fejlede, og sæt de opgivne i gang igen: afstemt doctor --again.")
    return Finding(not found.stuck and not found.given_up, said, todo)


def _waiting_mail(at: datetime) -> Finding:
    found = post(at)
    said = _("Mails: {waiting} venter, {failing} af dem er forsøgt forgæves, {given_up} er opgivet.").format(
        waiting=number(found.waiting), failing=number(found.failing), given_up=number(found.given_up)
    )
    todo = _("De sendes, når mailserveren tager imod dem; opgivne har en adresse, som ikke findes.")
    return Finding(not found.failing and not found.given_up, said, todo)


def _kept_files(environment: Environment) -> Finding:
    """Hold the files of each contract's newest locked period against their hashes."""
    versions = newest_locked()
    spoiled = [path for version in versions for path in gone_or_changed(version)]
    if not spoiled:
        said = _("De nyeste låste perioders filer er her og uændrede (kontrakter: {n}).")
        return Finding(True, said.format(n=number(len(versions))))
    said = _("Filer af låste perioder mangler eller er ændret ({n}): {files}").format(
        n=number(len(spoiled)),
        files=", ".join(str(path.relative_to(environment.data)) for path in spoiled[:NAMED]),
    )
    return Finding(False, said, _("Hent dem ind i datamappen fra en sikkerhedskopi."))


def _mail_server(environment: Environment) -> Finding:
    mail = environment.mail
    if not mail.host:
        said = _("Mail skrives til filer i {folder}.").format(folder=settings.EMAIL_FILE_PATH)
        return Finding(environment.demo, said, _("Ingen får dem: angiv AFSTEMT_MAIL."))
    place = f"{mail.host}:{mail.port}"
    server = get_connection(settings.MAIL_HANDED_OVER_BY, timeout=MAIL_S)
    try:
        server.open()
    except OSError as fault:  # a refusal by the server is one too
        said = _("Mailserveren {place} svarer ikke: {reason}.").format(
            place=place, reason=type(fault).__name__
        )
        todo = _("Se, at AFSTEMT_MAIL er rigtig. Mail venter imens i databasen.")
        return Finding(False, said, todo)
    finally:
        with suppress(OSError):
            server.close()
    return Finding(True, _("Mailserveren {place} svarer.").format(place=place))
