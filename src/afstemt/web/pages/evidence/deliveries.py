"""Datagrundlag: deliver files, see what they became and what they change, confirm or withdraw."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import Period, month
from afstemt.core.units.wording import _
from afstemt.files.reading.registry import NAMES
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.queries import last_periods
from afstemt.web.evidence import (
    confirming,
    delivering,
    difference_texts,
    file_order,
    problems,
    queries,
    receiving,
    withdrawing,
)
from afstemt.web.evidence.delivery_problems import problems_of
from afstemt.web.evidence.entering import AlreadyDelivered
from afstemt.web.evidence.forms import Decision, How, order_in
from afstemt.web.evidence.holding import Held, held_of
from afstemt.web.evidence.models import Delivery, Upload
from afstemt.web.evidence.profiles import standing_profiles
from afstemt.web.evidence.store import comparison_of, unordered_in
from afstemt.web.evidence.uploads import LARGEST
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.evidence.contents import files_shown
from afstemt.web.pages.evidence.mapping import files_to_map
from afstemt.web.pages.evidence.missing import section
from afstemt.web.pages.evidence.uploads import listed
from afstemt.web.pages.forms import Reason
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.periods.address import month_of
from afstemt.web.refusals import NoRoom, NotAllowed, WrongState
from afstemt.web.reports.queries import none_stated

ON_A_PAGE = 50
ASKED = "spoergsmaal"
"""What the page of a delivery is asked to show, of its problems, where it is not all."""


@login_required
@require_http_methods(["GET", "POST"])
def deliveries(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show what the period has and lacks and the contract's deliveries; take a new delivery."""
    found = visible(request, contract_id)
    faults: tuple[Fault, ...] = ()
    said, status, earlier = "", 200, None
    held: Upload | None = None
    own = [one.name for one in standing_profiles(found, request.user)]
    how = How(request.POST if request.method == "POST" else None, own=own)
    if request.method == "POST":
        try:
            files = request.FILES.getlist("files")
            if not files or not how.is_valid():
                raise WrongState(_("Vælg mindst én fil."))
            at = timezone.now()
            profile, customer = how.cleaned_data["profile"], how.cleaned_data["customer"]
            if receiving.is_large(files):
                upload = receiving.receive(
                    actor=request.user,
                    contract=found,
                    files=files,
                    at=at,
                    profile=profile,
                    customer=customer,
                )
                return redirect("upload", found.pk, upload.pk)
            delivery = delivering.deliver(
                actor=request.user,
                contract=found,
                files=files,
                at=at,
                profile=profile or None,
                customer=customer or None,
            )
            return redirect("delivery", found.pk, delivery.pk)
        except Refused as refusal:
            faults, status = refusal.faults, 422
            held = refusal.upload if isinstance(refusal, Held) else None
        except AlreadyDelivered as refusal:
            said, status, earlier = str(refusal), 422, refusal.delivery
        except (NotAllowed, WrongState) as refusal:
            said, status = str(refusal), 422
        except NoRoom as refusal:
            said, status = str(refusal), 507
    every = list(found.deliveries.select_related("made_by").prefetch_related("files"))
    judged = (
        month_of(request.GET.get("periode", ""), found.zone)
        or month(timezone.localdate(), found.zone).before()
    )
    return render(
        request,
        "evidence/deliveries.html",
        {
            "contract": found,
            "basis": queries.basis(found, judged, every, _none(found, judged)),
            "code": judged.code,
            "period": period_name(judged),
            "periods": last_periods(timezone.localdate(), found.zone),
            "missing": section(found, request.user),
            "uploads": listed(found),
            "page": Paginator(every, ON_A_PAGE).get_page(request.GET.get("side")),
            "may": mandates_of(found, request.user).rights,
            "how": how,
            "faults": problems.foremost(faults),
            "more_faults": len(faults) - len(problems.foremost(faults)),
            "ask_profile": any(fault.code in ("unrecognised", "several-profiles") for fault in faults),
            "said": said,
            "earlier": earlier,
            "held": held,
            "to_map": files_to_map(held, request.user, timezone.now()) if held else [],
            "largest": LARGEST,
            "formats": ", ".join(NAMES),
        },
        status=status,
    )


def _none(contract: Contract, period: Period) -> list[str]:
    """Return the topics that the period was stated to have none of."""
    return [one.topic for one in none_stated(contract, period.last) if one.period.code == period.code]


