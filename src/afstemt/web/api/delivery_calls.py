"""Calls about deliveries: files delivered, what became of them, confirmed, withdrawn."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import File as FileParameter
from ninja import Form, Router, Status, UploadedFile

from afstemt.core.units.wording import _
from afstemt.web.api import schemas
from afstemt.web.api.calls import contract_of
from afstemt.web.api.parameters import COMMON, DECIDED, PUSHED, Id, Limit, Offset, who
from afstemt.web.contracts.mandate import mandate_to
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import confirming, delivering, file_order, queries, receiving, withdrawing
from afstemt.web.evidence.delivery_problems import problems_of
from afstemt.web.evidence.entering import AlreadyDelivered
from afstemt.web.evidence.forms import profiles
from afstemt.web.evidence.models import Delivery, Upload
from afstemt.web.evidence.store import comparison_of, faults_of, unordered_in
from afstemt.web.refusals import WrongState
from afstemt.web.work.awaited import progress

router = Router()


def state_of(contract: Contract, delivery: Delivery) -> schemas.DeliveryState:
    """Return a delivery as it is given; while it waits with what it changes."""
    waits = delivery.state == Delivery.State.READ
    compared = comparison_of(delivery, queries.confirmed(contract)) if waits else None
    return schemas.DeliveryState.of(
        delivery, list(delivery.files.all()), unordered_in(faults_of(delivery)), compared
    )


@router.post(
    "/contracts/{contract_id}/deliveries",
    response={
        200: schemas.DeliveryState,
        201: schemas.DeliveryState,
        202: schemas.UploadState,
        **DECIDED,
    },
    operation_id="deliver",
    url_name="deliveries",
    throttle=PUSHED,
)
def deliver(
    request: HttpRequest,
    response: HttpResponse,
    contract_id: Id,
    files: Annotated[list[UploadedFile], FileParameter(min_length=1, max_length=200)],
    profile: Annotated[str, Form(max_length=80)] = "",
    customer: Annotated[str, Form(max_length=100)] = "",
) -> Status[Any]:
    """Deliver files: all of them are read, or none. They are used when the delivery is confirmed.

    The very same files again give the earlier delivery (200), and change nothing. Files of more than 10 MB together are
    read afterwards (202): ask at ``address``, also in ``Location``, what became of them.
    """
    contract = contract_of(request, contract_id, "deliver")
    if profile and profile not in dict(profiles()):
        raise WrongState(_("Profilen {profile} findes ikke.").format(profile=profile))
    person, name = who(request)
    if receiving.is_large(files):
        upload = receiving.receive(
            actor=person,
            contract=contract,
            files=files,
            at=timezone.now(),
            profile=profile,
            customer=customer,
            through=name,
        )
        waiting = schemas.UploadState.of(progress(upload), _address_of(request, upload))
        response["Location"] = waiting.address
        return Status(202, waiting)
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
        return Status(200, state_of(contract, again.delivery))
    return Status(201, state_of(contract, made))


@router.get(
    "/contracts/{contract_id}/uploads/{upload_id}",
    response={200: schemas.UploadState, **COMMON},
    operation_id="read_upload",
    url_name="upload",
)
def read_upload(request: HttpRequest, contract_id: Id, upload_id: Id) -> schemas.UploadState:
    """Say how it goes with files that are read afterwards, and what became of them. It is kept for 14 days."""
    contract = contract_of(request, contract_id, "deliver")
    mandate_to(contract, who(request)[0], "deliver")
    found = get_object_or_404(contract.uploads, pk=upload_id)
    return schemas.UploadState.of(progress(found), _address_of(request, found))


def _address_of(request: HttpRequest, upload: Upload) -> str:
    return request.build_absolute_uri(reverse("api:upload", args=(upload.contract_id, upload.pk)))


@router.get(
    "/contracts/{contract_id}/deliveries",
    response={200: schemas.Deliveries, **COMMON},
    operation_id="list_deliveries",
    url_name="deliveries",
)
def list_deliveries(
    request: HttpRequest, contract_id: Id, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    """List the contract's deliveries, newest first."""
    found = contract_of(request, contract_id, "read").deliveries.all()
    return {"count": found.count(), "deliveries": list(found[offset : offset + limit])}


