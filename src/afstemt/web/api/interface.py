"""The HTTP interface, version 1. Each call authorises, does one action or query, and gives JSON."""

from datetime import datetime
from typing import Annotated, Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File as FileParameter
from ninja import Form, NinjaAPI, Path, Query, Status, UploadedFile
from ninja.throttling import BaseThrottle

from afstemt.core.units.wording import _
from afstemt.web.api import schemas
from afstemt.web.api.calls import CALLS, PUSHES, ByKey, PerMinute, answer_refusals, contract_of
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import confirming, delivering, keyed, problems, queries, withdrawing
from afstemt.web.evidence.entering import AlreadyDelivered
from afstemt.web.evidence.forms import profiles
from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.periods import the_period
from afstemt.web.evidence.stated import Stated, lines_of, standing_figures
from afstemt.web.evidence.store import comparison_of, faults_of
from afstemt.web.parties.models import Person
from afstemt.web.periods.rendering import REPORT, folder_of
from afstemt.web.refusals import WrongState

Id = Annotated[int, Path(ge=1, le=2**63 - 1)]
Month = Annotated[str, Path(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$")]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=10**9)]

api = NinjaAPI(
    title="Afstemt",
    version="1",
    description="Deliver a contract's data from your own systems. The same actions as on the pages.",
    urls_namespace="api",
    docs_url=None,
    auth=ByKey(),
    throttle=[PerMinute("call", CALLS)],
)
answer_refusals(api)
_pushed: list[BaseThrottle] = [PerMinute("call", CALLS), PerMinute("push", PUSHES)]
_COMMON: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 413, 422, 429), schemas.Refusal)
_DECIDED: dict[int, Any] = _COMMON | dict.fromkeys((409, 507), schemas.Refusal)


def _who(request: HttpRequest) -> tuple[Person, str]:
    """Return whom the key acts for, and its name."""
    key = request.auth  # type: ignore[attr-defined]
    return key.made_by, key.name


def _state(contract: Contract, delivery: Delivery) -> schemas.DeliveryState:
    waits = delivery.state == Delivery.State.READ
    compared = comparison_of(delivery, queries.confirmed(contract)) if waits else None
    return schemas.DeliveryState.of(delivery, list(delivery.files.all()), compared)


@api.post(
    "/contracts/{contract_id}/deliveries",
    response={200: schemas.DeliveryState, 201: schemas.DeliveryState, **_DECIDED},
    operation_id="deliver",
    url_name="deliveries",
    throttle=_pushed,
)
def deliver(
    request: HttpRequest,
    contract_id: Id,
    files: Annotated[list[UploadedFile], FileParameter(min_length=1, max_length=200)],
    profile: Annotated[str, Form(max_length=80)] = "",
    customer: Annotated[str, Form(max_length=100)] = "",
) -> Status[Any]:
    """Deliver files: all of them are read, or none. They are used when the delivery is confirmed.

    The very same files again give the earlier delivery (200), and change nothing.
    """
    contract = contract_of(request, contract_id, "deliver")
    if profile and profile not in dict(profiles()):
        raise WrongState(_("Profilen {profile} findes ikke.").format(profile=profile))
    person, name = _who(request)
    try:
        made = delivering.deliver(
            actor=person,
            contract=contract,
            files=files,
            at=timezone.now(),
            profile=profile or None,
            customer=customer or None,
            through=name,
        )
    except AlreadyDelivered as again:
        return Status(200, _state(contract, again.delivery))
    return Status(201, _state(contract, made))


