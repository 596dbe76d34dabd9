"""Calculating a period: the same ``month.run`` as the command line's, on the same facts."""

import shutil
import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from afstemt import __version__
from afstemt.core.month import run
from afstemt.core.terms.model.contract import Contract as Terms
from afstemt.core.units.period import Period, local
from afstemt.core.units.wording import _, speaking
from afstemt.files.catalogues import catalogue
from afstemt.web.audit.record import record
from afstemt.web.contracts.mandate import Mandate, mandate_to
from afstemt.web.contracts.models import Alias, Contract
from afstemt.web.contracts.terms import terms_in_force
from afstemt.web.evidence.aliases import note_tables
from afstemt.web.levels.models import LevelResult
from afstemt.web.levels.results import enter_results, results_of
from afstemt.web.lifecycle import askings
from afstemt.web.lifecycle.basis import Basis, basis_of
from afstemt.web.parties.models import Person
from afstemt.web.periods.history import history_of
from afstemt.web.periods.models import Asking, ReportVersion
from afstemt.web.periods.opening import the_row
from afstemt.web.periods.rendering import Rendered, folder_of, render
from afstemt.web.periods.state import must_be_writable
from afstemt.web.refusals import WrongState
from afstemt.web.work import awaited


def make_report(
    *,
    actor: Person,
    contract: Contract,
    period: Period,
    at: datetime,
    meeting: date | None = None,
    asking: Asking | None = None,
) -> ReportVersion:
    """Calculate the period on what is confirmed, written and in force, and keep the report's files.

    Nothing is rendered inside a transaction.

    Args:
        meeting: Day of the status meeting, for the agenda; None for none.
        asking: What it answers, which ends in the same transaction; None when nobody waits for it.

    Raises:
        NotAllowed: The actor's role does not let them.
        WrongState: No version of the terms is in force, nothing has been delivered, or the period has been
            submitted or approved.
        Refused: The terms leave open what the figures need; every open point is in it.
        Superseded: The asking has been answered already, or another attempt at it has begun.
    """
    mandate = mandate_to(contract, actor, "make_report")
    terms = terms_in_force(contract)
    must_be_writable(contract, period.code)
    basis = basis_of(contract, terms, period)
    if not basis.deliveries:
        raise WrongState(_("Der er ingen bekræftede leverancer at regne på."))
    key, as_of = str(uuid.uuid4()), local(int(at.timestamp()), contract.zone).date()
    if asking is not None:
        askings.begin(asking, key)
    with speaking("da", catalogue("da")):
        month = run(terms, period, basis.evidence, as_of=as_of)
    tables = note_tables(contract, basis.evidence) if terms.aliases else {}
    rendered = render(month, key, meeting)
    try:
        return _enter(
            mandate=mandate,
            terms=terms,
            period=period,
            key=key,
            as_of=as_of,
            basis=basis,
            rendered=rendered,
            results=results_of(month),
            tables=tables,
            at=at,
            asking=asking,
        )
    except BaseException:
        shutil.rmtree(folder_of(key), ignore_errors=True)
        raise


@transaction.atomic
def _enter(
    *,
    mandate: Mandate,
    terms: Terms,
    period: Period,
    key: str,
    as_of: date,
    basis: Basis,
    rendered: Rendered,
    results: list[LevelResult],
    tables: Mapping[int, list[str]],
    at: datetime,
    asking: Asking | None,
) -> ReportVersion:
    contract = mandate.contract
    row = the_row(contract, terms, period)  # locked: numbers are given one at a time
    must_be_writable(contract, period.code)
    last = contract.reports.filter(period=period.code).aggregate(last=Max("number"))["last"] or 0
    version = ReportVersion.objects.create(
        contract=contract,
        period=period.code,
        number=last + 1,
        key=key,
        made_at=at,
        made_by=mandate.actor,
        verdict=rendered.verdict,
        terms=list(terms.hashes),
        program=__version__,
        files=rendered.files,
        inputs=basis.inputs,
        stands_on=basis.stands_on | {"calendars": rendered.calendars, "as_of": as_of.isoformat()},
        history=history_of(rendered.history),
        levels=rendered.levels,
        missed=rendered.missed,
        reserved=rendered.reserved,
        unanswered=rendered.unanswered,
        points=rendered.points,
        capped_by=rendered.capped_by,
        penalty=rendered.penalty,
        corrections=rendered.corrections,
        currency=rendered.currency,
        bonus=rendered.bonus,
    )
    version.deliveries.set(basis.deliveries)
    enter_results(version, results)
    for alias, known in tables.items():
        Alias.objects.filter(pk=alias).update(tables=known)
    row.latest = version
    row.save(update_fields=("latest",))
    if asking is not None:
        awaited.end(asking, Asking.DONE, at, version=version)
    record(
        verb="make_report",
        at=at,
        by=mandate,
        about=f"{period.code} · {version.number}",
        inputs=basis.inputs,
        files={name: one["sha256"] for name, one in rendered.files.items()},
    )
    return version
