"""Who calls, how often, and what is answered when something is refused: the same words as on the pages."""

import time
from typing import Any

from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled, ValidationError
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from afstemt.core.units.fault import Refused
from afstemt.core.units.wording import _
from afstemt.web.api.keys import key_of
from afstemt.web.api.models import AccessKey
from afstemt.web.api.schemas import Problem, Refusal
from afstemt.web.contracts.models import Contract
from afstemt.web.evidence import uploads
from afstemt.web.refusals import NoRoom, NotAllowed, WrongState

CALLS, PUSHES = 120, 12
"""Calls a minute of one key: of all kinds, and of those that send files or figures."""


class ByKey(HttpBearer):
    """The key stands in ``Authorization: Bearer …``."""

    def authenticate(self, request: HttpRequest, token: str) -> AccessKey | None:  # noqa: ARG002 - the interface's
        """Return the key, else None."""
        return key_of(token, timezone.now())


class PerMinute(BaseThrottle):
    """So many calls of one key in each minute of the clock.

    The minute's count may be a few too low when calls of one key come in the same instant: it guards the server's time,
    and is no promise.
    """

    def __init__(self, what: str, limit: int) -> None:
        self.what, self.limit = what, limit

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the call; return whether it is among those allowed."""
        key = f"api-{self.what}-{request.auth.pk}-{int(time.time() // 60)}"  # type: ignore[attr-defined]
        if cache.add(key, 1, 120):
            return True
        try:
            return cache.incr(key) <= self.limit
        except ValueError:  # cleared away to make room
            return True

    def wait(self) -> float:
        """Return the seconds until the next minute."""
        return 60 - time.time() % 60


def contract_of(request: HttpRequest, contract_id: int, use: str) -> Contract:
    """Return the key's contract.

    Args:
        use: What the call is for, of ``keys.USES``.

    Raises:
        Http404: The contract is another one, or is not there.
        NotAllowed: The key cannot be used for this.
    """
    key: AccessKey = request.auth  # type: ignore[attr-defined]
    visible = Contract.objects.visible_to(key.made_by).filter(access_keys=key)
    contract: Contract = get_object_or_404(visible, pk=contract_id)
    if not getattr(key, f"may_{use}"):
        raise NotAllowed(_("Adgangsnøglen kan ikke bruges til dette."))
    return contract


def answer_refusals(api: NinjaAPI) -> None:
    """Make every refusal an answer in words, with the status that says what kind it is."""

    def said(request: HttpRequest, error: Exception, status: int, text: str = "") -> HttpResponse:
        problems = [Problem.of(fault) for fault in error.faults] if isinstance(error, Refused) else []
        refusal = Refusal(detail=text or str(error), problems=problems)
        return api.create_response(request, refusal.model_dump(), status=status)

    def signed_out(request: HttpRequest, error: Any) -> HttpResponse:
        answer = said(request, error, 401, _("Adgangsnøglen mangler, er udløbet eller tilbagekaldt."))
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        problems = [
            Problem(code=one["type"], message=one["msg"], meaning="stop", column=_place(one["loc"]))
            for one in error.errors
        ]
        refusal = Refusal(detail=_("Kaldet er ikke, som det skal være; intet er gjort."), problems=problems)
        return api.create_response(request, refusal.model_dump(), status=422)

    def failed(request: HttpRequest, error: Any) -> HttpResponse:
        if uploads.is_full(error):
            return said(request, error, 507, uploads.no_room())
        raise error

    def on(error: type[Exception], status: int, text: Any = None) -> None:
        def handler(request: HttpRequest, found: Any) -> HttpResponse:
            return said(request, found, status, text() if text else "")

        api.add_exception_handler(error, handler)

    on(Refused, 422, lambda: _("Filerne kan ikke bruges; intet er gemt"))
    on(WrongState, 409)
    on(NotAllowed, 403)
    on(NoRoom, 507)
    on(Http404, 404, lambda: _("Det findes ikke, eller nøglen giver ikke adgang til det."))
    on(Throttled, 429, lambda: _("For mange kald på kort tid. Vent, og prøv igen."))
    on(UnreadablePostError, 400, uploads.cut_off)
    on(SuspiciousOperation, 413, lambda: _("Kaldet er for stort eller har for mange dele; intet er gemt."))
    api.add_exception_handler(AuthenticationError, signed_out)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(OSError, failed)


def _place(parts: Any) -> str:
    return ".".join(str(part) for part in parts[1:]) or str(parts[0] if parts else "")
