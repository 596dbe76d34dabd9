"""Calls about a period: key figures stated, and the newest report."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Status

from afstemt.web.api import schemas
from afstemt.web.api.calls import contract_of
from afstemt.web.api.delivery_calls import state_of
from afstemt.web.api.parameters import COMMON, DECIDED, PUSHED, Id, Month, who
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import key_figures
from afstemt.web.evidence.entering import AlreadyDelivered
from afstemt.web.evidence.figure_lines import Stated, lines_of, standing_figures
from afstemt.web.periods.address import the_period
from afstemt.web.periods.rendering import REPORT, folder_of

router = Router()


@router.get(
    "/contracts/{contract_id}/periods/{period}/key-figures",
    response={200: schemas.Figures, **COMMON},
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


@router.post(
    "/contracts/{contract_id}/periods/{period}/key-figures",
    response={200: schemas.DeliveryState, 201: schemas.DeliveryState, **DECIDED},
    operation_id="state_key_figures",
    url_name="key_figures",
    throttle=PUSHED,
)
def state_key_figures(
    request: HttpRequest, contract_id: Id, period: Month, stated: schemas.FiguresIn
) -> Status[Any]:
    """State figures of a period, with what each is based on. They are used when the delivery is confirmed."""
    contract = contract_of(request, contract_id, "deliver")
    judged = the_period(period, contract.zone)
    person, name = who(request)
    try:
        made = key_figures.key_in(
            actor=person,
            contract=contract,
            period=judged,
            stated={(one.level, one.population): _as_written(one) for one in stated.figures},
            reason=stated.reason,
            at=timezone.now(),
            through=name,
        )
    except AlreadyDelivered as again:
        return Status(200, state_of(contract, again.delivery))
    return Status(201, state_of(contract, made))


def _as_written(one: schemas.FigureIn) -> Stated:
    """Return a figure as a person would have written it in the form."""
    return Stated(
        "" if one.value is None else f"{one.value:f}".replace(".", ","),
        "" if one.numerator is None else str(one.numerator),
        "" if one.denominator is None else str(one.denominator),
        one.basis,
    )


@router.get(
    "/contracts/{contract_id}/periods/{period}/report",
    response={200: dict[str, Any], **COMMON},
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
