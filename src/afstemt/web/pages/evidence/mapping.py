"""What the columns of a file are that nothing recognises: said in a form by the party that sent it."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.units.wording import _
from afstemt.files.kept import told_fault
from afstemt.files.reading.intake.column_mapping import ColumnMapping, document, read
from afstemt.files.reading.intake.profile_file import parsed
from afstemt.files.reading.intake.survey import Survey
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import receiving
from afstemt.web.evidence.holding import surveys_of
from afstemt.web.evidence.mapping_form import MappingForm, filled_in, proposed
from afstemt.web.evidence.models import Upload
from afstemt.web.evidence.profiles import standing_profiles
from afstemt.web.pages.answers import decided
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.parties.models import Person
from afstemt.web.refusals import NotAllowed, WrongState


def files_to_map(upload: Upload, person: Person, at: datetime) -> list[tuple[str, str]]:
    """Return the files whose columns the person can say what are: the name, and what it is nearest to, in words."""
    if upload.sent_by.organisation_id != person.organisation_id:
        return []
    near = {one.source: one.message for one in map(told_fault, upload.faults) if one.code == "nearest"}
    return [(name, near.get(name, "")) for name in surveys_of(upload, at)]


@login_required
@require_POST
def read_files_again(request: SignedIn, contract_id: int, upload_id: int) -> HttpResponse:
    """Read the files again by the profiles that stand now."""
    found = visible(request, contract_id, "deliver")
    upload = get_object_or_404(Upload.objects.select_related("sent_by"), contract=found, pk=upload_id)
    return decided(
        request,
        lambda: receiving.read_again(actor=request.user, upload=upload, at=timezone.now()),
        _("Filerne læses igen."),
        "upload",
        found.pk,
        upload.pk,
    )


@login_required
@require_http_methods(["GET", "POST"])
def map_columns(request: SignedIn, contract_id: int, upload_id: int) -> HttpResponse:
    """Show what a file's columns seem to be, and take what they are."""
    found = visible(request, contract_id, "deliver")
    upload = get_object_or_404(Upload.objects.select_related("sent_by"), contract=found, pk=upload_id)
    if upload.sent_by.organisation_id != request.user.organisation_id:
        raise Http404
    at = timezone.now()
    surveys = surveys_of(upload, at)
    source = request.GET.get("fil", "") if request.method == "GET" else request.POST.get("fil", "")
    source = source or next(iter(surveys), "")
    if source not in surveys:
        return redirect("upload", found.pk, upload.pk)
    said = ""
    if request.method == "GET":
        table = request.GET.get("tabel", "")
        said_before = _said(found, request.user, surveys[source])
        form = proposed(source, surveys[source], table if table in BY_NAME else "", said_before)
    else:
        form = filled_in(
            request.POST.dict(), source, surveys[source], _taken(found, request.user, surveys[source])
        )
        if form.mapping is not None:
            try:
                receiving.map_columns(actor=request.user, upload=upload, text=document(form.mapping), at=at)
            except (NotAllowed, WrongState) as refusal:
                said = str(refusal)
            else:
                return redirect("upload", found.pk, upload.pk)
    return _page(request, found, upload, source, form, said)


def _page(
    request: SignedIn, contract: Contract, upload: Upload, source: str, form: MappingForm, said: str
) -> HttpResponse:
    return render(
        request,
        "evidence/mapping.html",
        {"contract": contract, "upload": upload, "source": source, "form": form, "said": said},
        status=422 if said or form.is_wrong else 200,
    )


def _said(contract: Contract, person: Person, surveys: tuple[Survey, ...]) -> ColumnMapping | None:
    """Return what the party has said before of a file with all the columns of one of its profiles."""
    headings = {one.heading for one in surveys}
    said = (read(one.text) for one in standing_profiles(contract, person))
    return next((one for one in said if one is not None and set(one.headings) <= headings), None)


def _taken(contract: Contract, person: Person, surveys: tuple[Survey, ...]) -> dict[str, bool]:
    """Return the names of the party's profiles, and whether each reads files with these columns."""
    headings = {one.heading for one in surveys}
    return {
        one.name: any(set(each) <= headings for each in parsed(one.text, one.file_name).recognise)
        for one in standing_profiles(contract, person)
    }
