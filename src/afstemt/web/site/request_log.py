"""A line in the log for each request: what was asked for by its pattern, never by its values."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from afstemt.web.site.logs import request_id

log = logging.getLogger("afstemt.request")
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
"""A request's id as a proxy may give it."""


class RequestLogMiddleware:
    """Gives each request an id, which its answer and all its lines in the log carry, and writes how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write the line."""
        given = request.headers.get("X-Request-ID", "")
        number = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        before = request_id.set(number)
        since = time.monotonic()
        try:
            response = self.get_response(request)
            found = request.resolver_match
            person = getattr(request, "_cached_user", None)  # asked for by the page, or not at all
            log.info(
                "request",
                extra={
                    "method": request.method,
                    "path": f"/{found.route}" if found else "",
                    "status": response.status_code,
                    "duration_ms": round((time.monotonic() - since) * 1000),
                    "person": getattr(person, "pk", None),
                },
            )
            response.headers["X-Request-ID"] = number
            return response
        finally:
            request_id.reset(before)
