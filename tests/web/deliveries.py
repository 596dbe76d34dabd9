"""What tests of the evidence do over and over: approve the terms, deliver files, confirm."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from house import AT, House

from afstemt.web.contracts.versions import approve_version
from afstemt.web.evidence import confirming, delivering
from afstemt.web.evidence.models import Delivery

HEADER = b"id;priority;opened_at;responded_at;resolved_at\n"
CHECKS = b"service;at;ok;response_ms\n"


def approve(house: House) -> None:
    """Put the terms in force."""
    version = house.contract.versions.get()
    for who in ("authority_manager", "supplier_manager"):
        approve_version(actor=house.people[who], version=version, at=AT)


def incident(number: int, priority: int | str = 1, day: int = 5, resolved: str = "11:00:00") -> bytes:
    """Return a row of an incident in October."""
    on = f"2026-10-{day:02}T"
    return f"INC-{number};{priority};{on}09:00:00+02:00;{on}09:05:00+02:00;{on}{resolved}+02:00\n".encode()


def check(day: int, hour: int = 9, service: str = "sag-web", ok: str = "true") -> bytes:
    """Return a row of a check in October."""
    return f"{service};2026-10-{day:02}T{hour:02}:00:00+02:00;{ok};120\n".encode()


def deliver(house: House, content: bytes, name: str = "incidents.csv", **how: str) -> Delivery:
    """Return what the file became."""
    return delivering.deliver(
        actor=house.people["service_manager"],
        contract=house.contract,
        files=[SimpleUploadedFile(name, content)],
        at=AT,
        **how,  # type: ignore[arg-type]
    )


def confirm(house: House, delivery: Delivery, **how: object) -> Delivery:
    """Confirm the delivery."""
    return confirming.confirm(
        actor=house.people["service_manager"],
        delivery=delivery,
        at=AT,
        **how,  # type: ignore[arg-type]
    )


def page(house: House, name: str, *place: object, who: str = "service_manager") -> str:
    """Return the text of a page."""
    found = house.client(who).get(reverse(name, args=(house.contract.pk, *place)))
    assert found.status_code == 200, found.content.decode()
    return found.content.decode()