@login_required
@require_GET
def delivery(request: SignedIn, contract_id: int, delivery_id: int) -> HttpResponse:
    """Show what a delivery became, every problem, and what it changes in what is confirmed."""
    found = visible(request, contract_id)
    one = get_object_or_404(
        found.deliveries.select_related("contract", "made_by", "confirmed_by", "withdrawn_by", "ordered_by"),
        pk=delivery_id,
    )
    faults = problems_of(one)
    asked = [fault for fault in faults if fault.severity == "ask"]
    only = request.GET.get("vis") == ASKED and bool(asked)
    unordered = unordered_in(faults)
    files = files_shown(one, list(one.files.all()), faults) if one.kind == Delivery.Kind.FILES else []
    context = {
        "contract": found,
        "all_problems": len(faults),
        "asked": len(asked),
        "only_asked": only,
        "delivery": one,
        "files": files,
        "read_by": list(one.read_by.all()),
        "held": held_of(one, timezone.now()) if file_order.is_its_party(request.user, one) else None,
        "any_unknown": any(each.unknown for each in files),
        "problems": Paginator(asked if only else faults, problems.ON_A_PAGE).get_page(
            request.GET.get("side")
        ),
        "may": mandates_of(found, request.user).rights,
        "unordered": unordered,
        "to_order": [*one.file_order, *(name for name in unordered if name not in one.file_order)],
        "missing": section(found, request.user, one),
        "may_order": file_order.is_its_party(request.user, one) and one.state != Delivery.State.WITHDRAWN,
    }
    if one.kind == Delivery.Kind.KEYED:
        context["figures"] = queries.figures_of(one)
    if one.state == Delivery.State.READ:
        standing = queries.confirmed(found)
        compared = comparison_of(one, standing)
        context |= {
            "seen": ",".join(str(number) for number in compared.basis),
            "differences": difference_texts.differences_shown(compared, found.zone),
            "overlaps": difference_texts.overlaps_shown(
                compared, {held.pk: held for held in standing}, found.zone
            ),
            "changes_nothing": compared.changes_nothing,
        }
    return render(request, "evidence/delivery.html", context)


@login_required
@require_GET
def delivery_problems(request: SignedIn, contract_id: int, delivery_id: int) -> StreamingHttpResponse:
    """Give every problem of a delivery as a list."""
    found = visible(request, contract_id)
    one = get_object_or_404(found.deliveries, pk=delivery_id)
    lines = list(problems.as_csv(problems_of(one)))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="problemer-{one.pk}.csv"'
    return answer


@login_required
@require_POST
def confirm(request: SignedIn, contract_id: int, delivery_id: int) -> HttpResponse:
    """Confirm a delivery, as its differences were shown."""
    found = visible(request, contract_id)
    one = get_object_or_404(found.deliveries, pk=delivery_id)
    form = Decision(request.POST)
    if not form.is_valid():
        return refused(request, _("Se forskellene igen, og bekræft så."), "delivery", found.pk, one.pk)
    choice = form.cleaned_data["overlap"]
    standing = queries.confirmed(found)
    replaced: list[int] = []
    if choice == "replace" and one.state == Delivery.State.READ:
        replaced = [each.delivery for each in comparison_of(one, standing).overlaps]
    return decided(
        request,
        lambda: confirming.confirm(
            actor=request.user,
            delivery=one,
            at=timezone.now(),
            seen=form.basis() if "seen" in request.POST else None,
            replaces=replaced,
            both_count=choice == "both",
        ),
        _("Leverancen er bekræftet og indgår i datagrundlaget."),
        "delivery",
        found.pk,
        one.pk,
    )


@login_required
@require_POST
def order_files(request: SignedIn, contract_id: int, delivery_id: int) -> HttpResponse:
    """Say the order of a delivery's files."""
    found = visible(request, contract_id)
    one = get_object_or_404(found.deliveries.select_related("made_by"), pk=delivery_id)
    return decided(
        request,
        lambda: file_order.order_files(
            actor=request.user, delivery=one, names=order_in(request.POST), at=timezone.now()
        ),
        _("Rækkefølgen er gemt. Den gælder også senere leverancer, hvis filer hedder det samme."),
        "delivery",
        found.pk,
        one.pk,
    )


@login_required
@require_POST
def withdraw(request: SignedIn, contract_id: int, delivery_id: int) -> HttpResponse:
    """Withdraw a delivery."""
    found = visible(request, contract_id)
    one = get_object_or_404(found.deliveries, pk=delivery_id)
    form = Reason(request.POST)
    if not form.is_valid():
        said = _("Skriv, hvorfor leverancen trækkes tilbage.")
        return refused(request, said, "delivery", found.pk, one.pk)
    return decided(
        request,
        lambda: withdrawing.withdraw(
            actor=request.user, delivery=one, reason=form.cleaned_data["reason"], at=timezone.now()
        ),
        _("Leverancen er trukket tilbage, og dens data er slettet."),
        "deliveries",
        found.pk,
    )
