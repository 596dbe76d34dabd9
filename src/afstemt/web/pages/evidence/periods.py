"""A period's evidence: what is lacking, key figures keyed in, the supplier's own report, stated beside calculated."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.files.writing.registry import WRITERS
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.contracts.terms import in_force
from afstemt.web.evidence import key_figures as figures
from afstemt.web.evidence import queries
from afstemt.web.evidence import supplier_report as own_report
from afstemt.web.evidence.entering import AlreadyDelivered
from afstemt.web.evidence.figure_lines import Line, Stated, lines_of, standing_figures
from afstemt.web.evidence.forms import stated_in
from afstemt.web.evidence.models import Delivery
from afstemt.web.levels.preview import beside
from afstemt.web.lifecycle import own_tables
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.forms import Reason
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.periods.address import the_period
from afstemt.web.refusals import NoRoom, NotAllowed, WrongState
from afstemt.web.reports import none_lines
from afstemt.web.reports.queries import none_stated


@login_required
@require_GET
def period_data(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Show a period's evidence."""
    found = visible(request, contract_id)
    return _page(request, found, the_period(code, found.zone))


@login_required
@require_POST
def key_figures(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Take key figures that were keyed in."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    terms = in_force(found)
    lines = lines_of(terms, judged) if terms else ()
    stated = stated_in(request.POST, lines)
    try:
        made = figures.key_in(
            actor=request.user,
            contract=found,
            period=judged,
            stated=stated,
            reason=request.POST.get("reason", ""),
            at=timezone.now(),
        )
        return redirect("delivery", found.pk, made.pk)
    except Refused as refusal:
        faults, status = refusal.faults, 422
    except AlreadyDelivered as again:
        if again.delivery.state == Delivery.State.READ:
            messages.info(request, str(again))
            return redirect("delivery", found.pk, again.delivery.pk)
        faults, status = (Fault("refused", str(again)),), 422
    except (NotAllowed, WrongState) as refusal:
        faults, status = (Fault("refused", str(refusal)),), 422
    except NoRoom as refusal:
        faults, status = (Fault("no-room", str(refusal)),), 507
    return _page(request, found, judged, stated, faults, request.POST.get("reason", ""), status)


@login_required
@require_POST
def attach_report(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Attach the supplier's own report."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    file = request.FILES.get("report")
    if file is None:
        return refused(request, _("Vælg en fil."), "period_data", found.pk, judged.code)
    attach: Callable[[], object] = lambda: own_report.attach(  # noqa: E731
        actor=request.user, contract=found, period=judged, file=file, at=timezone.now()
    )
    said = _("Rapporten er vedhæftet. Indtast dens nøgletal, så de står ved siden af de beregnede.")
    try:
        return decided(request, attach, said, "period_data", found.pk, judged.code)
    except NoRoom as refusal:
        return refused(request, str(refusal), "period_data", found.pk, judged.code)


@login_required
@require_GET
def supplier_report(request: SignedIn, contract_id: int, code: str, report_id: int) -> FileResponse:
    """Give an attached report as it was received."""
    found = visible(request, contract_id)
    report = get_object_or_404(found.supplier_reports, pk=report_id, period=code, withdrawn_at__isnull=True)
    path = own_report.path_of(report)
    if not path.is_file():
        raise Http404
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=report.name,
        content_type=WRITERS[report.format].media_type,
    )


@login_required
@require_POST
def withdraw_report(request: SignedIn, contract_id: int, code: str, report_id: int) -> HttpResponse:
    """Withdraw an attached report."""
    found = visible(request, contract_id)
    report = get_object_or_404(found.supplier_reports, pk=report_id, period=code)
    form = Reason(request.POST)
    if not form.is_valid():
        said = _("Skriv, hvorfor rapporten trækkes tilbage.")
        return refused(request, said, "period_data", found.pk, code)
    return decided(
        request,
        lambda: own_report.withdraw_report(
            actor=request.user, report=report, reason=form.cleaned_data["reason"], at=timezone.now()
        ),
        _("Rapporten er trukket tilbage, og filen er slettet."),
        "period_data",
        found.pk,
        code,
    )


def _page(
    request: SignedIn,
    contract: Contract,
    period: Period,
    stated: Mapping[tuple[str, str], Stated] | None = None,
    faults: tuple[Fault, ...] = (),
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    terms = in_force(contract)
    lines = lines_of(terms, period) if terms else ()
    if stated is None:
        stated = standing_figures(contract, terms, period) if terms else {}
    every = list(contract.deliveries.select_related("made_by").prefetch_related("files"))
    confirmed = queries.confirmed(contract)
    stated_none = none_stated(contract, period.last)
    none = none_lines.lines(
        contract, terms, period, confirmed, stated_none, request.user, timezone.localdate()
    )
    reports = list(contract.supplier_reports.filter(period=period.code).select_related("made_by"))
    context: dict[str, Any] = {
        "contract": contract,
        "code": period.code,
        "period": period_name(period),
        "basis": queries.basis(
            contract, period, every, [one.topic.name for one in none.each if one.statement]
        ),
        "none": none,
        "lines": _fields(lines, stated, faults),
        "faults": faults,
        "reason": reason,
        "reports": reports,
        "newest": next((one for one in reports if one.withdrawn_at is None), None),
        "may": mandates_of(contract, request.user).rights,
        "figures": (),
        "cannot": (),
    }
    if terms and confirmed:
        own = own_tables.said_here(contract, period)
        try:
            found = beside(contract, terms, period, confirmed, timezone.localdate(), own)
            context |= {"figures": found.figures, "unknown": found.unknown}
        except Refused as refusal:
            context["cannot"] = refusal.faults
    return render(request, "evidence/period_data.html", context, status=status)


def _fields(
    lines: tuple[Line, ...], stated: Mapping[tuple[str, str], Stated], faults: tuple[Fault, ...]
) -> list[tuple[int, Line, Stated, str]]:
    """Return each line with its number, what stands in its fields, and what is wrong with them."""
    wrong = {fault.place: fault.message for fault in faults}
    return [
        (
            number,
            line,
            stated.get((line.level, line.population), Stated()),
            wrong.get(f"{line.level}|{line.population}", ""),
        )
        for number, line in enumerate(lines)
    ]
