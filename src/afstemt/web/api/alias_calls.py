"""Calls about what names in the rows mean. A proposal may confirm for its party, so the key must be able to confirm."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from afstemt.web.api import schemas
from afstemt.web.api.calls import contract_of
from afstemt.web.api.parameters import COMMON, DECIDED, Id, Month, who
from afstemt.web.contracts import alias_terms
from afstemt.web.contracts.models import Alias
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import aliases
from afstemt.web.lifecycle.unknown_names import unknown_names
from afstemt.web.periods.address import the_period

router = Router()


def _state(alias: Alias) -> schemas.AliasState:
    own = (
        "of",
        "name",
        "means",
        "reason",
        "tables",
        "proposed_for",
        "proposed_at",
        "end_asked_for",
        "ended_at",
    )
    return schemas.AliasState(
        id=alias.pk,
        **{name: getattr(alias, name) for name in own},
        confirmed_by=list(alias_terms.of_parties(alias_terms.confirmed_by(alias))),
        waits_for=list(alias_terms.of_parties(alias_terms.asked(alias))),
    )


@router.get(
    "/contracts/{contract_id}/periods/{period}/unknown-names",
    response={200: schemas.Unknown, **COMMON},
    operation_id="list_unknown_names",
    url_name="unknown_names",
)
def list_unknown_names(request: HttpRequest, contract_id: Id, period: Month) -> dict[str, Any]:
    """List the names in a period's rows that the terms do not know, and that no alias tells."""
    contract = contract_of(request, contract_id, "read")
    terms = in_force(contract)
    told = {(one.of, one.name) for one in contract.aliases.filter(ended_at__isnull=True)}
    found = unknown_names(contract, terms, the_period(period, contract.zone)) if terms else ()
    return {
        "names": [
            schemas.UnknownLine(of=one.of, name=one.name, near=one.near)
            for one in found
            if (one.of, one.name) not in told
        ]
    }


@router.get(
    "/contracts/{contract_id}/aliases",
    response={200: schemas.Aliases, **COMMON},
    operation_id="list_aliases",
    url_name="aliases",
)
def list_aliases(request: HttpRequest, contract_id: Id) -> dict[str, Any]:
    """List what names in the rows mean, the newest first, with those that have ended."""
    contract = contract_of(request, contract_id, "read")
    return {"aliases": [_state(one) for one in contract.aliases.order_by("-proposed_at", "-id")]}


@router.post(
    "/contracts/{contract_id}/aliases",
    response={201: schemas.AliasState, **DECIDED},
    operation_id="propose_alias",
    url_name="aliases",
)
def propose_alias(request: HttpRequest, contract_id: Id, proposed: schemas.AliasIn) -> Status[Any]:
    """Propose what a name means. It is used when those in ``waits_for`` have confirmed it."""
    contract = contract_of(request, contract_id, "confirm")
    person, name = who(request)
    made = aliases.propose_alias(
        actor=person, contract=contract, **proposed.model_dump(), at=timezone.now(), through=name
    )
    return Status(201, _state(made))


@router.post(
    "/contracts/{contract_id}/aliases/{alias_id}",
    response={200: schemas.AliasState, **DECIDED},
    operation_id="decide_alias",
    url_name="decide_alias",
)
def decide_alias(
    request: HttpRequest, contract_id: Id, alias_id: Id, given: schemas.AliasDecision
) -> schemas.AliasState:
    """Confirm, reject or withdraw a proposal; ask or agree that what is used ends, or keep it."""
    contract = contract_of(request, contract_id, "confirm")
    held = get_object_or_404(contract.aliases, pk=alias_id)
    person, name = who(request)
    return _state(
        aliases.decide_alias(
            actor=person,
            contract=contract,
            alias=held,
            kind=given.decision,
            at=timezone.now(),
            through=name,
        )
    )