@api.get(
    "/contracts/{contract_id}/deliveries",
    response={200: schemas.Deliveries, **_COMMON},
    operation_id="list_deliveries",
    url_name="deliveries",
)
def list_deliveries(
    request: HttpRequest, contract_id: Id, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    """List the contract's deliveries, newest first."""
    found = contract_of(request, contract_id, "read").deliveries.all()
    return {"count": found.count(), "deliveries": list(found[offset : offset + limit])}


@api.get(
    "/contracts/{contract_id}/deliveries/{delivery_id}",
    response={200: schemas.DeliveryState, **_COMMON},
    operation_id="read_delivery",
    url_name="delivery",
)
def read_delivery(request: HttpRequest, contract_id: Id, delivery_id: Id) -> schemas.DeliveryState:
    """Give one delivery: its files, and while it waits what it changes."""
    contract = contract_of(request, contract_id, "read")
    return _state(contract, get_object_or_404(contract.deliveries, pk=delivery_id))


@api.get(
    "/contracts/{contract_id}/deliveries/{delivery_id}/problems",
    response={200: schemas.Problems, **_COMMON},
    operation_id="list_problems",
    url_name="problems",
)
def list_problems(
    request: HttpRequest, contract_id: Id, delivery_id: Id, limit: Limit = 200, offset: Offset = 0
) -> dict[str, Any]:
    """List what was wrong with the rows of a delivery, with file and row."""
    contract = contract_of(request, contract_id, "read")
    one = get_object_or_404(contract.deliveries, pk=delivery_id)
    found = problems.ordered(faults_of(one.key))
    return {
        "count": len(found),
        "problems": [schemas.Problem.of(each) for each in found[offset : offset + limit]],
    }


@api.post(
    "/contracts/{contract_id}/deliveries/{delivery_id}/confirm",
    response={200: schemas.DeliveryState, **_DECIDED},
    operation_id="confirm_delivery",
    url_name="confirm",
)
def confirm_delivery(
    request: HttpRequest, contract_id: Id, delivery_id: Id, decision: schemas.Confirmation
) -> schemas.DeliveryState:
    """Confirm a delivery, so that it is used. Where it overlaps an earlier one, say which is to count."""
    contract = contract_of(request, contract_id, "confirm")
    one = get_object_or_404(contract.deliveries, pk=delivery_id)
    person, name = _who(request)
    held = confirming.confirm(
        actor=person,
        delivery=one,
        at=timezone.now(),
        replaces=decision.replaces,
        both_count=decision.both_count,
        through=name,
    )
    return _state(contract, held)


@api.post(
    "/contracts/{contract_id}/deliveries/{delivery_id}/withdraw",
    response={200: schemas.DeliveryState, **_DECIDED},
    operation_id="withdraw_delivery",
    url_name="withdraw",
)
def withdraw_delivery(
    request: HttpRequest, contract_id: Id, delivery_id: Id, decision: schemas.Withdrawal
) -> schemas.DeliveryState:
    """Withdraw a delivery: its facts are deleted, and a tombstone stays."""
    contract = contract_of(request, contract_id, "confirm")
    one = get_object_or_404(contract.deliveries, pk=delivery_id)
    person, name = _who(request)
    held = withdrawing.withdraw(
        actor=person, delivery=one, reason=decision.reason, at=timezone.now(), through=name
    )
    return _state(contract, held)


@api.get(
    "/contracts/{contract_id}/periods/{period}/key-figures",
    response={200: schemas.Figures, **_COMMON},
    operation_id="list_key_figures",
    url_name="key_figures",
)
def list_key_figures(request: HttpRequest, contract_id: Id, period: Month) -> dict[str, Any]:
    """List the figures of a period that can be stated, and what is stated and confirmed."""
    contract = contract_of(request, contract_id, "read")
    judged = the_period(period, contract.zone)
    terms = in_force(contract)
    if terms is None:
        return {"figures": []}
    standing = standing_figures(contract, terms, judged)
    return {
        "figures": [
            schemas.FigureLine(
                level=line.level,
                population=line.population,
                title=line.title,
                period=line.period,
                unit=line.unit,
                **vars(standing.get((line.level, line.population), Stated())),
            )
            for line in lines_of(terms, judged)
        ]
    }


@api.post(
    "/contracts/{contract_id}/periods/{period}/key-figures",
    response={200: schemas.DeliveryState, 201: schemas.DeliveryState, **_DECIDED},
    operation_id="state_key_figures",
    url_name="key_figures",
    throttle=_pushed,
)
def state_key_figures(
    request: HttpRequest, contract_id: Id, period: Month, stated: schemas.FiguresIn
) -> Status[Any]:
    """State figures of a period, with what each is based on. They are used when the delivery is confirmed."""
    contract = contract_of(request, contract_id, "deliver")
    judged = the_period(period, contract.zone)
    person, name = _who(request)
    at: datetime = timezone.now()
    try:
        made = keyed.key_in(
            actor=person,
            contract=contract,
            period=judged,
            stated={(one.level, one.population): _as_written(one) for one in stated.figures},
            reason=stated.reason,
            at=at,
            through=name,
        )
    except AlreadyDelivered as again:
        return Status(200, _state(contract, again.delivery))
    return Status(201, _state(contract, made))


def _as_written(one: schemas.FigureIn) -> Stated:
    """Return a figure as a person would have written it in the form."""
    return Stated(
        "" if one.value is None else f"{one.value:f}".replace(".", ","),
        "" if one.numerator is None else str(one.numerator),
        "" if one.denominator is None else str(one.denominator),
        one.basis,
    )


@api.get(
    "/contracts/{contract_id}/periods/{period}/report",
    response={200: dict[str, Any], **_COMMON},
    operation_id="read_report",
    url_name="report",
)
def read_report(request: HttpRequest, contract_id: Id, period: Month) -> FileResponse:
    """Give the newest operations report of a period as data (driftsrapport.json)."""
    contract = contract_of(request, contract_id, "read")
    version = contract.reports.filter(period=period).order_by("-number").first()
    path = folder_of(version.key) / f"{REPORT}.json" if version else None
    if path is None or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="application/json")
