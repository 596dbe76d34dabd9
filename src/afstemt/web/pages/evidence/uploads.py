"""A large delivery on its way: the page says that its files are read, and then leads to what they became."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.models import Upload
from afstemt.web.pages.answers import looked_again
from afstemt.web.pages.evidence.mapping import files_to_map
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.work.awaited import progress

LISTED = 10


def listed(contract: Contract) -> list[Upload]:
    """Return the newest uploads that are not read yet, or were not to be read."""
    found = Upload.objects.filter(contract=contract, delivery__isnull=True)
    return list(found.select_related("sent_by")[:LISTED])


@login_required
@require_GET
def upload(request: SignedIn, contract_id: int, upload_id: int) -> HttpResponse:
    """Say how the reading goes; when the files have become a delivery, lead to it."""
    found = visible(request, contract_id, "deliver")
    one = get_object_or_404(
        Upload.objects.select_related("sent_by", "delivery"), contract=found, pk=upload_id
    )
    going = progress(one)
    if request.htmx:  # type: ignore[attr-defined]
        return looked_again(going.waiting)
    if one.outcome == Upload.READ and one.delivery is not None:
        return redirect("delivery", found.pk, one.delivery.pk)
    faults = going.faults
    to_map = files_to_map(one, request.user, timezone.now())
    return render(
        request,
        "evidence/upload.html",
        {
            "contract": found,
            "upload": one,
            "going": going,
            "faults": faults,
            "more_faults": one.more_faults,
            "to_map": to_map,
            "unrecognised": any(fault.code in ("unrecognised", "several-profiles") for fault in faults),
        },
    )
