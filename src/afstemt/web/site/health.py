"""Whether the process lives, and whether it can serve: for the machine that watches it."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from afstemt.web.site.database import state


@require_safe
def alive(_request: HttpRequest) -> JsonResponse:
    """Answer that the process runs."""
    return JsonResponse({"alive": True})


@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers and is at this program's version, else 503 with what is wrong."""
    found = state()
    if found == "ready":
        return JsonResponse({"ready": True})
    return JsonResponse({"ready": False, "database": found}, status=503)
