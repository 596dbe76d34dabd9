"""Calls about what a month had none of. It counts at once, so the key must be able to confirm."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from afstemt.core.units.period import Period
from afstemt.web.api import schemas
from afstemt.web.api.calls import contract_of
from afstemt.web.api.parameters import COMMON, DECIDED, Id, Month, who
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import queries
from afstemt.web.lifecycle.background import ask_again
from afstemt.web.periods.address import the_period
from afstemt.web.reports import none_statements
from afstemt.web.reports.models import NoneStatement
from afstemt.web.reports.none_lines import lines
from afstemt.web.reports.queries import none_stated

router = Router()


def _lines(request: HttpRequest, contract: Contract, period: Period) -> dict[str, Any]:
    person, _name = who(request)
    found = lines(
        contract,
        in_force(contract),
        period,
        queries.confirmed(contract),
        none_stated(contract, period.last),
        person,
        timezone.localdate(),
    )
    return {
        "topics": [
            schemas.NoneLine(
                topic=one.topic.name,
                what=one.what,
                levels=list(one.levels),
                delivered=one.delivered,
                statement=one.statement.pk if one.statement else None,
                stated_at=one.statement.stated_at if one.statement else None,
                stated_by=one.statement.stated_by.name if one.statement else "",
            )
            for one in found.each
        ]
    }


@router.get(
    "/contracts/{contract_id}/periods/{period}/none",
    response={200: schemas.Nones, **COMMON},
    operation_id="list_none",
    url_name="none",
)
def list_none(request: HttpRequest, contract_id: Id, period: Month) -> dict[str, Any]:
    """List what the month may have none of, with what is stated and delivered."""
    contract = contract_of(request, contract_id, "read")
    return _lines(request, contract, the_period(period, contract.zone))


@router.post(
    "/contracts/{contract_id}/periods/{period}/none",
    response={200: schemas.Nones, **DECIDED},
    operation_id="state_none",
    url_name="none",
)
def state_none(
    request: HttpRequest, contract_id: Id, period: Month, stated: schemas.NoneIn
) -> dict[str, Any]:
    """State that the month had none of a topic. A report that is calculated is calculated anew."""
    contract = contract_of(request, contract_id, "confirm")
    judged = the_period(period, contract.zone)
    person, name = who(request)
    now = timezone.now()
    none_statements.state_none(
        actor=person, contract=contract, period=judged, topic=stated.topic, at=now, through=name
    )
    ask_again(actor=person, contract=contract, period=judged, at=now)
    return _lines(request, contract, judged)


@router.post(
    "/contracts/{contract_id}/periods/{period}/none/{statement_id}/withdraw",
    response={200: schemas.Nones, **DECIDED},
    operation_id="withdraw_none",
    url_name="withdraw_none",
)
def withdraw_none(request: HttpRequest, contract_id: Id, period: Month, statement_id: Id) -> dict[str, Any]:
    """Take back that the month had none. A report that is calculated is calculated anew."""
    contract = contract_of(request, contract_id, "confirm")
    judged = the_period(period, contract.zone)
    held = get_object_or_404(
        NoneStatement, pk=statement_id, period__contract=contract, period__code=judged.code
    )
    person, name = who(request)
    now = timezone.now()
    none_statements.withdraw_none(actor=person, contract=contract, statement=held, at=now, through=name)
    ask_again(actor=person, contract=contract, period=judged, at=now)
    return _lines(request, contract, judged)
