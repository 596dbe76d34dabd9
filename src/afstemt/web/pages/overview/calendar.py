"""The contract's calendar: what it asks of whom, what is done, and saying so."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from afstemt.core.units.formats import day as shown_day
from afstemt.core.units.wording import _
from afstemt.web.contracts.mandate import Mandate, mandates_of
from afstemt.web.overview import marking, obligations
from afstemt.web.overview.calendar import Entry, entries
from afstemt.web.overview.task_texts import in_words
from afstemt.web.pages.answers import decided, refused
from afstemt.web.pages.requests import SignedIn, visible


@login_required
@require_http_methods(["GET", "POST"])
def calendar(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show the contract's calendar; say that an entry of it is done."""
    found = visible(request, contract_id)
    if request.method == "POST":
        day, done_on = (_day(request.POST.get(name, "")) for name in ("day", "done_on"))
        if day is None or done_on is None:
            return refused(request, _("Skriv den dag, det blev udført."), "calendar", found.pk)
        return decided(
            request,
            lambda: marking.mark_done(
                actor=request.user,
                contract=found,
                title=request.POST.get("title", ""),
                day=day,
                done_on=done_on,
                note=request.POST.get("note", ""),
                at=timezone.now(),
            ),
            _("Det er registreret som udført."),
            "calendar",
            found.pk,
        )
    today = timezone.localdate()
    shown = entries(found)
    mandate = mandates_of(found, request.user).to("mark_done")
    asked = obligations.calendar_days([found.pk], today)
    return render(
        request,
        "overview/calendar.html",
        {
            "contract": found,
            "rows": [
                (entry, entry.open and entry.told.act_by < today, _owner(entry), _mine(entry, mandate))
                for entry in shown
            ],
            "late": [one.lateness for one in in_words(asked, [found]) if one.late(today)],
            "said": _sentence(shown, today),
            "today": today.isoformat(),
        },
    )


@login_required
@require_POST
def unmark(request: SignedIn, contract_id: int, mark_id: int) -> HttpResponse:
    """Take back that an entry is done."""
    found = visible(request, contract_id)
    mark = get_object_or_404(found.done_entries, pk=mark_id)
    return decided(
        request,
        lambda: marking.unmark_done(
            actor=request.user, mark=mark, reason=request.POST.get("reason", ""), at=timezone.now()
        ),
        _("Det er taget tilbage; dagen skal meldes udført igen."),
        "calendar",
        found.pk,
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # as a day, but none that there is
        return None


def _mine(entry: Entry, mandate: Mandate | None) -> bool:
    return mandate is not None and marking.is_due_from(entry, mandate)


def _owner(entry: Entry) -> str:
    return {"authority": _("myndigheden"), "supplier": _("leverandøren"), "both": _("begge parter")}[
        entry.told.owner
    ]


def _sentence(shown: Sequence[Entry], today: date) -> str:
    """Return the next thing that the calendar asks for."""
    if not shown:
        return _("Vilkårene i kraft har ingen dage i kontraktens kalender.")
    coming = next((entry for entry in shown if entry.open and entry.told.act_by >= today), None)
    if coming is None:
        return _("Der er ikke flere kommende dage i kontraktens kalender.")
    return _("Næste dag i kontraktens kalender: {title}, senest {day} ({who}).").format(
        title=coming.told.title, day=shown_day(coming.told.act_by), who=_owner(coming)
    )
