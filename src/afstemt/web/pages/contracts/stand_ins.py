"""Naming a stand-in, and ending one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from afstemt.core.units.wording import _
from afstemt.web.contracts import stand_ins
from afstemt.web.contracts.models import StandIn
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.contracts.forms import NameStandIn
from afstemt.web.pages.requests import SignedIn, visible


@login_required
@require_POST
def name_stand_in(request: SignedIn, contract_id: int) -> HttpResponse:
    """Name the person's own stand-in."""
    found = visible(request, contract_id)
    form = NameStandIn(request.POST)
    if not form.is_valid():
        said = _("Vælg en stedfortræder, og angiv den første og den sidste dag.")
        return refused(request, said, "people", found.pk)
    chosen = get_object_or_404(
        found.access.select_related("person"), pk=form.cleaned_data["person"], ended_at__isnull=True
    )
    return decided(
        request,
        lambda: stand_ins.name_stand_in(
            actor=request.user,
            contract=found,
            person=chosen.person,
            from_day=form.cleaned_data["from_day"],
            to_day=form.cleaned_data["to_day"],
            at=timezone.now(),
        ),
        _("{name} er din stedfortræder i perioden.").format(name=chosen.person.name),
        "people",
        found.pk,
    )


@login_required
@require_POST
def end_stand_in(request: SignedIn, contract_id: int, stand_in_id: int) -> HttpResponse:
    """End a stand-in before its time."""
    found = visible(request, contract_id)
    held = get_object_or_404(StandIn.objects.filter(access__contract=found), pk=stand_in_id)
    return decided(
        request,
        lambda: stand_ins.end_stand_in(actor=request.user, stand_in=held, at=timezone.now()),
        _("Stedfortræderen er afsluttet."),
        "people",
        found.pk,
    )
