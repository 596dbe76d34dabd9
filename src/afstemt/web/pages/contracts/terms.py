"""Kontraktvilkår: the versions with what they leave open, a new draft, approval."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.wording import _
from afstemt.web.contracts import queries, versions
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.terms_queries import may_write, read_version, terms_verdict
from afstemt.web.overview.upkeep import bring_up_to_date
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.contracts.forms import TermsFile
from afstemt.web.pages.requests import SignedIn, visible


@login_required
@require_http_methods(["GET", "POST"])
def terms(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show the versions of the terms; take a new draft as a file."""
    found = visible(request, contract_id)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        form = TermsFile(request.POST, request.FILES)
        if not form.is_valid():
            said = " ".join(str(each) for each in form.errors.get("document", ()))
            return refused(request, said, "terms", found.pk)
        try:
            return decided(
                request,
                lambda: versions.add_version(
                    actor=request.user, contract=found, text=form.cleaned_data["document"], at=timezone.now()
                ),
                _("Udkastet er lagt ind. Det gælder, når begge parter har godkendt det."),
                "terms",
                found.pk,
            )
        except Refused as found_faults:
            faults = found_faults.faults
    shown = queries.versions(found, timezone.localdate())
    return render(
        request,
        "contracts/terms.html",
        {
            "contract": found,
            "may": mandates_of(found, request.user).rights,
            "versions": shown,
            "verdict": terms_verdict(shown, timezone.localdate()),
            "faults": faults,
        },
        status=422 if faults else 200,
    )


@login_required
@require_GET
def version(request: SignedIn, contract_id: int, version_id: int) -> HttpResponse:
    """Show a version in words, and what differs from another one."""
    found = visible(request, contract_id)
    against = request.GET.get("mod", "")
    read = read_version(
        found, version_id, int(against[:18]) if against.isdecimal() else None, timezone.localdate()
    )
    if read is None:
        raise Http404
    rights = mandates_of(found, request.user).rights
    return render(
        request,
        "contracts/version.html",
        {
            "contract": found,
            "read": read,
            "version": read.shown.version,
            "may": rights,
            "may_write": may_write(read.shown.version, rights),
        },
    )


@login_required
@require_POST
def approve_version(request: SignedIn, contract_id: int, version_id: int) -> HttpResponse:
    """Approve a version for the person's party."""
    found = visible(request, contract_id)
    version = get_object_or_404(found.versions, pk=version_id)
    answer = decided(
        request,
        lambda: versions.approve_version(
            actor=request.user, version=version, at=timezone.now(), read=request.POST.get("read")
        ),
        _("Versionen er godkendt for din part."),
        "terms",
        found.pk,
    )
    bring_up_to_date(found, timezone.localdate())
    return answer
