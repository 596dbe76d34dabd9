"""Writing a draft of the terms: in forms, as a document, from another version; taking it away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afstemt.core.terms.wording.sections import BY_KEY, Section
from afstemt.core.units.fault import Fault, Refused
from afstemt.core.units.wording import _
from afstemt.web.contracts import terms_queries as queries
from afstemt.web.contracts import versions
from afstemt.web.contracts.editor.document import Put, rewritten
from afstemt.web.contracts.editor.writing import Written, opened, submitted
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Contract, TermsVersion
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.contracts.forms import FromDay
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.refusals import NotAllowed, WrongState


def _found(request: SignedIn, contract_id: int, version_id: int) -> tuple[Contract, TermsVersion]:
    contract = visible(request, contract_id)
    return contract, get_object_or_404(contract.versions, pk=version_id)


def _section(key: str, number: str) -> tuple[Section, int | None]:
    """Return the section of an address and the item of its list, else answer 404."""
    if key not in BY_KEY or not (number.isdecimal() or number == ""):
        raise Http404
    section = BY_KEY[key]
    return section, int(number[:6]) if number and section.one_at_a_time else None


def _document(request: SignedIn) -> str:
    """Return the document that a form carries; browsers send its line ends as two characters."""
    return str(request.POST.get("document", "")).replace("\r\n", "\n")


@login_required
@require_http_methods(["GET", "POST"])
def edit_draft(request: SignedIn, contract_id: int, version_id: int, key: str) -> HttpResponse:
    """Write one section of a draft in a form."""
    contract, version = _found(request, contract_id, version_id)
    section, number = _section(key, request.GET.get("nr", ""))
    if not queries.may_write(version, mandates_of(contract, request.user).rights):
        return refused(request, queries.why_not_written(version), "version", contract.pk, version.pk)
    today = timezone.localdate()
    try:
        if request.method != "POST":
            return _form(request, version, version.sha256, opened(version.text, section, number, today))
        page = submitted(_document(request), section, number, request.POST.dict(), today)
    except Refused as faults:
        return _raw(request, version, version.sha256, version.text, faults.faults)
    edited = request.POST.get("edited", "")
    if not page.ready:
        return _form(request, version, edited, page)
    return _saved(request, version, page.text, edited, page)


@login_required
@require_http_methods(["GET", "POST"])
def edit_document(request: SignedIn, contract_id: int, version_id: int) -> HttpResponse:
    """Write a draft as the document it is."""
    contract, version = _found(request, contract_id, version_id)
    if not queries.may_write(version, mandates_of(contract, request.user).rights):
        return refused(request, queries.why_not_written(version), "version", contract.pk, version.pk)
    if request.method != "POST":
        return _raw(request, version, version.sha256, version.text)
    if "document" not in request.POST:
        outdated = _("Siden er ikke den nyeste; genindlæs den og prøv igen.")
        return refused(request, outdated, "edit_document", contract.pk, version.pk)
    return _saved(request, version, _document(request), request.POST.get("edited", ""), None)


def _saved(
    request: SignedIn, version: TermsVersion, text: str, edited: str, page: Written | None
) -> HttpResponse:
    """Save the draft and go on writing, or say what stands in the way with what was written."""
    try:
        versions.replace_draft(
            actor=request.user, version=version, text=text, edited=edited, at=timezone.now()
        )
    except Refused as faults:
        return _raw(request, version, edited, text, faults.faults)
    except versions.ChangedMeanwhile as changed:
        return render(
            request,
            "contracts/changed.html",
            {
                "contract": version.contract,
                "version": changed.version,
                "mine": text,
                "differences": queries.differences_of_texts(changed.version.text, text),
            },
            status=409,
        )
    except (NotAllowed, WrongState) as no:
        return refused(request, str(no), "terms", version.contract_id)
    messages.success(request, _("Udkastet er gemt."))
    if page is None:
        return redirect("edit_document", version.contract_id, version.pk)
    if page.lost:
        gone = _("Disse kommentarer stod ved det, der er taget ud, og er ikke med længere: {comments}")
        messages.info(request, gone.format(comments=" · ".join(page.lost)))
    back = redirect("edit_draft", version.contract_id, version.pk, page.section.key)
    if page.number is not None:
        back["Location"] += f"?nr={page.number}"
    return back


def _form(request: SignedIn, version: TermsVersion, edited: str, page: Written) -> HttpResponse:
    faulty = bool(page.faults)
    return render(
        request,
        "contracts/draft.html",
        {"contract": version.contract, "version": version, "edited": edited, "page": page},
        status=422 if faulty else 200,
    )


def _raw(
    request: SignedIn, version: TermsVersion, edited: str, text: str, faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    return render(
        request,
        "contracts/document.html",
        {
            "contract": version.contract,
            "version": version,
            "edited": edited,
            "text": text,
            "faults": faults,
            "sections": tuple(BY_KEY.values()),
        },
        status=422 if faults else 200,
    )


@login_required
@require_POST
def withdraw_draft(request: SignedIn, contract_id: int, version_id: int) -> HttpResponse:
    """Take a draft away."""
    contract, version = _found(request, contract_id, version_id)
    return decided(
        request,
        lambda: versions.withdraw_draft(actor=request.user, version=version, at=timezone.now()),
        _("Udkastet er trukket tilbage."),
        "terms",
        contract.pk,
    )


@login_required
@require_POST
def copy_version(request: SignedIn, contract_id: int, version_id: int) -> HttpResponse:
    """Make a new draft from a version, in force from another day."""
    contract, version = _found(request, contract_id, version_id)
    form = FromDay(request.POST)
    if not form.is_valid():
        return refused(
            request, _("Skriv den dag, den nye version skal gælde fra."), "version", contract.pk, version.pk
        )
    text = rewritten(version.text, [Put(("in_force_from",), form.cleaned_data["in_force_from"])]).text
    try:
        return decided(
            request,
            lambda: versions.add_version(actor=request.user, contract=contract, text=text, at=timezone.now()),
            _("Der ligger nu et udkast. Ret det, og lad begge parter godkende det."),
            "terms",
            contract.pk,
        )
    except Refused as faults:
        return refused(request, faults.faults[0].message, "version", contract.pk, version.pk)
