"""Profiler: how files are read by what a party has said of them. Seen by both, changed and ended by its own party."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from afstemt.core.evidence.tables import BY_NAME
from afstemt.core.report.words import table_word
from afstemt.core.units.wording import _
from afstemt.files.reading.intake.profile import Profile
from afstemt.files.reading.intake.profile_file import parsed
from afstemt.files.reading.sheets.finding import Unreadable
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence.models import ContractProfile
from afstemt.web.evidence.profiles import end_profile, is_its_party, keep_profile
from afstemt.web.pages.answers import decided
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.refusals import NotAllowed, WrongState


@dataclass(frozen=True)
class ProfileShown:
    """A profile through its versions.

    Attributes:
        row: The newest version.
        earlier: The others, newest first.
        table: What the files become; empty where the program knows the profile no more.
        columns: By the table's column in words, the file's columns or what stands in every row.
        may_change: Whether the person acts for its party, and it has not ended.
        text: What is in the field: as it was sent where that was refused.
        said: Why it was.
    """

    row: ContractProfile
    earlier: tuple[ContractProfile, ...]
    table: str
    columns: tuple[tuple[str, str], ...]
    may_change: bool
    text: str
    said: str = ""


@login_required
@require_http_methods(["GET", "POST"])
def contract_profiles(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show the contract's own profiles; take a new version of one, or one that is written by itself."""
    found = visible(request, contract_id)
    text, said = request.POST.get("text", "").replace("\r\n", "\n"), ""
    if request.method == "POST":
        try:
            made = keep_profile(actor=request.user, contract=found, text=text, at=timezone.now())
        except (NotAllowed, WrongState) as refusal:
            said = str(refusal)
        else:
            messages.success(request, _("Profilen er gemt. Den gælder de filer, I leverer fra nu af."))
            return redirect(f"{request.path}#profil-{made.pk}")
    shown = list(_shown(found, request, request.POST.get("profil", ""), text, said))
    return render(
        request,
        "evidence/profiles.html",
        {
            "contract": found,
            "standing": [one for one in shown if one.row.ended_at is None],
            "ended": [one for one in shown if one.row.ended_at is not None],
            "said": said if not any(one.said for one in shown) else "",
            "text": text,
            "may": mandates_of(found, request.user).rights,
        },
        status=422 if said else 200,
    )


def _shown(
    contract: Contract, request: SignedIn, sent_of: str, sent: str, said: str
) -> Iterator[ProfileShown]:
    rows = contract.profiles.select_related("organisation", "made_by", "ended_by").order_by(
        "name", "organisation", "-number"
    )
    for _key, versions in groupby(rows, key=lambda one: (one.name, one.organisation_id)):
        newest, *earlier = versions
        profile = _read(newest)
        is_sent = bool(said) and sent_of == str(newest.pk)
        yield ProfileShown(
            newest,
            tuple(earlier),
            table_word(profile.table) if profile else "",
            tuple(_columns(profile)) if profile else (),
            is_its_party(request.user, newest) and newest.ended_at is None,
            sent if is_sent else newest.text,
            said if is_sent else "",
        )


def _read(row: ContractProfile) -> Profile | None:
    try:
        return parsed(row.text, row.file_name)
    except Unreadable:
        return None


def _columns(profile: Profile) -> Iterator[tuple[str, str]]:
    for name, source in profile.columns.items():
        title = _(BY_NAME[profile.table].column(name).heading)
        if source.constant is not None:
            yield title, _("altid ”{value}”").format(value=source.constant)
        else:
            yield title, ", ".join(source.reads)


@login_required
@require_GET
def contract_profile_file(request: SignedIn, contract_id: int, profile_id: int) -> HttpResponse:
    """Give a version of a profile as the file that it is."""
    found = visible(request, contract_id)
    one = get_object_or_404(found.profiles, pk=profile_id)
    answer = HttpResponse(one.text, content_type="application/toml; charset=utf-8")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(one.file_name)}"
    return answer


@login_required
@require_POST
def end_contract_profile(request: SignedIn, contract_id: int, profile_id: int) -> HttpResponse:
    """End a profile."""
    found = visible(request, contract_id)
    one = get_object_or_404(found.profiles, pk=profile_id)
    return decided(
        request,
        lambda: end_profile(actor=request.user, profile=one, at=timezone.now()),
        _("Profilen er afsluttet. Filer, I leverer fra nu af, læses ikke efter den."),
        "contract_profiles",
        found.pk,
    )
