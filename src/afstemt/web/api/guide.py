"""The page at the interface's root: what calls there are, and how they are made."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from afstemt.core.units.wording import _
from afstemt.web.api.calls import CALLS, PUSHES
from afstemt.web.api.interface import api
from afstemt.web.api.words import WORDS
from afstemt.web.evidence.uploads import AT_ONCE, LARGEST


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """Show what calls there are, from the interface's own description."""
    calls = [
        (method.upper(), path, _(WORDS[operation["operationId"]]))
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    ]
    where = request.build_absolute_uri(request.path) + "contracts/1/deliveries"
    header = '-H "Authorization: Bearer $KEY"'
    json = '-H "Content-Type: application/json"'
    context = {
        "calls": calls,
        "header": "Authorization: Bearer afst_…",
        "example": f"curl {header} -F files=@incidents.csv {where}\ncurl {header} {json} -d '{{}}' {where}/7/confirm",
        "per_minute": CALLS,
        "pushes": PUSHES,
        "largest": LARGEST,
        "at_once": AT_ONCE,
    }
    return render(request, "api/guide.html", context)
