"""Servicemål: levels by periods."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from afstemt.web.levels import queries
from afstemt.web.pages.requests import SignedIn, visible

CHOICES = (13, 19, 25)


@login_required
@require_GET
def levels(request: SignedIn, contract_id: int) -> HttpResponse:
    """Show the contract's levels over 13 to 25 periods, as the address says."""
    found = visible(request, contract_id)
    asked = request.GET.get("perioder", "")
    count = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 3 else queries.FEWEST
    count = min(max(count, queries.FEWEST), queries.MOST)
    return render(
        request,
        "levels/levels.html",
        {
            "contract": found,
            "count": count,
            "choices": CHOICES,
            "levels": queries.levels(found, count, timezone.localdate()),
        },
    )