@router.get(
    "/contracts/{contract_id}/deliveries/{delivery_id}",
    response={200: schemas.DeliveryState, **COMMON},
    operation_id="read_delivery",
    url_name="delivery",
)
def read_delivery(request: HttpRequest, contract_id: Id, delivery_id: Id) -> schemas.DeliveryState:
    """Give one delivery: its files, and while it waits what it changes."""
    contract = contract_of(request, contract_id, "read")
    return state_of(contract, get_object_or_404(contract.deliveries, pk=delivery_id))


@router.get(
    "/contracts/{contract_id}/deliveries/{delivery_id}/problems",
    response={200: schemas.Problems, **COMMON},
    operation_id="list_problems",
    url_name="problems",
)
def list_problems(
    request: HttpRequest, contract_id: Id, delivery_id: Id, limit: Limit = 200, offset: Offset = 0
) -> dict[str, Any]:
    """List what was wrong with the rows of a delivery, with file and row."""
    contract = contract_of(request, contract_id, "read")
    one = get_object_or_404(contract.deliveries, pk=delivery_id)
    found = problems_of(one)
    return {
        "count": len(found),
        "problems": [schemas.Problem.of(each) for each in found[offset : offset + limit]],
    }


@router.post(
    "/contracts/{contract_id}/deliveries/{delivery_id}/confirm",
    response={200: schemas.DeliveryState, **DECIDED},
    operation_id="confirm_delivery",
    url_name="confirm",
)
def confirm_delivery(
    request: HttpRequest, contract_id: Id, delivery_id: Id, decision: schemas.Confirmation
) -> schemas.DeliveryState:
    """Confirm a delivery, so that it is used. Where it overlaps an earlier one, say which is to count."""
    contract = contract_of(request, contract_id, "confirm")
    one = get_object_or_404(contract.deliveries, pk=delivery_id)
    person, name = who(request)
    held = confirming.confirm(
        actor=person,
        delivery=one,
        at=timezone.now(),
        replaces=decision.replaces,
        both_count=decision.both_count,
        through=name,
    )
    return state_of(contract, held)


@router.post(
    "/contracts/{contract_id}/deliveries/{delivery_id}/withdraw",
    response={200: schemas.DeliveryState, **DECIDED},
    operation_id="withdraw_delivery",
    url_name="withdraw",
)
def withdraw_delivery(
    request: HttpRequest, contract_id: Id, delivery_id: Id, decision: schemas.Withdrawal
) -> schemas.DeliveryState:
    """Withdraw a delivery: its facts are deleted, and a tombstone stays."""
    contract = contract_of(request, contract_id, "confirm")
    one = get_object_or_404(contract.deliveries, pk=delivery_id)
    person, name = who(request)
    held = withdrawing.withdraw(
        actor=person, delivery=one, reason=decision.reason, at=timezone.now(), through=name
    )
    return state_of(contract, held)


@router.post(
    "/contracts/{contract_id}/deliveries/{delivery_id}/order",
    response={200: schemas.DeliveryState, **DECIDED},
    operation_id="order_files",
    url_name="order",
)
def order_files(
    request: HttpRequest, contract_id: Id, delivery_id: Id, decision: schemas.FileOrder
) -> schemas.DeliveryState:
    """Say the order of a delivery's files, the oldest first. Of a confirmed one the key must be able to confirm."""
    contract = contract_of(request, contract_id, "deliver")
    one = get_object_or_404(contract.deliveries, pk=delivery_id)
    if one.state == Delivery.State.CONFIRMED:
        contract_of(request, contract_id, "confirm")
    person, name = who(request)
    held = file_order.order_files(
        actor=person, delivery=one, names=decision.files, at=timezone.now(), through=name
    )
    return state_of(contract, held)
