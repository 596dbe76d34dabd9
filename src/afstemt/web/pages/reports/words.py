"""Driftsrapport, writing: the supplier's words where they belong, beside what is calculated."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afstemt.core.report.registry import SECTIONS
from afstemt.core.units.formats import period_name
from afstemt.core.units.period import Period
from afstemt.core.units.wording import _
from afstemt.web.contracts.mandate import mandates_of
from afstemt.web.contracts.models import Contract
from afstemt.web.pages.answers import decided
from afstemt.web.pages.requests import SignedIn, visible
from afstemt.web.periods.address import the_period
from afstemt.web.periods.rendering import shown
from afstemt.web.periods.state import standing
from afstemt.web.periods.state_texts import ball_sentence
from afstemt.web.refusals import NotAllowed, WrongState
from afstemt.web.reports import actions
from afstemt.web.reports.models import Words
from afstemt.web.reports.queries import standing_words

TITLES = {spec.id: spec.title for spec in SECTIONS}


@dataclass(frozen=True)
class Field:
    """A section to write to.

    Attributes:
        saved: What stands; None while nothing has been written.
        text: What the field holds: the writer's own text where it could not be saved, else what stands.
        theirs: What someone else saved meanwhile.
        draft: A computed first draft to take or change.
        html: What is calculated for the section, as it was last rendered.
        secret: Why the section is marked as a trade secret.
    """

    section: str
    title: str
    saved: Words | None
    text: str
    draft: str
    html: str
    secret: str
    theirs: Words | None = None

    @property
    def base(self) -> int:
        """The number that the next saving is on top of."""
        newest = self.theirs or self.saved
        return newest.number if newest else 0


def title_of(section: str) -> str:
    """Return a section's heading."""
    return _("Til myndigheden") if section == actions.ASKED else TITLES[section]()


def _fields(found: Contract, judged: Period, key: str, own: dict[str, tuple[str, Words]]) -> list[Field]:
    said: dict[str, Any] = (shown(key) if key else None) or {"parts": []}
    html = {part["id"]: part["html"] for part in said["parts"]}
    saved = {one.section: one for one in standing_words(found, judged.code)}
    row = found.periods.filter(code=judged.code).first()
    secrets = dict(row.secrets.values_list("section", "reason")) if row else {}
    fields = []
    for section in actions.WRITTEN:
        stands = saved.get(section)
        text, theirs = own.get(section, (stands.text if stands else "", None))
        fields.append(
            Field(
                section,
                title_of(section),
                stands,
                text,
                said.get("drafts", {}).get(section, ""),
                html.get(section, ""),
                secrets.get(section, ""),
                theirs,
            )
        )
    return fields


@login_required
@require_http_methods(["GET", "POST"])
def write(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Show the fields; save one of them. What cannot be saved stays in its field, beside what stands."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    own: dict[str, tuple[str, Words]] = {}
    status = 200
    if request.method == "POST":
        section, text = request.POST.get("section", ""), request.POST.get("text", "").replace("\r\n", "\n")
        said = request.POST.get("base", "")
        try:
            saved = actions.write_words(
                actor=request.user,
                contract=found,
                period=judged,
                section=section,
                text=text,
                base=int(said) if said.isdecimal() and len(said) < 9 else 0,
                at=timezone.now(),
            )
        except actions.Overtaken as overtaken:
            own[section] = (text, overtaken.theirs)
            status = 409
        except (NotAllowed, WrongState) as why:
            messages.error(request, str(why))
            return redirect("report_write", found.pk, judged.code)
        else:
            if request.htmx:  # type: ignore[attr-defined]
                return render(request, "reports/saved.html", {"saved": saved, "section": section})
            messages.success(request, _("Teksten er gemt."))
            return redirect(f"{request.path}#{section}")
    now = standing(found, judged.code)
    key = now.row.latest.key if now.row and now.row.latest else ""
    fields = _fields(found, judged, key, own)
    if request.htmx:  # type: ignore[attr-defined]
        field = next(one for one in fields if one.section in own)
        return render(
            request, "reports/field.html", {"contract": found, "code": code, "field": field}, status=status
        )
    return render(
        request,
        "reports/write.html",
        {
            "contract": found,
            "code": judged.code,
            "name": period_name(judged),
            "now": now,
            "ball": ball_sentence(now, timezone.localdate()),
            "may": mandates_of(found, request.user).rights,
            "fields": fields,
            "empty": sum(not field.text.strip() for field in fields),
        },
        status=status,
    )


@login_required
@require_POST
def mark_secret(request: SignedIn, contract_id: int, code: str) -> HttpResponse:
    """Mark a section as a trade secret."""
    found = visible(request, contract_id)
    judged = the_period(code, found.zone)
    return decided(
        request,
        lambda: actions.mark_secret(
            actor=request.user,
            contract=found,
            period=judged,
            section=request.POST.get("section", ""),
            reason=request.POST.get("reason", ""),
            at=timezone.now(),
        ),
        _("Afsnittet er mærket som en forretningshemmelighed."),
        "report_write",
        found.pk,
        judged.code,
    )
