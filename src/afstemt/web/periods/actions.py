"""Calculating a period: the same ``month.run`` as the command line's, on the same facts."""

import hashlib
import shutil
import uuid
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from afstemt import __version__
from afstemt.core.month import run
from afstemt.core.report.build import build_report
from afstemt.core.report.verdict import verdict
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.files.writers.folder import write_all
from afstemt.web.audit.record import record
from afstemt.web.contracts.access import must_be_able
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.store import evidence_of
from afstemt.web.parties.models import Person
from afstemt.web.periods.models import ReportVersion
from afstemt.web.refusals import WrongState

STEM = "driftsrapport"


def folder_of(key: str) -> Path:
    """Return the folder of a report's files."""
    return Path(settings.ENVIRONMENT.data) / "reports" / key


def make_report(*, actor: Person, contract: Contract, period: Period, at: datetime) -> ReportVersion:
    """Calculate the period on the confirmed deliveries and the terms in force, and keep the report's five files.

    The report is in Danish, the contract's language, whoever asks for it. Nothing is rendered inside a transaction.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: No version of the terms is in force, or nothing has been delivered.
        Refused: The terms leave open what the figures need; every open point is in it.
    """
    must_be_able(contract, actor, "make_report")
    terms = in_force(contract)
    if terms is None:
        raise WrongState(_("Ingen version af vilkårene er godkendt af begge parter endnu."))
    used = list(
        contract.deliveries.filter(state=Delivery.State.CONFIRMED)
        .order_by("confirmed_at", "id")
        .prefetch_related("files")
    )
    if not used:
        raise WrongState(_("Der er ingen bekræftede leverancer at regne på."))
    key = str(uuid.uuid4())
    try:
        with speaking("da", catalogue("da")):
            month = run(terms, period, evidence_of(used), as_of=at.date())
            paths = write_all({STEM: build_report(month)}, folder_of(key))
            said = verdict(month)
        files: dict[str, dict[str, str | int]] = {
            path.name: {
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "size": path.stat().st_size,
            }
            for path in paths
        }
        return _enter(actor, contract, period, key, said, used, list(terms.hashes), files, at)
    except BaseException:
        shutil.rmtree(folder_of(key), ignore_errors=True)
        raise


@transaction.atomic
def _enter(
    actor: Person,
    contract: Contract,
    period: Period,
    key: str,
    said: str,
    used: list[Delivery],
    hashes: list[str],
    files: dict[str, dict[str, str | int]],
    at: datetime,
) -> ReportVersion:
    Contract.objects.select_for_update().get(pk=contract.pk)  # numbers are given one at a time
    last = contract.reports.filter(period=period.code).aggregate(last=Max("number"))["last"] or 0
    version = ReportVersion.objects.create(
        contract=contract,
        period=period.code,
        number=last + 1,
        key=key,
        made_at=at,
        made_by=actor,
        verdict=said[:500],
        terms=hashes,
        program=__version__,
        files=files,
    )
    version.deliveries.set(used)
    record(
        verb="make_report",
        at=at,
        actor=actor,
        contract=contract,
        about=f"{period.code} · {version.number}",
        files={name: one["sha256"] for name, one in files.items()},
    )
    return version
